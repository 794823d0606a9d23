"""API keys: made at random, handed out once, kept as digests under a name.

A key is 256 random bits, so one round of SHA-256 keeps it as well as a slow digest would keep a password.
"""

from __future__ import annotations

import hashlib
import re
import secrets

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORM = "an entry must read NAME:DIGEST, as `ipofacts key NAME` prints it (a digest is 64 hexadecimal digits, never the key)"


def digest(key: str) -> bytes:
    """What is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def new_key(name: str) -> tuple[str, str]:
    """A new key, and the entry for the settings that lets it in. Raises ValueError for a name that can't be one."""
    if not _NAME.fullmatch(name):
        raise ValueError("a name has up to 40 letters, digits, dots, dashes and underlines")
    key = "ipof_" + secrets.token_urlsafe(32)
    return key, f"{name}:{digest(key).hex()}"


def read_keys(entries: str) -> dict[str, bytes]:
    """Digests by name, from entries separated by commas. Raises ValueError, which never tells what an entry holds."""
    found: dict[str, bytes] = {}
    for number, entry in enumerate(entries.split(","), 1):
        name, _, told = entry.strip().partition(":")
        if not _NAME.fullmatch(name) or not _DIGEST.fullmatch(told):
            raise ValueError(f"entry {number}: {_FORM}")
        if name in found:
            raise ValueError(f"entry {number}: its name is taken already; name every key differently")
        found[name] = bytes.fromhex(told)
    return found
