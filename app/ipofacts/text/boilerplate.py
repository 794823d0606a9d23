"""Menus, ads, bylines, disclaimers, other articles' headlines: lines of a page that are not of the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from ipofacts.text.files import BoilerplateRules
from ipofacts.text.lines import Line

_MARKS = re.compile(
    "[\\s#*\u00b7\u2022\u25b6\u25cf\u25a0\u25c6\u2605\u2606>\u3010\u3011\\[\\]()<\u300a\u300b\u2014_=|\u201c\u201d-]+"
)
_COUNTS = re.compile("[\\d\\s.,:|()\\[\\]\u00b7\u4e07wWkK+/\u6761\u4eba]+")
_ITEMS = re.compile(r"[|>\s\u00b7]+")
_BARS = re.compile(r" ?[|] ?")
_CONTENT = re.compile(r"\w")
_TRAIL = re.compile("[\\s:A-Za-z+]+$")
_TICKER = re.compile("[\u25b2\u25bc\u2191\u2193]\\s?\\d|(?<![\\d-])[+-]\\d{1,5}\\.\\d{1,3}%?")
_URL = re.compile(r"https?://|www\.")
_PAGE = re.compile(r"[-\u2014 ]*\d{1,3}(?: ?[-/] ?\d{1,3}){0,3}[-\u2014 ]*")
_CLAUSE = re.compile("[,\u3002!?;]|[^:|/ ]{16}")
_SHORT, _BYLINE = 80, 40
# The heading of other articles; behind it headlines may hold commas, and are still no sentences.
_LONGEST_HEADING, _LONGEST_HEADLINE = 14, 160
_SENTENCE = re.compile("[\u3002;!?\u2026]")
# Of a menu that has a line for each of its words most are known; other lines between them are no longer.
_FEWEST_MENU_LINES, _LONGEST_MENU_LINE = 5, 4
_FEWEST_BARS = 2
# At the top of a page: a headline that begins with what nothing else on the page says is another article's.
_SUBJECT = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_LABELS = re.compile("[\\d\\s.,:|()\\[\\]\u00b7\u2022*#>\u3010\u3011-]+")
_NO_HEADLINE = re.compile("^.{0,8}$|[\u3002:]$|\\d{4}[-/.\u5e74]\\d|(?<=.)\\d:\\d\\d")
_FEWEST_HEADLINES = 2
_LONGEST_CALL = 16


def _repeats(line: str, first: str) -> bool:
    """Whether a line is the first one over again, perhaps twice or cut off."""
    rest = line.removeprefix(first).strip()
    return bool(first) and len(rest) < len(line) and first.startswith(rest)


def _is_headline(line: str) -> bool:
    """Whether a line among other articles' is one more headline: it may hold commas, but ends no sentence."""
    return len(line) <= _LONGEST_HEADLINE and not _SENTENCE.search(line)


def _in_table(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a row of a table: one with as many bars stands beside it, and that holds figures, as menus do not."""
    bars = lines[number].text.count("|")
    if bars < _FEWEST_BARS:
        return False
    beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
    return any(line.text.count("|") == bars and any(map(str.isdigit, line.text)) for line in beside)


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where lines as short as words of a menu follow each other."""
    start = 0
    for number, line in enumerate((*lines, None)):
        if line is None or len(_MARKS.sub("", line.text)) > _LONGEST_MENU_LINE or any(map(str.isdigit, line.text)):
            if number > start:
                yield start, number
            start = number + 1


class Boilerplate:
    """Tells which lines and sentences are not of the article."""

    def __init__(self, rules: BoilerplateRules) -> None:
        self._starts = tuple(rules.starts)
        self._openings = (*self._starts, *rules.tails)
        self._notices = tuple(rules.notices)
        self._bylines = tuple(rules.bylines)
        self._tails = tuple(sorted(rules.tails, key=len, reverse=True))
        heads, nouns = ("|".join(map(re.escape, words)) for words in (rules.tail_heads, rules.tail_nouns))
        self._tail = re.compile(f"(?:{heads}).{{0,{_LONGEST_HEADING}}}(?:{nouns})")
        verbs, objects = ("|".join(map(re.escape, words)) for words in (rules.call_verbs, rules.call_objects))
        self._call = re.compile(f"(?:{verbs}).{{0,{_LONGEST_CALL}}}(?:{objects})")
        self._whole = frozenset(rules.whole)
        self._ago = tuple(rules.ago)
        self._contains = AhoCorasick(rules.contains)
        self._sentences = AhoCorasick(rules.sentences)
        self._menu_words = frozenset(rules.menu)
        self._menu = AhoCorasick(rules.menu, matchkind=MatchKind.LeftmostLongest)

    def mark(self, lines: Sequence[Line], title: str, is_own: Callable[[str], bool]) -> tuple[list[bool], list[bool]]:
        """For each line, whether it is boilerplate, and whether it belongs to other articles: a list of headlines, comments.

        ``title`` is the posted title (a copy of it is boilerplate); ``is_own`` tells lines that belong to the article by their
        form, such as table rows.
        """
        marked: list[bool] = []
        others: list[bool] = []
        seen = {title} if title else set()
        first = title
        in_tail = article = False
        end = 0
        foreign = self._foreign(lines)
        for number, line in enumerate(lines):
            if in_tail and not article and line.start - end > 1 and not self._heads(marked, lines):
                in_tail = False  # other articles before this one end at a blank line
            end = line.end
            if number in foreign:
                marked.append(True)
                others.append(True)
                continue
            if line.prose and not (in_tail and _is_headline(line.text)):
                if in_tail and marked and not self.is_junk(lines[len(marked) - 1].text, False):
                    marked[-1] = others[-1] = False  # the headline of the prose that follows the tail
                in_tail = False
                article = True
                marked.append(line.text in seen or self._is_disclaimer(line.text))
                others.append(False)
                seen.add(line.text)
                continue
            opens_tail = self.opens_tail(line.text)
            own = is_own(line.text) or _in_table(lines, number)
            repeated = len(line.text) >= 6 and (line.text in seen or _repeats(line.text, first)) and not own
            first = first or line.text
            marked.append(opens_tail or in_tail or repeated or self.is_junk(line.text, own))
            in_tail = in_tail or opens_tail
            others.append(in_tail)
            article = article or not marked[-1]
            seen.add(line.text)
        self._mark_menu(lines, marked)
        return marked, others

    def _foreign(self, lines: Sequence[Line]) -> frozenset[int]:
        """The lines at the top of a page, before a blank line, that are headlines of other articles.

        An article's own headline begins with what the article speaks of; each of two or more begins with what it never says.
        """
        first = 0
        while first < len(lines) and len(_MARKS.sub("", lines[first].text)) <= _LONGEST_MENU_LINE:
            first += 1
        top: list[int] = []
        for number, line in enumerate(lines[first:], first):
            if number > first and line.start - lines[number - 1].end > 1:
                break
            if line.prose:
                return frozenset()
            top.append(number)
        else:
            return frozenset()
        if len(top) < _FEWEST_HEADLINES or any(_NO_HEADLINE.search(lines[number].text) for number in top):
            return frozenset()
        rest, article = "", False
        for line in lines[top[-1] + 1 :]:  # the article's own headlines and sentences, not those of lists behind it
            if article and self.opens_tail(line.text):
                break
            article = article or line.prose
            if line.prose or not article:
                rest += line.text
        for number in top:
            subject = _SUBJECT.match(_LABELS.sub("", lines[number].text))
            if not subject or subject[0] in rest:
                return frozenset()
        return frozenset(top)

    def _mark_menu(self, lines: Sequence[Line], marked: list[bool]) -> None:
        """Marks menus that have a line for each of their words; one such word alone may head a part of the article."""
        words = [_MARKS.sub("", line.text) in self._menu_words for line in lines]
        for place, (before, here, after) in enumerate(zip([False, *words], words, [*words[1:], False], strict=False)):
            marked[place] = marked[place] or (here and (before or after))
        if sum(words) >= _FEWEST_MENU_LINES:
            for start, end in _runs(lines):
                if sum(words[start:end]) * 2 >= end - start >= _FEWEST_MENU_LINES:
                    marked[start:end] = [True] * (end - start)

    def _heads(self, marked: Sequence[bool], lines: Sequence[Line]) -> bool:
        """Whether the line before is the heading of a tail, behind which a blank line ends nothing."""
        return self.opens_tail(lines[len(marked) - 1].text)

    def asides_of(self, line: str) -> Callable[[str], bool]:
        """What tells of each sentence of a line whether it is boilerplate: a disclaimer, an ad, an editor's name.

        The words that make one are looked for in the line first: few lines hold any.
        """
        return self._is_aside if self._sentences.find_matches_as_indexes(line) else self._is_short_aside

    def _is_aside(self, sentence: str) -> bool:
        if len(sentence) > 2 * _SHORT:
            return False
        return self._is_short_aside(sentence) or bool(self._sentences.find_matches_as_indexes(sentence))

    def _is_short_aside(self, sentence: str) -> bool:
        """Whether a sentence is boilerplate whatever words it holds: empty, or nothing but a byline."""
        if len(sentence) > _BYLINE:
            return False
        bare = sentence.strip(" \u3002()[]|")
        return not bare or bare in self._whole or self._is_byline(bare)

    def _is_disclaimer(self, line: str) -> bool:
        return len(line) <= 3 * _SHORT and line.lstrip("*#\u203b[(\u3010 ").startswith(self._notices)

    def opens_tail(self, line: str) -> bool:
        """Whether a line is the bare heading of other articles or comments; one that names an article is only an aside."""
        bare = _MARKS.sub("", line[:_SHORT])
        bare = _TRAIL.sub("", bare)
        if not bare.startswith(self._tails):
            return len(bare) <= 2 * _LONGEST_HEADING and self._tail.fullmatch(bare) is not None
        tail = next(tail for tail in self._tails if bare.startswith(tail))
        rest = _COUNTS.sub("", bare[len(tail) :])
        return not rest or rest in self._whole

    def is_junk(self, line: str, own: bool = False) -> bool:
        """Whether a line is boilerplate by its words or look; of an ``own`` one only its beginning tells."""
        if not _CONTENT.search(line) or _PAGE.fullmatch(line):
            return True
        if len(line) > 3 * _SHORT:
            return False
        bare = line.lstrip("*#\u203b[(\u3010\u00b7\u2022\u2014>- ")
        if bare.startswith(self._openings) or self._is_byline(bare) or (len(bare) <= _SHORT and self._call.match(bare)):
            return True
        return not own and (
            _MARKS.sub("", line) in self._whole
            or _COUNTS.sub("", _MARKS.sub("", line)) in self._whole
            or (len(line) <= _SHORT and bool(self._contains.find_matches_as_indexes(line)))
            or self._is_menu(line)
            or self._are_asides(line)
            or (len(_TICKER.findall(line)) >= 2 and len(line) <= 2 * _SHORT and "," not in line.replace(",", "", 3))
            or (len(line) <= _SHORT and bool(_URL.search(bare)))
        )

    def _is_byline(self, line: str) -> bool:
        """Whether a line names who made the article, or when it was posted."""
        if len(line) > _BYLINE:
            return False
        names = line.startswith(self._bylines) or line.rstrip("0123456789 ").endswith(self._ago)
        return names and not _CLAUSE.search(line)

    def _are_asides(self, line: str) -> bool:
        """Whether a line is a row of asides parted by bars: ``分享|编辑:某某``."""
        parts = _BARS.split(line)
        return 1 < len(parts) <= 8 and all(part in self._whole or part.startswith(self._starts) for part in parts)

    def _is_menu(self, line: str) -> bool:
        """Whether a line is a site's menu, a trail of sections, or a row of links."""
        hits = self._menu.find_matches_as_indexes(line)
        items = [item for item in _ITEMS.split(line) if item]
        covered = sum(end - start for _, start, end in hits)
        if len(hits) >= 2 and len(items) >= 2 and covered * 5 >= 2 * sum(map(len, items)):
            return True
        trail = [part for part in line.split(">") if part.strip()]
        if len(trail) >= 2 and len(line) <= _SHORT and max(map(len, trail[:-1])) <= 12:
            return True
        bars = _BARS.split(line)
        return len(bars) >= 4 and all(len(item) <= 16 and not any(map(str.isdigit, item)) for item in bars)
