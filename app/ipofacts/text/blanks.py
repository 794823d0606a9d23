"""Blanks out where they part what belongs together, and marks in where they stand for pauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit
from ipofacts.text.files import BlankRules

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{_HAN}]")
# Here and below what is looked for comes first and its neighbours are asked afterwards: many times faster.
_BLANK = re.compile(" +(?=[^ \n\t])")
_HAN_BLANK_HAN = re.compile(f"[ \t](?<=[{_HAN}].)[ \t]{{0,3}}(?=[{_HAN}])")
# Blanks in an article that is ridden with them: Latin words alone are really parted.
_IN_WORDS = re.compile(r"[ \t]+(?:(?<![A-Za-z.#>*\n][ \t])(?=[^\s#>*])|(?<=[A-Za-z.][ \t])(?=[^\sA-Za-z#>*]))")
# Within a sentence no figure is parted by blanks, nor two words by more than one.
_PROSE_AHEAD = "[^\n\t]{0,30}[\u3002,](?!\\d)"
_TORN_PROSE = re.compile(
    f"(?<=[{_HAN}.\\d]\\d)[ \t]{{1,3}}(?=\\d+[{_HAN}%]{_PROSE_AHEAD})|(?<=[{_HAN}]) {{2,4}}(?=[{_HAN}]{_PROSE_AHEAD})"
)
_TORN_POINT = re.compile(r"(?<=\d)(?:(?<!\n\d)(?<!\n\d\d)\. {1,3}| {1,3}\. {0,3})(?=\d)")
# A figure with a blank behind each of its digits; a pair of digits may be two figures.
_SPREAD = re.compile(r"(?<![\d.,] )(?<![\d.,])\d(?: [\d.,])* \d(?!\d|[.,]\d)")
_FEWEST_SPREAD, _FEWEST_TORN = 2, 2
_CLOSES = frozenset(",:;!?(\u3001\u3002\u201c\u300a\u2026\u3010")  # nothing is parted from what follows these
_OPENS = frozenset(",:;!?)\u3001\u3002\u201d\u300b\u2026\u3011%(")  # nor what precedes these from them
_DASHES = frozenset("-~\u2014")
_LABEL = re.compile("[\u4e00-\u9fff]{2,12}:")
# A line without punctuation, and the blanks in it that end a clause.
_PUNCTUATED = re.compile("[,\u3002;|:\u2502\t]")
_PAUSE = re.compile(f"(?<=[{_HAN}A-Za-z0-9%)]{{2}}) (?=[{_HAN}])|(?<=[{_HAN}]{{2}}) (?=[A-Za-z])")
_FIGURES = re.compile(r"\d\D*\d\D*\d")
_FEWEST_PAUSES, _SHORTEST_CLAUSE = 4, 8
_MARK = re.compile(r"[\u3002;]|,(?!\d)")
_LINE, _CELLS = re.compile(r"[^\n]+"), re.compile("[|\u2502\t]")
_CLAUSE_END = re.compile(f"(?<=[{_HAN}\\d%)\u201dA-Za-z]) (?=[{_HAN}])")
_HAN_END = re.compile(f"(?<=[{_HAN}%)\u201d]) (?=[{_HAN}])")
# Blanks between Han characters and figures part nothing, nor do they then behind a figure.
_SEAM = re.compile(f" (?<=[{_HAN}] )(?=\\d)")
_SHORTEST_SENTENCE = 12
# One blank in so many Han characters, and pieces mostly so short: the blanks part characters, not clauses or fields.
_RIDDEN, _FEWEST_PAIRS, _SHORT_PIECE = 13, 8, 5
# A whole figure in a cell of its own; a row has so many of them at least, and one in so many cells.
_CELL_FIGURE = re.compile(r"(?<![^ \n])(?:\d{5,6}|\d{1,4}-\d{1,2}(?:-\d{1,2})?|\d+\.\d+%?|--)(?![^ \n])")
_FEWEST_FIGURES, _CELLS_A_FIGURE, _FEWEST_ROWS = 3, 4, 2
_PIECE = re.compile(f"(?<=[{_HAN}] )[^ \n,\u3002;\u3001:()]+")


class Blanks:
    """Removes blanks inside words, numbers and sentences; a blank that parts two fields stays."""

    def __init__(self, rules: BlankRules) -> None:
        self._scales = frozenset(rules.scales)
        self._counted = frozenset(rules.counted)
        self._openers = tuple(rules.openers)
        torn = "|".join("[ \t]{1,4}".join(word) for word in rules.torn)
        # A label spread to the width of its column has no neighbour.
        self._torn = re.compile(f"(?:(?<=[{_HAN}])(?:{torn})|(?:{torn})(?=[{_HAN}]))")

    def close_words(self, drafts: Sequence[Draft]) -> None:
        """Takes the blanks out of an article in which they stand within words, and out of figures that are spread or torn."""
        if self._are_ridden(drafts):
            for draft in drafts:
                gaps = _between_lines(draft.text, _rows(draft.text))
                blanks = (match.span() for gap in gaps for match in _IN_WORDS.finditer(draft.text, *gap))
                draft.replace((*blank, "") for blank in blanks)
        spread = [[match for match in _SPREAD.finditer(draft.text) if _is_figure(match[0])] for draft in drafts]
        if sum(map(len, spread)) >= _FEWEST_SPREAD:
            for draft, matches in zip(drafts, spread, strict=True):
                draft.replace((match.start(), match.end(), match[0].replace(" ", "")) for match in matches)
        for draft in drafts:
            if " ." in draft.text or ". " in draft.text:
                draft.replace((match.start(), match.end(), ".") for match in _TORN_POINT.finditer(draft.text))

    def apply(self, drafts: Sequence[Draft]) -> None:
        """Cleans each draft; whether blanks stand for marks is decided on all of them together."""
        bare = any(" " in draft.text for draft in drafts) and _lack_marks(drafts)
        for draft in drafts:
            if " " in draft.text:
                draft.replace(self._marked(draft.text) if bare else _pauses(draft.text))
                draft.replace(self._blanks(draft.text))

    def _are_ridden(self, drafts: Sequence[Draft]) -> bool:
        """Whether blanks stand within words: words that nobody parts are, or blanks leave pieces shorter than clauses are."""
        blank = [draft.text for draft in drafts if " " in draft.text or "\t" in draft.text]
        if sum(len(_HAN_BLANK_HAN.findall(text)) for text in blank) < _FEWEST_TORN:
            return False  # rows need not be looked for
        blank = [text[slice(*gap)] for text in blank for gap in _between_lines(text, _rows(text))]
        pairs = sum(len(_HAN_BLANK_HAN.findall(text)) for text in blank)
        if pairs < _FEWEST_TORN:
            return False
        if sum(len(pattern.findall(text)) for text in blank for pattern in (self._torn, _TORN_PROSE)) >= _FEWEST_TORN:
            return True
        if pairs <= _FEWEST_PAIRS:
            return False
        han = sum(len(_IS_HAN.findall(draft.text)) for draft in drafts)
        if pairs * _RIDDEN <= han:
            return False
        pieces = sorted(len(piece) for text in blank for piece in _PIECE.findall(text))
        return not pieces or pieces[len(pieces) // 2] <= _SHORT_PIECE

    def _marked(self, text: str) -> Iterator[Edit]:
        """Marks in place of the blanks of an article that lacks them: commas, and stops before what begins a sentence."""
        clause_end = _HAN_END if len(_SEAM.findall(text)) > 1 else _CLAUSE_END
        for line in _LINE.finditer(text):
            ends = [match.start() for match in clause_end.finditer(text, *line.span())]
            if not ends or len(line[0]) < _SHORTEST_CLAUSE * (len(ends) + 1) or _CELLS.search(line[0]):
                continue
            begun = line.start()
            for end in ends:
                stops = end - begun >= _SHORTEST_SENTENCE and text.startswith(self._openers, end + 1)
                yield end, end + 1, "\u3002" if stops else ","
                begun = end + 1 if stops else begun

    def _blanks(self, text: str) -> Iterator[Edit]:
        for match in _BLANK.finditer(text):
            start, end = match.span()
            if start and text[start - 1] not in "\n\t" and self._is_idle(text, start, end):
                yield start, end, ""

    def _is_idle(self, text: str, start: int, end: int) -> bool:
        """Whether the blanks ``start:end`` part nothing."""
        left, right = text[start - 1], text[end]
        if left in _CLOSES or right in _OPENS:
            return not (left in ",;:!?" and right.isascii() and right.isalpha() and text[start - 2 : start - 1].isascii())
        if end - start > 1:
            return False
        if left in _DASHES or right in _DASHES:
            return _between(text, start - 1) if left in _DASHES else _between(text, end)
        left_han, right_han = _is_han(left), _is_han(right)
        if right_han and _LABEL.match(text, end):
            return False
        if left_han and right_han:
            return self._in_number(text, start) or _lone(text, start)
        if left_han or right_han:
            other = right if left_han else left
            return other.isalnum() or other == "$"
        return left == "$" and right.isdigit()

    def _in_number(self, text: str, blank: int) -> bool:
        """Whether the blank stands between a scale and what is counted: ``3741.95万 股``."""
        scaled = text[blank - 1] in self._scales and text[blank - 2 : blank - 1].strip().isdigit()
        return scaled and text[blank + 1] in self._counted


def _pauses(text: str) -> Iterator[Edit]:
    """Blanks that stand where a line without punctuation should have commas."""
    start = 0
    for line in text.split("\n"):
        if line.count(" ") >= _FEWEST_PAUSES and not _PUNCTUATED.search(line):
            blanks = [match.start() for match in _PAUSE.finditer(line)]
            if len(blanks) >= _FEWEST_PAUSES and len(line) >= _SHORTEST_CLAUSE * len(blanks) and _FIGURES.search(line):
                yield from ((start + blank, start + blank + 1, ",") for blank in blanks)
        start += len(line) + 1


def _rows(text: str) -> list[tuple[int, int]]:
    """The spans of rows whose columns blanks part, and of the headers right above them: of most cells in a row, figures are
    several and whole.
    """
    rows: list[tuple[int, int]] = []
    above = (0, 0)
    for line in _LINE.finditer(text):
        figures = len(_CELL_FIGURE.findall(line[0]))
        cells = line[0].count(" ") + 1
        if figures >= _FEWEST_FIGURES and figures * _CELLS_A_FIGURE >= cells:
            headed = above[1] + 1 == line.start() and above not in rows[-1:]
            rows += [above, line.span()] if headed else [line.span()]
        above = line.span()
    return rows if len(rows) > _FEWEST_ROWS else []


def _between_lines(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of a text between some of its lines, in order."""
    place = 0
    for start, end in spans:
        yield place, start
        place = end
    yield place, len(text)


def _lack_marks(drafts: Sequence[Draft]) -> bool:
    """Whether blanks stand where an article should have its marks: there are more of them than of those, clauses apart."""
    pieces = sorted(len(piece) for draft in drafts for piece in _PIECE.findall(draft.text))
    if len(pieces) < _FEWEST_PAUSES or pieces[len(pieces) // 2] <= _SHORT_PIECE:
        return False
    return len(pieces) > sum(len(_MARK.findall(draft.text)) for draft in drafts)


def _is_figure(spread: str) -> bool:
    """Whether spread digits are one figure."""
    return len(spread) >= 5


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "\u3007"


def _between(text: str, dash: int) -> bool:
    """Whether a dash stands between two numbers with a blank on both sides: a range, not a sign."""
    left, right = text[max(dash - 2, 0) : dash], text[dash + 1 : dash + 3]
    return left[-1:] == " " and right[:1] == " " and left[:1].isalnum() and right[1:].isdigit()


def _lone(text: str, blank: int) -> bool:
    """Whether a single character stands alone beside the blank, as in a word that was spaced out."""
    before, after = text[blank - 2 : blank - 1], text[blank + 2 : blank + 3]
    return not before.strip() or not after.strip()
