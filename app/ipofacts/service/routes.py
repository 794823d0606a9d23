"""The addresses under /v1: articles in, facts out."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from ipofacts.problems import Problem, ProblemError
from ipofacts.schema import Extraction
from ipofacts.service.auth import Rates, require_key, within_rate
from ipofacts.service.batch import NDJSON, Batch, NdjsonResponse, Pace, streamed
from ipofacts.service.described import (
    ARTICLE,
    OF_ARTICLES,
    OF_BATCHES,
    OF_KEYS,
    answers_with,
    article_body,
    batch_answer,
    batch_body,
)
from ipofacts.service.errors import request_id_of
from ipofacts.service.intake import Intake
from ipofacts.service.media import require_json
from ipofacts.service.pool import Asked, Pool
from ipofacts.service.reload import Reload, Reloader
from ipofacts.service.settings import Settings
from ipofacts.service.stopping import Stopping
from ipofacts.service.worker import Counting, Task

_JSON = "application/json"


class Options(BaseModel):
    """Query parameters of the addresses that return evidence."""

    model_config = ConfigDict(extra="forbid")

    offsets: Counting = Field(default="codepoints", description="Unit of offsets; utf16 suits JavaScript, Java and C#.")


router = APIRouter(prefix="/v1", dependencies=[Depends(require_key)])
Query_ = Annotated[Options, Query()]
_RATED = [Depends(within_rate)]


@router.post(
    "/extract",
    operation_id="extract",
    tags=["articles"],
    response_model=Extraction,
    responses=answers_with(*OF_ARTICLES),
    openapi_extra=article_body(),
    dependencies=_RATED,
)
async def extract(request: Request, options: Query_) -> Response:
    """Reads one article and returns the offerings it states, every fact with its evidence."""
    return await _read(request, "extract", options)


@router.post(
    "/explain",
    operation_id="explain",
    tags=["articles"],
    response_model=dict[str, Any],
    responses=answers_with(*OF_ARTICLES),
    openapi_extra=article_body(),
    dependencies=_RATED,
)
async def explain(request: Request) -> Response:
    """Reads one article and tells how: clean text, mentions, and what each rule read there, kept, lost or refused."""
    return await _read(request, "explain", Options())


@router.post(
    "/batch",
    operation_id="extract_batch",
    tags=["articles"],
    response_class=NdjsonResponse,
    responses=batch_answer(NDJSON) | answers_with(*OF_BATCHES),
    openapi_extra=batch_body(NDJSON),
    dependencies=_RATED,
)
async def batch(request: Request, options: Query_) -> Response:
    """Reads many articles (a JSON array, or one a line). Answers one line each, in order, a problem in its article's place.

    Lines may be of any number: they are answered while they come in, so read answers while you send.
    """
    require_json(request, _JSON, NDJSON)
    settings: Settings = request.app.state.settings
    intake = Intake(request.receive, settings)
    asked = Asked("extract", options.offsets, request_id_of(request))
    lines = Batch(_pool(request), intake, asked, settings.max_body_bytes, _pace(request))
    return await streamed(lines, intake.gone, settings.body_timeout)


@router.get(
    "/rules",
    operation_id="list_rules",
    tags=["rules"],
    response_model=dict[str, Any],
    responses=answers_with(*OF_KEYS, "not-ready"),
)
async def rules(request: Request) -> Response:
    """The rules in force, since when, and how they were last reloaded. Each rule: id, facts, file, line, rank, phrases."""
    pool, last = _pool(request), _reloader(request).last
    if not pool.sound:
        raise ProblemError(Problem("not-ready", retry_after=request.app.state.settings.retry_after))
    told = {
        "rules_version": pool.sound[0].rules_version,
        "loaded_at": pool.loaded_at.isoformat() if pool.loaded_at else None,
        "last_reload": last.model_dump(mode="json") if last else None,
    }
    head = json.dumps(told, ensure_ascii=False).removesuffix("}").encode()
    return Response(head + b', "rules": ' + pool.sound[0].rules + b"}", media_type=_JSON)


@router.post(
    "/rules/reload",
    operation_id="reload_rules",
    tags=["rules"],
    response_model=Reload,
    responses=answers_with(*OF_KEYS, "too-busy", "rules-refused", "reload-failed"),
)
async def reload(request: Request) -> Reload:
    """Takes changed rule files without a restart. With anything wrong in them, or a failing example, all stays as it was."""
    done = await _reloader(request).reload()
    problem = done.problem(request.app.state.settings.retry_after)
    if problem:
        raise ProblemError(problem)
    return done


@router.get(
    "/schema",
    operation_id="get_schema",
    tags=["reference"],
    response_model=dict[str, Any],
    responses=answers_with(*OF_KEYS),
)
async def schema() -> Response:
    """JSON Schema of what goes in and what comes out."""
    return JSONResponse({"article": ARTICLE, "extraction": Extraction.model_json_schema()})


def _reloader(request: Request) -> Reloader:
    reloader: Reloader = request.app.state.reloader
    return reloader


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool


def _pace(request: Request) -> Pace:
    """Lets the articles of a batch pass at the rate of its key; the first has been counted with the request."""
    rates: Rates = request.app.state.rates
    stopping: Stopping = request.app.state.stopping
    counted = True

    async def pace() -> None:
        nonlocal counted
        stopping.check()
        if counted:
            counted = False
            return
        while wait := rates.take(request.state.key):
            await asyncio.sleep(wait)
            stopping.check()

    return pace


async def _read(request: Request, task: Task, options: Options) -> Response:
    require_json(request, _JSON)
    asked = Asked(task, options.offsets, request_id_of(request))
    done = await _pool(request).answer(asked, await request.body())
    if done.problem:
        raise ProblemError(done.problem)
    return Response(done.payload, media_type=_JSON)
