from __future__ import annotations

import pytest

from ipofacts.text import Cleaner


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    return Cleaner()
