"""Load: one engine over HTTP beside the same engine in process, latency below and above what it can do.

    python benchmarks/load.py [SECONDS] [--connections 16,64,256,512]

Three parts, on loopback, with articles of the golden samples, none cut or joined:
1. closed loop: articles a second over so many connections, as a share of what the extractor does in process in the same run;
2. open loop at 70 % of the middle of these: p99 beside p50;
3. open loop at 300 %: latency of what is accepted, and how quickly the rest is told 503.
Shares and ratios travel; times belong to the machine, whose cores client, front and engine share.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field

from articles import SAMPLES
from ipofacts.evaluate import load
from ipofacts.extractor import Extractor
from served import Served, post

ARTICLES = [sample.article for sample in load(SAMPLES)]
BODIES = [json.dumps(article.model_dump(exclude_none=True), ensure_ascii=False).encode() for article in ARTICLES]


@dataclass
class Answers:
    """What came back: seconds by status."""

    seconds: dict[int, list[float]] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)

    def add(self, status: int, seconds: float) -> None:
        """Counts one answer."""
        self.seconds.setdefault(status, []).append(seconds)

    def told(self) -> str:
        """Number and latency by status."""
        parts = [
            f"{status}: {len(times)} p50 {at(times, 50):.0f} ms p99 {at(times, 99):.0f} ms"
            for status, times in sorted(self.seconds.items())
        ]
        return "; ".join(parts) + (f"; lost {dict(self.failures)}" if self.failures else "")


def at(times: list[float], percent: int) -> float:
    """A percentile in milliseconds."""
    return 1000 * (statistics.quantiles(times, n=100)[percent - 1] if len(times) > 1 else times[0])


def in_process(seconds: float) -> float:
    """Articles a second that the extractor reads, answer written out."""
    extractor = Extractor()
    for article in ARTICLES[:20]:
        extractor.extract_article(article)
    started = time.perf_counter()
    for count, article in enumerate(itertools.cycle(ARTICLES), 1):
        extractor.extract_article(article).to_bytes()
        if time.perf_counter() - started > seconds:
            return count / (time.perf_counter() - started)
    raise AssertionError


async def closed(port: int, connections: int, seconds: float) -> tuple[float, Answers]:
    """Every connection asks again as soon as it is answered; one that is told to wait does, as our own client would.

    Articles read a second, and the answers.
    """
    answers, bodies = Answers(), itertools.cycle(BODIES)
    end = time.perf_counter() + seconds

    async def ask() -> None:
        stream = None
        while time.perf_counter() < end:
            started = time.perf_counter()
            try:
                stream = stream or await asyncio.open_connection("127.0.0.1", port)
                told = await post(stream, next(bodies))
                answers.add(told.status, time.perf_counter() - started)
                if not told.stays:
                    stream[1].close()
                    stream = None
                if told.wait:
                    await asyncio.sleep(min(told.wait + random.random() / 2, max(0.0, end - time.perf_counter())))
            except (OSError, asyncio.IncompleteReadError) as error:
                answers.failures[type(error).__name__] += 1
                stream = None

    started = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(connections)))
    return len(answers.seconds.get(200, [])) / (time.perf_counter() - started), answers


async def open_loop(port: int, rate: float, seconds: float) -> Answers:
    """Asks so many times a second, whatever comes back; times run from when the request was due."""
    answers, bodies = Answers(), itertools.cycle(BODIES)
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    asked: list[asyncio.Task[None]] = []

    async def ask(due: float) -> None:
        try:
            stream = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
            told = await post(stream, next(bodies))
            answers.add(told.status, time.perf_counter() - due)
            if told.stays:
                idle.append(stream)
            else:
                stream[1].close()
        except (OSError, asyncio.IncompleteReadError) as error:
            answers.failures[type(error).__name__] += 1

    started = time.perf_counter()
    for number in range(int(rate * seconds)):
        due = started + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asked.append(asyncio.create_task(ask(due)))
    await asyncio.gather(*asked)
    return answers


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("seconds", nargs="?", type=float, default=20)
    arguments.add_argument("--connections", default="16,64,256,512")
    given = arguments.parse_args()
    alone = in_process(given.seconds)
    print(f"in process                {alone:7.1f} articles/s", flush=True)
    with Served(engines=1, queue=64, log_level="warning") as served:
        # The speed of a machine wavers: what it can do is the middle of what it did.
        rates = [alone]
        for connections in map(int, given.connections.split(",")):
            rate, answers = asyncio.run(closed(served.port, connections, given.seconds))
            rates.append(rate)
            print(
                f"{connections:4} connections          {rate:7.1f} articles/s = {rate / alone:.2f}   {answers.told()}",
                flush=True,
            )
        most = statistics.median(rates)
        for share in (0.7, 3.0):
            answers = asyncio.run(open_loop(served.port, share * most, given.seconds))
            print(f"at {share:3.0%} of {most:.0f}/s: {answers.told()}", flush=True)
            if share < 1:
                times = answers.seconds[200]
                print(f"  p99/p50 {at(times, 99) / at(times, 50):.1f}")


if __name__ == "__main__":
    main()
