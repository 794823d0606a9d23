"""Rules reloaded while the service runs: taken whole or not at all, and no request is lost meanwhile."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from ipofacts.service.engine import Engine

RULE = """\
fact: pe_ratio
about: A user's rule
rules:
  - id: own.earnings
    rank: 9
    read: ["(净赚|进账) ..4 {times}"]
    examples:
      - {text: "合净赚的{times}倍。", gives: "{times}"}
      - {text: "合进账的9倍。", gives: "9"}
    lookalikes: ["净赚的一半。", "股价是去年的3倍。"]
"""
NO_PRICE = """\
fact: other
about: Takes every price
rules:
  - id: own.no-price
    rank: 9
    read: ["发行价 ..8 {price}"]
    examples: [{text: "发行价12元。", gives: "12"}, {text: "发行价13元。", gives: "13"}]
    lookalikes: ["发行价未定。", "收盘价12元。"]
"""
TEXT = "岚溪科技(02999.HK)今日在港交所挂牌,发行价每股12.5港元,合进账的18.5倍。"
TOTAL = "ipofacts_rules_reload_total"


def write(folder: Path, rule: str) -> None:
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    (folder / "facts" / "own.yaml").write_text(rule, encoding="utf-8")


def sound(times: int = 22) -> str:
    return RULE.replace("{times}倍", f"{times}倍").replace('"{times}"', f'"{times}"')


def again(service) -> httpx.Response:
    return httpx.post(service.url + "/v1/rules/reload", timeout=90)


def pe_ratio(service) -> dict | None:
    (offering,) = service.post("/v1/extract", json={"text": TEXT}).json()["offerings"]
    return offering.get("pe_ratio")


def counted(service) -> dict[str, int]:
    lines = [line for line in service.get("/metrics").text.splitlines() if line.startswith(TOTAL + "{")]
    return {line.split('"')[1]: int(float(line.rpartition(" ")[2])) for line in lines}


def rules(service) -> dict:
    return service.get("/v1/rules").json()


@pytest.fixture(scope="module")
def mine(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("mine")


@pytest.fixture(scope="module")
def own(serve, mine):
    """A service with a user's folder, which is empty at first."""
    return serve(rules=mine)


def test_a_rule_goes_live_and_away_again(own, mine, caplog):
    before = rules(own)
    assert before["last_reload"] is None
    assert pe_ratio(own) is None
    write(mine, sound())
    assert pe_ratio(own) is None
    with caplog.at_level("INFO"):
        done = again(own)
    assert done.status_code == 200, done.text
    assert (done.json()["outcome"], done.json()["problems"]) == ("taken", [])
    after = rules(own)
    assert after["rules_version"] == done.json()["rules_version"] != before["rules_version"]
    assert after["loaded_at"] > before["loaded_at"]
    assert after["last_reload"] == done.json()
    (rule,) = [rule for rule in after["rules"] if rule["id"] == "own.earnings"]
    assert (rule["file"], rule["line"]) == (str(mine / "facts" / "own.yaml"), 4)
    assert pe_ratio(own) == {"value": "18.5"}
    assert own.get("/readyz").json()["engines"] == 1
    assert f"rules taken; version {after['rules_version']}" in caplog.text
    (mine / "facts" / "own.yaml").unlink()
    assert again(own).json()["rules_version"] == before["rules_version"]
    assert pe_ratio(own) is None


WRONG = [
    (sound().replace("rank: 9", "rang: 9"), 5, "unknown key 'rang'"),
    (sound().replace('gives: "9"', 'gives: "10"'), 4, "own.earnings: expected 10, got 9 from '合进账的9倍。'"),
    (sound().replace("净赚的一半", "净赚的2倍"), 4, "own.earnings: expected nothing, got 2"),
    ("fact: [", 2, "not readable as YAML"),
]


def test_rules_with_anything_wrong_leave_all_as_it_was(own, mine, caplog):
    write(mine, sound())
    assert again(own).status_code == 200
    before, count = rules(own), counted(own)
    for broken, line, message in WRONG:
        write(mine, broken + "\n")
        done = again(own)
        assert done.status_code == 422
        assert done.json()["type"] == "urn:ipofacts:problem:rules-refused"
        (error, *_) = done.json()["errors"]
        assert error["loc"][:2] == [str(mine / "facts" / "own.yaml"), line]
        assert message in error["msg"]
        after = rules(own)
        assert {**after, "last_reload": None} == {**before, "last_reload": None}
        told = after["last_reload"]
        assert (told["outcome"], told["problems"][0]["line"]) == ("refused", line)
        assert message in told["problems"][0]["message"]
        assert f"own.yaml:{line}:" in caplog.text
    assert counted(own) == {**count, "refused": count["refused"] + len(WRONG)}
    assert pe_ratio(own) == {"value": "18.5"}


def test_an_engine_replaced_later_reads_the_rules_in_force(own, mine, eventually):
    write(mine, sound())
    version = again(own).json()["rules_version"]
    write(mine, "fact: [")
    (before,) = own.app.state.pool.sound
    os.kill(before.pid, signal.SIGKILL)
    assert pe_ratio(own) == {"value": "18.5"}
    eventually(lambda: len(own.app.state.pool.sound) == 1)
    (after,) = own.app.state.pool.sound
    assert after.pid != before.pid
    assert after.rules_version == version


def test_a_reload_that_fails_leaves_all_as_it_was(own, mine, monkeypatch):
    async def broken(engine):
        raise OSError("no room")

    write(mine, sound())
    before, count = rules(own), counted(own)
    monkeypatch.setattr(Engine, "prove", broken)
    done = again(own)
    assert (done.status_code, done.json()["type"]) == (503, "urn:ipofacts:problem:reload-failed")
    assert done.headers["retry-after"] == "1"
    assert "no room" not in done.text
    assert counted(own) == {**count, "failed": count["failed"] + 1}
    assert rules(own)["rules_version"] == before["rules_version"]
    assert rules(own)["last_reload"]["outcome"] == "failed"


def test_rules_that_spoil_the_example_are_refused(own, mine):
    before = rules(own)
    write(mine, NO_PRICE)
    done = again(own)
    assert done.status_code == 422, done.text
    assert "the example of the reference" in done.json()["errors"][0]["msg"]
    assert rules(own)["rules_version"] == before["rules_version"]


def test_who_asks_meanwhile_shares_the_next_reload(own, mine):
    write(mine, sound())
    before = sum(counted(own).values())
    with ThreadPoolExecutor(6) as posts:
        answers = list(posts.map(again, [own] * 6))
    assert {answer.status_code for answer in answers} == {200}
    assert 1 <= sum(counted(own).values()) - before == len({answer.json()["at"] for answer in answers}) <= 3


def test_no_key_no_reload(strict):
    assert strict.post("/v1/rules/reload").status_code == 401


class Load:
    """Articles and batches posted without a pause; every answer is kept with when it was asked for."""

    def __init__(self, service) -> None:
        self.service, self.over, self.answers = service, threading.Event(), []
        self.threads = [threading.Thread(target=work) for work in (self._articles,) * 4 + (self._batches,) * 2]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join(timeout=60)

    def _articles(self):
        with httpx.Client(timeout=60) as client:
            while not self.over.is_set():
                asked = time.monotonic()
                answer = client.post(self.service.url + "/v1/extract", json={"text": TEXT})
                self.answers.append((asked, answer.status_code, answer.json()))

    def _batches(self):
        with httpx.Client(timeout=60) as client:
            while not self.over.is_set():
                asked = time.monotonic()
                answer = client.post(self.service.url + "/v1/batch", json=[{"text": TEXT}] * 20)
                lines = [json.loads(line) for line in answer.text.splitlines()]
                assert len(lines) == 20
                self.answers.extend((asked, answer.status_code, line) for line in lines)


def test_no_request_is_lost_under_load(own, mine):
    """Taken and refused by turns while articles and batches come in: each is answered, by one rule set or the next."""
    write(mine, sound(20))
    versions = [again(own).json()["rules_version"]]
    swaps = []
    with Load(own) as load:
        write(mine, "fact: [")
        assert again(own).status_code == 422
        for times in (21, 22):
            write(mine, sound(times))
            done = again(own)
            assert done.status_code == 200
            versions.append(done.json()["rules_version"])
            swaps.append(time.monotonic())
        seen = len(load.answers)
        while len(load.answers) < seen + 50:
            time.sleep(0.05)
    assert len(set(versions)) == 3
    assert Counter(status for _, status, _ in load.answers) == {200: len(load.answers)}
    assert all(answer["offerings"][0]["pe_ratio"] == {"value": "18.5"} for _, _, answer in load.answers)
    assert {answer["rules_version"] for _, _, answer in load.answers} == set(versions)
    for swap, version in zip(swaps, versions[1:], strict=True):
        assert all(
            answer["rules_version"] in versions[versions.index(version) :] for at, _, answer in load.answers if at > swap
        )


def test_engines_finish_what_they_were_given(own, mine, eventually):
    """Two articles are in the hands of an engine that makes no way, a third waits behind them, when other rules are taken."""
    write(mine, sound(24))
    old = again(own).json()["rules_version"]
    (engine,) = own.app.state.pool.sound
    os.kill(engine.pid, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(3) as posts:
            given = [posts.submit(own.post, "/v1/extract", json={"text": TEXT}) for _ in range(3)]
            eventually(lambda: "ipofacts_requests_open 3.0" in own.get("/metrics").text)
            write(mine, sound(25))
            new = again(own).json()["rules_version"]
            wait(given, timeout=20, return_when=FIRST_COMPLETED)
            assert sum(post.done() for post in given) == 1
            os.kill(engine.pid, signal.SIGCONT)
            versions = Counter(post.result(timeout=60).json()["rules_version"] for post in given)
    finally:
        with suppress(ProcessLookupError):
            os.kill(engine.pid, signal.SIGCONT)
    assert versions == {old: 2, new: 1}
    eventually(lambda: not alive(engine.pid))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no SIGHUP here")
def test_a_hangup_reloads(tmp_path, eventually):
    mine = tmp_path / "mine"
    write(mine, sound())
    script = "from ipofacts.cli import app; app(['serve', '--port', '0', '--rules', 'mine'])"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IPOFACTS_")} | {"IPOFACTS_ENGINES": "1"}
    with subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env=kept, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            base = server.stdout.readline().split()[3]
            eventually(lambda: httpx.get(f"{base}/readyz").status_code == 200)
            first = httpx.get(f"{base}/v1/rules").json()["rules_version"]
            write(mine, sound(23))
            server.send_signal(signal.SIGHUP)
            eventually(lambda: httpx.get(f"{base}/v1/rules").json()["rules_version"] != first)
            write(mine, "fact: [")
            server.send_signal(signal.SIGHUP)
            eventually(lambda: httpx.get(f"{base}/v1/rules").json()["last_reload"]["outcome"] == "refused")
            told = httpx.get(f"{base}/v1/rules").json()["last_reload"]["problems"]
            assert told[0]["path"] == "mine/facts/own.yaml"
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) in (0, -signal.SIGTERM)
