"""The spaCy component with the shipped rules: over processes, stored, loaded."""

import doctest

import spacy
from spacy.tokens import Doc, DocBin

import ipofacts.spacy as component
from ipofacts.spacy import OfferingsComponent


def article(number: int) -> str:
    return f"岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股{number}.5港元。"


def pipeline() -> spacy.Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("ipofacts")
    return nlp


def test_processes_and_storage_keep_what_is_read(extractor, monkeypatch, tmp_path):
    monkeypatch.setattr(OfferingsComponent, "_load", lambda self: extractor)
    expected = [extractor.extract(article(number)).to_json()["offerings"] for number in range(6)]
    docs = [doc for doc in pipeline().pipe(map(article, range(6))) if isinstance(doc, Doc)]
    assert [doc._.offerings for doc in docs] == expected
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    restored = DocBin(store_user_data=True).from_bytes(stored).get_docs(spacy.blank("zh").vocab)
    assert [plain(doc._.offerings) for doc in restored] == expected
    pipeline().to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(article(3))._.offerings == expected[3]


def plain(data):
    """Stored lists come back as tuples."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(item) for item in data] if isinstance(data, list | tuple) else data


def test_two_processes_read_with_engines_of_their_own(extractor):
    docs = list(pipeline().pipe(map(article, range(6)), n_process=2))
    assert [doc._.offerings for doc in docs] == [
        extractor.extract(article(number)).to_json()["offerings"] for number in range(6)
    ]


def test_the_example_of_the_documentation():
    found = doctest.DocTestParser().get_doctest(component.__doc__, {}, "spacy", None, 0)
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(found, out=report.append).failed == 0, "".join(report)
