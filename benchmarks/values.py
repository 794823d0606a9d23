"""Values: ours beside JioNLP, cn2an and Recognizers-Text on the Chinese cases of their own and others' test suites.

    python benchmarks/values.py SUITES [--wrong NAME]

SUITES is a folder with ``jionlp``, ``cn2an``, ``duckling_zh`` and ``dateparser_zh``, each a folder of ``.jsonl`` cases. Which
cases are within scope, and why, stands in values_suites.py. ``--wrong ipofacts`` lists what that reader got wrong. Peers that
are not installed (extra ``bench``) are left out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from values_peers import installed, is_right
from values_suites import cases


def main() -> None:
    """Measure and print one line a suite: right, wrong and refused of each reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("suites", type=Path)
    parser.add_argument("--wrong", default=None)
    options = parser.parse_args()
    found, outside = cases(options.suites)
    readers = installed()
    table: dict[str, Counter[tuple[str, str]]] = {}
    for case in found:
        row = table.setdefault(case.suite, Counter())
        row["cases", ""] += 1
        for name, read in readers.items():
            answer = read(case)
            outcome = "right" if is_right(case, answer) else "refused" if answer is None else "wrong"
            row[name, outcome] += 1
            if name == options.wrong and outcome != "right":
                print(f"{case.suite}: {case.text!r} want {[*map(_shown, case.answers)]} got {_shown(answer)}")
    print(f"{len(found)} cases within scope, {outside} outside; right / wrong / refused")
    print(f"{'suite':18}{'cases':>6}" + "".join(f"{name:>18}" for name in readers))
    total: Counter[tuple[str, str]] = sum(table.values(), Counter())
    for suite, row in (*table.items(), ("all", total)):
        cells = (" / ".join(str(row[name, outcome]) for outcome in ("right", "wrong", "refused")) for name in readers)
        print(f"{suite:18}{row['cases', '']:6}" + "".join(f"{cell:>18}" for cell in cells))


def _shown(answer: object) -> str:
    return "nothing" if answer is None else " ".join(map(str, answer)) if isinstance(answer, tuple) else str(answer)


if __name__ == "__main__":
    main()
