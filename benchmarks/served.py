"""``ipofacts serve`` in a process of its own, for the benchmarks, and the least that speaks HTTP to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

_SCRIPT = "from ipofacts.cli import app; app(['serve', '--port', '0'])"


class Served:
    """The service with settings of one's own while the ``with`` block lasts."""

    def __init__(
        self,
        environment: dict[str, str] | None = None,
        log: Path | None = None,
        within: Sequence[str] = (),
        **settings: object,
    ) -> None:
        """``within`` is a command that becomes the one that follows it, as ``nice`` does."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("IPOFACTS_")}
        given = {f"IPOFACTS_{name.upper()}": str(value) for name, value in settings.items()}
        self._environment = kept | given | (environment or {})
        self._log, self._within = log, within

    def __enter__(self) -> Self:
        """Starts it and waits until it is ready."""
        errors: Any = self._log.open("ab") if self._log else subprocess.DEVNULL
        command = [*self._within, sys.executable, "-c", _SCRIPT]
        self.process = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split()[3]
        self.port = int(self.url.rpartition(":")[2])
        while self.get("/readyz") is None:
            time.sleep(0.2)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stops it."""
        self.process.terminate()
        self.process.wait(60)

    def get(self, path: str) -> str | None:
        """What an address answers with 200, else None."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                told: str = answer.read().decode()
                return told
        except OSError:
            return None

    def metric(self, name: str) -> float:
        """The sum of a metric over its labels."""
        lines = (self.get("/metrics") or "").splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith((name + " ", name + "{")))

    def engines(self) -> list[int]:
        """The process ids of the engines (Linux): children of the front other than multiprocessing's own."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == self.process.pid and b"spawn_main" in command:
                found.append(int(entry.name))
        return found


class Answered(NamedTuple):
    """An answer: whether its connection stays, and how many seconds it asks to wait before the next request."""

    status: int
    body: bytes
    stays: bool
    wait: float


async def post(stream: tuple[asyncio.StreamReader, asyncio.StreamWriter], body: bytes, path: str = "/v1/extract") -> Answered:
    """The answer to one request. Raises OSError, IncompleteReadError."""
    reader, writer = stream
    head = f"POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    told = (await reader.readuntil(b"\r\n\r\n")).lower()
    length, wait = (
        int(told.partition(b"\r\n" + name)[2].partition(b"\r\n")[0] or 0) for name in (b"content-length: ", b"retry-after: ")
    )
    return Answered(int(told[9:12]), await reader.readexactly(length), b"connection: close" not in told, wait)


async def batch(port: int, lines: Iterable[bytes]) -> AsyncIterator[bytes]:
    """The answers to articles, a line each, read while they are sent; the end of the lines ends the request.

    A problem alone if the whole batch is refused.
    Raises OSError, IncompleteReadError.
    """
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n"
    )

    async def send() -> None:
        for line in lines:
            writer.write(f"{len(line):x}\r\n".encode() + line + b"\r\n")
            await writer.drain()
        writer.write(b"0\r\n\r\n")

    sending = asyncio.create_task(send())
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            yield await reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
            return
        begun = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            *ended, begun = (begun + (await reader.readexactly(size + 2))[:-2]).split(b"\n")
            for line in ended:
                yield line
        await sending
    finally:
        sending.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await sending
        writer.close()
