"""Settings of the service: environment variables named IPOFACTS_…; a name that doesn't exist is refused at start."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ipofacts.service.keys import read_keys

PREFIX = "IPOFACTS_"
_KEY_NEEDED = (
    "IPOFACTS_HOST: this address can be reached from other machines, so API keys are needed: make one with "
    "`ipofacts key NAME` and set IPOFACTS_API_KEYS, or set IPOFACTS_OPEN=true if everybody who can reach it may use it"
)


class SettingsError(Exception):
    """Settings that can't be used; the message names the variables and never their values."""


def cores() -> int:
    """The cores that this process may use, at least one; in a container, as many as its quota pays for."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, _quota() or allowed))


def _quota() -> int | None:
    """Whole cores that the container's quota allows (Linux, cgroup 2), if there is one."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return int(quota) // int(period)
    except (OSError, ValueError):  # no such file, or "max"
        return None


class Settings(BaseSettings):
    """How the service runs. Sizes are bytes, times seconds."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    rules: Path | None = Field(default=None, description="Folder with rule files of your own, laid over the shipped ones.")
    host: str = Field(default="127.0.0.1", description="Address to listen on; keys are needed beyond this machine.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    engines: int = Field(default_factory=cores, ge=1, le=256, description="Processes that read articles; one per core.")
    queue: int = Field(default=64, ge=1, description="Posts open at a time before the service answers 503.")
    max_wait: float = Field(default=3, gt=0, description="Expected wait for an engine above which an article gets 503.")
    connections: int = Field(default=1000, ge=1, description="Connections open at a time before new ones get 503.")
    max_body_bytes: int = Field(default=2_000_000, ge=1_000, description="Largest article accepted.")
    max_batch_bytes: int = Field(
        default=32_000_000, ge=1_000, description="Largest JSON array accepted; of NDJSON, what is read ahead of the answers."
    )
    body_timeout: float = Field(
        default=30, gt=0, description="Time in which headers and body (of a batch: each line) arrive, and an answer is taken."
    )
    article_timeout: float = Field(default=30, gt=0, description="Time after which an engine that still reads is killed.")
    retry_after: int = Field(default=1, ge=0, description="What 503 answers ask clients to wait, at least.")
    drain_delay: float = Field(
        default=0.5, ge=0, description="Time between SIGTERM, when readyz fails, and the end of accepting connections."
    )
    shutdown_timeout: int = Field(default=20, ge=0, description="Time that open requests get after that.")
    api_keys: SecretStr | None = Field(
        default=None, description="Keys for /v1, each NAME:DIGEST as `ipofacts key NAME` prints it, separated by commas."
    )
    open: bool = Field(default=False, description="Whether the service may be reached from other machines without keys.")
    rate: float = Field(default=0, ge=0, description="Articles a second that one key may ask for in the long run; 0: any.")
    burst: int = Field(default=20, ge=1, description="Articles that one key may ask for at once where a rate is set.")
    cors_origins: str = Field(
        default="", description="Origins whose pages may call the service, separated by commas; empty: none."
    )
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$", description="Least severe log line written.")
    log_format: Literal["json", "text"] = Field(default="json", description="How a log line is written.")
    tracing: bool = Field(
        default=False, description="Whether spans go to OpenTelemetry (extra: otel), set up by OTEL_… variables."
    )

    @field_validator("api_keys")
    @classmethod
    def _keys_can_be_read(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            read_keys(value.get_secret_value())
        return value

    @model_validator(mode="after")
    def _is_guarded(self) -> Self:
        if not (self.open or self.has_keys or _is_loopback(self.host)):
            raise ValueError(_KEY_NEEDED)
        return self

    @property
    def has_keys(self) -> bool:
        """Whether a key is needed."""
        return self.api_keys is not None

    @property
    def origins(self) -> list[str]:
        """The origins whose pages may call."""
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]

    def shown(self) -> str:
        """All settings as lines of an environment file, each with what it means; keys by name only."""
        return "\n".join(self._line(name) for name in type(self).model_fields)

    def _line(self, name: str) -> str:
        value = getattr(self, name)
        if isinstance(value, SecretStr):
            value = ",".join(f"{key}:***" for key in read_keys(value.get_secret_value()))
        if isinstance(value, bool):
            value = str(value).lower()
        told = "" if value is None else str(value)
        return f"# {type(self).model_fields[name].description}\n{PREFIX}{name.upper()}={told}"


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
        raise SettingsError("; ".join(map(_told, error.errors()))) from None


def _told(item: Mapping[str, object]) -> str:
    where, message = item["loc"], str(item["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{str(where[0]).upper()}: {message}" if isinstance(where, tuple) and where else message


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
