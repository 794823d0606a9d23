"""Signs put in, left out or written otherwise between the words of an article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from ipofacts.evaluate.noise.words import words
from ipofacts.text.draft import Draft

HAN = re.compile("[\u4e00-\u9fff]")
_RUN = re.compile("[\u4e00-\u9fff]{2,4}")
_MARKUP = re.compile(r"(<[^<>]*>|&#?\w+;)|[^<&]+|[<&]")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202c"
_WESTERN = str.maketrans("\uff0c\u3002\uff1b\uff1a\uff08\uff09\uff01\uff1f\u3001\u201c\u201d", ',.;:()!?,""')
_PAUSE = re.compile("(?<=[\u4e00-\u9fff\\d%)])[\uff0c\u3002\uff1b,;](?=[\u4e00-\u9fff])")
_MARKED_DOWN = re.compile(r"[-.*_()\[\]#+!~|>]")
_STOP = re.compile("[\n\uff0c\u3002\uff01!]")


def readings(draft: Draft, chance: random.Random) -> None:
    """A reading in brackets after one Han character in twelve, as forced-traditional pages have them."""
    syllables = words().readings
    _behind_han(draft, chance, lambda: f"({chance.choice(syllables)})")


def toneless(draft: Draft, chance: random.Random) -> None:
    """A reading without tone marks in brackets after one Han character in twelve."""
    syllables = words().toneless
    _behind_han(draft, chance, lambda: f"({chance.choice(syllables)})")


def numbered(draft: Draft, chance: random.Random) -> None:
    """A reading with the number of its tone, in square brackets or parted by a blank, after one Han character in twelve."""
    syllables = words().numbered
    form = chance.choice(("({})", "[{}]", " ({}) ", "\u3010{}\u3011"))
    _behind_han(draft, chance, lambda: form.format(chance.choice(syllables)))


def zhuyin(draft: Draft, chance: random.Random) -> None:
    """A reading in zhuyin, as Taiwanese pages have it, after one Han character in twelve."""
    syllables = words().zhuyin
    _behind_han(draft, chance, lambda: f"\uff08{chance.choice(syllables)}\uff09")


def glossed(draft: Draft, chance: random.Random) -> None:
    """Readings of whole words in brackets behind them, syllables together or apart, as graded readers have them."""
    syllables, joint = words().readings, chance.choice((" ", ""))
    hits = [hit for hit in _RUN.finditer(draft.text) if chance.random() < 1 / 12]
    draft.replace((hit.end(), hit.end(), f"({joint.join(chance.choice(syllables) for _ in hit[0])})") for hit in hits)


def ruby(draft: Draft, chance: random.Random) -> None:
    """One Han character in twelve as ruby markup, with its reading in it."""
    syllables = words().readings
    edits = []
    for hit in HAN.finditer(draft.text):
        if chance.random() < 1 / 12:
            edits.append((hit.start(), hit.start(), "<ruby>"))
            edits.append((hit.end(), hit.end(), f"<rp>(</rp><rt>{chance.choice(syllables)}</rt><rp>)</rp></ruby>"))
    draft.replace(edits)


def invisible(draft: Draft, chance: random.Random) -> None:
    """A zero-width, bidirectional or soft-hyphen character after one character in five."""
    places = (place for place in range(1, len(draft.text)) if chance.random() < 0.2)
    draft.replace((place, place, chance.choice(_INVISIBLE)) for place in places)


def emoji(draft: Draft, chance: random.Random) -> None:
    """An emoji at one line, sentence or clause in four."""
    pictures = words().emoji
    places = [0, *(hit.end() for hit in _STOP.finditer(draft.text))]
    draft.replace((place, place, chance.choice(pictures)) for place in places if chance.random() < 0.25)


def fullwidth(draft: Draft, _: random.Random) -> None:
    """Letters, digits and marks of double width; tags and entities, which no page widens, stay."""
    draft.rewrite(_MARKUP.sub(lambda hit: hit[0] if hit[1] else hit[0].translate(_WIDE), draft.text))


def western(draft: Draft, _: random.Random) -> None:
    """Western marks in place of Chinese ones."""
    draft.rewrite(draft.text.translate(_WESTERN))


def unpunctuated(draft: Draft, _: random.Random) -> None:
    """Blanks in place of commas and stops within the lines."""
    draft.rewrite(_PAUSE.sub(" ", draft.text))


def escaped(draft: Draft, chance: random.Random) -> None:
    """Marks kept from Markdown by backslashes, or one Han character in three as JSON writes it."""
    if chance.random() < 0.5:
        draft.replace((hit.start(), hit.start(), "\\") for hit in _MARKED_DOWN.finditer(draft.text))
    else:
        hits = [hit for hit in HAN.finditer(draft.text) if chance.random() < 1 / 3]
        draft.replace((hit.start(), hit.end(), f"\\u{ord(hit[0]):04x}") for hit in hits)


def widgets(draft: Draft, chance: random.Random) -> None:
    """A quote widget behind most names of banks and exchanges and behind most codes in brackets."""
    pattern = re.compile("|".join((*map(re.escape, words().carriers), r"[(\uff08]\d{4,6}(?:\.[A-Z]{2})?[)\uff09]")))
    edits = []
    for hit in pattern.finditer(draft.text):
        if chance.random() < 0.7:
            price, change = chance.uniform(1, 60), chance.uniform(-2, 2)
            widget = f"({price:.3f}, {change:.2f}, {change / price * 100:.2f}%)" if chance.random() < 0.8 else "(,)"
            edits.append((hit.end(), hit.end(), widget))
    draft.replace(edits)


def _behind_han(draft: Draft, chance: random.Random, make: Callable[[], str]) -> None:
    """Puts what ``make`` gives behind one Han character in twelve."""
    draft.replace((hit.end(), hit.end(), make()) for hit in HAN.finditer(draft.text) if chance.random() < 1 / 12)
