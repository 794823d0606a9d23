"""Articles for the benchmarks: golden samples joined to the length of a news article, never the same one twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from ipofacts.evaluate import load

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "golden"


def different(count: int, length: int = 1500, seed: int = 0) -> Iterator[str]:
    """``count`` texts of ``length`` characters, each of samples drawn at random, with a number of its own at the front."""
    texts = [sample.article.text for sample in load(SAMPLES)]
    chance = random.Random(seed)
    for number in range(count):
        text = f"{number}\n"
        while len(text) < length:
            text += chance.choice(texts) + "\n\n"
        yield text[:length]
