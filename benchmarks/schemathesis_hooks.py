"""Tells schemathesis how lines of JSON are sent: SCHEMATHESIS_HOOKS=schemathesis_hooks; docs/operations.md has the command."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def lines(_: schemathesis.SerializationContext, value: Any) -> bytes:
    """The value as it is: its schema says text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
