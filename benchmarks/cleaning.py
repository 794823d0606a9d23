"""Cleaning: its share of the whole extraction, on the golden samples as they are, clean and noisy, and under several noises.

    python benchmarks/cleaning.py [NOISE ...]

Prints the median over articles of cleaning's time over the extraction's, both taken on the same article in turn; the goal is
less than a quarter. A clean article should pay nearly nothing for the noises that it hasn't.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from ipofacts.evaluate.golden import load
from ipofacts.evaluate.noise import garbled
from ipofacts.extractor import Extractor
from ipofacts.schema import Article

SAMPLES = Path(__file__).parents[1] / "samples" / "golden"
NOISES = ("traditional", "readings", "page", "menus", "spun", "unpunctuated", "spaced", "wrapped", "utf8-as-gbk", "drowned")
TIMES = 3


def share(extractor: Extractor, articles: Sequence[Article]) -> float:
    """The median share of cleaning in the time of an article, each the quickest of several turns."""
    clean, shares = extractor.reader.cleaner.clean, []
    for article in articles:
        turns = []
        for _ in range(TIMES):
            start = time.perf_counter_ns()
            clean(article.text, article.title)
            between = time.perf_counter_ns()
            extractor.extract_article(article)
            turns.append((between - start, time.perf_counter_ns() - between))
        shares.append(min(turn[0] for turn in turns) / min(turn[1] for turn in turns))
    return statistics.median(shares)


def main(noises: Sequence[str]) -> None:
    """Measure and print."""
    extractor = Extractor()
    samples = list(load(SAMPLES))
    clean = [sample.article for sample in samples if "noisy" not in sample.tags]
    rows = {"clean": clean, "noisy": [sample.article for sample in samples if "noisy" in sample.tags]}
    rows |= {noise: [garbled(article, [noise]) for article in clean[::4]] for noise in noises}
    share(extractor, clean[:20])  # warm
    for name, articles in rows.items():
        print(f"{name:16} {len(articles):4} articles   cleaning / extraction {share(extractor, articles):.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or NOISES)
