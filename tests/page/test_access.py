"""The page for everybody: keyboards, screen readers, small screens, light and dark."""

from pathlib import Path

import pytest
import selenium_axe_python
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from ipofacts import render

AXE = (Path(selenium_axe_python.__file__).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TEXT = "🎉岚溪科技(02999.HK)将于3月4日在港交所主板挂牌,发行价为每股12.5港元。星桥科技上周挂牌。"


def violations(page, part: str = "html") -> list[str]:
    """What axe-core finds wrong in a part of the page: the rule, and the first place that breaks it."""
    if not page.script("return 'axe' in window"):
        page.script(AXE)
    code = """const done = arguments[arguments.length - 1];
        axe.run(arguments[0], { resultTypes: ["violations"] }).then((found) => done(found.violations.map((v) => `${v.id}: ${v.nodes[0].html} ${v.nodes[0].failureSummary}`)))"""
    return page.browser.execute_async_script(code, part)


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)], ids=["desktop in light", "phone in dark"])
def test_axe_finds_nothing_wrong(visit, service, phone, dark):
    page = visit(service.url + "/", phone=phone)
    page.emulate_dark(dark)
    try:
        assert violations(page) == []
        page.drop("articles.jsonl", f'{{"text": "{TEXT}"}}\nno json')
        page.until(lambda: len(page.all("#batch-table tbody tr")) > 1)
        page.read(text=TEXT, title="岚溪科技挂牌")
        page.unfold("[data-fact=issue_price] .line")
        page.unfold("[data-missing=subscription_start]")
        page.select("星桥科技上周挂牌")
        assert violations(page) == []
        page.click("#state")
        page.until(lambda: page.one("#mend").is_displayed())
        assert violations(page, "#mend") == []
        page.click("#mend-cancel")
        page.click("#save")
        assert violations(page, "#sample") == []
    finally:
        page.emulate_dark(False)


def test_axe_finds_nothing_wrong_with_the_reference(visit, service):
    assert violations(visit(service.url + "/docs")) == []


def test_a_file_that_stands_alone_lights_up_and_is_for_everybody(browser, service, examples, tmp_path):
    article = examples["clean"]
    article = {key: article[key] for key in ("text", "title", "published")}
    answer = service.post("/v1/extract", json=article).json()
    path = tmp_path / "facts.html"
    path.write_text(render.opening() + render.section(article, answer, 1) + render.closing(), encoding="utf-8")
    browser.get(path.as_uri())
    ActionChains(browser).move_to_element(browser.find_element("css selector", "[data-fact=issue_price]")).perform()
    code = "return [...document.querySelectorAll('mark')].filter((m) => getComputedStyle(m).outlineStyle === 'solid').map((m) => m.textContent)"
    assert browser.execute_script(code) == ["发行价为每股36.80港元"]
    browser.execute_script(AXE)
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then((found) => done(found.violations.map((v) => v.id)))"
    )
    assert found == []


def test_axe_is_awake(page):
    page.script("document.querySelector('#intro').append(document.createElement('input'))")
    assert any(told.startswith("label:") for told in violations(page))


def test_keys_alone_are_enough(page):
    page.fill(text=TEXT)
    page.one("#text").send_keys(Keys.CONTROL, Keys.ENTER)
    page.wait_for("#result:not([hidden])")
    page.until(lambda: page.focused().get_attribute("id") == "summary")
    for _ in range(60):
        page.key(Keys.TAB)
        if page.focused().get_attribute("data-key") == "0:issue_price":
            break
    page.key(Keys.ENTER)
    page.until(lambda: page.all(".why:not([hidden]) .rule"))
    assert page.all("mark.lit")
    assert page.focused().get_attribute("aria-expanded") == "true"
    page.key(Keys.TAB, Keys.ENTER)
    page.until(lambda: page.focused().get_attribute("data-key") is None)
    page.key(Keys.TAB)
    if not page.one("#mend").is_displayed():
        page.key(Keys.ENTER)
    page.until(lambda: page.one("#mend").is_displayed())
    page.key(Keys.ESCAPE)
    page.until(lambda: not page.one("#mend").is_displayed())


@pytest.mark.parametrize("path", ["/", "/docs"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_nothing_is_cut_off_at_the_side(visit, service, path, phone):
    page = visit(service.url + path, phone=phone)
    if path == "/":
        page.read(text=TEXT + "https://example.org/" + "x" * 200)
        page.unfold("[data-fact=issue_price] .line")
        page.unfold("[data-missing=subscription_start]")
    assert page.script("return document.documentElement.scrollWidth") <= page.script("return innerWidth")
    assert page.complaints() == []


def test_a_phone_shows_the_facts_before_the_article(visit, service):
    page = visit(service.url + "/", phone=True)
    page.read(text=TEXT)
    assert page.one(".card").location["y"] < page.one("#article").location["y"]


def test_a_phone_stays_at_a_fact_that_is_opened_and_goes_to_its_words_on_demand(visit, service):
    page = visit(service.url + "/", phone=True)
    page.read(text=TEXT)
    page.unfold("[data-fact=issue_price] .line")
    page.script("document.querySelector('[data-fact=issue_price]').scrollIntoView({ behavior: 'instant' })")
    page.press("看原文")
    assert page.focused().get_property("textContent") == "发行价为每股12.5港元"
