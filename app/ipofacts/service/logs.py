"""Log lines: one JSON object a line, or text for people. What clients wrote never gets here, nor do the words of exceptions."""

from __future__ import annotations

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any, Literal

from ipofacts.problems import places

Form = Literal["json", "text"]


def configuration(level: str, form: Form) -> dict[str, Any]:
    """All log lines to standard error in one form, for logging.config.dictConfig."""
    loggers = {name: {"handlers": ["stderr"], "level": level.upper(), "propagate": False} for name in ("ipofacts", "uvicorn")}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{_FORMATTERS[form].__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "loggers": loggers,
    }


def configure(level: str, form: Form) -> None:
    """Sets up the logging of this process."""
    logging.config.dictConfig(configuration(level, form))


def fields(**values: object) -> dict[str, dict[str, object]]:
    """What a log call takes as ``extra`` to carry fields beside its message."""
    return {"fields": {name: value for name, value in values.items() if value is not None}}


class JsonLine(logging.Formatter):
    """A record as one JSON object: time, level, logger, message, and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": _time(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        return json.dumps(told, ensure_ascii=False, default=str)


class TextLine(logging.Formatter):
    """A record as one line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        more = "".join(f" {name}={value}" for name, value in _fields(record).items())
        return f"{_time(record):%H:%M:%S} {record.levelname:7} {record.name} {record.getMessage()}{more}"


_FORMATTERS: dict[Form, type[logging.Formatter]] = {"json": JsonLine, "text": TextLine}


def _time(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """The record's fields; of an exception its kind and place, since its words may quote an article."""
    found = dict(getattr(record, "fields", {}))
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        found |= {"error": type(error).__name__, "at": places(error)}
    return found
