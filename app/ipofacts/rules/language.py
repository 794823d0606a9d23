"""The rule language: a phrase with slots, compiled to a regular expression over a line of symbols.

A phrase reads like the words it matches::

    @issue_price [@be] [每股] {price}

literal characters match themselves, blanks mean nothing, ``(a|b)`` are alternatives, ``[a]`` may be absent, ``@name`` is a
word list of
rules/words, ``{price}`` is the mention whose value is read, ``{a price}`` one that must stand but is not read, ``..`` up to 8
characters within the clause (``..4`` up to 4), ``...`` up to 24 that may cross commas but not the sentence. A gap never
jumps over a
mention of the kind it leads to. A backslash takes the next character literally. docs/rules.md explains all of it by examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ipofacts.rules.symbols import CLASSES, LISTS, is_symbol, symbol_class

CLAUSE_GAP, SENTENCE_GAP, LONGEST_GAP = 8, 24, 40
DEEPEST = 8
JOINING = "and"
CLAUSE_MARKS = ",;!?\n\u3002\u2026"
SENTENCE_MARKS = ";!?\n\u3002"
# How many members a list may go on with, and what may stand in brackets behind one: its code, its English name.
MOST_JOINED = 20
LONGEST_ASIDE = 26
_ASIDE = rf"(?:\([^()]{{1,{LONGEST_ASIDE - 2}}}\))?"


class PhraseError(ValueError):
    """A phrase that can't be read; the message says what is wrong and what to write, ``at`` is the character (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Literals:
    """One of these words stands here."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A mention of a kind stands here; ``read`` tells whether its value is taken."""

    kind: str
    read: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` characters of no interest, within the clause or the sentence."""

    most: int
    within: Literal["clause", "sentence"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; ``optional``: or nothing."""

    branches: tuple[Elements, ...]
    optional: bool


Node = Literals | Slot | Gap | Choice


@dataclass(frozen=True, slots=True)
class Elements:
    """Nodes one after the other."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be matched.

    ``expression`` is a pattern of Python and RE2 alike; group ``g0``, ``g1`` … are the slots in the order of ``slots``.
    ``groups`` are sets of words, or mention symbols, of each of which one stands in every match; the first are the anchors
    (none: the phrase can't be looked up and is refused).
    """

    source: str
    expression: str
    slots: tuple[Slot, ...]
    groups: tuple[frozenset[str], ...]
    tree: Elements

    @property
    def anchors(self) -> frozenset[str]:
        """The words of which one stands in every match and which stand least often elsewhere."""
        return self.groups[0] if self.groups else frozenset()


def compile_phrase(source: str, lists: Mapping[str, Sequence[str]]) -> Phrase:
    """Read a phrase; raises PhraseError naming the character at fault."""
    tree = _Parser(source, lists).parse()
    slots: list[Slot] = []
    expression = _sequence(tree, slots, lists, "")
    return Phrase(source, expression, tuple(slots), tuple(groups_of(tree)), tree)


def expression_of(nodes: Sequence[Node], lists: Mapping[str, Sequence[str]]) -> str:
    """The pattern of a stretch of a phrase's elements."""
    return _sequence(Elements(tuple(nodes)), [], lists, "")


class _Parser:
    def __init__(self, source: str, lists: Mapping[str, Sequence[str]]) -> None:
        self.source, self.lists, self.at, self.depth = source, lists, 0, 0

    def parse(self) -> Elements:
        branches = self._branches()
        if self.at < len(self.source):
            raise PhraseError(f"{self.source[self.at]!r} closes nothing; remove it", self.at)
        return branches[0] if len(branches) == 1 else Elements((Choice(tuple(branches), False),))

    def _branches(self) -> list[Elements]:
        branches: list[list[Node]] = []
        nodes: list[Node] = []
        while self.at < len(self.source):
            sign = self.source[self.at]
            if sign == "|":
                branches.append(nodes)
                nodes = []
                self.at += 1
            elif sign in ")]":
                break
            else:
                node = self._node(sign)
                if node is not None:
                    nodes.append(node)
        branches.append(nodes)
        return [Elements(tuple(_joined(branch))) for branch in branches]

    def _node(self, sign: str) -> Node | None:
        start = self.at
        if sign.isspace():
            self.at += 1
            return None
        if sign in "([":
            return self._group(sign, start)
        if sign == "@":
            return self._list(start)
        if sign == "{":
            return self._slot(start)
        if self.source.startswith("..", self.at):
            return self._gap()
        if sign in "?*+^$":
            raise PhraseError(
                f"{sign!r} means nothing here: write [a] for what may be absent, .. for a gap, or \\{sign} for the character",
                start,
            )
        if sign == "\\":
            self.at += 1
            if self.at == len(self.source):
                raise PhraseError("a backslash at the end takes no character; remove it", start)
        literal = self.source[self.at]
        self.at += 1
        return Literals((literal,))

    def _group(self, sign: str, start: int) -> Choice:
        close = ")" if sign == "(" else "]"
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise PhraseError(f"brackets stand more than {DEEPEST} deep in each other; write several phrases", start)
        branches = self._branches()
        self.depth -= 1
        if self.at >= len(self.source) or self.source[self.at] != close:
            raise PhraseError(f"{sign!r} is never closed; add {close!r}", start)
        self.at += 1
        return Choice(tuple(branches), sign == "[")

    def _list(self, start: int) -> Literals:
        end = start + 1
        while end < len(self.source) and (
            self.source[end].isascii() and (self.source[end].isalnum() or self.source[end] == "_")
        ):
            end += 1
        name = self.source[start + 1 : end]
        if name not in self.lists:
            raise PhraseError(f"there is no word list @{name}; the lists stand in rules/words/*.yaml", start)
        self.at = end
        return Literals(tuple(self.lists[name]))

    def _slot(self, start: int) -> Slot:
        end = self.source.find("}", start)
        if end < 0:
            raise PhraseError("'{' is never closed; add '}'", start)
        words = self.source[start + 1 : end].split()
        read = not (len(words) == 2 and words[0] in ("a", "an"))
        kind = words[-1] if words else ""
        if len(words) > (1 if read else 2) or (kind not in CLASSES and kind not in LISTS):
            known = ", ".join(sorted((*CLASSES, *LISTS)))
            raise PhraseError(f"{{{self.source[start + 1 : end]}}} is no kind of mention; known are {known}", start)
        if kind in LISTS and JOINING not in self.lists:
            raise PhraseError(f"there is no word list @{JOINING}, which joins the members of {{{kind}}}", start)
        self.at = end + 1
        return Slot(kind, read)

    def _gap(self) -> Gap:
        within: Literal["clause", "sentence"] = "clause"
        most = CLAUSE_GAP
        self.at += 2
        if self.source.startswith(".", self.at):
            within, most = "sentence", SENTENCE_GAP
            self.at += 1
        digits = self.at
        while self.at < len(self.source) and self.source[self.at].isdigit():
            self.at += 1
        if self.at > digits:
            most = int(self.source[digits : self.at])
        if not 1 <= most <= LONGEST_GAP:
            raise PhraseError(f"a gap spans 1 to {LONGEST_GAP} characters", digits)
        return Gap(most, within)


def _joined(nodes: list[Node]) -> Iterator[Node]:
    """Single literal characters joined to words, so that they can be anchors."""
    word = ""
    for node in nodes:
        if isinstance(node, Literals) and len(node.words) == 1 and len(node.words[0]) == 1:
            word += node.words[0]
            continue
        if word:
            yield Literals((word,))
            word = ""
        yield node
    if word:
        yield Literals((word,))


def _sequence(sequence: Elements, slots: list[Slot], lists: Mapping[str, Sequence[str]], follows: str) -> str:
    """``follows`` is the symbol class of the slot that comes after this sequence, for gaps at its end."""
    parts: list[str] = []
    nodes = sequence.nodes
    for index, node in enumerate(nodes):
        if isinstance(node, Literals):
            parts.append(_words(node.words))
        elif isinstance(node, Slot):
            parts.append(f"(?P<g{len(slots)}>{_slot(node.kind, lists)})")
            slots.append(node)
        elif isinstance(node, Gap):
            marks = CLAUSE_MARKS if node.within == "clause" else SENTENCE_MARKS
            parts.append(f"[^{_escape(marks)}{_next_class(nodes[index + 1 :]) or follows}]{{0,{node.most}}}?")
        else:
            after = _next_class(nodes[index + 1 :]) or follows
            branches = "|".join(_sequence(branch, slots, lists, after) for branch in _longest_first(node.branches))
            parts.append(f"(?:{branches}){'?' if node.optional else ''}")
    return "".join(parts)


def _longest_first(branches: Sequence[Elements]) -> Sequence[Elements]:
    """Alternatives that are mere words in an order that lets a longer one (挂牌) go before its beginning (挂)."""
    words = [
        "".join(node.words[0] for node in b.nodes if isinstance(node, Literals) and len(node.words) == 1) for b in branches
    ]
    plain = all(all(isinstance(node, Literals) and len(node.words) == 1 for node in b.nodes) for b in branches)
    return [branches[i] for i in sorted(range(len(branches)), key=lambda i: -len(words[i]))] if plain else branches


def _next_class(nodes: Sequence[Node]) -> str:
    """The symbols of the first slot that may follow: a gap before it must not jump over one of its kind."""
    for node in nodes:
        if isinstance(node, Slot):
            return symbol_class(node.kind)
        if isinstance(node, Choice):
            found = "".join(_next_class(branch.nodes) for branch in node.branches)
            if found:
                return found
    return ""


def _slot(kind: str, lists: Mapping[str, Sequence[str]]) -> str:
    if kind in LISTS:
        one = f"[{symbol_class(LISTS[kind])}]"
        return f"{one}(?:{_ASIDE}{_words(lists[JOINING])}{one}){{0,{MOST_JOINED}}}"
    return f"[{symbol_class(kind)}]"


def _words(words: Sequence[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return _escape(ordered[0]) if len(ordered) == 1 else "(?:" + "|".join(_escape(word) for word in ordered) + ")"


def _escape(word: str) -> str:
    return "".join("\\" + sign if sign in r"\.+*?()|[]{}^$-" else "\\n" if sign == "\n" else sign for sign in word)


def groups_of(sequence: Elements) -> list[frozenset[str]]:
    """The sets of words (or mention symbols) of which each has one in every match; the one that calls least often first."""
    found: list[frozenset[str]] = []
    for node in sequence.nodes:
        if isinstance(node, Literals):
            found.append(frozenset(node.words))
        elif isinstance(node, Slot):
            found.append(frozenset(symbol_class(node.kind)))
        elif isinstance(node, Choice) and not node.optional:
            branches = [groups_of(branch) for branch in node.branches]
            if all(branches):
                found.append(frozenset().union(*(groups[0] for groups in branches)))
    return sorted(found, key=_worth, reverse=True)


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """Longer words call less often; any word calls less often than a mention; fewer words are better."""
    least = min((len(word) for word in words), default=0)
    return (0 if words and all(is_symbol(word) for word in words) else least, -len(words)) if words else (-1, 0)
