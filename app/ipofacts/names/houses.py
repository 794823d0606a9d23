"""Houses that only their place tells: 独家保荐人为青岚融资, Blue Ridge Securities担任发行经理."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.names.spans import Span, masked
from ipofacts.names.vocabulary import Banks

_LATIN = r"[A-Z][A-Za-z&'\-]+(?:[. ] ?(?:[A-Z&][A-Za-z&'\-]*|of|and))*"
_HAN = "[\u3400-\u9fff]"
_LONGEST = 7  # characters before a house's ending
_KNOWN = "\ue000"  # stands for each character of a house already known
_EDGE = r"(?:^|(?<=[,\u3002;:!?\n\u201c(]))"


class HousePlaces:
    """Reads names beside the words for sponsors, by rules/names/banks.yaml (``places``)."""

    def __init__(self, rules: Banks) -> None:
        places = rules.places
        self._not_before = tuple(rules.not_before_endings)
        self._endings = tuple(sorted(places.endings, key=len, reverse=True))
        tails = "|".join(map(re.escape, places.tails))
        char = rf"(?!{_any([*places.verbs, *places.leads, *places.joints])}){_HAN}"
        han = rf"(?:{char}){{2,{_LONGEST}}}?(?:{_any(places.endings)})(?:{tails})?"
        item = rf"(?:{_KNOWN}+|{_LATIN}|{han})"
        joint = f"(?: ?(?:{_any(places.joints)}) ?)"
        row = rf"({item}(?:{joint}{item})*)"
        label, link, lead = _any(places.labels), _any(places.links), _any(places.leads)
        self._after = re.compile(
            rf"(?:{label})(?:\([^()]{{1,12}}\))?(?:{link}) ?{row}(?={joint}|[,\u3002;)\n]|$|{_any(places.ends)})"
        )
        task = f"(?:{_any(places.verbs)})(?:{_any(places.objects)})*(?:{label})"
        self._before = re.compile(rf"(?:{_EDGE}|{lead}){row} ?{task}", re.M)
        # Ends all that _before finds, in a tenth of the time: most articles have none.
        self._task = re.compile(task)
        self._item = re.compile(item)

    def find(self, text: str, known: Sequence[Span]) -> Iterator[Span]:
        """The names in places of houses that are none of the ``known`` names, which may stand in a row with them."""
        words = masked(text, known, _KNOWN)
        patterns = (self._after, self._before) if self._task.search(words) else (self._after,)
        for pattern in patterns:
            for match in pattern.finditer(words):
                for item in self._item.finditer(words, *match.span(1)):
                    if not item.group().startswith(_KNOWN) and self._may_be(item.group()):
                        yield item.span()

    def _may_be(self, name: str) -> bool:
        """Whether a name has more than the ending of a house and what goes with that in other words (国际融资)."""
        ending = next((ending for ending in self._endings if name.endswith(ending)), None)
        rest = name if ending is None else name[: -len(ending)]
        return bool(rest) and not (ending and rest.endswith(self._not_before))


def _any(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
