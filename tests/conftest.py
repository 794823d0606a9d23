"""A running service for the tests of its faces: a real server on a real port, with real engines."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from ipofacts.extractor import Extractor
from ipofacts.service.app import create_app
from ipofacts.service.keys import digest
from ipofacts.service.server import Server, configured
from ipofacts.service.settings import Settings


@dataclass(frozen=True)
class Service:
    url: str
    app: FastAPI

    def post(self, path: str, **request: Any) -> httpx.Response:
        return httpx.post(self.url + path, timeout=30, **request)

    def get(self, path: str, **request: Any) -> httpx.Response:
        return httpx.get(self.url + path, timeout=30, **request)


@contextmanager
def running(settings: Settings) -> Iterator[Service]:
    app = create_app(settings)
    config = configured(app, settings)
    listening = config.bind_socket()
    server = Server(config, app, settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    service = Service(f"http://127.0.0.1:{listening.getsockname()[1]}", app)
    try:
        wait_until(lambda: service.get("/readyz").status_code == 200)
        yield service
    finally:
        server.should_exit = True
        thread.join(timeout=30)
        listening.close()


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    pytest.fail(f"not so within {seconds} seconds")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The shipped rules in the present process."""
    return Extractor()


@pytest.fixture(scope="session")
def eventually() -> Callable[[Callable[[], bool]], None]:
    """Waits until something holds."""
    return wait_until


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., Service]]:
    """Starts services with settings of one's own; they run until the tests end."""
    usual = {"port": 0, "engines": 1, "drain_delay": 0, "shutdown_timeout": 5}
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(running(Settings(**{**usual, **settings})))


def entry(name: str, key: str) -> str:
    """How the settings hold a key."""
    return f"{name}:{digest(key).hex()}"


@pytest.fixture(scope="session")
def service(serve: Callable[..., Service]) -> Service:
    """A service with small limits, so that they can be reached."""
    return serve(max_body_bytes=20_000, max_batch_bytes=60_000)


@pytest.fixture(scope="session")
def strict(serve: Callable[..., Service]) -> Service:
    """A service that wants a key, takes one request at a time and waits for nobody."""
    return serve(
        queue=1,
        body_timeout=2,
        article_timeout=2,
        retry_after=7,
        api_keys=f"{entry('first', 'first-key')}, {entry('second', 'second-key')}",
    )
