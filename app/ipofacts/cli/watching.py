"""How far a long run is, on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from ipofacts.cli.inputs import Source, count
from ipofacts.cli.outputs import Done


@contextmanager
def watched(found: Sequence[Source], done: int, to_terminal: bool) -> Iterator[Callable[[Iterable[Done]], Iterator[Done]]]:
    """What passes answers on and shows a bar with rate and time left; ``done`` articles were answered before.

    ``to_terminal``: answers go to standard output, where a bar would get between them if that is a terminal, too.
    """
    if not sys.stderr.isatty() or (to_terminal and sys.stdout.isatty()):
        yield iter
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.finished_speed or task.speed or 0:.0f}/s", style="progress.data.speed")

    shape = (MofNCompleteColumn(), BarColumn(), Rate(), TimeRemainingColumn(compact=True))
    with Progress(*shape, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=_total(found), completed=done)

        def passed_on(answers: Iterable[Done]) -> Iterator[Done]:
            for answer in answers:
                progress.advance(task)
                yield answer

        yield passed_on


def _total(found: Iterable[Source]) -> int | None:
    """About how many articles there are, if that can be told."""
    total = 0
    for source in found:
        number = count(source)
        if number is None:
            return None
        total += number
    return total
