"""What a person pastes and sees: cards, evidence, why, and what is missing."""

import json
import re
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

import ipofacts.service
from ipofacts import render

PAGE = Path(ipofacts.service.__file__).parent / "page"

TEXT = "🎉🎉岚溪科技(02999.HK)今日在港交所主板挂牌🎉,发行价为每股12.5港元,募资3.5亿港元。此前招股价介乎11港元至13港元。"


def test_an_article_becomes_cards_and_highlights(page):
    page.read(text=TEXT, title="岚溪科技登陆港交所", published="2026-03-04")
    assert page.text("#summary") == "1 宗发行"
    assert page.text(".card h3") == "岚溪科技"
    assert page.text(".card .badge") == "已上市"
    found = page.facts()
    assert found["exchange"] == "港交所 HKEX"
    assert found["listing_date"] == "2026年3月4日"
    assert found["issue_price"] == "12.5港元"
    assert found["proceeds"] == "3.5亿港元"
    assert page.complaints() == []


def test_highlights_are_the_evidence_itself_behind_wide_characters(page, service):
    page.read(text=TEXT)
    assert page.text("#article [data-field=text]") == TEXT
    (offering,) = service.post("/v1/extract", json={"text": TEXT}).json()["offerings"]
    for fact, quotes in offering["evidence"].items():
        marks = [mark for mark in page.all("mark") if f"0:{fact}" in mark.get_attribute("data-facts").split()]
        assert "".join(mark.get_property("textContent") for mark in marks) == "".join(quote["quote"] for quote in quotes), fact


def test_pointing_at_a_fact_lights_its_words_and_the_reverse(page):
    page.read(text=TEXT)
    page.script("document.querySelector('[data-fact=issue_price] .line').focus()")
    assert (
        page.script("return [...document.querySelectorAll('mark.lit')].map((m) => m.textContent).join('')")
        == "发行价为每股12.5港元"
    )
    page.script("document.querySelector('mark.money').focus()")
    assert [row.get_attribute("data-fact") for row in page.all(".fact.lit")] == ["issue_price"]
    page.script("document.querySelector('mark.money').click()")
    assert page.focused().get_attribute("data-key") == "0:issue_price"


def test_overlapping_evidence_keeps_both_its_facts(page):
    page.read(text=TEXT, published="2026-03-04")
    over = [mark for mark in page.all("mark.also") if mark.get_property("textContent") == "港交所主板"]
    assert {"0:board", "0:listing_date"} <= set(over[0].get_attribute("data-facts").split())


def test_why_tells_the_rule_its_place_and_the_rivals(page, service):
    page.read(text=TEXT)
    told = page.unfold("[data-fact=issue_price] .line").text
    rule = next(rule for rule in service.get("/v1/rules").json()["rules"] if rule["id"] == "issue-price.stated")
    assert "issue-price.stated" in told
    assert f"{rule['file']}:{rule['line']}" in told
    assert "11–13港元" in told
    assert "周围的文字不允许" in told
    page.click("[data-fact=issue_price] .line")
    assert not [panel for panel in page.all(".why") if panel.is_displayed()]


def test_missing_tells_the_nearest_rules_and_where_they_failed(page):
    page.read(text="岚溪科技今日在港交所挂牌，公开发售获热烈反响。")
    told = page.unfold("[data-missing=subscription_start]").text
    assert "subscription.start" in told
    assert "facts/subscription.yaml:" in told
    assert "应为 {day}" in told


@pytest.mark.parametrize(
    ("name", "offerings", "expected"),
    [
        ("clean", "1 宗发行", {"listing_date": "2026年3月4日", "proceeds": "约12.81亿港元", "first_day_change": "+19.29%"}),
        ("traditional", "1 宗发行", {"issue_price": "18.6–20.4港元", "subscription_end": "2026年5月14日"}),
        ("spun", "1 宗发行", {"oversubscription": "约208倍", "shares_offered": "4,200万股"}),
        ("roundup", "3 宗发行", {"stock_code": "2999.HK", "listing_date": "2026年6月9日"}),
    ],
)
def test_examples_show_what_the_page_can_do(page, name, offerings, expected):
    page.click(f"[data-example={name}]")
    page.wait_for("#result:not([hidden])")
    assert page.text("#summary") == offerings
    assert page.facts().items() >= expected.items()
    assert page.all(".checks .holds")
    assert (name == "spun") == ("同义词" in page.text("#warnings"))


def test_an_article_without_an_offering_says_so(page):
    page.click("[data-example=none]")
    page.wait_for("#result:not([hidden])")
    assert page.text("#summary") == "文中没有首次公开发行"
    assert page.one("#nothing").is_displayed()
    assert page.all(".card") == []
    page.click("#clear")
    assert page.one("#text").get_property("value") == ""
    assert not page.one("#result").is_displayed()


def test_a_year_that_cannot_be_told_is_a_warning(page):
    page.read(text="岚溪科技将于3月4日在港交所主板挂牌。", published="")
    assert page.facts()["listing_date"] == "3月4日（未写年份）"
    assert "未写年份" in page.text("#warnings")
    page.read(published="2026-03-01")
    assert page.facts()["listing_date"] == "2026年3月4日"
    assert page.text("#warnings") == ""


def test_pasting_reads_at_once_and_a_date_resolves_what_hung_on_it(page):
    article = "岚溪科技将于3月4日在港交所主板挂牌。"
    page.script("const t = document.getElementById('title'); t.value = arguments[0]; t.focus(); t.select()", article)
    page.key(Keys.CONTROL, "x")
    page.one("#text").send_keys(Keys.CONTROL, "v")
    page.wait_for("#result:not([hidden])")
    assert page.focused().get_attribute("id") == "text"
    assert page.facts()["listing_date"] == "3月4日（未写年份）"
    page.script("const d = document.getElementById('published'); d.value = '2026-03-01'; d.dispatchEvent(new Event('change'))")
    page.until(lambda: page.facts()["listing_date"] == "2026年3月4日", "the year")


def test_labels_change_language_and_come_back(page):
    page.read(text=TEXT, published="2026-03-04")
    page.click("#language")
    page.until(lambda: page.text("#summary") == "Offerings: 1")
    assert page.facts()["listing_date"] == "4 March 2026"
    assert page.facts()["proceeds"] == "HKD 350 m"
    assert page.script("return document.documentElement.lang") == "en"
    page.click("#language")
    page.until(lambda: page.text("#summary") == "1 宗发行")


def test_a_long_article_is_read_while_the_page_answers(visit, roomy):
    page = visit(roomy.url + "/")
    page.fill(key="first-key")
    filler = "市场普遍认为，今年的消费复苏仍需要时间，多家机构下调了预期。🎉\n" * 1100
    text = filler + TEXT + "\n" + filler
    assert len(text.encode()) > 200_000
    page.fill(text=text, published="2026-03-04")
    page.script("""window.ticks = 0; window.shown = null; const timer = setInterval(() => {
        window.ticks += 1;
        if (!document.getElementById("result").hidden) { window.shown = window.ticks; clearInterval(timer); } }, 10)""")
    page.click("#read")
    page.wait_for("#result:not([hidden])")
    assert page.until(lambda: page.script("return window.shown")) > 3  # others had their turn meanwhile
    assert page.text("#article [data-field=text]") == text
    marks = "[...document.querySelectorAll('mark.money')].map((mark) => mark.textContent)"
    assert "发行价为每股12.5港元" in page.script(f"return {marks}")
    assert page.complaints() == []


def test_the_page_writes_values_as_files_do(page):
    """The page and the HTML that stands alone have one list of cases."""
    cases = json.loads((Path(__file__).parents[1] / "render" / "cases.json").read_text(encoding="utf-8"))
    code = """const done = arguments[arguments.length - 1];
        (async () => {
          const { shown } = await import("/page/values.js"), { speak } = await import("/page/words.js"), told = {};
          for (const language of ["en", "zh"]) {
            await speak(language);
            told[language] = arguments[0].map(({ kind, value }) => shown(kind, value));
          }
          return told;
        })().then(done, (error) => done(String(error)))"""
    told = page.browser.execute_async_script(code, cases)
    assert told == {language: [case[language] for case in cases] for language in ("en", "zh")}


@pytest.mark.parametrize("name", ["clean", "traditional", "roundup"])
def test_the_page_shows_what_a_file_shows(page, examples, service, name):
    page.click(f"[data-example={name}]")
    page.wait_for("#result:not([hidden])")
    article = {key: examples[name][key] for key in ("text", "title", "published")}
    html = render.section(article, service.post("/v1/extract", json=article).json(), 1)
    code = """const other = document.createElement("template"); other.innerHTML = arguments[0];
        const seen = (root) => [...root.querySelectorAll(".card")].map((card) => [card.querySelector("h3").textContent,
            ...[...card.querySelectorAll(".fact, .checks p")].map((row) => [...row.querySelectorAll(".name, .value, .quote")].map((e) => e.textContent).join("|") || row.textContent)]);
        const marks = (root) => [...root.querySelectorAll("mark")].map((mark) => [mark.textContent, mark.className, mark.title, mark.dataset.facts]);
        return [seen(document.getElementById("cards")), seen(other.content), marks(document), marks(other.content)];"""
    cards, file_cards, marks, file_marks = page.script(code, html)
    assert cards == file_cards
    assert marks == file_marks


def test_every_word_the_page_asks_for_exists():
    asked = "".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js")) + (PAGE / "index.html").read_text(
        encoding="utf-8"
    )
    words = render.labels("zh")
    known = {*words, *words["page"]}
    wanted = {key for found in re.findall(r'\bt\("(\w+)"|data-t(?:-\w+)?="(\w+)"', asked) for key in found if key}
    assert len(wanted) > 100
    assert wanted <= known
    assert not re.search(
        "[\u4e00-\u9fff]", re.sub(r"//.*|<noscript>.*", "", asked).replace("、", "").replace("；", "").replace("，", "")
    )
