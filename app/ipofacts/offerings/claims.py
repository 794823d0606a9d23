"""One value, one meaning: where several rules read the same mention, the strongest claim stands."""

from __future__ import annotations

from collections.abc import Sequence

from ipofacts.rules.match import Candidate
from ipofacts.values.model import Value


def settle(candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """Candidates that may stand together, and those that lost, each with the one it lost to.

    A mention belongs to the rule with the highest rank, then to the one whose phrase is shortest (it stands nearest), then
    to the
    first by id. All facts of the winning rule keep it; the verdict ``other`` claims a mention so that no fact takes it.
    """
    best: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        for mention in _values(candidate):
            place = (mention.start, mention.end)
            if place not in best or _strength(candidate) > _strength(best[place]):
                best[place] = candidate
    kept: list[Candidate] = []
    lost: list[tuple[Candidate, Candidate]] = []
    for candidate in candidates:
        winner = next(
            (
                best[place]
                for place in ((mention.start, mention.end) for mention in _values(candidate))
                if best[place].rule is not candidate.rule and best[place].fact != candidate.fact
            ),
            None,
        )
        if winner is None:
            kept.append(candidate)
        else:
            lost.append((candidate, winner))
    return kept, lost


def _values(candidate: Candidate) -> list[Value]:
    """What a candidate lays claim to: values; a name (科创板) may tell several facts."""
    return [mention for mention in candidate.mentions if isinstance(mention, Value)]


def _strength(candidate: Candidate) -> tuple[int, int, str]:
    return (candidate.rule.rule.rank, -candidate.length, candidate.rule.id)
