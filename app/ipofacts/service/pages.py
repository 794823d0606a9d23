"""The pages for people: ``/`` to paste an article into, ``/docs`` to read about fields and addresses.

Everything a page needs comes from this service; the content security policy lets a browser load nothing else.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response

from ipofacts import render
from ipofacts.service import docs as reference

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FOLDER = Path(__file__).parent / "page"
_HEADERS = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
_ASSETS = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _MEDIA}
# The words, colours and order of facts are those of the HTML that stands alone.
_ASSETS |= {name: render.FOLDER / name for name in ("facts.json", "view.css")}
_ASSETS |= {f"labels.{language}.json": render.FOLDER / "labels" / f"{language}.json" for language in render.LANGUAGES}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def index() -> Response:
    """The page where a person pastes an article and sees the facts in it."""
    return FileResponse(_FOLDER / "index.html", headers=_HEADERS, media_type="text/html")


@router.get("/page/{name}")
async def asset(name: str) -> Response:
    """A style sheet, script, picture or word list of the pages."""
    path = _ASSETS.get(name)
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, headers=_HEADERS, media_type=_MEDIA[path.suffix])


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The reference of fields and addresses."""
    template = (_FOLDER / "docs.html").read_text(encoding="utf-8")
    return HTMLResponse(reference.render(template, request.app.openapi()), headers=_HEADERS)
