"""The stock code that a sentence tells, however it is written (codes.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ipofacts import Extractor

NAMES = ("北川", "泽远", "星桥", "晶曜")
CASES = yaml.safe_load((Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "code"), CASES)
def test_codes(extractor: Extractor, sentence: str, code: str) -> None:
    found = extractor.extract(sentence, published="2025-06-10").offerings
    assert [one.stock_code for one in found if one.company.name.startswith(NAMES)][:1] == [code]
