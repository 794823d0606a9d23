"""Offsets for readers that count UTF-16 units (JavaScript, Java, C#) instead of code points."""

from __future__ import annotations

from bisect import bisect_left

from ipofacts.schema import Article, Extraction


class Utf16:
    """Translates code point offsets of one text; a character beyond U+FFFF counts as two units."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if character > "\uffff"]

    def __call__(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._wide, offset)


def to_utf16(article: Article, extraction: Extraction) -> Extraction:
    """The extraction with the offsets of all evidence in UTF-16 units of the article's title and text."""
    convert = {"text": Utf16(article.text), "title": Utf16(article.title or "")}
    copy = extraction.model_copy(deep=True)
    for offering in copy.offerings:
        for quotes in offering.evidence.values():
            for quote in quotes:
                count = convert[quote.in_]
                quote.start, quote.end = count(quote.start), count(quote.end)
    return copy
