"""Articles garbled as scraped pages are, to see what noise costs. The same article is garbled the same way every time."""

from __future__ import annotations

import html
import random
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from ipofacts.evaluate.script import converter
from ipofacts.rulefiles import RuleModel, read_file
from ipofacts.schema import Article

_HAN = re.compile("[\u4e00-\u9fff]")
_SEAM = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_MARKUP = re.compile(r"(<[^<>]*>|&#?\w+;)|[^<&]+|[<&]")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HERE = Path(__file__).parent


class _Words(RuleModel):
    """The words of noise.yaml: page furniture before and after an article, readings, and the swaps of spun articles."""

    before: list[str]
    after: list[str]
    readings: list[str]
    swaps: dict[str, str]


def garbled(article: Article, noises: Sequence[str]) -> Article:
    """The article with the named noises applied one after the other; its title gets those that a title can have.

    Raises ValueError for a name that isn't in NOISES.
    """
    for name in noises:
        if name not in NOISES:
            raise ValueError(f"unknown noise {name!r}; known are {', '.join(NOISES)}")
        make = NOISES[name]
        chance = random.Random(zlib.crc32(article.text.encode("utf-8", "replace")))
        title = make(article.title, chance) if article.title and name not in _PAGE else article.title
        article = article.model_copy(update={"text": make(article.text, chance), "title": title})
    return article


def _traditional(text: str, _: random.Random) -> str:
    return converter("s2t")(text)


def _readings(text: str, chance: random.Random) -> str:
    """A reading in brackets after one Han character in twelve, as forced-traditional pages have them."""
    readings = _words().readings
    return _HAN.sub(lambda hit: f"{hit[0]}({chance.choice(readings)})" if chance.random() < 1 / 12 else hit[0], text)


def _blanks(text: str, chance: random.Random) -> str:
    """A blank at most seams between Han characters and digits or letters."""
    return _SEAM.sub(lambda _: " " if chance.random() < 0.8 else "", text)


def _fullwidth(text: str, _: random.Random) -> str:
    """Letters, digits and marks of double width; tags and entities, which no page widens, stay."""
    return _MARKUP.sub(lambda hit: hit[0] if hit[1] else hit[0].translate(_WIDE), text)


def _html(text: str, _: random.Random) -> str:
    """Paragraphs in tags, with entities, below a script."""
    lines = [f"<p>&nbsp;&nbsp;{html.escape(line)}</p>" for line in text.split("\n")]
    return '<div class="article"><script>var page=1;</script>' + "\n".join(lines) + "<!-- end --></div>"


def _menus(text: str, _: random.Random) -> str:
    return "\n".join((*_words().before, text, *_words().after))


def _spun(text: str, _: random.Random) -> str:
    swaps = _words().swaps
    longest_first = sorted(swaps, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda hit: swaps[hit[0]], text)


@cache
def _words() -> _Words:
    return read_file(_HERE, Path("noise.yaml"), _Words).content


NOISES: dict[str, Callable[[str, random.Random], str]] = {
    "traditional": _traditional,
    "readings": _readings,
    "blanks": _blanks,
    "fullwidth": _fullwidth,
    "html": _html,
    "menus": _menus,
    "spun": _spun,
}
_PAGE = frozenset(("html", "menus"))
