"""Speed: our extraction beside others' work on the same texts, taken in turns in one run, and where our time goes.

    python benchmarks/speed.py [ARTICLES]

Prints ratios to jieba.lcut (pure Python, HMM on) with their spread: absolute times belong to a machine, ratios travel. Peers
that aren't installed are left out with a word: ``pip install 'ipofacts[bench]'``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Mapping, Sequence

from articles import KINDS, different
from ipofacts.extractor import Extractor
from peers import Work, baseline, floor, peers

LENGTHS = (300, 1500, 10_000)
BASE = "jieba.lcut"
ROOM_LENGTH = 1500


def milliseconds(work: Work, text: str) -> float:
    """How long ``work`` keeps the processor busy with ``text``: other programs on the machine count less."""
    start = time.process_time_ns()
    work(text)
    return (time.process_time_ns() - start) / 1e6


def in_turns(works: Mapping[str, Work], texts: Sequence[str]) -> dict[str, list[float]]:
    """The milliseconds of each work on each text, text by text; who goes first changes from text to text."""
    times: dict[str, list[float]] = {name: [0.0] * len(texts) for name in works}
    names = list(works)
    for number, text in enumerate(texts):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            times[name][number] = milliseconds(works[name], text)
    return times


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """The median of the ratios, text by text, and between what eight in ten of them lie."""
    ratios = [left / right for left, right in zip(ours, theirs, strict=True)]
    tenths = statistics.quantiles(ratios, n=10)
    return statistics.median(ratios), tenths[0], tenths[-1]


def _told(found: tuple[float, float, float]) -> str:
    return "{:8.3f} ({:.3f} to {:.3f})".format(*found)


def _compare(works: Mapping[str, Work], articles: int) -> None:
    print(f"{'ratio to jieba.lcut, eight in ten between':42}" + "".join(f"{length:>28,}" for length in LENGTHS))
    for kind in KINDS:
        columns = []
        for length in LENGTHS:
            texts = list(different(max(10, articles * ROOM_LENGTH // max(length, ROOM_LENGTH)), length, kind=kind))
            columns.append(in_turns(works, texts))
        for name in works:
            cells = (f"{_told(ratio(times[name], times[BASE])):>28}" for times in columns)
            print(f"{kind:9} {name:32}" + "".join(cells))


def _rooms(extractor: Extractor, base: Work, articles: int) -> None:
    texts = list(different(articles, ROOM_LENGTH, seed=2))
    least = floor()
    for text in different(20, ROOM_LENGTH, seed=1):
        for work in least.values():
            work(text)
    rooms: dict[str, list[float]] = {}

    def extract(text: str) -> None:
        extractor.extract(text)
        for room, seconds in extractor.seconds.items():
            rooms.setdefault(room, []).append(seconds * 1e3)

    times = in_turns({BASE: base, "all rooms": extract, **least}, texts)
    print(f"\nrooms of {ROOM_LENGTH} clean characters          ratio to jieba.lcut, eight in ten between")
    for name, taken in {**rooms, **{name: times[name] for name in times if name != BASE}}.items():
        print(f"{name:42}{_told(ratio(taken, times[BASE])):>28}   median {statistics.median(taken):7.3f} ms")
    print(f"{BASE:42}{'':28}   median {statistics.median(times[BASE]):7.3f} ms")


def main(articles: int) -> None:
    """Measure and print."""
    extractor, base = Extractor(), baseline()
    found, lacking = peers()
    works = {BASE: base, "ipofacts": extractor.extract, **found}
    for kind in KINDS:
        for text in different(10, seed=1, kind=kind):  # all warm
            for work in works.values():
                work(text)
    _compare(works, articles)
    for word in lacking:
        print(word)
    _rooms(extractor, base, articles)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
