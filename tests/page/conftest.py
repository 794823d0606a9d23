"""A real browser on the page of a running service."""

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from ipofacts.service.keys import digest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
DESKTOP, PHONE = (1280, 900), (390, 844)
PATIENCE = 30


@pytest.fixture(scope="session")
def downloads(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="session")
def browser(tmp_path_factory, downloads) -> Iterator[WebDriver]:
    if not (CHROMIUM and CHROMEDRIVER):
        pytest.skip("no browser: install chromium and chromium-driver to test the page")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("headless=new", "no-sandbox", "disable-dev-shm-usage", "disable-gpu", "lang=zh-CN"):
        options.add_argument(f"--{argument}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Driver(CHROMEDRIVER))
    driver.set_script_timeout(PATIENCE)
    driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    yield driver
    driver.quit()


class Page:
    """The page as a person has it: what is on it, and what can be done with it."""

    def __init__(self, browser: WebDriver, url: str, downloads: Path, size: tuple[int, int] = DESKTOP) -> None:
        self.browser, self.url, self.downloads = browser, url, downloads
        self.resize(size)
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get(url)
        if "/docs" not in url:
            self.wait_for("body[data-ready]")

    def resize(self, size: tuple[int, int]) -> None:
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.script("return document.querySelector(arguments[0]).textContent", selector)

    def script(self, code: str, *arguments: object):
        return self.browser.execute_script(code, *arguments)

    def click(self, selector: str) -> None:
        """Clicks wherever the element stands on a page that may still scroll."""
        self.script("document.querySelector(arguments[0]).click()", selector)

    def fill(self, **fields: str) -> None:
        """Sets fields at once: the driver can't type characters beyond U+FFFF."""
        for name, value in fields.items():
            self.script("document.getElementById(arguments[0]).value = arguments[1]", name, value)

    def read(self, **fields: str) -> None:
        self.fill(**fields)
        self.script("document.getElementById('result').hidden = true; document.getElementById('message').hidden = true")
        self.click("#read")
        self.wait_for("#result:not([hidden]), #message:not([hidden])")

    def wait_for(self, selector: str) -> WebElement:
        return self.until(lambda: self.all(selector), selector)[0]

    def until(self, holds: Callable, what: str = "what was waited for"):
        try:
            return WebDriverWait(self.browser, PATIENCE, poll_frequency=0.03).until(lambda _: holds())
        except TimeoutException:
            pytest.fail(f"not there after {PATIENCE} seconds: {what}; the browser says {self.complaints()}")

    def key(self, *keys: str) -> None:
        self.browser.switch_to.active_element.send_keys(*keys)

    def focused(self) -> WebElement:
        return self.browser.switch_to.active_element

    def choose(self, selector: str, value: str) -> None:
        code = "const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
        self.script(code, selector, value)

    def facts(self, card: int = 1) -> dict[str, str]:
        """The facts of one card as a reader sees them, without the marks of mending."""
        code = """return Object.fromEntries([...document.querySelectorAll(`.card:nth-child(${arguments[0]}) .fact:not(.struck)`)].map(
            (row) => [row.dataset.fact, [...row.querySelector(".value").childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("")]))"""
        return self.script(code, card)

    def unfold(self, selector: str) -> WebElement:
        """Opens what a fact or a missing fact unfolds, and waits until it has been told."""
        self.click(selector)
        self.until(lambda: not self.all("[aria-busy]") and self.all(".why:not([hidden])"), selector)
        return next(panel for panel in self.all(".why") if panel.is_displayed())

    def press(self, label: str) -> None:
        """Presses the visible button of this label."""
        code = """const all = [...document.querySelectorAll("button")].filter((b) => b.textContent === arguments[0] && b.checkVisibility());
            all[0].click(); return all.length"""
        assert self.script(code, label)

    def select(self, words: str) -> None:
        """Selects words of the article, as a mouse does."""
        code = """
            const walker = document.createTreeWalker(document.querySelector("#article [data-field=text]"), NodeFilter.SHOW_TEXT);
            const whole = document.querySelector("#article [data-field=text]").textContent;
            const from = whole.indexOf(arguments[0]), to = from + arguments[0].length, range = document.createRange();
            for (let at = 0, node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) {
              if (from >= at && from < at + node.length) range.setStart(node, from - at);
              if (to > at && to <= at + node.length) range.setEnd(node, to - at);
            }
            getSelection().removeAllRanges(); getSelection().addRange(range);"""
        self.script(code, words)

    def downloaded(self, name: str) -> Path:
        path = self.downloads / name
        self.until(lambda: path.exists() and path.stat().st_size, name)
        return path

    def give_files(self, *paths: Path) -> None:
        self.one("#files").send_keys("\n".join(map(str, paths)))

    def drop(self, name: str, content: str) -> None:
        """Drops a file on the page."""
        code = """const data = new DataTransfer(); data.items.add(new File([arguments[1]], arguments[0]));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }))"""
        self.script(code, name, content)

    def clipboard(self, act: Callable[[], None]) -> str:
        """What lands in the clipboard through ``act``; a browser without a screen has none of its own."""
        self.script("delete window.copied")
        self.script("""Object.defineProperty(navigator, "clipboard", { configurable: true, value: {
            writeText: async (text) => { window.copied = text; },
            write: async ([item]) => { window.copied = await (await item.getType("text/plain")).text(); } } })""")
        act()
        return self.until(lambda: self.script("return window.copied"), "something copied")

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def emulate_dark(self, dark: bool) -> None:
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@pytest.fixture
def visit(browser, downloads) -> Callable[..., Page]:
    """Opens an address; desktop width unless told otherwise."""
    return lambda url, phone=False: Page(browser, url, downloads, PHONE if phone else DESKTOP)


@pytest.fixture
def page(visit, service) -> Page:
    return visit(service.url + "/")


@pytest.fixture(scope="session")
def roomy(serve):
    """A service that takes long articles, one request at a time, and wants a key."""
    return serve(queue=1, body_timeout=20, api_keys=f"page:{digest('first-key').hex()}")


class Gate:
    """A way to the service that can be shut: connections pass while it stands open."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/"
        self._passing: list[socket.socket] = []
        threading.Thread(target=self._admit, daemon=True).start()

    def _admit(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to))
            self._passing += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while piece := source.recv(65536):
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def shut(self) -> None:
        """Ends all connections and admits no more."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for passing in self._passing:
            with suppress(OSError):
                passing.shutdown(socket.SHUT_RDWR)
            passing.close()


@pytest.fixture
def gate(service) -> Iterator[Gate]:
    gate = Gate(int(service.url.rpartition(":")[2]))
    yield gate
    with suppress(OSError):
        gate.shut()


@pytest.fixture(scope="session")
def examples() -> dict[str, dict[str, str]]:
    """The articles the page offers to try, by name."""
    from ipofacts import service

    path = Path(service.__file__).parent / "page" / "examples.json"
    return {example["name"]: example for example in json.loads(path.read_text(encoding="utf-8"))}
