"""How commands speak and end: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys

OK, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all well; a check failed; something given can't be used; stopped by Ctrl-C."""


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"ipofacts: {message}\n")


def write(text: str) -> None:
    """Text on standard output, in UTF-8 whatever the terminal's locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def counted(number: int, what: str) -> str:
    """``no problems``, ``1 problem``, ``2 problems``."""
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
