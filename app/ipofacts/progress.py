"""A bar that tells how far many articles are, in a terminal or a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager


@contextmanager
def progress_bar(articles: object, shown: bool) -> Iterator[Callable[[], object]]:
    """What to call after each article; time left is told if the number of articles is known."""
    if not shown:
        yield lambda: None
        return
    from tqdm.auto import tqdm

    with tqdm(total=len(articles) if isinstance(articles, Sized) else None, unit=" articles") as bar:
        yield bar.update
