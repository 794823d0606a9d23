"""Places where a text itself says what a company is called: brackets, labels, headings, table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipofacts.names.vocabulary import Companies

_BRACKET = re.compile(r"\(([^()\n]{1,120})\)")
_CODE = re.compile(
    r"\s*(?:[^\s\d,、()]{0,8}[::,]?\s*[“\"]?)?(?:(?:HK|SH|SZ|BJ|SEHK|hk|sh|sz)[:. ]?)?(?:0\d{3,5}|\d{3,6})"
    r"(?:\.(?:HK|SH|SZ|BJ|SS|hk|sh|sz))?(?=[”\"]?\s*(?:$|[,、;/]))"
    r"|\s*(?:NYSE|NASDAQ|Nasdaq)[::]\s*[A-Z]{1,5}\s*(?=$|[,、;/])|\s*[A-Z]{1,5}\.(?:US|O|N)(?=$|[,、;/])"
)
_TICKER = re.compile(r"[A-Z]{2,5}")
_YEAR = re.compile(r"\s*(?:19|20)\d\d(?![\d.])")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』()\n]{2,30})[”\"」』]")
_LONGEST_QUOTED = 16
_LONGEST_LABEL = 10
_QUOTED_END = re.compile(r"[“\"「『]([\u3400-\u9fffA-Za-z0-9&·\- ]{2,14})[”\"」』]\Z")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z0-9&'.,\- ]{2,80}")
_HEAD = re.compile(r"[\u3400-\u9fffA-Za-z0-9&·'\-]{2,16}")
_ROW = re.compile(r"(?m)^([\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9&·\-]{1,14})[ |│\t]+\d{3,6}(?=[ |│\t.])")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket behind a possible name: what it says of the name that ends at ``at``."""

    at: int
    coded: bool
    ticker: bool
    forms: tuple[str, ...]
    items: tuple[str, ...] = ()

    def also_of(self, name: str) -> tuple[str, ...]:
        """What the bracket lists, if that begins with the initials of ``name``: Green Lake Corp.(GLC,青湖)."""
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        return self.items if self.items and initials.startswith(self.items[0]) else ()


class Structures:
    """Reads brackets, labels and headings by rules/names/companies.yaml."""

    def __init__(self, rules: Companies) -> None:
        words = sorted(rules.definition_words, key=len, reverse=True)
        link = "|".join(map(re.escape, rules.links))
        self._item = re.compile(rf"(?m)^[^\S\n]*(?:\(?\d{{1,2}}[、.)]|[{re.escape(rules.numerals)}]{{1,3}}、)\s*")
        self._defining = re.compile("(?:" + "|".join(map(re.escape, words)) + rf")(?:{link}|:)?\s*")
        self._plain_form = re.compile(r"[\u3400-\u9fffA-Za-z0-9&·\-]{2,20}")
        self._marks = tuple(sorted(rules.suffix_marks, key=len, reverse=True))
        self._not = frozenset(rules.not_definitions)
        self._latin_stops = frozenset(rules.latin_stops)
        self._full_labels = tuple(sorted(rules.full_labels, key=len, reverse=True))
        self._naming = tuple(rules.links)
        self._share_tails = tuple(rules.share_tails)
        shares = "|".join(map(re.escape, rules.share_labels))
        self._share = re.compile(
            rf"(?:{shares})\s*(?:{link}|[:\n])?\s*[“\"]?([\u3400-\u9fffA-Za-z\-]{{2,8}})(?=[”\",。;\s|│)、(])"
        )
        marks = "|".join(map(re.escape, self._marks))
        self._marked = re.compile(rf"(?:^|(?<=[\n:|│\t “\"、,。;】]))([\u3400-\u9fff]{{2,8}})(?=(?:{marks})(?![A-Za-z0-9]))")
        # Both open with words and not with what stands before these: far quicker to find out that there are none.
        self._mark = re.compile(rf"(?:{marks})(?![A-Za-z0-9])")
        label = rf"(?:{'|'.join(map(re.escape, sorted(rules.name_labels, key=len, reverse=True)))})\s*[:\n]"
        self._label_words = re.compile(label)
        self._label = re.compile(rf"(?:^|(?<=[\n,|│:  ])){label}\s*([^,|│\n;。:(]{{2,40}})")

    def brackets(self, text: str) -> list[Bracket]:
        """Brackets with a code, a definition or another name, in order."""
        found = []
        for match in _BRACKET.finditer(text):
            inside = match.group(1)
            coded = bool(_CODE.match(inside)) and not _YEAR.match(inside)
            ticker = bool(_TICKER.fullmatch(inside)) and inside not in self._latin_stops
            forms = () if ticker else self._forms(inside)
            items = tuple(inside.split(","))
            initials = items[0].isascii() and items[0].isupper() and all(self._plain_form.fullmatch(item) for item in items)
            if coded or ticker or forms or initials:
                found.append(Bracket(self._name_end(text, match.start()), coded, ticker, forms, items if initials else ()))
        return found

    def _name_end(self, text: str, place: int) -> int:
        """Where the name before a bracket ends: before a mark of its share class."""
        return next((place - len(mark) for mark in self._marks if text.endswith(mark, 0, place)), place)

    def _forms(self, inside: str) -> tuple[str, ...]:
        """The names that a bracket gives: “青岭”, 简称:青岭, Green Lake Inc."""
        match = self._defining.search(inside)
        forms: list[str] = []
        if match:
            quoted = _QUOTED.findall(inside, match.start())
            plain = self._plain_form.match(inside, match.end())
            forms = quoted or ([plain.group()] if plain else [])
        elif inside[0] in '“"「':
            forms = _QUOTED.findall(inside)
        latin = _LATIN_NAME.match(inside)
        if latin and not _CODE.match(inside) and not latin.group().isupper():
            forms.append(latin.group().strip(" ,"))
        return tuple(
            form for form in forms if form not in self._not and form not in self._latin_stops and not form[0].isdigit()
        )

    def quoted_before(self, text: str, place: int) -> str | None:
        """What stands in the quotation marks that close at ``place``: 健身房“青岭”|(02345)."""
        match = _QUOTED_END.search(text, max(0, place - _LONGEST_QUOTED), place)
        return match.group(1) if match and match.group(1) not in self._not else None

    def label_before(self, text: str, place: int) -> int | None:
        """Where the word begins that says that another full name of the company spoken of stands at ``place``, if one does."""
        start = max(0, place - _LONGEST_LABEL)
        head = text[start:place].rstrip(' “"「:')
        head = next((head.removesuffix(link) for link in self._naming if head.endswith(link)), head)
        label = next((label for label in self._full_labels if head.endswith(label)), None)
        return start + len(head) - len(label) if label else None

    def labelled(self, text: str) -> list[tuple[int, int]]:
        """Spans of what stands behind a label: ``股票简称:青岭智能``."""
        if not self._label_words.search(text):
            return []
        return [_stripped(text, *match.span(1)) for match in self._label.finditer(text)]

    def short_names(self, text: str) -> list[str]:
        """Short names of shares behind their label: ``证券简称:青岭公司``."""
        found = [self._issuer(match.group(1)) for match in self._share.finditer(text)]
        return [name for name in found if len(name) > 1 and name not in self._not]

    def marked(self, text: str) -> list[tuple[int, int]]:
        """Spans of the characters before the mark of a share class: ``青岭-B``."""
        return [match.span(1) for match in self._marked.finditer(text)] if self._mark.search(text) else []

    def _issuer(self, name: str) -> str:
        """The short name without the word for its subscription."""
        return next((name[: -len(tail)] for tail in self._share_tails if name.endswith(tail)), name)

    def headings(self, text: str) -> list[tuple[int, int]]:
        """Spans at the head of a title, list item or table row where a name ends at ``:`` or ``(`` or a code."""
        found = [(match.start(1), self._name_end(text, match.end(1))) for match in _ROW.finditer(text)]
        heads = [0, *(match.end() for match in self._item.finditer(text))]
        for start in heads:
            match = _HEAD.match(text, start)
            if match and text[match.end() : match.end() + 1] in (":", "(", "\n", ""):
                found.append(match.span())
        return sorted(set(found))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(' “"')), end - (len(piece) - len(piece.rstrip(' ”"')))
