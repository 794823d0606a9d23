"""Settings of the service: environment variables named IPOFACTS_…; a name that doesn't exist is refused at start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "IPOFACTS_"


class SettingsError(Exception):
    """Settings that can't be used; the message names the variables and never their values."""


class Settings(BaseSettings):
    """How the service runs. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    rules: Path | None = Field(default=None, description="Folder with rule files of your own, laid over the shipped ones.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    engines: int = Field(default=1, ge=1, le=256, description="Worker processes that read articles.")
    queue: int = Field(default=64, ge=1, description="Requests open at a time before the service answers 503.")
    max_body_bytes: int = Field(default=2_000_000, ge=1_000, description="Largest article accepted.")
    max_batch_bytes: int = Field(default=32_000_000, ge=1_000, description="Largest batch accepted.")
    body_timeout: float = Field(default=30, gt=0, description="Time in which a body must have arrived.")
    article_timeout: float = Field(default=30, gt=0, description="Time after which an engine that still reads is killed.")
    retry_after: int = Field(default=1, ge=0, description="What 503 answers ask clients to wait.")
    shutdown_timeout: int = Field(default=20, ge=0, description="Time that open requests get when the service stops.")
    api_keys: SecretStr | None = Field(default=None, description="Keys for /v1, separated by commas; unset: none needed.")
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$", description="Least severe log line written.")


def load(environment: Mapping[str, str] | None = None, **overrides: object) -> Settings:
    """The settings of the environment, overridden by what was given on the command line (None: not given).

    Raises SettingsError.
    """
    names = os.environ if environment is None else environment
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known)
    if unknown:
        raise SettingsError(f"unknown setting {', '.join(unknown)}; the settings are {', '.join(sorted(known))}")
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = "; ".join(f"{PREFIX}{str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors())
        raise SettingsError(wrong) from None
