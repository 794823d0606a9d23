"""Which offerings an article is about, and which it only mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ipofacts.names.model import Names
from ipofacts.offerings.casting import Cast
from ipofacts.offerings.model import Draft
from ipofacts.offerings.stages import Stages
from ipofacts.offerings.weighing import TERMS, Weights

WEAK_FACTS = frozenset({"stage", "exchange", "board", "listing_date", "stock_code"})
FIRST_DAY_FACTS = frozenset({"first_day_open", "first_day_close", "first_day_change"})


class Primacy:
    """Tells offerings that an article is about from those in passing: by what is told of them, weighed by
    rules/offerings/casting.yaml.
    """

    def __init__(self, stages: Stages, weights: Weights) -> None:
        self._stages, self._weights = stages, weights

    def settle(self, splits: Sequence[Sequence[Draft]], parts: Cast, names: Names) -> None:
        """Say of each draft whether the article is about it; ``splits`` are the listings of each company."""
        weighed = len(splits) > 1 and not parts.roundup and parts.main is not None
        under_way = self.under_way([split[0] for split in splits]) if weighed else 0
        for split in splits:
            for draft in split:
                draft.primary = self._is_primary(draft, split, parts, names, under_way)

    def under_way(self, drafts: Iterable[Draft]) -> int:
        """How many companies have an offering of which words tell a stage before trading."""
        stages = {*self._stages.under_way, *self._stages.beginning}
        return len({draft.company for draft in drafts if self._stage(draft) in stages})

    def _is_primary(self, draft: Draft, split: Sequence[Draft], parts: Cast, names: Names, under_way: int) -> bool:
        """Whether the article is about an offering: the main company's, in a roundup those with a part of the article and those
        under way, else those of which it tells as much. Of several listings of one company, the first is the one.
        """
        if draft.company in parts.passing:
            return False
        if draft is not split[0]:
            return self._stages.is_open(draft)
        if draft.company == parts.main or (draft.shared and parts.listed.issuperset((draft.company, parts.main))):
            return True
        if parts.roundup or parts.main is None:
            return draft.company in parts.leading or self._is_under_way(draft)
        seen = self.signs(draft, parts, names, under_way)
        return self._weights.weight(seen, self._weights.beside) > self._weights.least

    def _is_under_way(self, draft: Draft) -> bool:
        """Whether words tell a stage that is under way, or one that begins (or ends) an offering of which more is told."""
        stage = self._stage(draft)
        return stage in self._stages.under_way or (stage in self._stages.beginning and bool(draft.facts() - WEAK_FACTS))

    def _stage(self, draft: Draft) -> str | None:
        found = self._stages.in_words(draft)
        return found[0] if found else None

    def signs(self, draft: Draft, parts: Cast, names: Names, under_way: int) -> Counter[str]:
        """What is seen of an offering beside the main one, of ``under_way`` in all: the signs of casting.yaml."""
        facts = draft.facts()
        worth, most = parts.worth.get(draft.company, 0), max(parts.worth.values(), default=0)
        return Counter(
            any=1,
            several=under_way > 2,
            many=under_way > 3,
            leading=draft.company in parts.leading,
            listed=draft.company in parts.listed,
            once=len(names.companies[draft.company].mentions) == 1,
            half=2 * worth > most,
            three_quarters=4 * worth > 3 * most,
            shared=bool(draft.shared),
            coded="stock_code" in facts,
            dated="listing_date" in facts,
            day=not facts.isdisjoint(FIRST_DAY_FACTS),
            terms=len(facts & TERMS),
            **{f"stage_{self._stage(draft)}": 1},
        )
