"""Articles for the benchmarks: golden samples joined to the length of a news article, or cut short; no two alike."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ipofacts.evaluate import load
from ipofacts.evaluate.noise import COMBINATIONS, garble

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "golden"
EVERYDAY = Path(__file__).with_name("everyday.txt")
KINDS = ("clean", "noisy", "negative", "everyday")
"""Samples with facts as written; the same garbled; samples of the trade that state no offering; talk of other things."""


def different(count: int, length: int = 1500, seed: int = 0, kind: str = "clean") -> Iterator[str]:
    """``count`` texts of ``length`` characters, each of samples drawn at random, with a number of its own at the front."""
    texts = _texts(kind)
    chance = random.Random(seed)
    for number in range(count):
        text = f"{number}\n"
        while len(text) < length:
            text += chance.choice(texts) + "\n\n"
        yield garble(text[:length], [chance.choice(list(COMBINATIONS))]).text[:length] if kind == "noisy" else text[:length]


def short(count: int, seed: int = 0) -> Iterator[str]:
    """``count`` texts of 150 to 300 characters, each a piece of a sample with other figures and a company that nobody knows.

    Names and figures never end, so whatever keeps what it has seen once grows with them.
    """
    texts = _texts("clean")
    chance = random.Random(seed)
    for _ in range(count):
        text = chance.choice(texts)
        begin = chance.randrange(max(1, len(text) - 150))
        piece = "".join(
            chance.choice("0123456789") if char.isdigit() and chance.random() < 0.7 else char
            for char in text[begin : begin + 280]
        )
        name = "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(chance.randint(2, 4)))
        yield f"{name}科技({chance.randrange(1, 10**5):05}.HK){piece}"


@cache  # clients that all ask for it shall not wait for each other
def _texts(kind: str) -> Sequence[str]:
    samples = load(SAMPLES)
    if kind == "everyday":
        sentences = EVERYDAY.read_text(encoding="utf-8").splitlines()
        return [first + second for first in sentences for second in sentences]
    if kind == "negative":
        return [sample.article.text for sample in samples if not sample.offerings]
    return [sample.article.text for sample in samples]
