"""Growth: time and memory over articles of 1,000 characters up to some MB, each made of different samples.

    python benchmarks/grow.py [MEGABYTES]

Prints seconds, microseconds a character, and the peak of memory of the process so far; at the end the slope of time over length
in log-log: 1 is linear.
"""

from __future__ import annotations

import math
import resource
import sys
import time

from articles import different
from ipofacts.extractor import Extractor

SMALLEST = 1000


def sizes(most: int) -> list[int]:
    """Lengths in characters, about three a power of ten."""
    steps = [SMALLEST * 10**power * head for power in range(8) for head in (1, 2, 5)]
    return [size for size in steps if size <= most]


def slope(lengths: list[int], seconds: list[float]) -> float:
    """The slope of the line that fits the logarithms best."""
    left, right = [math.log(length) for length in lengths], [math.log(taken) for taken in seconds]
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    spread = sum((x - mean_left) ** 2 for x in left)
    return sum((x - mean_left) * (y - mean_right) for x, y in zip(left, right, strict=True)) / spread


def main(megabytes: float) -> None:
    """Measure and print. A character of news takes about three bytes in UTF-8."""
    extract = Extractor().extract
    for text in different(10, seed=1):
        extract(text)
    lengths, seconds = [], []
    print(f"{'characters':>12}{'MB':>8}{'seconds':>10}{'us a character':>16}{'peak MB':>9}")
    for size in sizes(int(megabytes * 1e6 / 2.8)):
        text = next(different(1, size, seed=size))
        start = time.process_time()
        extract(text)
        taken = time.process_time() - start
        lengths.append(size)
        seconds.append(taken)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"{size:12,}{len(text.encode()) / 1e6:8.2f}{taken:10.3f}{taken / size * 1e6:16.2f}{peak:9.0f}", flush=True)
    print(f"slope in log-log {slope(lengths, seconds):.3f}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1)
