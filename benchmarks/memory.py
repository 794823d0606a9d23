"""Memory: what one worker holds while it reads many different articles (Linux).

    python benchmarks/memory.py [ARTICLES]

Prints the resident memory in MB after each tenth of the way. A flat line is what we want; compare the last with the second.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from articles import different
from ipofacts.extractor import Extractor


def resident(pid: int | None = None) -> float:
    """The resident memory of a process in MB; of this one if none is named."""
    pages = int(Path(f"/proc/{pid or 'self'}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(articles: int) -> None:
    """Measure and print."""
    extract = Extractor().extract
    print(f"{0:8} articles {resident():7.1f} MB")
    for number, text in enumerate(different(articles), 1):
        extract(text)
        if number % max(1, articles // 10) == 0:
            print(f"{number:8} articles {resident():7.1f} MB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
