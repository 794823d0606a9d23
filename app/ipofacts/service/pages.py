"""The pages for people: ``/`` to paste an article into, ``/docs`` to read about fields and addresses.

Everything a page needs comes from this service; the content security policy lets a browser load nothing else.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from ipofacts.service.docs import render

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FOLDER = Path(__file__).parent / "page"
_HEADERS = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
_MEDIA = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def index() -> Response:
    """The page where a person pastes an article and sees the facts in it."""
    return FileResponse(_FOLDER / "index.html", headers=_HEADERS, media_type="text/html")


@router.get("/page/{name}")
async def asset(name: str) -> Response:
    """A style sheet, script or picture of the pages."""
    if name not in _MEDIA:
        raise HTTPException(404)
    return FileResponse(_FOLDER / name, headers=_HEADERS, media_type=_MEDIA[name])


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The reference of fields and addresses."""
    template = (_FOLDER / "docs.html").read_text(encoding="utf-8")
    return HTMLResponse(render(template, request.app.openapi()), headers=_HEADERS)
