"""Every fact points at the posted characters that state it, whatever cleaning did to them."""

import pytest

FACTS = {"company", "exchange", "stage", "stock_code", "listing_date", "issue_price", "proceeds", "sponsors"}
PLAIN = "北川生物(06712.HK)今日在港交所挂牌,发行价为每股12.80港元,募资总额约6.4亿港元。保荐人为中金公司。"
FORMS = {
    "plain": PLAIN,
    "full-width": "北川生物（０６７１２．ＨＫ）今日在港交所挂牌，发行价为每股１２．８０港元，募资总额约６．４亿港元。保荐人为中金公司。",
    "traditional": "北川生物(06712.HK)今日在港交所掛牌,發行價為每股12.80港元,募資總額約6.4億港元。保薦人為中金公司。",
    "blanks": "北川生物 (06712.HK) 今日在港交所挂牌,发行价为每股 12.80 港元,募资总额约 6.4 亿港元。保荐人为中金公司。",
    "readings": "北川生物(06712.HK)今日在港交所掛(guà)牌,發(fā)行價為每股12.80港元,募資總(zǒng)額約6.4億港元。保薦人為中金公司。",
    "html": "<div><p>北川生物(<b>06712.HK</b>)今日在港交所挂牌,发行价为每股<em>12.80</em>港元,募资总额约6.4亿港元。</p><p>保荐人为中金公司。</p></div>",
    "widget": "北川生物(06712.HK)(12.800,-0.05,-0.39%)今日在港交所挂牌,发行价为每股12.80港元,募资总额约6.4亿港元。保荐人为中金公司。",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_quotes_are_the_posted_characters(extractor, form: str) -> None:
    text, title = FORMS[form], "北川生物登陆港交所"
    (offering,) = extractor.extract(text, title=title, published="2025-12-08").offerings
    assert set(offering.evidence) >= FACTS
    for found in offering.evidence.values():
        assert found
        for place in found:
            posted = text if place.in_ == "text" else title
            assert posted[place.start : place.end] == place.quote != ""


@pytest.mark.parametrize("form", FORMS)
def test_the_same_facts_are_read_from_every_form(by_company, form: str) -> None:
    (offering,) = by_company(FORMS[form]).values()
    assert {key: offering[key] for key in FACTS - {"company"}} == {
        "exchange": "HKEX",
        "stage": "listed",
        "stock_code": "6712.HK",
        "listing_date": "2025-12-08",
        "issue_price": "HKD 12.80",
        "proceeds": "approx HKD 640000000",
        "sponsors": ["中金公司"],
    }


def test_a_quote_holds_the_value_and_the_words_that_tell_what_it_is(extractor) -> None:
    (offering,) = extractor.extract(PLAIN, published="2025-12-08").offerings
    assert offering.evidence["issue_price"][0].quote == "发行价为每股12.80港元"


def test_names_keep_the_script_of_the_article(extractor) -> None:
    text = "眠雲家居今日在港交所掛牌,發行價為每股5.60港元。眠雲家居募資2億港元。"
    (offering,) = extractor.extract(text, published="2025-12-08").offerings
    assert offering.company.name == "眠雲家居"
    assert offering.evidence["company"][0].quote == "眠雲家居"


def test_a_name_is_told_without_the_noise_in_it(extractor) -> None:
    text = "眠雲(yún)家居今日在港交所掛牌,發行價為每股5.60港元。"
    (offering,) = extractor.extract(text, published="2025-12-08").offerings
    assert offering.company.name == "眠雲家居"


def test_what_the_headline_states_is_quoted_from_the_headline(extractor) -> None:
    (offering,) = extractor.extract(
        "公司今日公布详情。", title="北川生物登陆港交所,募资6.4亿港元", published="2025-12-08"
    ).offerings
    (place,) = offering.evidence["proceeds"]
    assert (place.in_, place.quote) == ("title", "募资6.4亿港元")


def test_a_cell_is_quoted_where_it_stands(extractor) -> None:
    text = "<table><tr><th>公司</th><th>发行价(港元)</th></tr><tr><td>北川生物</td><td>12.80</td></tr><tr><td>眠云家居</td><td>5.60</td></tr></table>"
    found = extractor.extract(text, title="本周港股IPO一览", published="2025-12-08").offerings
    assert ["12.80" in offering.evidence["issue_price"][0].quote for offering in found] == [True, False]
    for offering in found:
        for (place,) in offering.evidence.values():
            assert text[place.start : place.end] == place.quote or place.in_ == "title"


def test_evidence_names_the_rule_that_read(extractor) -> None:
    (offering,) = extractor.extract(PLAIN, published="2025-12-08").offerings
    known = {rule["id"] for rule in extractor.rules()} | {"company.name"}
    assert {place.rule for found in offering.evidence.values() for place in found} <= known


@pytest.mark.parametrize(
    ("told", "sponsors"),
    [
        ("聯席保薦人為中銀國際及農銀國際。", ["中銀國際", "農銀國際"]),
        ("獨家保(bǎo)薦人為創(chuàng)陞融資。", ["創陞融資"]),
        ("联席保荐人为中银国际及农银国际。", ["中银国际", "农银国际"]),
    ],
)
def test_sponsors_are_named_in_the_script_of_the_article(extractor, told: str, sponsors: list[str]) -> None:
    (offering,) = extractor.extract(
        f"北川生物(06712.HK)今日在港交所掛牌,發行價為每股12.80港元。{told}", published="2025-12-08"
    ).offerings
    assert offering.sponsors == sponsors
