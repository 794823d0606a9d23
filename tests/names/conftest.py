"""One finder for all tests of names, and short ways to ask it."""

from collections.abc import Callable

import pytest

from ipofacts.names import NameFinder, Names
from ipofacts.text.model import Alignment, CleanText
from ipofacts.values import ValueFinder

Find = Callable[..., Names]


@pytest.fixture(scope="session")
def find() -> Find:
    """Finds the names of a body that is clean already, under a title that names nobody, or its own."""
    finder, values = NameFinder(), ValueFinder()

    def find_names(body: str, title: str = "今日要闻") -> Names:
        text = f"{title}\n{body}" if title else body
        nothing = Alignment((), ())
        return finder.find(CleanText(text, (), nothing, nothing, len(title)), values.find(text))

    return find_names


@pytest.fixture(scope="session")
def companies(find: Find) -> Callable[..., list[list[str]]]:
    """The forms of every company of an article."""
    return lambda body: [company.forms for company in find(body).companies]
