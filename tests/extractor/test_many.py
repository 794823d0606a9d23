"""Many articles in process: lazy, in order, one answer each whatever happens; threads and processes give what one thread does."""

import importlib
import itertools
import json
import logging
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from ipofacts.extractor import Extractor
from ipofacts.parallel import Lost, Workers
from ipofacts.problems import ProblemError
from ipofacts.schema import Article, Extraction

SECRET = "岚溪机密"


def priced(number: int) -> Article:
    return Article(id=f"n{number}", text=f"岚溪科技今日在港交所挂牌,发行价每股{number}.5港元。")


def prices(answers) -> list[str]:
    return [answer.offerings[0].issue_price.value for answer in answers]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_answer_an_article_in_order(extractor, workers):
    given = [
        *map(priced, range(30)),
        {"id": "bad", "text": " ", "x": SECRET},
        "天气很好。",
        {"text": priced(7).text, "id": "m"},
    ]
    *many, bad, none, last = extractor.extract_many(given, workers=workers)
    assert [answer.id for answer in many] == [f"n{number}" for number in range(30)]
    assert prices(many) == [f"{number}.5" for number in range(30)]
    assert many[3] == extractor.extract_article(priced(3))
    assert isinstance(bad, ProblemError)
    assert (bad.id, bad.type) == ("bad", "urn:ipofacts:problem:invalid-article")
    assert bad.to_json()["problem"]["errors"][0]["loc"] == ["body", "text"]
    assert "the text is blank" in str(bad)
    assert SECRET not in str(bad)
    assert (none.offerings, last.id) == ([], "m")


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 64)])
def test_no_more_are_taken_than_are_under_way(extractor, workers, most):
    taken = itertools.count()
    answers = extractor.extract_many(((next(taken) and "") or "天气很好。" for _ in itertools.count()), workers=workers)
    next(answers)
    answers.close()
    assert next(taken) <= most


def test_an_article_that_fails_costs_no_other(extractor, monkeypatch, caplog):
    wash = extractor.reader.cleaner.wash

    def fail(text, *rest):
        if SECRET in text:
            raise RuntimeError(text)
        return wash(text, *rest)

    monkeypatch.setattr(extractor.reader.cleaner, "wash", fail)
    # What other tests ran in this process may have silenced the loggers that stood then: a service, or import-linter.
    monkeypatch.setattr(logging.getLogger("ipofacts"), "propagate", True)
    monkeypatch.setattr(logging.getLogger("ipofacts.extractor"), "disabled", False)
    first, failed, last = extractor.extract_many([priced(1), Article(id="f", text=SECRET), priced(2)])
    assert prices([first, last]) == ["1.5", "2.5"]
    assert (failed.id, failed.problem.kind) == ("f", "internal")
    assert "RuntimeError" in caplog.text
    assert SECRET not in caplog.text + str(failed)


def test_threads_take_turns_and_read_the_same(extractor, monkeypatch):
    inside, most = 0, 0
    read = extractor.reader.read_washed

    def watched(*given):
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        found = read(*given)
        inside -= 1
        return found

    monkeypatch.setattr(extractor.reader, "read_washed", watched)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(extractor.extract_article, map(priced, range(64))))
    finally:
        sys.setswitchinterval(switch)
    assert prices(found) == [f"{number}.5" for number in range(64)]
    assert most == 1


def test_it_pickles_as_its_rules_were_when_it_was_made(tmp_path):
    sheet = tmp_path / "mine" / "facts" / "pe_ratio.yaml"
    sheet.parent.mkdir(parents=True)
    rule = {
        "id": "pe-ratio.mine",
        "rank": 7,
        "read": ["盈利折算 {times}"],
        "examples": [{"text": "盈利折算18倍", "gives": "18"}, {"text": "北川生物盈利折算19倍", "gives": "19"}],
        "lookalikes": ["盈利18倍", "折算18倍"],
    }
    sheet.write_text(json.dumps({"rules": [rule]}, ensure_ascii=False), encoding="utf-8")
    made = Extractor(tmp_path / "mine")
    sheet.write_text("rules: nonsense", encoding="utf-8")
    copy = pickle.loads(pickle.dumps(made))
    assert copy.rules_version == made.rules_version
    assert "pe-ratio.mine" in {rule["id"] for rule in copy.rules()}


def test_a_bar_is_shown_if_asked_for(extractor, capsys):
    list(extractor.extract_many([priced(1), priced(2)], progress=True))
    assert "2/2" in capsys.readouterr().err


DEADLY = """
import os, signal

def die_of_thirteen(number):
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
"""


@pytest.fixture
def die_of_thirteen(tmp_path, monkeypatch):
    """A function that workers can import, as they can any function of a package."""
    (tmp_path / "deadly.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("deadly").die_of_thirteen


def test_a_worker_that_dies_costs_only_what_it_died_of(die_of_thirteen):
    with Workers(die_of_thirteen, 2) as pool:
        found = list(pool.in_order(range(40), chunk=4))
    assert [number for number, _ in found] == list(range(40))
    assert [number for number, result in found if isinstance(result, Lost)] == [13]
    assert all(number == result for number, result in found if number != 13)


def test_a_worker_that_dies_over_the_very_first_is_no_false_start(die_of_thirteen):
    with Workers(die_of_thirteen, 1) as pool:
        (_, lost), (_, one) = pool.in_order([13, 1], chunk=1)
    assert isinstance(lost, Lost)
    assert one == 1


UNGUARDED = """
from ipofacts import Extractor
for answer in Extractor().extract_many(["天气很好。"], workers=2):
    print(answer.offerings)
"""


def test_a_script_without_a_guard_is_told_what_to_do(tmp_path):
    (tmp_path / "script.py").write_text(UNGUARDED, encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert 'if __name__ == "__main__":' in done.stderr.splitlines()[-1]


def test_the_extraction_survives_the_way_between_processes(extractor):
    found = extractor.extract_article(priced(1))
    assert Extraction.model_validate_json(found.to_bytes()) == found
    assert json.loads(found.to_bytes()) == found.to_json()


def test_one_worker_at_least(extractor):
    with pytest.raises(ValueError, match="at least one"):
        list(extractor.extract_many([], workers=0))
