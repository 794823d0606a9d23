"""The process in front: it listens, and stops without losing a request."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from ipofacts.service.settings import Settings
from ipofacts.service.stopping import Stopping
from ipofacts.service.wire import protocol

_LOOP = "asyncio" if sys.platform == "win32" else "uvloop"
_SPARE_FILES = 256  # for engines, rule files and the rest, beside connections
_LAST_REQUESTS = 0.3  # seconds for what the last connections accepted have to say


def configured(app: FastAPI, settings: Settings, logging: dict[str, Any] | None = None) -> uvicorn.Config:
    """How uvicorn serves the app; ``logging`` as logging.config.dictConfig takes it, None leaves it as it is."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop=_LOOP,
        http=protocol(settings, app.state.metrics),
        ws="none",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=max(128, settings.connections),
        log_config=logging,
        timeout_graceful_shutdown=settings.shutdown_timeout,
    )


class Server(uvicorn.Server):
    """Stops in steps: readyz fails while requests are still taken, then the door closes, then open requests are answered."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, settings: Settings) -> None:
        super().__init__(config)
        self._stopping: Stopping = app.state.stopping
        self._delay = settings.drain_delay

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stops; who stops it from the keyboard doesn't wait for load balancers."""
        if sig == signal.SIGINT:
            self._delay = 0.0
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops."""
        self._stopping.begin()
        await asyncio.sleep(self._delay)
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        if self._delay:
            await asyncio.sleep(_LAST_REQUESTS)
        await super().shutdown(sockets)


def allow_files(connections: int) -> None:
    """Raises the soft limit of open files so that all connections find room, as far as the hard limit lets us."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _SPARE_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
