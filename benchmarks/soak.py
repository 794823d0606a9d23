"""Soak: very many different short articles through one engine of a running service; memory, and whether answers stay the same.

    python benchmarks/soak.py [ARTICLES]

The articles go over HTTP in batches, streamed, at most 5,000 a request. Prints the resident memory of the engine and of the
process in front on the way, the slope after the first 10,000 articles (the first fifth, if there are fewer than 50,000), and
whether the golden samples are answered at the end, byte for byte, as at the start. Exit code 1 if memory grows or passes what
an engine may hold, if answers differ or are missing, or if an engine was replaced.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from dataclasses import dataclass
from itertools import islice

from articles import SAMPLES, short
from ipofacts.evaluate import load
from memory import resident
from served import Served, batch

AT_ONCE = 5_000
MOST, MOST_GROWTH = 350.0, 10.0  # MB an engine; MB each 100,000 articles


@dataclass(frozen=True)
class Sample:
    """Resident MB after so many articles."""

    articles: int
    engine: float
    front: float


async def fixed(port: int, samples: list[bytes]) -> list[bytes]:
    """The answers to articles, a line each."""
    return [line async for line in batch(port, samples)]


async def through(served: Served, articles: int) -> tuple[list[Sample], int, int]:
    """Memory on the way, the number of answers, and how many of them were problems."""
    texts = short(articles)
    samples, answers, problems = [memory(served, 0)], 0, 0
    begun = time.perf_counter()
    while lines := [(json.dumps({"text": text}) + "\n").encode() for text in islice(texts, min(AT_ONCE, articles // 10))]:
        async for line in batch(served.port, lines):
            answers += 1
            problems += b'"problem"' in line
        samples.append(memory(served, answers))
        rate = answers / (time.perf_counter() - begun)
        print(
            f"{answers:8} articles   engine {samples[-1].engine:6.1f} MB   front {samples[-1].front:6.1f} MB   {rate:5.0f}/s",
            flush=True,
        )
    return samples, answers, problems


def memory(served: Served, articles: int) -> Sample:
    """As it is now."""
    (engine,) = served.engines()
    return Sample(articles, resident(engine), resident(served.process.pid))


def slopes(samples: list[Sample], after: int) -> tuple[float, float]:
    """Growth of engine and front in MB each 100,000 articles, by least squares."""
    late = [sample for sample in samples if sample.articles >= after]
    counts = [sample.articles / 100_000 for sample in late]
    return tuple(  # type: ignore[return-value]
        statistics.linear_regression(counts, [getattr(sample, part) for sample in late]).slope for part in ("engine", "front")
    )


def main(articles: int) -> int:
    """Measure and print; 1 if a promise broke."""
    golden = [(json.dumps(s.article.model_dump(exclude_none=True)) + "\n").encode() for s in load(SAMPLES)]
    with Served(engines=1, log_level="warning") as served:
        before = asyncio.run(fixed(served.port, golden))
        samples, answers, problems = asyncio.run(through(served, articles))
        same = asyncio.run(fixed(served.port, golden)) == before
        restarts = served.metric("ipofacts_engine_restarts_total")
    engine, front = slopes(samples, min(10_000, articles // 5))
    most = max(sample.engine for sample in samples)
    held = {
        f"{answers} answers to {articles} articles, {problems} of them problems": (answers, problems) == (articles, 0),
        f"engine at most {most:.0f} MB (bound {MOST:.0f})": most <= MOST,
        f"slope of the engine {engine:+.1f} MB each 100,000 articles": engine <= MOST_GROWTH,
        f"slope of the front {front:+.1f} MB each 100,000 articles": front <= MOST_GROWTH,
        f"{len(before)} golden samples answered at the end as at the start": same,
        f"{restarts:.0f} engines replaced": not restarts,
    }
    for told, held_ in held.items():
        print(f"{'ok  ' if held_ else 'FAIL'} {told}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("articles", nargs="?", type=int, default=200_000)
    sys.exit(main(arguments.parse_args().articles))
