"""What a person does with the facts: correct, strike, add, and save them as a golden sample; copy and share them."""

import csv
import io
import json

import pytest
from selenium.webdriver.common.keys import Keys

from ipofacts.evaluate import golden

TEXT = "🎉岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元,公开发售获超额认购86倍。另据了解，基石投资者共认了三成，扣掉开支之后落袋逾3.2亿港元。"
PUBLISHED = "2026-03-04"


@pytest.fixture
def read(page):
    page.read(text=TEXT, published=PUBLISHED)
    return page


def saved(page, name: str):
    """The sample as it was downloaded, read as strictly as the evaluation reads it."""
    page.click("#save")
    page.fill(**{"sample-id": name})
    page.click("#sample-form [type=submit]")
    (sample,) = golden.load(page.downloaded(f"{name}.json"))
    return sample


def test_a_sample_holds_what_was_read(read, service):
    read.click("#save")
    assert read.one("#sample-id").get_property("value") == "hk-listed-01"
    assert read.one("#sample-tags").get_property("value") == "zh-Hans, hk, listed"
    read.click("#sample-cancel")
    sample = saved(read, "hk-listed-90")
    assert sample.article.text == TEXT
    assert sample.article.published == PUBLISHED
    assert sample.tags == ("zh-Hans", "hk", "listed")
    (offering,) = service.post("/v1/extract", json={"text": TEXT, "published": PUBLISHED}).json()["offerings"]
    stated = {key: value for key, value in offering.items() if key not in ("evidence", "checks")}
    assert sample.offerings[0].facts.model_dump(exclude_none=True, exclude={"evidence", "checks"}) == stated
    assert sample.offerings[0].quotes["issue_price"] == ("发行价为每股12.5港元",)


def test_a_value_is_corrected(read):
    read.unfold("[data-fact=issue_price] .line")
    read.press("改正")
    number = read.one("#mend [data-field=number]")
    assert number.get_property("value") == "12.5"
    for wrong in ("十二", "12.5.1", ""):
        number.clear()
        number.send_keys(wrong)
        read.click("#mend-form [type=submit]")
        assert read.text("#mend-wrong")
        assert read.one("#mend").is_displayed()
    number.send_keys("1,225.5万")
    read.click("#mend-form [type=submit]")
    assert read.facts()["issue_price"] == "1,225.5万港元"
    assert "已改正" in read.text("[data-fact=issue_price]")
    facts = saved(read, "hk-listed-91").offerings[0].facts
    assert (facts.issue_price.value, facts.issue_price.currency) == ("12255000", "HKD")
    read.press("恢复原读法")
    assert read.facts()["issue_price"] == "12.5港元"


def test_a_value_may_be_typed_as_editors_write_it(read):
    read.unfold("[data-fact=issue_price] .line")
    read.press("改正")
    number = read.one("#mend [data-field=number]")
    number.clear()
    number.send_keys("约14.18至16.18美元", Keys.TAB)
    read.until(lambda: number.get_property("value") == "14.18", "the value in the form of the contract")
    assert read.one("#mend [data-field=currency]").get_property("value") == "USD"
    read.click("#mend-form [type=submit]")
    assert read.facts()["issue_price"] == "14.18–16.18美元"
    assert (
        json.loads(read.clipboard(lambda: read.click("[data-copy=json]")))["offerings"][0]["evidence"]["issue_price"][0]["rule"]
        == "by-hand"
    )


def test_a_fact_is_marked_wrong_and_restored(read):
    read.unfold("[data-fact=oversubscription] .line")
    read.press("标为错误")
    assert "oversubscription" not in read.facts()
    assert read.text(".struck s") == "86倍"
    assert "86倍" not in "".join(mark.get_property("textContent") for mark in read.all("mark"))
    sample = saved(read, "hk-listed-92").offerings[0]
    assert sample.facts.oversubscription is None
    assert "oversubscription" not in sample.quotes
    read.press("恢复原读法")
    assert read.facts()["oversubscription"] == "86倍"


def test_selected_words_become_a_fact(read):
    read.select("落袋逾3.2亿港元")
    read.wait_for("#state:not([hidden])")
    read.click("#state")
    read.choose("#mend [data-field=fact]", "net_proceeds")
    read.until(lambda: read.one("#mend [data-field=number]").get_property("value") == "320000000", "the suggested number")
    assert read.one("#mend [data-field=currency]").get_property("value") == "HKD"
    assert read.one("#mend [data-field=bound]").get_property("value") == "over"
    read.click("#mend-form [type=submit]")
    assert read.facts()["net_proceeds"] == "超3.2亿港元"
    assert read.script("return [...document.querySelectorAll('mark')].at(-1).textContent") == "落袋逾3.2亿港元"
    sample = saved(read, "hk-listed-93").offerings[0]
    assert sample.facts.net_proceeds.value == "320000000"
    assert sample.quotes["net_proceeds"] == ("落袋逾3.2亿港元",)


def test_a_missing_fact_is_added_with_the_keyboard_alone(read):
    read.unfold("[data-missing=shares_offered]")
    read.press("补上")
    read.key("3741.95万")
    read.one("#mend [data-field=words]").send_keys("这些字不在文中")
    read.key("\n")
    assert "原文里没有" in read.text("#mend-wrong")
    read.one("#mend [data-field=words]").clear()
    read.one("#mend [data-field=words]").send_keys("基石投资者共认了三成\n")
    assert read.facts()["shares_offered"] == "3,741.95万股"
    assert saved(read, "hk-listed-94").offerings[0].facts.shares_offered.value == "37419500"


def test_an_offering_that_was_missed_is_added(page):
    page.click("[data-example=none]")
    page.wait_for("#result:not([hidden])")
    page.select("云岭电气")
    page.wait_for("#state:not([hidden])")
    page.click("#state")
    assert page.one("#mend [data-field=name]").get_property("value") == "云岭电气"
    page.click("#mend-form [type=submit]")
    assert page.text(".card h3") == "云岭电气"
    page.click("#save")
    page.click("#sample-form [type=submit]")
    assert "除公司外没有任何事实" in page.text("#sample-wrong")
    page.click("#sample-cancel")
    page.unfold("[data-missing=stage]")
    page.press("补上")
    page.choose("#mend [data-field=stage]", "planned")
    page.click("#mend-form [type=submit]")
    sample = saved(page, "cn-planned-90").offerings[0]
    assert (sample.facts.company.name, sample.facts.stage) == ("云岭电气", "planned")


def test_offerings_are_removed_and_made_mentions(page):
    page.click("[data-example=roundup]")
    page.wait_for("#result:not([hidden])")
    page.press("删除")
    page.press("改为提及")
    assert page.text("#summary") == "1 宗发行，另提及 1 宗"
    assert [offering.facts.primary for offering in saved(page, "multi-roundup-90").offerings] == [False, True]


@pytest.mark.parametrize("wrong", ["2026-13-01", "2026-02-30", "明天", "--13", "2026-1-8"])
def test_dates_are_held_to_their_form(read, wrong):
    read.unfold("[data-fact=listing_date] .line")
    read.press("改正")
    read.one("#mend [data-field=date]").clear()
    read.one("#mend [data-field=date]").send_keys(wrong)
    read.click("#mend-form [type=submit]")
    assert "这不是日期" in read.text("#mend-wrong")


def test_copies_are_what_stands_on_the_page(read, service):
    def copied(kind: str) -> str:
        return read.clipboard(lambda: read.click(f"[data-copy={kind}]"))

    answer = service.post("/v1/extract", json={"text": TEXT, "published": PUBLISHED}).json()
    assert json.loads(copied("json")) == answer
    (row,) = csv.DictReader(io.StringIO(copied("csv")))
    assert row["company"] == "岚溪科技"
    assert (row["issue_price"], row["issue_price_currency"], row["listing_date"]) == ("12.5", "HKD", "2026-03-04")
    assert "发行价\t12.5港元" in copied("table").splitlines()
    sentence = copied("sentence")
    assert sentence.startswith("岚溪科技（2999.HK）：已上市，")
    assert "上市日期2026年3月4日，" in sentence
    assert sentence.endswith("公开超购倍数86倍。")


def test_a_page_from_afar_copies_too(read):
    """Browsers hide their clipboard from pages that came over plain HTTP from another machine."""
    read.script("""Object.defineProperty(navigator, "clipboard", { configurable: true, value: undefined });
        window.addEventListener("copy", (event) => { window.told = event.clipboardData.getData("text/plain"); })""")
    read.one("[data-copy=sentence]").click()
    assert read.until(lambda: read.script("return window.told")).startswith("岚溪科技")


def test_a_spreadsheet_takes_no_name_for_a_formula(read):
    read.unfold("[data-fact=company] .line")
    read.press("改正")
    read.one("#mend [data-field=name]").clear()
    read.one("#mend [data-field=name]").send_keys('=1+1,"a"')
    read.click("#mend-form [type=submit]")
    (row,) = csv.DictReader(io.StringIO(read.clipboard(lambda: read.click("[data-copy=csv]"))))
    assert row["company"] == '\'=1+1,"a"'


def test_a_link_carries_the_article_past_the_server(read, visit, service, caplog):
    link = read.clipboard(lambda: read.click("[data-copy=link]"))
    assert link.startswith(f"{service.url}/#")
    page = visit(link)
    page.wait_for("#result:not([hidden])")
    assert page.one("#text").get_property("value") == TEXT
    assert page.facts()["listing_date"] == "2026年3月4日"
    fragment = link.partition("#")[2]
    asked = page.script("return performance.getEntries().map((entry) => entry.name)")
    assert not [address for address in asked if fragment in address and not address.startswith(link)]
    assert fragment not in caplog.text
    broken = visit(link[:-9] + "!!")
    assert not broken.one("#result").is_displayed()
