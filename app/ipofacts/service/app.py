"""The service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from ipofacts import __version__
from ipofacts.service import errors, pages, probes, routes
from ipofacts.service.auth import Keys
from ipofacts.service.limits import Limits
from ipofacts.service.metrics import Metrics
from ipofacts.service.observe import Observe
from ipofacts.service.openapi import DescribedAPI
from ipofacts.service.pool import Pool
from ipofacts.service.reload import Reloader
from ipofacts.service.settings import Settings, load

_ABOUT = "Reads Chinese financial news and returns the IPO facts that an article states, each with its evidence."


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application; engines start when it starts, nothing loads before. Raises SettingsError."""
    settings = settings or load()
    metrics = Metrics()
    pool = Pool(settings, metrics)
    reloader = Reloader(settings, metrics, pool)
    metrics.engines.set_function(lambda: len(pool.sound))

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
    app.state.settings, app.state.metrics, app.state.pool, app.state.keys = settings, metrics, pool, Keys(settings)
    app.state.reloader = reloader
    errors.install(app)
    app.include_router(routes.router)
    app.include_router(probes.router)
    app.include_router(pages.router)
    app.add_middleware(Limits, settings=settings, metrics=metrics)
    app.add_middleware(Observe, metrics=metrics)
    return app
