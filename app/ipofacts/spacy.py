"""ipofacts in a spaCy pipeline: ``nlp.add_pipe("ipofacts")`` puts the offerings of every Doc into ``doc._.offerings``.

A Doc that has ``doc._.published`` (YYYY-MM-DD) before it comes is read as of that day:

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> component = nlp.add_pipe("ipofacts")
>>> doc = nlp.make_doc("岚溪科技(02999.HK)今日在港交所挂牌,发行价为每股12.5港元。")
>>> doc._.published = "2026-03-04"
>>> offering = nlp(doc)._.offerings[0]
>>> offering["issue_price"]["value"], offering["listing_date"]
('12.5', '2026-03-04')
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from ipofacts.extractor import Extractor


class OfferingsComponent:
    """Sets ``doc._.offerings`` to the offerings as plain data: dictionaries, lists and strings, which survive DocBin.

    Keeps no Doc. Pickles as its settings: every process loads the rules for itself, on its first Doc.
    """

    def __init__(self, name: str, rules: str | None = None) -> None:
        self.name = name
        self.rules = rules
        self._extractor: Extractor | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return OfferingsComponent, (self.name, self.rules)

    def __call__(self, doc: Doc) -> Doc:
        """Reads ``doc.text`` as an article; returns the same Doc."""
        # A blank Doc states nothing, and an article may not be blank.
        blank = not doc.text.strip()
        doc._.offerings = [] if blank else self._load().extract(doc.text, published=doc._.published).to_json()["offerings"]
        return doc

    def _load(self) -> Extractor:
        if self._extractor is None:
            from ipofacts.extractor import Extractor

            self._extractor = Extractor(rules=Path(self.rules) if self.rules else None)
        return self._extractor


@Language.factory("ipofacts", default_config={"rules": None}, assigns=["doc._.offerings"])
def make_component(nlp: Language, name: str, rules: str | None = None) -> OfferingsComponent:  # noqa: ARG001 (spaCy passes it)
    """``rules`` is a folder of rules to lay over the shipped ones; None takes the shipped rules alone."""
    for extension in ("offerings", "published"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    return OfferingsComponent(name, rules)
