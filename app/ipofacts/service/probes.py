"""What operators ask: is it alive, is it ready, how does it do."""

from __future__ import annotations

import platform
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, PlainTextResponse, Response

from ipofacts import __version__
from ipofacts.problems import Problem
from ipofacts.service.described import answers_with
from ipofacts.service.errors import request_id_of, respond
from ipofacts.service.metrics import CONTENT_TYPE
from ipofacts.service.pool import Pool
from ipofacts.service.stopping import Stopping

router = APIRouter(tags=["operation"])


class Alive(BaseModel):
    """The process runs."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """Articles can be read."""

    status: Literal["ready"] = "ready"
    engines: int = Field(description="Engines that are warm and pass their self-check.", examples=[2])
    rules_version: str = Field(description="The rules in force.", examples=["3f2a9c81d0b4"])


class Version(BaseModel):
    """What runs here."""

    version: str = Field(description="The version of ipofacts.", examples=["0.1.0"])
    rules_version: str | None = Field(description="The rules in force, once an engine is warm.", examples=["3f2a9c81d0b4"])
    python: str = Field(description="The version of Python.", examples=["3.11.7"])


@router.get("/healthz", summary="Is the process alive?", operation_id="health", response_model=Alive)
async def healthz() -> Response:
    """Answers as long as the process runs."""
    return JSONResponse({"status": "alive"})


@router.get(
    "/readyz",
    summary="Are rules loaded, engines warm, and the self-check extraction right?",
    operation_id="readiness",
    response_model=Ready,
    responses=answers_with("not-ready"),
)
async def readyz(request: Request) -> Response:
    """200 when articles can be read, else 503."""
    pool: Pool = request.app.state.pool
    stopping: Stopping = request.app.state.stopping
    sound = pool.sound
    if stopping.begun:
        detail = "The service stops; ask another process."
        return respond(Problem("not-ready", detail, retry_after=1), request_id_of(request))
    if not sound:
        detail = "No engine is warm and passes its self-check yet; ask again in a few seconds."
        return respond(Problem("not-ready", detail, retry_after=1), request_id_of(request))
    return JSONResponse({"status": "ready", "engines": len(sound), "rules_version": sound[0].rules_version})


@router.get("/version", summary="What runs here?", operation_id="version", response_model=Version)
async def version(request: Request) -> Response:
    """The versions of ipofacts, its rules and Python."""
    pool: Pool = request.app.state.pool
    rules = pool.sound[0].rules_version if pool.sound else None
    return JSONResponse({"version": __version__, "rules_version": rules, "python": platform.python_version()})


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    operation_id="metrics",
    response_class=PlainTextResponse,
)
async def metrics(request: Request) -> Response:
    """All metrics in Prometheus' text format."""
    return Response(request.app.state.metrics.render(), media_type=CONTENT_TYPE)
