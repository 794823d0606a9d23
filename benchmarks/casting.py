"""Fits the weights of rules/offerings/casting.yaml: by which signs it is known whom an article is about.

    python benchmarks/casting.py [SAMPLES...] [--write]

Takes the golden samples if none are named; a softmax over the companies of each article that has one primary, and over the two
answers for each offering beside the main one, with a pull towards nought. Prints how many are right by the weights as they are,
by fitted ones, and by ones fitted on four fifths and asked of the fifth; ``--write`` puts the fitted ones into the file.
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Mapping
from pathlib import Path

from articles import SAMPLES
from ipofacts.evaluate import load
from ipofacts.evaluate.names import same_company
from ipofacts.extractor import Extractor
from ipofacts.names.model import Company
from ipofacts.offerings.assemble import stands
from ipofacts.offerings.finder import speaks_of_something_else
from ipofacts.offerings.weighing import load_weights, signs
from ipofacts.rulefiles import shipped
from ipofacts.rules import find_candidates
from ipofacts.schema import CompanyName

STEPS, RATE, PULL, FOLDS = 300, 0.2, 1.0, 5
FILE = Path(__file__).parent.parent / "rules" / "offerings" / "casting.yaml"

# Per article: what is seen of each company, at most as often as it counts, and whether it is the one.
Scene = list[tuple[dict[str, int], bool]]


def scenes(paths: list[Path]) -> tuple[list[Scene], list[Scene]]:
    """What is seen in samples: of the companies of those with one primary company, and of offerings beside the main one of an
    article that is no roundup, each against nothing seen.
    """
    extractor = Extractor()
    finder = extractor.offerings
    mains: list[Scene] = []
    beside: list[Scene] = []
    for sample in (sample for path in paths for sample in load(path)):
        primary = {one.facts.company.name: one.facts.company for one in sample.offerings if one.facts.primary}
        article = sample.article
        reading = extractor.reader.read(article.text, article.title, article.published)
        candidates = find_candidates(extractor.book, reading)
        if speaks_of_something_else(candidates):
            continue

        def is_one(company: int, primary=primary, reading=reading) -> bool:  # type: ignore[no-untyped-def]
            return any(same_company(gold, _named(reading.names.companies[company])) for gold in primary.values())

        facts, outsiders, _ = finder.heard(reading, candidates)
        scene = [(finder.weights.counted(seen), is_one(company)) for company, seen in signs(reading, facts, outsiders).items()]
        if len(primary) == 1 and any(right for _, right in scene):
            mains.append(scene)
        parts, drafts = finder.drafts(reading, facts, outsiders)
        under_way = finder.primacy.under_way(drafts)
        for draft in drafts if parts.main is not None and not parts.roundup else ():
            if draft.company != parts.main and stands(draft, listed=True):
                seen = finder.weights.counted(finder.primacy.signs(draft, parts, reading.names, under_way))
                beside.append([(seen, is_one(draft.company)), ({}, not is_one(draft.company))])
    return mains, beside


def _named(company: Company) -> CompanyName:
    return CompanyName(name=company.forms[0], full_name=company.full, aliases=list(company.forms[1:]))


def weight(weights: Mapping[str, float], counted: Mapping[str, int]) -> float:
    """The sum of what speaks for one company."""
    return sum(weights.get(sign, 0.0) * times for sign, times in counted.items())


def fitted(found: list[Scene]) -> dict[str, float]:
    """The weights under which the companies that the articles are about are the likeliest."""
    weights: dict[str, float] = {}
    for _ in range(STEPS):
        slope = {sign: -PULL * value / len(found) for sign, value in weights.items()}
        for scene in found:
            chances = _softmax([weight(weights, counted) for counted, _ in scene])
            right = sum(chance for chance, (_, is_right) in zip(chances, scene, strict=True) if is_right)
            for chance, (counted, is_right) in zip(chances, scene, strict=True):
                gain = (chance / right if is_right else 0.0) - chance
                for sign, times in counted.items():
                    slope[sign] = slope.get(sign, 0.0) + gain * times / len(found)
        weights = {sign: weights.get(sign, 0.0) + RATE * value for sign, value in slope.items()}
    return weights


def _softmax(values: list[float]) -> list[float]:
    powers = [math.exp(value - max(values)) for value in values]
    return [power / sum(powers) for power in powers]


def right(weights: Mapping[str, float], found: list[Scene]) -> int:
    """In how many articles the greatest weight is that of the right company."""
    return sum(max(scene, key=lambda pair: weight(weights, pair[0]))[1] for scene in found)


def report(name: str, weights: Mapping[str, int], found: list[Scene]) -> list[str]:
    """Prints how many scenes are right by some weights and by fitted ones; the fitted ones as lines of the file."""
    new = fitted(found)
    unseen = sum(
        right(fitted([one for place, one in enumerate(found) if place % FOLDS != fold]), found[fold::FOLDS])
        for fold in range(FOLDS)
    )
    print(f"{name}: {len(found)}, right by the file {right(weights, found)}, fitted {right(new, found)}, unseen {unseen}")
    strongest = sorted(new.items(), key=lambda pair: -abs(pair[1]))
    return [f"{name}:", *(f"  {sign}: {round(100 * value)}" for sign, value in strongest if round(value * 10))]


def main() -> None:
    """Prints the counts, and the weights; writes these if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    table = load_weights(shipped())
    mains, beside = scenes(arguments.samples)
    lines = [*report("weights", table.weights, mains), *report("beside", table.beside, beside)]
    print("\n".join(lines))
    if arguments.write:
        text = FILE.read_text(encoding="utf-8")
        told = re.sub(r"(?ms)^weights:\n.*(?=^least:)", "\n".join(lines) + "\n", text)
        FILE.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
