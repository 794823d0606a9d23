"""Words swapped by fixed dictionaries, as article spinners and round trips through other languages do."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from ipofacts.evaluate.noise.words import words
from ipofacts.text.draft import Draft


def spun(draft: Draft, _: random.Random) -> None:
    """The dictionary of the commonest spinner: it also swaps parts of words."""
    _swap(draft, words().spun)


def respun(draft: Draft, _: random.Random) -> None:
    """Another spinner's dictionary, of near-synonyms for whole words."""
    _swap(draft, words().respun)


def backtranslated(draft: Draft, _: random.Random) -> None:
    """Terms of the trade as they come back from a round trip through another language."""
    _swap(draft, words().backtranslated)


def halved(draft: Draft, _: random.Random) -> None:
    """Terms of the trade with one half from a dictionary of synonyms."""
    _swap(draft, words().halved)


def lettered(draft: Draft, _: random.Random) -> None:
    """Single characters swapped wherever they stand, in names too."""
    _swap(draft, words().lettered)


def _swap(draft: Draft, swaps: Mapping[str, str]) -> None:
    longest_first = sorted(swaps, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    draft.replace((hit.start(), hit.end(), swaps[hit[0]]) for hit in pattern.finditer(draft.text))
