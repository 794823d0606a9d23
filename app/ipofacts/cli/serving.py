"""``ipofacts serve``: the service, with a request that works to begin with."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from ipofacts.cli.reporting import OK, UNUSABLE, say, write
from ipofacts.rulefiles import RuleProblem, over_shipped
from ipofacts.service import keys
from ipofacts.service.selfcheck import example_article
from ipofacts.service.settings import Settings, SettingsError, load

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - names the addresses, binds none


def run(host: str | None, port: int | None, engines: int | None, rules: Path | None, print_settings: bool) -> int:
    """Serves until it is told to stop; returns the exit code."""
    try:
        settings = load(host=host, port=port, engines=engines, rules=rules)
    except SettingsError as error:
        say(str(error))
        return UNUSABLE
    if print_settings:
        write(settings.shown() + "\n")
        return OK
    if problems := _problems(settings):
        say("the rules can't be used:\n" + "\n".join(map(str, problems)))
        return UNUSABLE
    return _serve(settings)


def _serve(settings: Settings) -> int:
    from ipofacts.service.app import create_app
    from ipofacts.service.logs import configuration
    from ipofacts.service.server import Server, allow_files, configured

    try:
        app = create_app(settings)
    except SettingsError as error:
        say(str(error))
        return UNUSABLE
    allow_files(settings.connections)
    config = configured(app, settings, configuration(settings.log_level, settings.log_format))
    listening = config.bind_socket()
    write(greeting(settings, listening.getsockname()[1]))
    Server(config, app, settings).run(sockets=[listening])
    return OK


def new_key(name: str) -> int:
    """Makes an API key and prints it with the entry that lets it in; returns the exit code."""
    try:
        key, entry = keys.new_key(name)
    except ValueError as error:
        say(str(error))
        return UNUSABLE
    write(f"key    {key}\nentry  {entry}\n")
    say("Give the key to who may ask; it is kept nowhere. Add the entry to IPOFACTS_API_KEYS, after a comma.")
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
