"""Guard: fails where reading has become about twice as slow beside jieba.lcut as it was when the bounds were set.

    python benchmarks/guard.py

Both take turns on the same texts in one run, so that a slow machine slows both; the bounds leave room for noise.
"""

from __future__ import annotations

import sys

from articles import different
from ipofacts.extractor import Extractor
from peers import baseline
from speed import in_turns, ratio

# The median of ours : jieba.lcut on 1,500 characters may be so much: less than twice what it is.
BOUNDS = {"clean": 8.0, "noisy": 7.0, "negative": 6.0, "everyday": 0.6}
ARTICLES = 40


def main() -> int:
    """Measure, print, and tell by the exit code."""
    works = {"jieba.lcut": baseline(), "ipofacts": Extractor().extract}
    slow = 0
    for kind, bound in BOUNDS.items():
        for text in different(10, seed=1, kind=kind):
            for work in works.values():
                work(text)
        times = in_turns(works, list(different(ARTICLES, kind=kind)))
        found = ratio(times["ipofacts"], times["jieba.lcut"])[0]
        slow += found > bound
        print(f"{kind:9} ipofacts : jieba.lcut {found:.2f}, at most {bound}: {'TOO SLOW' if found > bound else 'fine'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
