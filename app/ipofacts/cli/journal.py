"""A file written so that a run that is killed can go on: answers so far in ``FILE.part``, to what in ``FILE.part.json``.

Every article has one line, in order, so the number of whole lines tells how far the run came. FILE itself appears when all is
done, and is whole from the first moment.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, BinaryIO

_PIECE = 1 << 20
_READ = b'"offerings":['  # in every extraction, and in no problem: within a string its quotes would be escaped


class JournalError(Exception):
    """The run can't begin, or go on; says what to do."""


class Journal:
    """Answers as lines. ``done`` articles, ``problems`` of them unread, were answered by the run before that is gone on with.

    ``job`` is data as JSON has it that tells what is answered: files, rules, options. Raises JournalError, OSError.
    """

    def __init__(self, output: Path, job: dict[str, Any], resume: bool) -> None:
        self.part = output.with_name(output.name + ".part")
        self._note = output.with_name(output.name + ".part.json")
        self.done = self.problems = 0
        if self.part.exists():
            self._go_on(job, resume)
        self._sink: BinaryIO = self.part.open("ab")
        self._lock()
        self._note.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")

    def write(self, line: bytes) -> None:
        """Adds the answer to the next article; the line ends with its end of line."""
        self._sink.write(line)

    def close(self) -> None:
        """Everything is in the file then."""
        self._sink.close()

    def remove(self) -> None:
        """When the output stands: forgets the run."""
        self.part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _go_on(self, job: dict[str, Any], resume: bool) -> None:
        if not resume:
            raise JournalError(f"{self.part} is left of a run that was stopped: go on with --resume, or delete it")
        try:
            before = json.loads(self._note.read_bytes())
        except (OSError, ValueError):
            before = None
        if before != json.loads(json.dumps(job)):
            changed = [
                key for key in job if not isinstance(before, dict) or before.get(key) != json.loads(json.dumps(job[key]))
            ]
            raise JournalError(
                f"{self.part} is of a run with other {' and '.join(changed)}: give the same as then, or delete it to begin anew"
            )
        self._keep_whole_lines()

    def _keep_whole_lines(self) -> None:
        """The last line may have been cut off in the middle."""
        whole = 0
        with self.part.open("r+b") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                whole += len(line)
                self.done += 1
                self.problems += _READ not in line
            file.truncate(whole)

    def _lock(self) -> None:
        """Two runs must not write into one file."""
        with contextlib.suppress(ImportError):  # not everywhere
            import fcntl

            try:
                fcntl.flock(self._sink, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self._sink.close()
                raise JournalError(f"{self.part} is being written by another run; let it finish") from None


class ErrorFile:
    """Articles that couldn't be read: a JSON line each, with its number, file and line."""

    def __init__(self, path: Path, done: int) -> None:
        """Keeps, of an earlier run, what concerns the first ``done`` articles. Raises OSError."""
        if done and path.exists():
            _keep(path, done)
            self._sink: BinaryIO = path.open("ab", buffering=0)
        else:
            self._sink = path.open("wb", buffering=0)

    def write(self, number: int, place: str, told: dict[str, Any]) -> None:
        """Adds one; it is in the file before the article's answer is."""
        line = json.dumps({"number": number, "place": place, **told}, ensure_ascii=False) + "\n"
        self._sink.write(line.encode("utf-8", "replace"))

    def close(self) -> None:
        """Closes the file."""
        self._sink.close()


def _keep(path: Path, done: int) -> None:
    kept = 0
    with path.open("r+b") as file:
        for line in file:
            try:
                if not line.endswith(b"\n") or json.loads(line)["number"] > done:
                    break
            except (ValueError, KeyError, TypeError):
                break
            kept += len(line)
        file.truncate(kept)
