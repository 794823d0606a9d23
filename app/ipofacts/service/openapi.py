"""The OpenAPI document: as FastAPI writes it, with problems in the media type they are sent in, and what a key is.

``python -m ipofacts.service.openapi`` prints it; docs/openapi.json keeps it.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI

from ipofacts.service.errors import MEDIA_TYPE

_FIRST_ERROR = 400
_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "The key, where the service needs one."},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key in a header of its own."},
}


class DescribedAPI(FastAPI):
    """FastAPI documents every model as application/json too, which problems never are."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        if self.openapi_schema is not None:
            return self.openapi_schema
        document = super().openapi()
        for path, operations in document["paths"].items():
            for operation in operations.values():
                if path.startswith("/v1/"):
                    operation["security"] = [{"bearer": []}, {"header": []}, {}]
                for status, response in operation["responses"].items():
                    if int(status) >= _FIRST_ERROR:
                        response["content"] = {MEDIA_TYPE: response["content"][MEDIA_TYPE]}
        document["components"]["securitySchemes"] = _KEYS
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        return document


def written() -> str:
    """The document as a file keeps it."""
    from ipofacts.service.app import create_app
    from ipofacts.service.settings import Settings

    return json.dumps(create_app(Settings(host="127.0.0.1")).openapi(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(written(), end="")
