"""Repairs of garbled text leave clean articles alone: with each of them switched off, the clean samples give the same facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipofacts.evaluate.golden import GoldenArticle, load
from ipofacts.extractor import Extractor
from ipofacts.text import cleaner
from ipofacts.text.blanks import Blanks
from ipofacts.text.encodings import Encodings
from ipofacts.text.losses import Losses
from ipofacts.text.unspin import Unspin

SAMPLES = Path(__file__).parents[2] / "samples" / "golden"
REPAIRS: dict[str, tuple[Any, str, Callable[..., object]]] = {
    "unspin": (Unspin, "apply", lambda self, drafts: False),
    "encodings": (Encodings, "apply", lambda self, drafts: False),
    "losses": (Losses, "blank", lambda self, drafts: False),
    "blanks within words": (Blanks, "close_words", lambda self, drafts: None),
    "letterspacing": (cleaner, "close_up", lambda drafts: None),
}


@pytest.fixture(scope="module")
def clean() -> list[GoldenArticle]:
    return [sample for sample in load(SAMPLES) if "noisy" not in sample.tags]


def _differing(samples: list[GoldenArticle], extractor: Extractor, repair: str, patch: pytest.MonkeyPatch) -> list[str]:
    """The samples whose clean text is another one without a repair, and then their facts too."""
    where, name, nothing = REPAIRS[repair]
    clean = extractor.reader.cleaner.clean
    repaired = [clean(sample.article.text, sample.article.title) for sample in samples]
    patch.setattr(where, name, nothing)
    bare = [clean(sample.article.text, sample.article.title) for sample in samples]
    touched = [sample for sample, one, other in zip(samples, repaired, bare, strict=True) if one.text != other.text]
    without = [_facts(extractor, sample) for sample in touched]
    patch.undo()
    return [sample.id for sample, facts in zip(touched, without, strict=True) if facts != _facts(extractor, sample)]


def _facts(extractor: Extractor, sample: GoldenArticle) -> list[dict[str, Any]]:
    article = sample.article
    read = extractor.extract(article.text, title=article.title, published=article.published)
    return [offering.model_dump(exclude={"evidence"}) for offering in read.offerings]


@pytest.mark.parametrize("repair", REPAIRS)
def test_a_repair_changes_no_fact_of_a_clean_sample(
    repair: str, extractor: Extractor, clean: list[GoldenArticle], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(clean) > 300
    assert _differing(clean, extractor, repair, monkeypatch) == []


def test_without_its_repair_a_garbled_article_states_less(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    spun = [sample for sample in load(SAMPLES) if "spun" in sample.tags]
    assert _differing(spun, extractor, "unspin", monkeypatch)
