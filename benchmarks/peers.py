"""Others' work on the same articles, for scale: word cutting, number and money extraction; who isn't installed is left out."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import Any

import ahocorasick_rs
import jieba
import rjieba
import spacy
from spacy.lang.zh import Chinese
from spacy.tokens import Doc

Work = Callable[[str], object]


def baseline() -> Work:
    """jieba.lcut, pure Python, HMM on: what everything is measured against."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.lcut


def peers() -> tuple[dict[str, Work], list[str]]:
    """The peers that can be had, and a word for each that can't."""
    found: dict[str, Work] = {"spaCy Chinese, jieba": _spacy()}
    lacking: list[str] = []
    for name, module, make in (
        ("JioNLP money, time", "jionlp", _jionlp),
        ("Recognizers number", "recognizers_suite", _recognizers),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError:
            lacking.append(f"{name}: not installed (pip install 'ipofacts[bench]')")
    return found, lacking


def floor() -> dict[str, Work]:
    """The least that work such as ours takes: a pass over the characters, a cut in Rust, a spaCy Doc."""
    words = ahocorasick_rs.AhoCorasick([chr(code) * 2 for code in range(0x4E00, 0x4E00 + 5000)])
    cut = rjieba.Jieba().cut
    vocab = spacy.blank("zh").vocab
    return {
        "one pass (Aho-Corasick)": words.find_matches_as_indexes,
        "one cut (rjieba)": lambda text: cut(text, False),
        "one Doc (spaCy)": lambda text: Doc(vocab, words=cut(text, False)),
    }


def _spacy() -> Work:
    nlp = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return nlp.tokenizer


def _jionlp(library: Any) -> Work:
    def work(text: str) -> object:
        return library.ner.extract_money(text), library.ner.extract_time(text)

    return work


def _recognizers(library: Any) -> Work:
    return lambda text: library.recognize_number(text, library.Culture.Chinese)
