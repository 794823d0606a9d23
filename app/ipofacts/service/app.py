"""The service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from ipofacts import __version__
from ipofacts.service import errors, pages, probes, routes, tracing
from ipofacts.service.auth import Keys, Rates
from ipofacts.service.headers import SecurityHeaders
from ipofacts.service.limits import Limits
from ipofacts.service.metrics import Metrics
from ipofacts.service.observe import Observe
from ipofacts.service.openapi import DescribedAPI
from ipofacts.service.pool import Pool
from ipofacts.service.reload import Reloader
from ipofacts.service.settings import Settings, load
from ipofacts.service.stopping import Stopping
from ipofacts.service.tracing import Traced

_ABOUT = "Reads Chinese financial news and returns the IPO facts that an article states, each with its evidence."


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application; engines start when it starts, nothing loads before. Raises SettingsError."""
    settings = settings or load()
    tracer = tracing.tracer() if settings.tracing else None
    metrics, stopping = Metrics(), Stopping(settings)
    pool = Pool(settings, metrics)
    reloader = Reloader(settings, metrics, pool)
    metrics.engines.set_function(lambda: len(pool.sound))
    metrics.waiting.set_function(lambda: pool.waiting)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.open()
        try:
            with reloader.listening():
                yield
        finally:
            await reloader.close()
            await pool.close()

    app = DescribedAPI(
        title="ipofacts", version=__version__, description=_ABOUT, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.router.redirect_slashes = False
    app.state.settings, app.state.metrics, app.state.pool, app.state.reloader = settings, metrics, pool, reloader
    app.state.keys, app.state.rates, app.state.stopping = Keys(settings), Rates(settings), stopping
    errors.install(app)
    app.include_router(routes.router)
    app.include_router(probes.router)
    app.include_router(pages.router)
    _wrap(app, settings, metrics, stopping, tracer)
    return app


def _wrap(app: FastAPI, settings: Settings, metrics: Metrics, stopping: Stopping, tracer: Any) -> None:
    """The layers around the routes, the innermost first."""
    app.add_middleware(Limits, settings=settings, metrics=metrics)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID"],
            expose_headers=["Retry-After", "X-Request-ID"],
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Observe, metrics=metrics, stopping=stopping)
    if tracer is not None:
        app.add_middleware(Traced, tracer=tracer)
