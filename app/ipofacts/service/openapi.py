"""The OpenAPI document: as FastAPI writes it, with problems in the media type they are sent in."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

_FIRST_ERROR = 400


class DescribedAPI(FastAPI):
    """FastAPI documents every model as application/json too, which problems never are."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        document = super().openapi()
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    if int(status) >= _FIRST_ERROR:
                        response["content"].pop("application/json", None)
        return document
