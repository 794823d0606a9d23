"""Start: from nothing to a ready Extractor beside ``import spacy``, and ``ipofacts --help``, each a process, in turns.

    python benchmarks/start.py [RUNS]

Prints medians of the processor's seconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

COMMANDS = {
    "import spacy": [sys.executable, "-c", "import spacy"],
    "a ready Extractor": [sys.executable, "-c", "from ipofacts import Extractor; Extractor().extract('-')"],
    "ipofacts --help": [sys.executable, "-c", "from ipofacts.cli import app; app()", "--help"],
}


def seconds(command: list[str]) -> float:
    """The processor's time of a process."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main(runs: int) -> None:
    """Measure and print."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    base = statistics.median(times["import spacy"])
    for name, taken in times.items():
        print(f"{name:20} median {statistics.median(taken):6.3f} s   {statistics.median(taken) / base:5.2f} times import spacy")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
