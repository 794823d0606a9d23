"""The tokenizer and the component in a spaCy pipeline: pickled, saved, stored and in worker processes."""

import pickle
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import ipofacts.spacy  # noqa: F401  (registers the component)
from ipofacts.words.tokenizer import WordTokenizer

TEXT = "青岭生物 拟在港交所上市,\n发行价每股12.5港元"
WORDS = ["发行价每股"]


def pipeline() -> Language:
    tokenizer = {"@tokenizers": "ipofacts.words.v1", "words": WORDS}
    return spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})


def words(doc: Doc) -> list[str]:
    return [token.text for token in doc]


def test_the_doc_holds_the_text_and_the_rule_words() -> None:
    doc = WordTokenizer(Vocab(), WORDS)(TEXT)
    assert doc.text == TEXT
    assert "发行价每股" in words(doc)


def test_values_become_one_token() -> None:
    start = TEXT.index("12.5")
    doc = WordTokenizer(Vocab()).make_doc(TEXT, [(start, len(TEXT))])
    assert words(doc)[-1] == "12.5港元"


def test_it_survives_pickling_bytes_and_disk(tmp_path: Path) -> None:
    tokenizer = WordTokenizer(Vocab(), WORDS)
    expected = words(tokenizer(TEXT))
    tokenizer.to_disk(tmp_path / "tokenizer")
    restored = [
        pickle.loads(pickle.dumps(tokenizer)),
        WordTokenizer(Vocab()).from_bytes(tokenizer.to_bytes()),
        WordTokenizer(Vocab()).from_disk(tmp_path / "tokenizer"),
    ]
    assert [words(again(TEXT)) for again in restored] == [expected] * 3


def test_a_pipeline_survives_disk_and_pickling(tmp_path: Path) -> None:
    nlp = pipeline()
    nlp.to_disk(tmp_path / "nlp")
    expected = words(nlp(TEXT))
    assert words(spacy.load(tmp_path / "nlp")(TEXT)) == expected
    assert words(pickle.loads(pickle.dumps(nlp))(TEXT)) == expected


class FakeExtraction:
    def __init__(self, text: str) -> None:
        self.text = text

    def to_json(self) -> dict[str, Any]:
        return {"offerings": [{"company": {"name": self.text[:4]}}]}


class FakeExtractor:
    def __init__(self, rules: Path | None = None) -> None:
        self.rules = rules

    def extract(self, text: str, published: str | None) -> FakeExtraction:
        return FakeExtraction(text)


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The component is tested apart from the rules; what it needs of the extractor is ``extract(text, published=…).to_json()``."""
    module = ModuleType("ipofacts.extractor")
    module.Extractor = FakeExtractor  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipofacts.extractor", module)


@pytest.mark.usefixtures("extractor")
def test_the_component_gives_plain_data_that_survives_storing(tmp_path: Path) -> None:
    nlp = pipeline()
    nlp.add_pipe("ipofacts")
    expected = [{"company": {"name": "青岭生物"}}]
    doc = nlp(TEXT)
    assert doc._.offerings == expected
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    restored = list(DocBin(store_user_data=True).from_bytes(stored).get_docs(nlp.vocab))
    # spaCy stores lists as tuples.
    assert [list(again._.offerings) for again in restored] == [expected]
    nlp.to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(TEXT)._.offerings == expected
    assert pickle.loads(pickle.dumps(nlp))(TEXT)._.offerings == expected
    assert nlp("")._.offerings == []


@pytest.mark.usefixtures("extractor")
def test_worker_processes_give_the_same() -> None:
    nlp = pipeline()
    nlp.add_pipe("ipofacts")
    texts = [TEXT, "岚山精密首日收涨", "云溪药业递表"]
    alone = [doc._.offerings for doc in nlp.pipe(texts)]
    assert [doc._.offerings for doc in nlp.pipe(texts, n_process=2)] == alone
    assert [found[0]["company"]["name"] for found in alone] == ["青岭生物", "岚山精密", "云溪药业"]
