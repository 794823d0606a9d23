"""Values: time over texts of 1 KB to 1 MB made to be hard: digits, commas, scales, dashes, lists and capitals without an end.

    python benchmarks/values_growth.py

Prints microseconds per character for each size: they must not grow.
"""

from __future__ import annotations

import time

from ipofacts.values import find_values
from ipofacts.values.finder import default_finder

SIZES = (1_000, 10_000, 100_000, 1_000_000)


def hard_texts() -> dict[str, str]:
    """Units of text, each repeated to the size wanted."""
    lexicon = default_finder().lexicon
    big = [char for char, power in lexicon.units.numerals.magnitudes.items() if power in (4, 8)]
    listed, currency = lexicon.bounds.range.listed[0], lexicon.currencies.currencies[1].after[0]
    return {
        "digits": "1234567890",
        "commas": "123,",
        "scales": "1" + "".join(big),
        "numerals": "".join(big),
        "points": "1.2",
        "ranges": "1.5-",
        "lists": "1.5" + listed,
        "money": "1.5" + big[1] + currency,
        "months": f"1{lexicon.dates.month_marks[-1]}8{lexicon.dates.day_marks[0]}\n",
        "years": "2025" + lexicon.dates.year_marks[-1],
        "slashes": "1/2/",
        "capitals": "ABCDE",
        "brackets": "A(ABC)(123",
        "blanks": " 1 ",
        "labels": lexicon.codes.labels.stock[0],
        "bounds": lexicon.bounds.before.approx[0],
        "headers": f"{big[0]}({big[0]}{currency}):1.5{listed}",
        "multiples": f"{lexicon.units.headers.multiples[0]}:.5{listed}",
    }


def main() -> None:
    """Measure and print."""
    find_values("1")
    print(f"{'text':10}" + "".join(f"{size:>12,}" for size in SIZES) + "   microseconds per character")
    for name, unit in hard_texts().items():
        cells = []
        for size in SIZES:
            text = (unit * (size // len(unit) + 1))[:size]
            start = time.process_time()
            find_values(text, "2026-01-08")
            cells.append((time.process_time() - start) / size * 1e6)
        print(f"{name:10}" + "".join(f"{cell:12.2f}" for cell in cells))


if __name__ == "__main__":
    main()
