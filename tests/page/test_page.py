"""The page in a real browser: what a person pastes, sees and clicks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and CHROMEDRIVER), reason="no browser: install chromium and chromium-driver to test the page"
)
DESKTOP, PHONE = (1280, 900), (390, 844)
TEXT = "🎉🎉岚溪科技(02999.HK)今日在港交所主板挂牌🎉,发行价为每股12.5港元,募资3.5亿港元。"


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    profile: Path = tmp_path_factory.mktemp("profile")
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Driver(str(CHROMEDRIVER)))
    driver.set_script_timeout(30)
    yield driver
    driver.quit()


class Page:
    def __init__(self, browser: WebDriver, url: str) -> None:
        self.browser = browser
        self.resize(DESKTOP)
        browser.get_log("browser")
        browser.get(url)

    def resize(self, size: tuple[int, int]) -> None:
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def one(self, selector: str):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def script(self, code: str, *arguments: object):
        return self.browser.execute_script(code, *arguments)

    def fill(self, **fields: str) -> None:
        """Sets fields at once: the driver can't type characters beyond U+FFFF."""
        for name, value in fields.items():
            self.script("document.getElementById(arguments[0]).value = arguments[1]", name, value)

    def read(self, **fields: str) -> None:
        self.fill(**fields)
        self.script("document.getElementById('result').hidden = true")
        self.one("#read").click()
        self.wait_for("#result:not([hidden]), #message:not([hidden])")

    def wait_for(self, selector: str) -> None:
        WebDriverWait(self.browser, 30, poll_frequency=0.05).until(lambda _: self.all(selector))

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


@pytest.fixture
def page(browser, service) -> Page:
    return Page(browser, service.url + "/")


def facts(page: Page) -> dict[str, str]:
    return {
        row.get_attribute("data-fact"): row.find_element(By.CLASS_NAME, "value").text
        for row in page.all(".card:first-child .fact")
    }


def test_an_article_becomes_cards_and_highlights(page, service):
    page.read(text=TEXT, title="岚溪科技登陆港交所", published="2026-03-04")
    assert page.one("#summary").text == "1 宗发行"
    assert page.one(".card h3").text == "岚溪科技"
    assert page.one(".card .badge").text == "已上市"
    found = facts(page)
    assert found["exchange"] == "港交所 HKEX"
    assert found["listing_date"] == "2026年3月4日"
    assert found["issue_price"] == "12.5 港元"
    assert found["proceeds"] == "3.5亿港元"
    assert page.complaints() == []


def test_highlights_are_the_evidence_itself_behind_wide_characters(page, service):
    page.read(text=TEXT)
    assert page.script("return document.getElementById('article').textContent") == TEXT
    (offering,) = service.post("/v1/extract", json={"text": TEXT}).json()["offerings"]
    for fact, quotes in offering["evidence"].items():
        marks = [mark for mark in page.all("mark") if f"0:{fact}" in mark.get_attribute("data-facts").split()]
        assert "".join(mark.get_property("textContent") for mark in marks) == "".join(quote["quote"] for quote in quotes), fact


def test_pointing_at_a_fact_lights_its_evidence(page):
    page.read(text=TEXT)
    page.one('[data-fact="issue_price"]').click()
    lit = page.all("mark.lit")
    assert "".join(mark.text for mark in lit) == "发行价为每股12.5港元"


def test_the_example_shows_what_the_page_can_do(page):
    page.one("#example").click()
    page.read()
    assert len(facts(page)) >= 8
    assert page.all(".checks .holds")
    page.one("#clear").click()
    assert page.one("#text").get_attribute("value") == ""
    assert not page.one("#result").is_displayed()


def test_keys_alone_are_enough(page):
    page.fill(text=TEXT)
    page.one("#text").send_keys(Keys.CONTROL, Keys.ENTER)
    page.wait_for("#result:not([hidden])")
    page.one('[data-fact="exchange"]').send_keys(Keys.ENTER)
    assert page.all("mark.lit")


def test_markup_in_an_article_stays_text(page):
    hostile = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>岚溪科技<b>今日</b>在港交所挂牌。"
    page.read(text=hostile, title="<i>岚溪科技</i>")
    assert page.script("return document.getElementById('article').textContent").endswith(hostile)
    assert page.all("#article img, #article script, #article b, #article i, .card b") == []
    assert "hacked" not in page.browser.title
    assert page.complaints() == []


def test_an_article_without_an_offering_says_so(page):
    page.read(text="今天天气很好。")
    assert page.one("#summary").text == "文中没有首次公开发行"
    assert page.one("#nothing").is_displayed()
    assert page.all(".card") == []


def test_problems_are_told_in_chinese(page):
    page.read(text="　")
    assert "正文：不能为空" in page.one("#message").text
    page.read(text="长" * 8000)
    assert "正文太长" in page.one("#message").text
    page.read(text=TEXT)
    assert not page.one("#message").is_displayed()


def test_a_key_is_asked_for_where_one_is_needed(browser, strict):
    page = Page(browser, strict.url + "/")
    page.read(text=TEXT)
    assert "密钥" in page.one("#message").text
    page.one("#key").send_keys("first-key")
    page.read(text=TEXT)
    assert page.one(".card h3").text == "岚溪科技"


def test_everything_comes_from_the_service_itself(page, service):
    page.read(text=TEXT)
    loaded = page.script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert len(loaded) >= 3
    assert all(address.startswith(service.url) for address in loaded)


@pytest.mark.parametrize("path", ["/", "/docs"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_is_cut_off_at_the_side(browser, service, path, size):
    page = Page(browser, service.url + path)
    page.resize(size)
    if path == "/":
        page.read(text=TEXT + "https://example.org/" + "x" * 200)
    assert page.script("return document.documentElement.scrollWidth") <= size[0]
    assert page.complaints() == []


def test_a_phone_shows_the_facts_before_the_article(page):
    page.resize(PHONE)
    page.read(text=TEXT)
    assert page.one(".card").location["y"] < page.one("#article").location["y"]
