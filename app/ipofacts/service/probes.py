"""What operators ask: is it alive, is it ready, how does it do."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from ipofacts.problems import Problem
from ipofacts.service.errors import request_id_of, respond
from ipofacts.service.metrics import CONTENT_TYPE
from ipofacts.service.pool import Pool

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> dict[str, str]:
    """Answers as long as the process runs."""
    return {"status": "alive"}


@router.get("/readyz", summary="Are rules loaded, engines warm, and the self-check extraction right?")
async def readyz(request: Request) -> Response:
    """200 when articles can be read, else 503."""
    pool: Pool = request.app.state.pool
    sound = pool.sound
    if not sound:
        detail = "No engine is warm and passes its self-check yet; ask again in a few seconds."
        return respond(Problem("not-ready", detail, retry_after=1), request_id_of(request))
    return JSONResponse({"status": "ready", "engines": len(sound), "rules_version": sound[0].rules_version})


@router.get("/metrics", summary="Metrics for Prometheus")
async def metrics(request: Request) -> Response:
    """All metrics in Prometheus' text format."""
    return Response(request.app.state.metrics.render(), media_type=CONTENT_TYPE)
