"""Articles garbled as scraped pages are, to see what noise costs. The same article is garbled the same way every time.

``NOISES`` holds one generator a name, ``COMBINATIONS`` several under one; ``garbled(article, names)`` applies them in turn and
``garble`` does so for one text and keeps where its characters stood before. What a noise does is told by its docstring, which
``described`` returns.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence

from ipofacts.evaluate.noise import encodings, layout, marks, pages, scripts, spinning
from ipofacts.schema import Article
from ipofacts.text.draft import Draft

Noise = Callable[[Draft, random.Random], None]

NOISES: dict[str, Noise] = {
    "traditional": scripts.traditional,
    "hongkong": scripts.hongkong,
    "taiwan": scripts.taiwan,
    "mixed": scripts.mixed,
    "forced": scripts.forced,
    "radicals": scripts.radicals,
    "readings": marks.readings,
    "toneless": marks.toneless,
    "numbered": marks.numbered,
    "zhuyin": marks.zhuyin,
    "glossed": marks.glossed,
    "ruby": marks.ruby,
    "invisible": marks.invisible,
    "emoji": marks.emoji,
    "fullwidth": marks.fullwidth,
    "western": marks.western,
    "unpunctuated": marks.unpunctuated,
    "escaped": marks.escaped,
    "widgets": marks.widgets,
    "blanks": layout.blanks,
    "spaced": layout.spaced,
    "letterspaced": layout.letterspaced,
    "wrapped": layout.wrapped,
    "broken": layout.broken,
    "narrow": layout.narrow,
    "clauses": layout.clauses,
    "gapped": layout.gapped,
    "spread": layout.spread,
    "utf8-as-latin1": encodings.utf8_as_latin1,
    "utf8-as-gbk": encodings.utf8_as_gbk,
    "gbk-as-latin1": encodings.gbk_as_latin1,
    "lost": encodings.lost,
    "holes": encodings.holes,
    "entities": pages.entities,
    "html": pages.html_fragment,
    "page": pages.whole_page,
    "markdown": pages.markdown,
    "menus": pages.menus,
    "neighbours": pages.neighbours,
    "rail": pages.rail,
    "feed": pages.feed,
    "repeated": pages.repeated,
    "callouts": pages.callouts,
    "cells": pages.cells,
    "spun": spinning.spun,
    "respun": spinning.respun,
    "backtranslated": spinning.backtranslated,
    "halved": spinning.halved,
    "lettered": spinning.lettered,
}
"""Every noise by name; each edits a draft in place."""

COMBINATIONS: dict[str, tuple[str, ...]] = {
    "scraped": ("traditional", "readings", "blanks", "menus", "page"),
    "pasted": ("fullwidth", "blanks", "wrapped", "invisible"),
    "farmed": ("spun", "callouts", "neighbours", "invisible"),
    "converted": ("forced", "toneless", "widgets", "markdown"),
    "mirrored": ("hongkong", "zhuyin", "gapped", "rail", "feed"),
    "rewritten": ("lettered", "numbered", "narrow", "neighbours"),
    "drowned": ("spun", "traditional", "readings", "emoji", "blanks", "fullwidth", "html", "utf8-as-latin1"),
}
"""Noises that come together, in the order in which they are applied."""

LOSSY = frozenset(("holes",))
"""Noises after which facts can't be read any more: only what is invented counts."""

_SWAPPING = frozenset(("spun", "respun", "backtranslated", "halved", "lettered"))
_PAGES = frozenset(("html", "page", "markdown", "menus", "neighbours", "rail", "feed", "repeated", "callouts", "cells"))
_BREAKS = frozenset(("wrapped", "broken", "narrow", "clauses"))
_NOT_IN_TITLES = _PAGES | _BREAKS


def garble(text: str, names: Sequence[str], title: bool = False) -> Draft:
    """A text with the named noises applied in turn; the draft tells where each character stood before.

    ``title``: the text is a headline, which only gets the noises that a headline can have. Raises ValueError for a name that
    is neither in NOISES nor in COMBINATIONS.
    """
    draft = Draft(text)
    seed = zlib.crc32(text.encode("utf-8", "replace"))
    for name in _resolved(names):
        if not (title and name in _NOT_IN_TITLES):
            NOISES[name](draft, random.Random(f"{seed} {name}"))
    return draft


def garbled(article: Article, names: Sequence[str]) -> Article:
    """The article with the named noises applied; raises ValueError as ``garble`` does."""
    title = garble(article.title, names, title=True).text if article.title else article.title
    return article.model_copy(update={"text": garble(article.text, names).text, "title": title})


def renamed(name: str, names: Sequence[str]) -> str:
    """A company's name as the article holds it after the noises that swap words: a name that is swapped is not put back."""
    draft = Draft(name)
    for noise in _resolved(names):
        if noise in _SWAPPING:
            NOISES[noise](draft, random.Random(noise))
    return draft.text


def described(name: str) -> str:
    """What a noise or combination does, in a line."""
    if name in COMBINATIONS:
        return " + ".join(COMBINATIONS[name])
    return " ".join((NOISES[name].__doc__ or "").split())


def _resolved(names: Sequence[str]) -> list[str]:
    """The single noises that the names stand for."""
    found: list[str] = []
    for name in names:
        if name not in NOISES and name not in COMBINATIONS:
            known = ", ".join((*NOISES, *COMBINATIONS))
            raise ValueError(f"unknown noise {name!r}; known are all, {known}")
        found += COMBINATIONS.get(name, (name,))
    return found
