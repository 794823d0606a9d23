"""Many articles: articles a second over every way that docs/scale.md names, and memory, in one run.

    python benchmarks/batch.py [ARTICLES] [--rounds N] [--only WORDS] [--memory ARTICLES]

Each way reads the same different articles of 1500 characters, its engines warm; the best of N rounds counts, as whatever else
the machine does only ever takes away. Ways whose library isn't installed are left out. ``--memory`` streams so many articles
of 150 characters through Arrow batches and two workers, and prints the resident memory of all processes after each tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import islice
from pathlib import Path

import httpx

from articles import different
from ipofacts.client import Client
from ipofacts.extractor import Extractor

Way = Callable[[list[str]], AbstractContextManager[Callable[[], float]]]
WARM = 100
TEN_MILLION = 10_000_000


def in_process(workers: int) -> Way:
    """``Extractor.extract_many``; workers are warm after the first answers, which aren't counted."""

    @contextmanager
    def way(texts: list[str]) -> Iterator[Callable[[], float]]:
        extractor = Extractor()

        def measure() -> float:
            answers = extractor.extract_many([*islice(iter(texts), WARM), *texts], workers=workers)
            list(islice(answers, WARM))
            return timed(lambda: sum(1 for _ in answers), len(texts))

        yield measure

    return way


@contextmanager
def over_http(texts: list[str]) -> Iterator[Callable[[], float]]:
    """``Client.extract_many`` from a process to a service of two engines on the same two cores."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "ipofacts"), "serve", "--port", str(port), "--engines", "2"]
    service = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            with suppress(httpx.TransportError):
                if httpx.get(f"{url}/readyz").status_code == 200:
                    break
            time.sleep(0.1)
        with Client(url) as client:
            yield lambda: timed(lambda: sum(1 for _ in client.extract_many(texts, concurrency=8)), len(texts))
    finally:
        service.terminate()
        service.wait()


@contextmanager
def from_the_shell(texts: list[str]) -> Iterator[Callable[[], float]]:
    """``ipofacts extract in.jsonl --output out.parquet --workers 2``, its start and the writing included."""
    with tempfile.TemporaryDirectory() as folder:
        lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
        Path(folder, "in.jsonl").write_text(lines, encoding="utf-8")
        tool = str(Path(sys.executable).parent / "ipofacts")
        command = [tool, "extract", "in.jsonl", "--output", "out.parquet", "--workers", "2"]
        yield lambda: timed(lambda: subprocess.run(command, cwd=folder, check=True), len(texts))


@contextmanager
def with_spark(texts: list[str]) -> Iterator[Callable[[], float]]:
    """Spark, ``local[2]``."""
    from pyspark.sql import SparkSession

    from ipofacts.tables import spark

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    frame = session.createDataFrame([(text,) for text in texts], "text string").repartition(2).cache()
    frame.count()
    try:
        yield lambda: timed(lambda: spark.extract(frame).count(), len(texts))
    finally:
        session.stop()


@contextmanager
def with_ray(texts: list[str]) -> Iterator[Callable[[], float]]:
    """Ray Data on two CPUs."""
    import pyarrow as pa
    import ray

    from ipofacts.tables import ray as ours

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    ray.data.DataContext.get_current().enable_progress_bars = False
    half = len(texts) // 2
    dataset = ray.data.from_arrow([pa.table({"text": texts[:half]}), pa.table({"text": texts[half:]})])
    try:
        yield lambda: timed(lambda: ours.extract(dataset, batch_size=256).materialize(), len(texts))
    finally:
        ray.shutdown()


WAYS: dict[str, Way] = {
    "in process, 1 worker": in_process(1),
    "in process, 2 workers": in_process(2),
    "over HTTP, 2 engines": over_http,
    "from the shell, 2 workers, start included": from_the_shell,
    "Spark, local[2]": with_spark,
    "Ray Data, 2 CPUs": with_ray,
}


def timed(work: Callable[[], object], articles: int) -> float:
    """Articles a second."""
    start = time.perf_counter()
    work()
    return articles / (time.perf_counter() - start)


def measure(articles: int, rounds: int, only: str) -> dict[str, float]:
    """Articles a second of each way whose name has these words."""
    texts = list(different(articles))
    best: dict[str, float] = {}
    for name, way in WAYS.items():
        if only not in name:
            continue
        try:
            with way(texts) as once:
                once()  # warm
                best[name] = max(once() for _ in range(rounds))
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
            continue
        print(f"{name:44} {best[name]:7.0f} articles/s", flush=True)
    return best


def conclude(best: dict[str, float]) -> None:
    """What the rates mean."""
    one, two = (best.get(f"in process, {workers}") for workers in ("1 worker", "2 workers"))
    if one and two:
        print(f"{'2 workers / 1 worker':44} {two / one:7.2f}")
    for name in best:
        cores = 1 if "1 worker" in name else 2
        hours = TEN_MILLION / best[name] * cores / 3600
        print(f"{'10 million articles, ' + name:64} {hours:6.1f} core hours")


def resident(pid: int) -> float:
    """The resident memory in MB of a process and those it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(resident(int(child)) for child in children)


def memory(articles: int) -> None:
    """Streams articles through Arrow batches, which nothing keeps."""
    import pyarrow as pa

    from ipofacts.tables import extract_batches

    step = max(1, articles // 10)

    def batches() -> Iterator[pa.RecordBatch]:
        texts = different(articles, length=150)
        for number in range(0, articles, 500):
            yield pa.RecordBatch.from_pydict({"text": list(islice(texts, 500))})
            if number and number % step == 0:
                print(f"{number:8} articles {resident(os.getpid()):7.0f} MB", flush=True)

    rows = sum(batch.num_rows for batch in extract_batches(batches(), workers=2))
    print(f"{articles:8} articles {resident(os.getpid()):7.0f} MB, {rows} rows")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", metavar="WORDS")
    parser.add_argument("--memory", type=int, metavar="ARTICLES")
    given = parser.parse_args()
    if given.memory:
        memory(given.memory)
    else:
        conclude(measure(given.articles, given.rounds, given.only))
