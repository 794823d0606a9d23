"""Which strings name one company: by definition, by registered name, by what a short name leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ipofacts.names.vocabulary import Companies

# Shares on the mainland have short names of four characters, of which the press keeps the first two (岚桥|天择).
_SHARE_NAME = 4
_HAN = re.compile("[\u3400-\u9fff]+")


class Joiner:
    """Groups the forms of each company by rules/names/companies.yaml."""

    def __init__(self, rules: Companies) -> None:
        self._tails = tuple(
            sorted({*rules.industries, *rules.descriptors, *rules.legal_endings, *rules.latin_tails}, key=len, reverse=True)
        )
        self._legal = sorted(rules.legal_endings, key=len, reverse=True)
        self._trades = tuple(rules.industries)
        self._tail = re.compile("(?:" + "|".join(map(re.escape, self._tails)) + r")+\Z")
        self._wholes = tuple(rules.group_words)
        kinds = "|".join(map(re.escape, sorted({*rules.latin_kinds, *rules.latin_legal}, key=len, reverse=True)))
        self._latin_rest = re.compile(rf"(?:[ ,]+(?:{kinds}))+")
        self._number = re.compile(rf"\d+|[{re.escape(rules.numerals)}]+")
        self._portals = tuple(rules.portals)
        self._place = re.compile("|".join(map(re.escape, sorted(rules.places, key=len, reverse=True))))

    def groups(self, fulls: Sequence[str], shorts: Sequence[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
        """The forms by company; ``links`` are pairs that the text itself joins."""
        home = {name: name for name in dict.fromkeys([*fulls, *shorts])}
        linked: set[str] = set()
        for one, other in links:
            if one in home and other in home:
                _join(home, one, other)
                linked.update((one, other))
        for short in shorts:
            full = self._full_of(short, fulls)
            if full is not None and (short not in linked or _heads(short, full)):
                _join(home, full, short)
        for short in shorts:
            longer = self._longer(short, [other for other in shorts if other != short])
            if longer is not None:
                _join(home, longer, short)
        groups: dict[str, list[str]] = {}
        for name in home:
            groups.setdefault(_root(home, name), []).append(name)
        return list(groups.values())

    def core(self, name: str) -> str:
        """What is left of a name without the place before it and the trades and legal endings behind it."""
        place = self._place.match(name, 0, max(0, len(name) - 4))
        if place:
            name = name[place.end() :]
        match = self._tail.search(name, 2)
        return name[: match.start()] if match else name

    def stems(self, full: str) -> list[str]:
        """A registered name without its place and legal ending, and its first four characters if a trade ends them."""
        place = self._place.match(full, 0, max(0, len(full) - 4))
        body = full[place.end() if place else 0 :]
        ending = next((legal for legal in self._legal if body.endswith(legal)), "")
        body = body.removesuffix(ending)
        stems = [body] if 2 < len(body) < 9 and ending else []
        return [*stems, body[:4]] if len(body) > 4 and body[:4].endswith(self._trades) and ending else stems

    def has_short(self, full: str, shorts: Iterable[str]) -> bool:
        """Whether one of ``shorts`` abbreviates a registered name."""
        return any(short != full and self._abbreviates(short, full) for short in shorts)

    def _full_of(self, short: str, fulls: Sequence[str]) -> str | None:
        """The registered name that a short one abbreviates, if just one does."""
        fitting = [full for full in fulls if short != full and self._abbreviates(short, full)]
        return fitting[0] if len(fitting) == 1 else None

    def _abbreviates(self, short: str, full: str) -> bool:
        """Whether a registered name may be told as ``short``, also if that counts in digits what is spelt out (24快修)."""
        if _abbreviates(short, full):
            return True
        mine, other = self._number.match(short), self._number.match(full)
        if mine and other:
            rest = short[mine.end() :]
            return len(rest) > 1 and _HAN.fullmatch(rest) is not None and full.startswith(rest, other.end())
        site = next((portal for portal in self._portals if short.endswith(portal)), "")
        return len(short) - len(site) > 1 and bool(site) and full.startswith(short.removesuffix(site))

    def _longer(self, short: str, others: Sequence[str]) -> str | None:
        """The one other name that is this one with a trade or group word behind it, or the short name of a share."""
        begun = [other for other in others if other.startswith(short)]
        if short.isascii():
            latin = [other for other in begun if self._latin_rest.fullmatch(other, len(short))]
            if len(latin) == 1:
                return latin[0]
        longer = [other for other in begun if self._tail.fullmatch(other, len(short))]
        if not longer and len(begun) == 1 and len(begun[0]) == 2 * len(short) == _SHARE_NAME and _HAN.fullmatch(begun[0]):
            return begun[0]
        if len(longer) > 1:
            longer = [other for other in longer if other[len(short) :] in self._wholes]
        return longer[0] if len(longer) == 1 else None


def _abbreviates(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in order: as they are, or picked out of its words."""
    if short in full:
        return True
    if len(short) < 4:
        return False
    place = 0
    for character in short:
        place = full.find(character, place) + 1
        if not place:
            return False
    return True


def _heads(short: str, full: str) -> bool:
    """Whether a registered name begins with ``short`` and a blank: Green Lake|Holdings Limited."""
    return full.startswith(short + " ")


def _root(home: dict[str, str], name: str) -> str:
    while home[name] != name:
        name = home[name]
    return name


def _join(home: dict[str, str], one: str, other: str) -> None:
    home[_root(home, other)] = _root(home, one)
