"""Every clean character knows where it stood, whatever was posted."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipofacts.text import Cleaner
from ipofacts.text.draft import Draft

_CLEANER = Cleaner()
_BITS = st.sampled_from(
    "<p>_</td>_<td>_<tr>_<script>_<!--_-->_&amp;_&nbsp;_&#x41;_\n_ _\t_|_│_發行價_12.5元_(wǎng)_網_東_东说念主_好意思元_刊行价_股票代码_688999_。_，_１２_……"
    "_公司 代码 发行价(元)_甲 1 2_\u200b_\r\n_(,)_**_相关推荐_2025-01-02".split("_")
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_BITS, max_size=40).map("".join))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=_TEXTS, title=st.one_of(st.none(), _TEXTS))
def test_anything_is_cleaned_and_located(text: str, title: str | None) -> None:
    cleaned = _CLEANER.clean(text, title)
    body = len(cleaned.text) - (cleaned.title_length + 1 if cleaned.title_length else 0)
    for alignment, length, raw in ((cleaned.title, cleaned.title_length, title or ""), (cleaned.body, body, text)):
        assert len(alignment.starts) == len(alignment.ends) == length
        assert all(0 <= start <= end <= len(raw) for start, end in zip(alignment.starts, alignment.ends, strict=True))
        assert list(alignment.starts) == sorted(alignment.starts)
    places = [(segment.start, segment.end) for segment in cleaned.segments]
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    for segment in cleaned.segments:
        assert cleaned.text[segment.start : segment.end].strip()
        source, start, end = cleaned.locate(segment.start, segment.end)
        assert 0 <= start <= end <= len(text if source == "text" else title or "")
    paragraphs = [segment.paragraph for segment in cleaned.segments]
    assert paragraphs == sorted(paragraphs)


_NOISE = {
    "html": lambda text: "<div><p>" + text.replace("。", "。</p>\n<p class='x'>") + "</p></div>",
    "entities": lambda text: text.replace(",", "&#44;").replace("元", "&nbsp;&#x5143;"),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in "<>&;#/'=" else c for c in text),
    "blanks": lambda text: re.sub(r"(\d)(?=[\u4e00-\u9fff])|([\u4e00-\u9fff])(?=\d)", r"\1\2 ", text),
    "invisible": lambda text: "\u200b".join(text),
    "pinyin": lambda text: text.replace("发", "發(fā)").replace("价", "價(jià)"),
}


@pytest.mark.parametrize(
    "names",
    [[name] for name in _NOISE] + [["pinyin", "blanks"], ["blanks", "full width"], ["pinyin", "blanks", "html"]],
    ids="+".join,
)
def test_figures_stay_at_their_place_through_noise(names: list[str]) -> None:
    plain = "甲乙科技发行2500万股,发行价为12.50元,募资31250万元。预计2026年1月8日挂牌,市盈率22.98倍。"
    noisy = plain
    for name in names:
        noisy = _NOISE[name](noisy)
    cleaned = _CLEANER.clean(noisy)
    figures = re.findall(r"\d[\d.]*", cleaned.text)
    assert figures == re.findall(r"\d[\d.]*", plain)
    for match in re.finditer(r"\d[\d.]*", cleaned.text):
        _, start, end = cleaned.locate(match.start(), match.end())
        quote = unicodedata.normalize("NFKC", noisy[start:end]).replace("\u200b", "")
        assert quote == match[0]


def test_an_inserted_header_has_no_length_and_no_place_of_its_own() -> None:
    raw = "公司 代码 发行价(元)\n甲乙科技 2799 12.50"
    cleaned = _CLEANER.clean(raw)
    start = cleaned.text.index("发行价:")
    assert cleaned.body.starts[start] == cleaned.body.ends[start] == raw.index("12.50")
    assert cleaned.locate(start, start + len("发行价:12.50元")) == ("text", raw.index("12.50"), len(raw))


def test_places_in_the_title_are_the_titles() -> None:
    cleaned = _CLEANER.clean("募资３亿元。", "甲乙(jiǎ)募資３億元")
    assert cleaned.locate(cleaned.text.index("3"), cleaned.text.index("3") + 1) == ("title", 9, 10)
    body = cleaned.text.rindex("3")
    assert cleaned.locate(body, body + 1) == ("text", 2, 3)


def test_an_empty_clean_range_has_no_place() -> None:
    with pytest.raises(ValueError, match="empty clean range"):
        _CLEANER.clean("甲乙").locate(1, 1)


def test_a_draft_refuses_a_rewrite_of_another_length() -> None:
    with pytest.raises(ValueError, match="keep its length"):
        Draft("甲乙").rewrite("甲")


_MONOTONOUS = '<_(_<a _<!--_<script>_&amp;_<a "_|_[_甲\n_股票代码\n_1 _。_(“_甲(ā_- _>_![_2025-01-02\n'.split("_")


@pytest.mark.parametrize("bit", _MONOTONOUS)
def test_long_monotonous_text_is_cleaned(bit: str) -> None:
    text = bit * 5_000
    cleaned = _CLEANER.clean(text)
    assert len(cleaned.body.starts) == len(cleaned.text)
    assert all(segment.end <= len(cleaned.text) for segment in cleaned.segments)


def test_a_shorter_word_stands_for_all_that_it_replaced() -> None:
    raw = "保荐东说念主为甲乙,募资1亿好意思元"
    cleaned = _CLEANER.clean(raw)
    person = cleaned.text.index("人")
    assert cleaned.locate(person, person + 1) == ("text", 2, 6)
    dollar = cleaned.text.index("美元")
    assert cleaned.locate(dollar, dollar + 1) == ("text", raw.index("好意思"), len(raw) - 1)
    assert cleaned.locate(dollar, dollar + 2) == ("text", raw.index("好意思元"), len(raw))
