"""Whole documents: a file that opens in any browser, and the piece that a notebook shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from ipofacts.render.article import marked, spans
from ipofacts.render.cards import card, summary, warnings
from ipofacts.render.labels import Labels, labels, style

# Nothing is loaded and nothing runs, whatever stands in an article.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
# Evidence lights up with its fact by one line of style a fact; beyond so many the colours alone must do.
_MOST_LIT = 400


def opening(language: str = "zh") -> str:
    """The beginning of a document, up to where its articles follow."""
    words = labels(language)
    return (
        f'<!doctype html>\n<html lang="{words["language"]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>ipofacts · {escape(words['document'])}</title>\n<style>\n{style()}</style>\n</head>\n"
        f'<body class="ipofacts alone">\n<main>\n<h1>{escape(words["document"])}</h1>\n'
    )


def closing() -> str:
    """The end of a document."""
    return "</main>\n</body>\n</html>\n"


def section(article: dict[str, Any], answer: dict[str, Any], number: int, language: str = "zh") -> str:
    """One article of a document: ``article`` and ``answer`` in the form of the contract, an extraction or a problem.

    ``number`` tells the articles of one document apart. Offsets count code points.
    """
    words = labels(language)
    name = article.get("id") or answer.get("id")
    if "problem" in answer:
        problem = answer["problem"]
        told = f"{words['unreadable']}: {problem['title']}. {problem['detail']}"
        heading = f"<h2>{escape(name or str(number))}</h2>"
        return f'<section class="reading">{heading}<p class="problem">{escape(told)}</p></section>\n'
    scope = f"a{number}"
    about = " · ".join(
        str(part) for part in (name, article.get("published") and f"{words['published']} {article['published']}") if part
    )
    offerings = answer["offerings"]
    title = ""
    if article.get("title"):
        title = f'<span class="headline">{marked(article["title"], spans(offerings, "title"), words)}</span>'
    text = marked(article["text"], spans(offerings, "text"), words)
    return (
        f'<section class="reading" id="{scope}">{_lighting(f"#{scope}", offerings)}'
        f'<div class="column"><h2>{escape(words["article"])}</h2><p class="about">{escape(about)}</p>'
        f'<article class="article" lang="zh">{title}{text}</article></div>'
        f'<div class="column">{_cards(answer, words)}</div></section>\n'
    )


def fragment(answer: dict[str, Any], language: str = "zh") -> str:
    """An extraction without its article, for a notebook: cards, with the words that state each fact."""
    return f'<div class="ipofacts"><style>{style()}</style>{_cards(answer, labels(language))}</div>'


def _cards(answer: dict[str, Any], words: Labels) -> str:
    told = "".join(f'<p class="warning">{escape(warning)}</p>' for warning in warnings(answer, words))
    cards = "".join(card(offering, index, words) for index, offering in enumerate(answer["offerings"]))
    version = f'<p class="version">{escape(words["rules_version"])} <code>{escape(answer["rules_version"])}</code></p>'
    return f"<h2>{escape(summary(answer['offerings'], words))}</h2>{told}{cards}{version}"


def _lighting(scope: str, offerings: Sequence[dict[str, Any]]) -> str:
    """Style that lights up a fact's words while one points at the fact, and the reverse."""
    keys = [f"{index}:{fact}" for index, offering in enumerate(offerings) for fact in offering["evidence"]][:_MOST_LIT]
    lines = (f'{scope}:has([data-facts~="{key}"]:hover) [data-facts~="{key}"]' for key in keys)
    return f"<style>{', '.join(lines)} {{ outline: 2px solid var(--accent); }}</style>" if keys else ""
