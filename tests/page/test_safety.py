"""Markup in articles, troubles of the service, and where the page's parts come from."""

import json
import socket
from html import escape

import httpx
import pytest

from ipofacts import render
from ipofacts.problems import KINDS

TEXT = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元。"
HOSTILE = {
    "script": "<script>document.title = 'hacked'</script>",
    "handler": "<img src=x onerror=\"document.title = 'hacked'\">",
    "svg": "<svg onload=\"document.title = 'hacked'\"><animate onbegin=\"document.title = 'hacked'\" attributeName=x dur=1s>",
    "link": "<a href=\"javascript:document.title = 'hacked'\" autofocus onfocus=\"document.title = 'hacked'\">链接</a>",
    "closing": "</mark></span></article></textarea><iframe srcdoc=\"<script>parent.document.title = 'hacked'</script>\"></iframe>",
    "template": "{{constructor.constructor(\"document.title = 'hacked'\")()}} ${document.title = 'hacked'}",
}


@pytest.mark.parametrize("kinds", [("script", "handler", "link"), ("svg", "template"), ("closing",)], ids=" ".join)
def test_markup_in_an_article_stays_text(page, kinds):
    hostile = "".join(HOSTILE[kind] for kind in kinds)
    text = f"{hostile}{TEXT}{hostile}岚溪{hostile}科技募资3亿港元。"
    page.read(text=text, title=f"{hostile}岚溪科技", published="2026-03-04")
    assert page.text("#article [data-field=text]") == text
    assert page.text("#article [data-field=title]") == f"{hostile}岚溪科技"
    for fact in page.facts():
        page.unfold(f"[data-fact={fact}] .line")
        page.click(f"[data-fact={fact}] .line")
    allowed = {"MARK", "SPAN"}
    assert set(page.script("return [...document.querySelectorAll('#article *')].map((e) => e.tagName)")) <= allowed
    assert page.all("#result :is(script, img, svg, iframe, a, animate)") == []
    page.drop("hostile.jsonl", json.dumps({"id": hostile[:200], "text": text, "title": hostile}))
    page.until(lambda: page.all("#batch-table tbody tr"))
    assert page.all("#batch-table :is(script, img, svg, iframe, a)") == []
    assert "hacked" not in page.browser.title
    assert page.complaints() == []


def test_the_policy_would_stop_what_slipped_through(page):
    page.script("document.body.insertAdjacentHTML('beforeend', arguments[0])", HOSTILE["handler"] + HOSTILE["svg"])
    page.until(lambda: any("Content Security Policy" in complaint for complaint in page.complaints()))
    assert "hacked" not in page.browser.title


def test_the_policy_is_strict(service):
    for path in ("/", "/docs", "/page/main.js"):
        policy = service.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_everything_comes_from_the_service_itself(page, service):
    page.read(text=TEXT)
    loaded = page.script("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert len(loaded) >= 10
    assert all(address.startswith(service.url) for address in loaded)


def test_only_the_pages_own_parts_are_given_out(service):
    for name in ("index.html", "..%2fpages.py", "%2e%2e%2fpages.py", "nothing.js", ""):
        assert service.get(f"/page/{name}").status_code == 404


def test_what_cannot_be_read_is_told_in_chinese(page):
    page.read(text="　")
    assert "正文：不能为空" in page.text("#message")
    page.read(text="长" * 8000)
    assert "正文太长" in page.text("#message")
    page.read(text=TEXT)
    assert not page.one("#message").is_displayed()


def test_a_busy_service_is_asked_again(visit, roomy):
    page = visit(roomy.url + "/")
    page.fill(key="first-key")
    with socket.create_connection(("127.0.0.1", httpx.URL(roomy.url).port), timeout=20) as slow:
        slow.sendall(
            b"POST /v1/extract HTTP/1.1\r\nhost: x\r\nauthorization: Bearer first-key\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"
        )
        page.until(lambda: "ipofacts_requests_open 1.0" in roomy.get("/metrics").text)
        page.read(text=TEXT)
        assert "服务正忙" in page.text("#message")
        page.drop("articles.jsonl", json.dumps({"text": TEXT}))
        page.until(lambda: page.one("#batch").is_displayed())
    page.click("#again")
    page.wait_for("#result:not([hidden])")
    page.until(lambda: page.text("#batch-told").startswith("已读 1 / 1 篇"), "the lines that waited")


def test_a_service_that_went_away_is_told(visit, gate):
    page = visit(gate.url)
    page.read(text=TEXT)
    gate.shut()
    assert "连接不上服务" in page.unfold("[data-fact=issue_price] .line").text
    page.read(text=TEXT)
    assert "连接不上服务" in page.text("#message")
    assert page.one("#again").is_displayed()
    assert page.one("#read").is_enabled()
    assert page.one("#text").get_property("value") == TEXT


def test_a_key_is_asked_for_where_one_is_needed(visit, roomy):
    page = visit(roomy.url + "/")
    page.read(text=TEXT)
    assert "密钥" in page.text("#message")
    page.one("#key").send_keys("first-key")
    page.read(text=TEXT)
    assert page.text(".card h3") == "岚溪科技"


def test_names_of_articles_are_never_addresses(page):
    page.drop("a.jsonl", json.dumps({"id": "javascript:document.title = 'hacked'", "text": TEXT}))
    page.until(lambda: page.all("#batch-table tbody button"))
    page.click("#batch-table tbody button")
    page.wait_for("#result:not([hidden])")
    assert "hacked" not in page.browser.title


def test_escaped_markup_is_not_unescaped(page):
    text = escape(HOSTILE["handler"]) + TEXT
    page.read(text=text)
    assert page.text("#article [data-field=text]") == text


def test_every_problem_has_chinese_words():
    assert set(KINDS) - {
        "not-found",
        "method-not-allowed",
        "unsupported-media-type",
        "invalid-query",
        "rules-refused",
        "reload-failed",
    } <= set(render.labels("zh")["page"]["problems"])
