"""Speed: our extraction beside jieba.lcut (pure Python, HMM on) on the same text, taken in turns in one run.

    python benchmarks/speed.py [ARTICLES]

Prints the median milliseconds of both and the median of their ratio: absolute times belong to a machine, the ratio travels.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections.abc import Callable

import jieba

from articles import different
from ipofacts.extractor import Extractor


def milliseconds(work: Callable[[str], object], text: str) -> float:
    """How long ``work`` takes on ``text``."""
    start = time.perf_counter_ns()
    work(text)
    return (time.perf_counter_ns() - start) / 1e6


def main(articles: int) -> None:
    """Measure and print."""
    jieba.setLogLevel(logging.WARNING)
    extract, cut = Extractor().extract, jieba.lcut
    for text in different(20, seed=1):  # both warm
        extract(text)
        cut(text)
    pairs = [(milliseconds(extract, text), milliseconds(cut, text)) for text in different(articles)]
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    print(f"{articles} different articles of 1500 characters")
    for name, times in (("ipofacts.extract", ours), ("jieba.lcut", theirs)):
        print(f"{name:18} median {statistics.median(times):7.3f} ms   p99 {statistics.quantiles(times, n=100)[98]:7.3f} ms")
    ratio = statistics.median(left / right for left, right in pairs)
    print(f"ratio (ours/jieba) median {ratio:.3f} = 1/{1 / ratio:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
