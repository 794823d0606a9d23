"""The addresses under /v1: articles in, facts out."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from ipofacts.problems import KINDS, Problem, ProblemDocument, ProblemError
from ipofacts.schema import Article, Extraction
from ipofacts.service.auth import require_key
from ipofacts.service.batch import NDJSON, answers
from ipofacts.service.errors import MEDIA_TYPE
from ipofacts.service.media import require_json
from ipofacts.service.pool import Pool
from ipofacts.service.reading import split_batch
from ipofacts.service.reload import Reload, Reloader
from ipofacts.service.worker import Answer, Counting, Task

_ARTICLE = Article.model_json_schema()
_JSON = "application/json"


class Options(BaseModel):
    """Query parameters of the addresses that return evidence."""

    model_config = ConfigDict(extra="forbid")

    offsets: Counting = Field(default="codepoints", description="Unit of offsets; utf16 suits JavaScript, Java and C#.")


def _problems(*named: int | str) -> dict[int | str, dict[str, Any]]:
    """The problems an address may answer with, for the OpenAPI document: kinds, or the first kind of a status."""
    kinds = (KINDS[n] if isinstance(n, str) else next(kind for kind in KINDS.values() if kind.status == n) for n in named)
    titles = {kind.status: kind.title for kind in kinds}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    return {status: {"description": title, "model": ProblemDocument, "content": content} for status, title in titles.items()}


def _body(content: dict[str, Any]) -> dict[str, Any]:
    """A request body for the OpenAPI document; ``content`` maps media types to schemas."""
    return {"requestBody": {"required": True, "content": {media: {"schema": schema} for media, schema in content.items()}}}


router = APIRouter(prefix="/v1", dependencies=[Depends(require_key)], tags=["articles"])
Asked = Annotated[Options, Query()]
_ONE = _problems(400, 401, 408, 413, 415, 422, 503, 504)


@router.post("/extract", response_model=Extraction, responses=_ONE, openapi_extra=_body({_JSON: _ARTICLE}))
async def extract(request: Request, options: Asked) -> Response:
    """Reads one article and returns the offerings it states, every fact with its evidence."""
    return await _read(request, "extract", options)


@router.post("/explain", responses=_ONE, openapi_extra=_body({_JSON: _ARTICLE}))
async def explain(request: Request) -> Response:
    """Reads one article and tells how: clean text, mentions, and what each rule read there, kept, lost or refused."""
    return await _read(request, "explain", Options())


_BATCH = _body({_JSON: {"type": "array", "items": _ARTICLE}, NDJSON: _ARTICLE})


@router.post("/batch", responses=_problems(400, 401, 408, 413, 415, 422, 503), openapi_extra=_BATCH)
async def batch(request: Request, options: Asked) -> Response:
    """Reads many articles (a JSON array, or one a line). Answers one line each, in order, a problem in its article's place."""
    require_json(request, _JSON, NDJSON)
    pieces = split_batch(await request.body())
    settings = request.app.state.settings
    lines = answers(_pool(request), pieces, options.offsets, settings.max_body_bytes)
    return StreamingResponse(lines, media_type=NDJSON)


@router.get("/rules", responses=_problems(401, 503))
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


@router.post("/rules/reload", response_model=Reload, responses=_problems(401, "rules-refused", "reload-failed"))
async def reload(request: Request) -> Reload:
    """Takes changed rule files without a restart. With anything wrong in them, or a failing example, all stays as it was."""
    done = await _reloader(request).reload()
    problem = done.problem(request.app.state.settings.retry_after)
    if problem:
        raise ProblemError(problem)
    return done


@router.get("/schema", responses=_problems(401))
async def schema() -> Response:
    """JSON Schema of what goes in and what comes out."""
    return JSONResponse({"article": _ARTICLE, "extraction": Extraction.model_json_schema()})


def _reloader(request: Request) -> Reloader:
    reloader: Reloader = request.app.state.reloader
    return reloader


def _pool(request: Request) -> Pool:
    pool: Pool = request.app.state.pool
    return pool


async def _read(request: Request, task: Task, options: Options) -> Response:
    require_json(request, _JSON)
    done: Answer = await _pool(request).answer(task, await request.body(), options.offsets)
    if done.problem:
        raise ProblemError(done.problem)
    return Response(done.payload, media_type=_JSON)
