"""Whatever noises an article went through one after the other, evidence of what is read stands on the words that state it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipofacts.evaluate import evaluate
from ipofacts.evaluate.noise import COMBINATIONS, LOSSY, NOISES, garble
from ipofacts.evaluate.noisetable import evaluate_noises, render_noises
from ipofacts.extractor import Extractor

EXTRACTOR = Extractor()
TEXT = (
    "岚溪科技公布招股结果\n\n"
    "岚溪科技（02999.HK）今日公布招股结果，发售价定为每股12.58港元，全球发售4250万股，公开发售部分获超额认购86倍。"
    "公司预计3月4日在港交所主板挂牌，独家保荐人为中金公司，所得款项净额约4.8亿港元，将用于研发。\n\n"
    "该公司主要生产传感器，去年收入增长两成，董事会称会继续投入研发，并且补充营运资金。"
)
FIGURES = {"issue_price": "12.58", "stock_code": "2999", "oversubscription": "86"}
CLEAN = EXTRACTOR.extract(TEXT, published="2026-03-03").offerings[0]
# These take words away, or put others for them: the article may state less, but what is read must still stand there.
SPARING = sorted(set(NOISES) - LOSSY - {"lost"})


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(names=st.lists(st.sampled_from(SPARING), min_size=1, max_size=4, unique=True))
def test_evidence_covers_the_words_that_it_covers_in_the_clean_article(names):
    draft = garble(TEXT, names)
    extraction = EXTRACTOR.extract(draft.text, published="2026-03-03")
    for offering in extraction.offerings:
        for items in offering.evidence.values():
            for item in items:
                assert item.quote == draft.text[item.start : item.end] != ""
        for fact, figure in FIGURES.items():
            value = getattr(offering, fact)
            if value is None or value != getattr(CLEAN, fact):
                continue
            place = offering.evidence[fact][0]
            covered = TEXT[min(draft.starts[place.start : place.end]) : max(draft.ends[place.start : place.end])]
            assert figure in covered, (names, fact)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=120), names=st.lists(st.sampled_from([*NOISES, *COMBINATIONS]), max_size=5))
def test_any_text_through_any_chain_keeps_its_places(text, names):
    draft = garble(text, names)
    assert len(draft.starts) == len(draft.ends) == len(draft.text)
    assert all(0 <= start <= end <= len(text) for start, end in zip(draft.starts, draft.ends, strict=True))
    assert list(draft.starts) == sorted(draft.starts)
    if draft.text.strip():
        EXTRACTOR.extract(draft.text)


def test_one_table_has_a_row_a_noise(tmp_path):
    sample = tmp_path / "hk-priced-01.json"
    sample.write_text(
        '{"id": "hk-priced-01", "text": "岚溪科技(02999.HK)今日挂牌。", "tags": [], "offerings": []}', encoding="utf-8"
    )
    table = render_noises(evaluate_noises(tmp_path, EXTRACTOR))
    rows = [line.split()[0] for line in table.splitlines()]
    assert rows == ["noise", "clean", *NOISES, *COMBINATIONS]
    assert len(NOISES) >= 14


def test_a_name_may_stand_as_a_spinner_left_it(tmp_path):
    sample = tmp_path / "hk-priced-01.json"
    sample.write_text(
        '{"id": "hk-priced-01", "text": "北川资本（02999.HK）今日在港交所主板挂牌，发行价为每股12.5港元。", "published": "2026-03-04",'
        ' "tags": [], "offerings": [{"primary": true, "company": {"name": "北川资本"}, "stage": "listed",'
        ' "issue_price": {"currency": "HKD", "value": "12.5"}}]}',
        encoding="utf-8",
    )
    spun = evaluate(tmp_path, EXTRACTOR, ["spun"]).results[0]
    assert spun.extraction.offerings[0].company.name == "北川老本"
    assert [(o.right, o.missed) for o in spun.outcomes if o.fact == "company"] == [(1, 0)]
