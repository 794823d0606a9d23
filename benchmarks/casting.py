"""Fits the weights of rules/offerings/casting.yaml: by which signs the company is known that an article is about.

    python benchmarks/casting.py [SAMPLES...] [--write]

Takes samples with one primary company, the golden ones if none are named; a softmax over the companies of each article, with a
pull towards nought. Prints how many articles are right by the weights as they are, by fitted ones, and by ones fitted on four
fifths and asked of the fifth; ``--write`` puts the fitted ones into the file.
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
from ipofacts.offerings import speaks_of_something_else
from ipofacts.offerings.weighing import Weights, load_weights, signs
from ipofacts.rulefiles import shipped
from ipofacts.rules import find_candidates
from ipofacts.schema import CompanyName

STEPS, RATE, PULL, FOLDS = 200, 0.5, 1.0, 5
FILE = Path(__file__).parent.parent / "rules" / "offerings" / "casting.yaml"

# Per article: what is seen of each company, at most as often as it counts, and whether it is the one.
Scene = list[tuple[dict[str, int], bool]]


def scenes(paths: list[Path], table: Weights) -> list[Scene]:
    """What is seen in each sample with one primary company that the extractor names."""
    extractor = Extractor()
    found = []
    for sample in (sample for path in paths for sample in load(path)):
        primary = {one.facts.company.name: one.facts.company for one in sample.offerings if one.facts.primary}
        article = sample.article
        reading = extractor.reader.read(article.text, article.title, article.published)
        candidates = find_candidates(extractor.book, reading)
        if len(primary) != 1 or speaks_of_something_else(candidates):
            continue
        facts, outsiders = extractor.offerings.heard(reading, candidates)
        (gold,) = primary.values()
        scene = [
            (table.counted(seen), same_company(gold, _named(reading.names.companies[company])))
            for company, seen in signs(reading, facts, outsiders).items()
        ]
        if any(right for _, right in scene):
            found.append(scene)
    return found


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


def main() -> None:
    """Prints the counts, and the weights; writes these if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    table = load_weights(shipped())
    found = scenes(arguments.samples, table)
    weights = fitted(found)
    unseen = sum(
        right(fitted([one for place, one in enumerate(found) if place % FOLDS != fold]), found[fold::FOLDS])
        for fold in range(FOLDS)
    )
    counts = f"right by the file {right(table.weights, found)}, fitted {right(weights, found)}, unseen {unseen}"
    print(f"{len(found)} articles: {counts}")
    lines = [
        f"  {sign}: {round(100 * value)}"
        for sign, value in sorted(weights.items(), key=lambda pair: -abs(pair[1]))
        if round(value * 10)
    ]
    print("\n".join(lines))
    if arguments.write:
        text = FILE.read_text(encoding="utf-8")
        FILE.write_text(re.sub(r"(?m)^weights:\n(?:  .*\n)*", "weights:\n" + "\n".join(lines) + "\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
