"""What pages put between the words of an article: quote widgets, image marks, Markdown, footnote numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipofacts.text.draft import Draft

_NUMBER = r"[+-]?\d{1,9}(?:\.\d{1,6})?"
# Quote widgets hold price, change and percentage, in brackets behind a company; empty ones are left where data was missing.
_QUOTE = re.compile(rf"\( ?(?:{_NUMBER})? ?, ?(?:{_NUMBER})? ?(?:, ?(?:{_NUMBER})?%?)? ?\)|\[ ?{_NUMBER}% ?\]|\( ?\)")
_CHANGE = re.compile(rf"\)( ?[+-]\d{{1,6}}\.\d{{1,4}} ?\( ?{_NUMBER}% ?\))")
_IMAGE = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|<(?:image|img|picture|video)[^<>\n]{0,200}>|\[(?:image|img)[^\[\]\n]{0,100}\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:https?:|/|#|javascript:|mailto:)[^()\n]{0,500}\)")
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} |^ {0,3}> (?=\S)|\*\*|__(?=\S)|(?<=\S)__", re.MULTILINE)
_FOOTNOTE = re.compile("(?<=[\u4e00-\u9fff%)\u3002,;\\]])\\[\\d{1,3}\\](?!\\d)")
# Markdown keeps marks from being read by a backslash, JSON writes characters by their numbers.
_ESCAPE = re.compile(r"\\(?=[-.*_()\[\]#+!~|>`])")
_MARKS = ("**", "# ", "> ", "__")


def strip_widgets(drafts: Sequence[Draft]) -> None:
    """Takes widgets and Markdown marks out of each draft; the text of links stays."""
    for draft in drafts:
        if "\\" in draft.text:
            _delete(draft, _ESCAPE)
        text = draft.text
        if "![" in text or "<" in text or "[" in text:
            _delete(draft, _IMAGE)
            if "](" in draft.text:
                draft.replace(
                    edit for m in _LINK.finditer(draft.text) for edit in ((m.start(), m.start(1), ""), (m.end(1), m.end(), ""))
                )
            _delete(draft, _FOOTNOTE)
        if "(" in text or "[" in text:
            _delete(draft, _QUOTE)
            draft.replace((*match.span(1), "") for match in _CHANGE.finditer(draft.text))
        if any(mark in text for mark in _MARKS):
            _delete(draft, _MARKDOWN)


def _delete(draft: Draft, pattern: re.Pattern[str]) -> None:
    draft.replace((match.start(), match.end(), "") for match in pattern.finditer(draft.text))
