"""Texts that break readers are answered like others: by an extraction whose evidence stands where it says, or a refusal."""

import pytest
from pydantic import ValidationError

from ipofacts.rules.reading import Reader
from ipofacts.schema import Article
from ipofacts.service.selfcheck import grounded
from nasty import MAKERS, NEWS

SIZE = 3_000


@pytest.mark.parametrize("name", MAKERS)
def test_every_text_is_answered(extractor, name):
    text = MAKERS[name](SIZE)
    if not text.strip():
        with pytest.raises(ValidationError, match="blank"):
            Article(text=text)
        return
    article = Article(text=text)
    assert grounded(article, extractor.extract_article(article))


@pytest.mark.parametrize("name", ["brackets within brackets", "deep HTML", "deep lists"])
def test_what_stands_deep_inside_is_read(extractor, name):
    (offering,) = extractor.extract(MAKERS[name](SIZE)).offerings
    assert offering.issue_price is not None
    assert offering.issue_price.value == "12.5"


def test_a_sentence_without_end_is_cut_where_it_pauses(extractor):
    reader: Reader = extractor.reader
    text = NEWS.replace("。", ",") * 60
    segments = [(s.start, s.end) for s in reader.read(text).clean.segments]
    assert len(segments) > 1
    assert all(end - start <= 1000 for start, end in segments)
    clean = reader.read(text).clean.text
    assert all(clean[end - 1] == "," for _, end in segments)
    assert "".join(clean[start:end] for start, end in segments) == clean
