"""Fuzzing: bytes, texts and rule files made at random from pieces of the trade, for as long as one likes.

    python benchmarks/fuzz.py [MINUTES] [--seed N]

Bytes and texts go through what an engine runs, rule files through the loader and the linter. Reports every answer that is a
failure (500), every input slower than its length allows, quotes that don't stand where they say, and the memory at start and
end. Exit code 1 if anything was found; inputs are told by their seed, so a finding can be made again.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from articles import SAMPLES
from ipofacts.evaluate import load
from ipofacts.rulecheck import check_rules
from ipofacts.rulefiles import over_shipped, shipped
from ipofacts.schema import Article, Extraction
from ipofacts.service import worker
from ipofacts.service.selfcheck import grounded
from memory import resident

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "fuzz"))
from nasty import MAKERS

ARTICLES = [sample.article for sample in load(SAMPLES)]
PIECES = (
    "(（)<>&[]{}|,，。、:：；\n\r\t \x00\u200b\u202e0123456789亿万港元美元%％.-~至约"
    "上市发行价每股募资超额认购倍科技集团HKSZ\ud83d"
)
RULES = sorted(shipped().rglob("*.yaml"))


def _words(data: object) -> Iterator[str]:
    """The words and keys of a rule file."""
    if isinstance(data, str):
        yield data
    parts = [*data, *data.values()] if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in parts:
        yield from _words(part)


WORDS = sorted({word for file in RULES for word in _words(yaml.safe_load(file.read_text(encoding="utf-8"))) if len(word) < 12})
SLOW, SLOW_EACH = 1.0, 0.002  # CPU seconds for any input, and for each character


def mutated(text: str, chance: random.Random) -> str:
    """A text with pieces doubled, cut, moved or put in, and words of the rules where no writer would put them."""
    for _ in range(chance.randint(1, 12)):
        at, end = sorted(chance.choices(range(len(text) + 1), k=2))
        end = min(end, at + chance.randint(1, 60))
        kind = chance.randrange(6)
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = text[:at] + text[at:end] * chance.randint(2, 30) + text[end:]
        elif kind == 2:
            text = text[:at] + "".join(chance.choices(PIECES, k=chance.randint(1, 40))) + text[end:]
        elif kind == 3:
            text = text[:at] + "".join(chance.choices(WORDS, k=chance.randint(1, 20))) + text[end:]
        elif kind == 4:
            text = text[end:] + text[at:end] + text[:at]
        else:
            text = text[:at] + chance.choice(ARTICLES).text[: chance.randint(1, 400)] + text[at:]
    return text[:6_000]


def text(chance: random.Random) -> bytes:
    """An article as JSON: a sample mutated, or a nasty text mutated."""
    nasty = chance.random() < 0.3
    base = chance.choice(list(MAKERS.values()))(chance.randint(10, 3_000)) if nasty else chance.choice(ARTICLES).text
    fields = {"text": mutated(base, chance)}
    if chance.random() < 0.5:
        fields["published"] = chance.choice(["2026-01-08", "2026-02-30", "2026", "", "x", "0001-01-01", "9999-12-31"])
    if chance.random() < 0.3:
        fields["title"] = mutated(chance.choice(ARTICLES).text[:60], chance)
    return json.dumps(fields, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def raw(chance: random.Random) -> bytes:
    """Bytes: an article as JSON with bytes changed, or nothing but chance."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.randint(0, 500))
    body = bytearray(text(chance))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(body))
        body[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
    return bytes(body)


def answered(body: bytes, chance: random.Random) -> str | None:
    """What is wrong with the answer to a body."""
    task = "explain" if chance.random() < 0.2 else "extract"
    done = worker.answer(task, body, "codepoints")  # type: ignore[arg-type]
    if done.problem:
        return "internal failure" if done.problem.status >= 500 else None
    if (
        task == "extract"
        and done.payload
        and not grounded(
            Article.model_validate_json(body.removeprefix(b"\xef\xbb\xbf")), Extraction.model_validate_json(done.payload)
        )
    ):
        return "a quote does not stand where it says"
    return None


def rules_file(folder: Path, chance: random.Random) -> int:
    """Writes a shipped rule file with characters changed as a user's; returns its length."""
    source = chance.choice(RULES)
    target = folder / source.relative_to(shipped())
    target.parent.mkdir(parents=True, exist_ok=True)
    told = mutated(source.read_text(encoding="utf-8")[:6_000], chance)
    target.write_bytes(told.encode("utf-8", "surrogatepass"))
    return len(told)


def tried(kind: str, chance: random.Random) -> tuple[str | None, float, int]:
    """What went wrong with one input, the CPU seconds it took, and its length."""
    if kind == "rules":
        with tempfile.TemporaryDirectory() as folder:
            length = rules_file(Path(folder), chance)
            return _timed(
                lambda: None if isinstance(check_rules(over_shipped(Path(folder))), list) else "no list", length, 60.0
            )
    body = text(chance) if kind == "text" else raw(chance)
    return _timed(lambda: answered(body, chance), len(body), 0.0)


def _timed(work: Callable[[], str | None], length: int, allowed: float) -> tuple[str | None, float, int]:
    started = time.process_time()
    try:
        wrong = work()
    except Exception as error:
        wrong = f"{type(error).__name__} escaped"
    seconds = time.process_time() - started
    if wrong is None and seconds > max(allowed, SLOW + SLOW_EACH * length):
        wrong = f"slow: {seconds:.1f} s for {length}"
    return wrong, seconds, length


def main() -> int:
    """Fuzz and report."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("minutes", nargs="?", type=float, default=30)
    arguments.add_argument("--seed", type=int, default=0)
    given = arguments.parse_args()
    worker.load(None)
    counts: Counter[str] = Counter()
    slowest: dict[str, tuple[float, int]] = {}
    findings, end, number, begun = 0, time.monotonic() + 60 * given.minutes, given.seed, 0.0
    while time.monotonic() < end:
        chance = random.Random(number)
        kind = chance.choices(["text", "bytes", "rules"], [70, 27, 3])[0]
        wrong, seconds, length = tried(kind, chance)
        counts[kind] += 1
        slowest[kind] = max(slowest.get(kind, (0.0, 0)), (seconds, length))
        if wrong:
            findings += 1
            print(f"seed {number}: {kind}: {wrong}", flush=True)
        number += 1
        if sum(counts.values()) == 500:
            begun = resident()
    print(f"{given.minutes:g} minutes: {dict(counts)}; {findings} findings")
    print(f"memory {begun:.0f} MB after 500, {resident():.0f} MB at the end")
    for kind, (seconds, length) in slowest.items():
        print(f"slowest of {kind}: {seconds:.2f} s CPU for {length} characters or bytes")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
