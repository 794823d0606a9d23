"""``ipofacts serve``: the service, with a request that works to begin with."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from ipofacts.cli.reporting import OK, UNUSABLE, say, write
from ipofacts.rulefiles import RuleProblem, over_shipped
from ipofacts.service.selfcheck import example_article
from ipofacts.service.settings import Settings, SettingsError, load

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - names the addresses, binds none


def run(host: str | None, port: int | None, engines: int | None, rules: Path | None) -> int:
    """Serves until it is told to stop; returns the exit code."""
    try:
        settings = load(host=host, port=port, engines=engines, rules=rules)
    except SettingsError as error:
        say(str(error))
        return UNUSABLE
    if problems := _problems(settings):
        say("the rules can't be used:\n" + "\n".join(map(str, problems)))
        return UNUSABLE
    import uvicorn

    from ipofacts.service.app import create_app

    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        log_config=_logging(settings.log_level),
        timeout_graceful_shutdown=settings.shutdown_timeout,
    )
    listening = config.bind_socket()
    write(greeting(settings, listening.getsockname()[1]))
    uvicorn.Server(config).run(sockets=[listening])
    return OK


def _problems(settings: Settings) -> list[RuleProblem]:
    """What is wrong with the user's rules; what reads rules is loaded only if there are any."""
    if settings.rules is None:
        return []
    from ipofacts.rulecheck import check_rules

    return check_rules(over_shipped(settings.rules))


def greeting(settings: Settings, port: int) -> str:
    """Where the service is, and a curl command that works there."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    article = example_article()
    body = json.dumps({"text": article.text, "published": article.published}, ensure_ascii=False)
    key = " -H 'Authorization: Bearer YOUR-KEY'" if settings.api_keys else ""
    base = f"http://{host}:{port}"
    return (
        f"ipofacts listens on {base} (page {base}/, reference {base}/docs). Try:\n\n"
        f"  curl -s {base}/v1/extract -H 'Content-Type: application/json'{key} -d {shlex.quote(body)}\n\n"
    )


def _logging(level: str) -> dict[str, Any]:
    """All log lines to standard error in one form."""
    loggers = {name: {"handlers": ["stderr"], "level": level.upper(), "propagate": False} for name in ("ipofacts", "uvicorn")}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
        "loggers": loggers,
    }
