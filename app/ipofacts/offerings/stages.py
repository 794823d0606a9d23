"""How far an offering has come (rules/offerings/stages.yaml says which stage outdoes which, and which facts tell one)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipofacts.offerings.model import Draft
from ipofacts.rulefiles import Root, RuleModel, read_file
from ipofacts.rules.match import Candidate

# Readings up to this much below the best rank are believed when they tell a later stage.
RANK_SLACK = 2


class Stages(RuleModel):
    """The order of stages, those that stop an offering, and the stage from which a fact can be known."""

    order: list[str]
    stopped: list[str]
    implied: dict[str, str]

    def of(self, draft: Draft, listing_date: str | None, published: str | None) -> tuple[str, Candidate] | None:
        """The stage of a draft and the candidate that tells it."""
        told = [(str(candidate.rule.rule.gives), candidate) for candidate in draft.of("stage")]
        found = self._furthest(told)
        if found and found[0] in self.stopped:
            return found
        implied = [
            (self.implied[fact], candidate)
            for fact in sorted(draft.facts() & set(self.implied))
            for candidate in draft.of(fact)[:1]
        ]
        found = self._furthest([*([found] if found else []), *implied]) if implied else found
        return self._dated(found, draft, listing_date, published) if found else None

    def _furthest(self, told: Sequence[tuple[str, Candidate]]) -> tuple[str, Candidate] | None:
        if not told:
            return None
        most = max(candidate.rule.rule.rank for _, candidate in told)
        believed = [pair for pair in told if pair[1].rule.rule.rank >= most - RANK_SLACK]
        return max(believed, key=lambda pair: (self._worth(pair[0]), -pair[1].start))

    def _worth(self, stage: str) -> int:
        return self.order.index(stage) if stage in self.order else len(self.order)

    def _dated(
        self, found: tuple[str, Candidate], draft: Draft, listing_date: str | None, published: str | None
    ) -> tuple[str, Candidate]:
        """A first trading day after the day of writing can't have been; one before it has."""
        if not (listing_date and published and len(listing_date) == len(published) == len("2026-01-08")):
            return found
        if found[0] == "listed" and listing_date > published:
            earlier = [pair for pair in ((str(c.rule.rule.gives), c) for c in draft.of("stage")) if pair[0] != "listed"]
            return self._furthest(earlier) or (self.order[-2], found[1])
        if found[0] in self.order[3:] and listing_date < published:
            return (self.order[-1], found[1])
        return found


def load_stages(root: Root) -> Stages:
    """The stages of a rules folder; raises RuleFileError."""
    return read_file(root, Path("offerings/stages.yaml"), Stages).content
