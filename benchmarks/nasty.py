"""Nasty texts: CPU seconds of each at one size and at four times that size; growth well above 4 is more than linear.

    python benchmarks/nasty.py [SIZE] [NAME ...]

Sizes are characters. CPU time, so that other work on the machine doesn't count.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from pydantic import ValidationError

from ipofacts.extractor import Extractor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "fuzz"))
from nasty import MAKERS

_LEAST = 1e-3  # shorter times say nothing about growth


def seconds(extractor: Extractor, text: str) -> float | None:
    """CPU seconds of one text; None if it is refused, as a blank one is."""
    started = time.process_time()
    try:
        extractor.extract(text)
    except ValidationError:
        return None
    return time.process_time() - started


def main(size: int, names: list[str]) -> None:
    """Measure and print."""
    extractor = Extractor()
    extractor.extract(MAKERS["one sentence again and again"](2_000))
    print(f"CPU seconds for {size} and {4 * size} characters, growth")
    for name in names or MAKERS:
        small, large = (seconds(extractor, MAKERS[name](length)) for length in (size, 4 * size))
        if small is None or large is None:
            print(f"{'refused':>24} {name}", flush=True)
        else:
            growth = large / max(small, _LEAST)
            print(f"{small:8.3f} {large:8.3f} {growth:6.1f} {name}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, sys.argv[2:])
