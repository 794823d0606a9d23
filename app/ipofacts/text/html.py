"""Markup out: tags, comments, scripts and entities, by one scan that is linear in whatever is posted.

Not a parser of documents: pages come cut and broken, and every character must know its place. Only names of known HTML
elements make a tag, so ``a<b`` and ``P<0.05`` stay text; ``<`` ends any tag being read, so nothing is scanned twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from ipofacts.text.draft import Draft, Edit

_BLOCK_NAMES = """
address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
h4 h5 h6 head header hr html legend li main menu nav ol option p pre section select summary table tbody tfoot thead title tr ul
"""
_INLINE_NAMES = """
a abbr acronym amp-img area audio b base bdi bdo big button canvas cite code col colgroup data del dfn em embed font i img
input ins kbd label link mark meta object param picture q rb rtc ruby s samp small source span strike strong sub sup time tt u
var video wbr o:p st1:chsdate
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_DROPPED = frozenset(("script", "style", "noscript", "iframe", "svg", "rt", "rp", "template", "textarea"))
_NAMES = "|".join(sorted(map(re.escape, _BLOCKS | _CELLS | _DROPPED | {*_INLINE_NAMES.split()}), key=len, reverse=True))
# A quoted attribute may hold ">", but "<" ends everything: each part of the text is read by one tag only.
_MARKUP = re.compile(
    rf"""<!--|<!doctype[^<>]{{0,300}}>|<\?xml[^<>]{{0,300}}>|<!\[CDATA\[|\]\]>
    |<(?P<close>/?)(?P<name>{_NAMES})(?=[\s/>"'])(?:(?>[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>|[^<>]*+>)
    |\\u[0-9a-fA-F]{{4}}
    |&(?:amp;){{0,3}}(?:\#\d{{1,7}};|\#[xX][0-9a-fA-F]{{1,6}};|[a-zA-Z]{{2,10}}\d{{0,2}};|nbsp)""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"<[a-zA-Z/!?]|&(?:#|[a-zA-Z])|\\u[0-9a-fA-F]{4}")
_ESCAPED_TAG = re.compile(r"<(?:/(?:p|div|span|a|td|h\d)|br ?/?)>", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def strip_html(drafts: Sequence[Draft]) -> None:
    """Takes markup out of each draft; blocks become line breaks, table cells are parted by tabs."""
    for draft in drafts:
        if ("<" in draft.text or "&" in draft.text or "\\" in draft.text) and _HINT.search(draft.text):
            draft.replace(_edits(draft.text))
            if _ESCAPED_TAG.search(draft.text):  # the markup itself was escaped
                draft.replace(_edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    position, in_row, row_empty = 0, False, True
    closers = _Closers(text)
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        if start < position:
            continue
        if in_row:
            yield from (
                (position + b.start(), position + b.end(), " ") for b in _BLANKS.finditer(text[position:start]) if b[0] != " "
            )
        position = end
        markup, name, closing = match[0], (match["name"] or "").lower(), bool(match["close"])
        if name in _DROPPED and not closing and not markup.endswith("/>"):
            position = closers.after("</" + name, end)
            yield start, position, ""
        elif markup == "<!--":
            position = closers.after("-->", end)
            yield start, position, ""
        elif name in _CELLS:
            yield start, end, "" if closing or row_empty else "\t"
            row_empty = row_empty and closing
        elif name in _BLOCKS:
            if name == "tr":
                in_row, row_empty = not closing, True
            elif name in ("table", "tbody"):
                in_row = False
            yield start, end, " " if in_row and name != "tr" else "\n"
        elif markup.startswith("&"):
            yield start, end, _decode(markup)
        elif markup.startswith("\\"):
            yield start, end, _unescape(markup)
        else:
            yield start, end, ""


class _Closers:
    """Finds what closes an element or comment; what has no closer is looked for once only, which keeps the scan linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower = text.lower() if len(text.lower()) == len(text) else text
        self._absent: set[str] = set()

    def after(self, closer: str, position: int) -> int:
        """The place behind the closer that follows, or ``position`` if none does."""
        if closer in self._absent:
            return position
        found = self._lower.find(closer, position)
        if found < 0:
            self._absent.add(closer)
            return position
        if closer == "-->":
            return found + 3
        end = self._text.find(">", found, found + 40)
        return end + 1 if end >= 0 else found + len(closer)


def _unescape(escape: str) -> str:
    """The character that JSON writes by its number, if it is one of Chinese text; the escape itself if not."""
    char = chr(int(escape[2:], 16))
    return char if "\u2010" <= char < "\ud800" or "\uf900" <= char <= "\uffee" else escape


def _decode(entity: str) -> str:
    """The characters an entity stands for, escaped over and over or not; an unknown name stays as it is."""
    text = entity
    for _ in range(4):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    if text == "&nbsp":
        return " "
    return "" if "\ud800" <= text <= "\udfff" else text
