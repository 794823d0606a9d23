"""The cutter as a spaCy tokenizer that survives pickling, saving and worker processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from ipofacts.words.cutter import Cutter, Engine, Span

_FILE = "words.json"


class WordTokenizer:
    """Makes a Doc of the cutter's words; every character of the text belongs to a token, blanks too.

    Saved and pickled as its words and engine, never as a loaded dictionary.
    """

    def __init__(self, vocab: Vocab, words: Iterable[str] = (), engine: Engine = "rjieba") -> None:
        self.vocab = vocab
        self.cutter = Cutter(words, engine)

    def __reduce__(self) -> tuple[Any, ...]:
        return WordTokenizer, (self.vocab, self.cutter.words, self.cutter.engine)

    def __call__(self, text: str) -> Doc:
        """The Doc of a text without values."""
        return self.make_doc(text)

    def make_doc(self, text: str, fixed: Sequence[Span] = ()) -> Doc:
        """The Doc of ``text``; ``fixed`` spans (values) are one token each. ``doc.text == text`` always."""
        words = [text[start:end] for start, end in self.cutter.cut(text, fixed)]
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    def to_bytes(self, **_: Any) -> bytes:
        """Words and engine as JSON."""
        return json.dumps({"words": self.cutter.words, "engine": self.cutter.engine}, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **_: Any) -> WordTokenizer:
        """Takes over the words and engine that ``to_bytes`` wrote."""
        self.cutter = Cutter(**json.loads(data))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Writes words and engine into the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> WordTokenizer:
        """Takes over what ``to_disk`` wrote into the folder ``path``."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


@registry.tokenizers("ipofacts.words.v1")  # type: ignore[untyped-decorator]
def create_tokenizer(words: list[str] | None = None, engine: Engine = "rjieba") -> Callable[[Language], WordTokenizer]:
    """For a pipeline's config: ``[nlp.tokenizer] @tokenizers = "ipofacts.words.v1"``."""

    def create(nlp: Language) -> WordTokenizer:
        return WordTokenizer(nlp.vocab, words or (), engine)

    return create
