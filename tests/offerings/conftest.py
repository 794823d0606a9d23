"""Small invented articles, read the whole way; facts in a short form that can be compared at a glance."""

from collections.abc import Callable
from typing import Any

import pytest

from ipofacts import Extractor

Read = Callable[..., list[dict[str, Any]]]
DAY = "2025-12-08"


def short(value: Any) -> Any:
    """``HKD 12.80``, ``HKD 14.18-16.18``, ``HKD ..12.80``, ``approx HKD 600000000``; words as they are."""
    if not isinstance(value, dict):
        return value
    figure = value.get("value") or f"{value.get('low', '.')}-{value.get('high', '.')}"
    return " ".join(part for part in (value.get("bound"), value.get("currency"), figure) if part)


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """The offerings of an article published on 8 December 2025: company, whether primary, and every fact in short form."""

    def read_article(text: str, title: str | None = None, published: str | None = DAY) -> list[dict[str, Any]]:
        found = extractor.extract(text, title=title, published=published).to_json()["offerings"]
        return [
            {
                "company": offering["company"]["name"],
                **{key: short(value) for key, value in offering.items() if key not in ("company", "evidence", "checks")},
            }
            for offering in found
        ]

    return read_article


@pytest.fixture(scope="session")
def by_company(read: Read) -> Callable[..., dict[str, dict[str, Any]]]:
    """The same by company; for articles in which each has one listing."""

    def read_article(text: str, title: str | None = None, published: str | None = DAY) -> dict[str, dict[str, Any]]:
        offerings = read(text, title, published)
        assert len({offering["company"] for offering in offerings}) == len(offerings)
        return {offering["company"]: offering for offering in offerings}

    return read_article
