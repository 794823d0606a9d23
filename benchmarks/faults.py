"""Faults: a running service under load from different articles, hurt in one way after another, and in all ways at once.

    python benchmarks/faults.py [SECONDS] [--only WORDS] [--clients N]

Linux. ``ipofacts serve`` runs with two engines as a process of its own; as root it gets a /tmp of one megabyte for itself, so
that it can be filled (else that fault is left out). Clients ask without a pause, one of them in batches. Held after each fault:
every request was answered, with its own article's id, by an extraction or a problem, never by a 500; the process in front is
the same and holds no request, connection or engine of before; all engines are back. Prints one table; exit code 1 if a promise
broke.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from articles import short
from served import Served, batch, post

ENGINES, ARTICLE_TIMEOUT, BODY_TIMEOUT = 2, 5, 3
SLACK = 20.0  # seconds that a busy machine may add to what is due
PREFIX = "urn:ipofacts:problem:"
RULE = """\
fact: pe_ratio
about: A user's rule
rules:
  - id: own.earnings
    rank: 9
    read: ["(净赚|进账) ..4 {times}"]
    examples: [{text: "合净赚的22倍。", gives: "22"}, {text: "合进账的9倍。", gives: "9"}]
    lookalikes: ["净赚的一半。", "股价是去年的3倍。"]
"""
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
TROUBLE = (OSError, asyncio.IncompleteReadError)


@dataclass
class Seen:
    """What came back to the clients meanwhile, and what broke."""

    outcomes: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    def expect(self, holds: bool, promise: str) -> None:
        """Notes a promise that broke."""
        if not holds:
            self.broken.append(promise)


@dataclass
class Scene:
    """The service and its surroundings; ``seen`` is what the present fault shows."""

    served: Served
    rules: Path
    seconds: float
    disk: bool
    seen: Seen = field(default_factory=Seen)
    killing: bool = False
    over: bool = False

    def lasting(self) -> float:
        """When the present fault ends."""
        return time.perf_counter() + self.seconds


# --- clients that behave


async def asking(scene: Scene, texts: itertools.count[int]) -> None:
    """Asks article by article until all is over."""
    stream: Stream | None = None
    articles = short(10**9, seed=next(texts))
    for number, text in enumerate(articles):
        if scene.over:
            break
        started = time.perf_counter()
        try:
            stream = stream or await asyncio.open_connection("127.0.0.1", scene.served.port)
            status, body, keep, _ = await post(stream, json.dumps({"id": str(number), "text": text}).encode())
        except TROUBLE as error:
            scene.seen.outcomes[f"lost: {type(error).__name__}"] += 1
            stream = None
            continue
        if status == 200:
            scene.seen.times.append(time.perf_counter() - started)
        scene.seen.outcomes[outcome(status, body, str(number))] += 1
        if not keep:
            stream[1].close()
            stream = None
        if status == 503:
            await asyncio.sleep(0.1)


async def batching(scene: Scene) -> None:
    """Asks in batches of 50."""
    articles = short(10**9, seed=99)
    while not scene.over:
        texts = enumerate(itertools.islice(articles, 50))
        given = [json.dumps({"id": str(number), "text": text}).encode() + b"\n" for number, text in texts]
        try:
            lines = [line async for line in batch(scene.served.port, given)]
        except TROUBLE as error:
            scene.seen.outcomes[f"lost: {type(error).__name__} in a batch"] += 1
            continue
        if len(lines) == 1:
            scene.seen.outcomes[outcome(503, lines[0], None)] += 1
            await asyncio.sleep(0.1)
            continue
        scene.seen.expect(len(lines) == len(given), f"{len(lines)} lines for {len(given)} articles")
        for number, line in enumerate(lines):
            scene.seen.outcomes[outcome(200, line, str(number))] += 1


def outcome(status: int, body: bytes, name: str | None) -> str:
    """What an answer is: read, a kind of problem, or wrong."""
    told = json.loads(body)
    problem = told.get("problem", told if "type" in told else None)
    if problem is None:
        return "read" if status == 200 and "offerings" in told and told.get("id") == name else "WRONG: another's answer"
    kind = str(problem["type"]).removeprefix(PREFIX)
    if problem["status"] == 500 or not str(problem["type"]).startswith(PREFIX):
        return f"WRONG: {kind}"
    return kind if told.get("id", name) == name else "WRONG: another's problem"


# --- faults


async def nothing(scene: Scene) -> None:
    """Load alone, to compare with."""
    await asyncio.sleep(scene.seconds)


async def killing(scene: Scene) -> None:
    """Kills an engine every second, whatever it does."""
    end = scene.lasting()
    while time.perf_counter() < end:
        if engines := scene.served.engines():
            ended(random.choice(engines), signal.SIGKILL)
        await asyncio.sleep(1)


async def stopping(scene: Scene) -> None:
    """Stops an engine, which must be found out and killed."""
    end = scene.lasting()
    while time.perf_counter() < end:
        engine = min(scene.served.engines(), default=None)
        if engine is None:
            await asyncio.sleep(0.5)
            continue
        ended(engine, signal.SIGSTOP)
        since = time.perf_counter()
        while engine in scene.served.engines() and time.perf_counter() - since < ARTICLE_TIMEOUT + SLACK:
            await asyncio.sleep(0.1)
        scene.seen.noted.append(f"found out after {time.perf_counter() - since:.0f} s")
        if not scene.killing:  # else it may be one that starts, which has two minutes
            scene.seen.expect(engine not in scene.served.engines(), "a stopped engine was not replaced")
        ended(engine, signal.SIGKILL)


async def filling(scene: Scene) -> None:
    """Fills /tmp, and while it is full kills an engine and has rules reloaded."""
    full = Path(f"/proc/{scene.served.process.pid}/root/tmp/full")
    with contextlib.suppress(OSError), full.open("wb", buffering=0) as file:
        while file.write(bytes(65_536)):
            pass
    try:
        scene.seen.expect(full.stat().st_size > 500_000, "/tmp could not be filled")
        if engines := scene.served.engines():
            ended(engines[0], signal.SIGKILL)
        end = scene.lasting()
        status, _ = await asyncio.to_thread(reload, scene.served)
        scene.seen.expect(status == 200, f"a reload with a full /tmp ended with {status}")
        await asyncio.sleep(max(0.0, end - time.perf_counter()))
    finally:
        full.unlink(missing_ok=True)


async def misruling(scene: Scene) -> None:
    """Has rules reloaded that are broken, in three ways by turns."""
    ways = itertools.cycle(["fact: [", RULE.replace("22倍", "二十倍左右"), RULE.replace("rank", "rang")])
    before, end, file = version(scene.served), scene.lasting(), scene.rules / "facts" / "own.yaml"
    try:
        while time.perf_counter() < end:
            file.write_text(next(ways), encoding="utf-8")
            status, kind = await asyncio.to_thread(reload, scene.served)
            scene.seen.noted.append(f"reload {status}")
            # The process that proves them may be the one killed, and the places for posts all taken by slow bodies.
            at_once = {(503, "reload-failed"), (503, "too-busy")} if scene.killing else set()
            allowed = {(422, "rules-refused"), *at_once}
            scene.seen.expect((status, kind) in allowed, f"broken rules were answered {status} {kind}")
            scene.seen.expect(version(scene.served) in (before, None), "broken rules were taken")
    finally:
        file.write_text(RULE, encoding="utf-8")


async def slow(scene: Scene, count: int, head: bytes) -> None:
    """Clients that send a byte now and then, ever anew; each must be told 408 before long."""

    async def one() -> None:
        end = scene.lasting()
        while time.perf_counter() < end:
            reader, writer = await asyncio.open_connection("127.0.0.1", scene.served.port)
            with contextlib.suppress(OSError):
                writer.write(head)
                since, told = time.perf_counter(), b""
                while not told and time.perf_counter() - since < BODY_TIMEOUT + SLACK:
                    writer.write(b"a")
                    with contextlib.suppress(TimeoutError):
                        told = await asyncio.wait_for(reader.read(4000), 0.3)
                answer = told[9:12].decode() or "nothing"
                scene.seen.expect(answer in ("408", "503"), f"a slow client was told {answer}")
                scene.seen.noted.append(f"slow client told {answer}")
            writer.close()

    await asyncio.gather(*(one() for _ in range(count)))


async def slow_headers(scene: Scene) -> None:
    """A hundred clients whose headers never end."""
    await slow(scene, 100, b"POST /v1/extract HTTP/1.1\r\nhost: x\r\nx-slow: ")


async def slow_bodies(scene: Scene) -> None:
    """Thirty clients whose bodies never end."""
    await slow(scene, 30, b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: 9999\r\n\r\n")


async def hanging_up(scene: Scene) -> None:
    """Clients that ask and leave, without waiting or in the middle of a batch, some without a goodbye."""
    body = json.dumps({"text": next(short(1, seed=7))}).encode()
    single = b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % len(body) + body
    lines = (body + b"\n") * 200
    many = b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n\r\n" % len(lines) + lines
    await leaving(scene, itertools.cycle([(single, 0), (many, 1), (single, 0), (many, 0)]))


async def half_bodies(scene: Scene) -> None:
    """Clients that send a part of what they announced, end, and perhaps wait for what comes."""
    half = b"POST /v1/extract HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n" + b'{"text": "'
    chunked = b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n9\r\n" + b'{"text": '
    await leaving(scene, itertools.cycle([(half, 0), (chunked, 0), (chunked, 1)]))


async def leaving(scene: Scene, ways: itertools.cycle[tuple[bytes, int]]) -> None:
    """Ten clients at a time send, read so many times, and leave; every third by a reset."""
    end, count = scene.lasting(), 0

    async def one() -> None:
        nonlocal count
        while time.perf_counter() < end:
            sent, reads = next(ways)
            with contextlib.suppress(OSError, TimeoutError):
                reader, writer = await asyncio.open_connection("127.0.0.1", scene.served.port)
                writer.write(sent)
                await asyncio.sleep(random.random() / 20)
                for _ in range(reads):
                    await asyncio.wait_for(reader.read(4000), 1)
                count += 1
                if count % 3:
                    writer.close()
                else:
                    writer.transport.abort()
            await asyncio.sleep(0.05)

    await asyncio.gather(*(one() for _ in range(10)))
    scene.seen.noted.append(f"{count} clients left")


async def everything(scene: Scene) -> None:
    """All of it at once."""
    scene.killing = True
    faults = [killing, stopping, misruling, slow_headers, slow_bodies, hanging_up, half_bodies]
    if scene.disk:
        full = Path(f"/proc/{scene.served.process.pid}/root/tmp/full")
        with contextlib.suppress(OSError), full.open("wb", buffering=0) as file:
            while file.write(bytes(65_536)):
                pass
    await asyncio.gather(*(fault(scene) for fault in faults))
    if scene.disk:
        full.unlink()


FAULTS: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "load alone": nothing,
    "kill -9 each second": killing,
    "an engine stopped": stopping,
    "/tmp full": filling,
    "broken rules": misruling,
    "slow headers": slow_headers,
    "slow bodies": slow_bodies,
    "clients hang up": hanging_up,
    "half bodies": half_bodies,
    "all at once": everything,
}


# --- what must hold


def ended(pid: int, how: signal.Signals) -> None:
    """Sends a signal to a process that may be gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, how)


def reload(served: Served) -> tuple[int, str]:
    """Status and kind of problem of a reload."""
    try:
        with urlopen(Request(served.url + "/v1/rules/reload", method="POST"), timeout=300) as answer:
            return answer.status, ""
    except HTTPError as error:
        return error.code, json.loads(error.read())["type"].removeprefix(PREFIX)


def version(served: Served) -> str | None:
    """The rules in force, if an engine is warm."""
    told: str | None = json.loads(served.get("/version") or "{}").get("rules_version")
    return told


def files(served: Served) -> int:
    """Open files of the process in front."""
    return len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))


async def settled(scene: Scene) -> bool:
    """Whether all is as at the start before long: engines ready, none too many, and no more posts than clients make."""
    for _ in range(int(10 * (SLACK + 60))):
        ready = await asyncio.to_thread(scene.served.metric, "ipofacts_engines_ready")
        if ready == ENGINES and len(scene.served.engines()) == ENGINES:
            return True
        await asyncio.sleep(0.1)
    return False


async def one(scene: Scene, name: str) -> Seen:
    """One fault under load, and the rest that follows."""
    scene.seen = seen = Seen()
    restarts = scene.served.metric("ipofacts_engine_restarts_total")
    await FAULTS[name](scene)
    seen.expect(await settled(scene), "engines are not what they were")
    seen.expect(scene.served.process.poll() is None, "the process in front ended")
    wrong = sum(count for kind, count in seen.outcomes.items() if kind.startswith(("WRONG", "lost")))
    seen.expect(not wrong, f"{wrong} requests lost or wrong")
    seen.expect(seen.outcomes["read"] > 0, "nothing was read")
    seen.noted.append(f"{scene.served.metric('ipofacts_engine_restarts_total') - restarts:.0f} engines replaced")
    return seen


def row(name: str, seen: Seen) -> str:
    """A line of the table."""
    times = sorted(seen.times) or [0.0]
    p50, p99 = (1000 * times[min(len(times) - 1, len(times) * p // 100)] for p in (50, 99))
    others = ", ".join(f"{kind} {count}" for kind, count in seen.outcomes.most_common() if kind != "read") or "-"
    noted = ", ".join(f"{what} ({count} times)" if count > 1 else what for what, count in Counter(seen.noted).items())
    total = seen.outcomes.total()
    held = "held" if not seen.broken else "BROKEN: " + "; ".join(sorted(set(seen.broken)))
    return f"{name:20} {total:7} {seen.outcomes['read']:7} {p50:7.0f} {p99:7.0f}  {held} | {others} | {noted}"


async def run(scene: Scene, names: list[str], clients: int) -> bool:
    """All faults under one load; whether all held."""
    numbers = itertools.count()
    next(short(1))  # samples are loaded, which would hold up all clients
    load = [asyncio.create_task(asking(scene, numbers)) for _ in range(clients)] + [asyncio.create_task(batching(scene))]
    print(f"{'fault':20} {'answers':>7} {'read':>7} {'p50 ms':>7} {'p99 ms':>7}  promises | not read | noted", flush=True)
    held, before = True, 0
    for name in names:
        seen = await one(scene, name)
        before = before or files(scene.served)
        print(row(name, seen), flush=True)
        held &= not seen.broken
    scene.over = True
    await asyncio.gather(*load)
    await asyncio.sleep(1)
    after, still = files(scene.served), scene.served.metric("ipofacts_requests_open")
    calm = after <= before and not still
    print(f"at the end: {after} files open ({before} at first under load), {still:.0f} requests open")
    return held and calm


def main() -> int:
    """Hurts and reports."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("seconds", nargs="?", type=float, default=20)
    arguments.add_argument("--only", default="", metavar="WORDS")
    arguments.add_argument("--clients", type=int, default=8)
    given = arguments.parse_args()
    disk = os.geteuid() == 0 and shutil.which("unshare") is not None
    own_tmp = ("unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size=1m tmpfs /tmp && exec "$@"', "-") if disk else ()
    names = [name for name in FAULTS if given.only in name and (disk or name != "/tmp full")]
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        rules = Path(folder) / "rules"
        (rules / "facts").mkdir(parents=True)
        (rules / "facts" / "own.yaml").write_text(RULE, encoding="utf-8")
        settings = {"article_timeout": ARTICLE_TIMEOUT, "body_timeout": BODY_TIMEOUT, "rules": rules, "queue": 128}
        with Served(log=Path(folder) / "log", within=own_tmp, engines=ENGINES, **settings) as served:
            held = asyncio.run(run(Scene(served, rules, given.seconds, disk), names, given.clients))
        logged = (Path(folder) / "log").read_text(encoding="utf-8")
        lines = [json.loads(line) if line.startswith("{") else {"message": line} for line in logged.splitlines()]
        failures = Counter(
            f"{line['message']} {line.get('error', '')} {line.get('at', '')}"
            for line in lines
            if line.get("logger") not in ("ipofacts.engine", "ipofacts.rules") and line.get("level", "error") == "error"
        )
        for message, count in failures.items():
            print(f"in the log {count} times: {message[:300]}")
    return 0 if held and not failures else 1


if __name__ == "__main__":
    sys.exit(main())
