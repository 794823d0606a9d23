"""Rules pinned where a job is written, checked where it runs."""

import dataclasses
import json
import pickle

import pyarrow as pa
import pytest

from ipofacts.tables import pinned
from ipofacts.tables.pinned import RulesDifferError, pin

TEXT = "眠云家居(06733.HK)今日在港交所挂牌,盈利折算18.5倍。"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A folder of rules of one's own, and no engine yet."""
    rule = {
        "id": "pe-ratio.mine",
        "rank": 7,
        "read": ["盈利折算 {times}"],
        "examples": [{"text": "盈利折算18倍", "gives": "18"}, {"text": "北川生物盈利折算19倍", "gives": "19"}],
        "lookalikes": ["盈利18倍", "折算18倍"],
    }
    sheet = tmp_path / "mine" / "facts" / "pe_ratio.yaml"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(json.dumps({"rules": [rule]}, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(pinned, "_engine", None)
    return tmp_path / "mine"


def test_a_worker_reads_with_the_rules_of_the_driver(mine):
    sent = pickle.dumps(pin(mine, {"text": "content"}, "facts"))
    assert len(sent) < 20_000  # it travels with every task
    (mine / "facts" / "pe_ratio.yaml").unlink()  # the worker has no such folder
    job = pickle.loads(sent)
    (batch,) = job.batches([pa.RecordBatch.from_pydict({"content": [TEXT]})])
    ratio = next(row for row in batch.to_pylist() if row["fact"] == "pe_ratio")
    assert (ratio["value"], ratio["rule"], ratio["rules_version"]) == ("18.5", "pe-ratio.mine", job.rules_version)
    assert job.engine() is job.engine()


def test_a_worker_with_other_rules_refuses(mine):
    job = dataclasses.replace(pin(None, {}, "offerings"), rules_version="0123456789abcdef", package="9.9.9")
    with pytest.raises(RulesDifferError, match=r"the driver has 0123456789abcdef of 9\.9\.9; install ipofacts 9\.9\.9"):
        job.engine()
