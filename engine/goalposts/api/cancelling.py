"""Stopping long work from another thread: a token that is given as the `progress` of a call."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from attrs import define, field

from goalposts.api.reading import Progress
from goalposts.errors import CancelledError


@define(eq=False)
class Cancellation:
    """Give it as `progress`, and call `cancel` from any thread: the call ends with a `CancelledError`.

    The work looks at it after every batch of rows that it reads, and before every goal that it judges. One token may
    serve any number of calls, and stays cancelled.

    Attributes:
        progress: told how far the reading is, as if it had been given itself.

    Example:
        >>> from goalposts.api import tally
        >>> from goalposts.testing import TODAY, sample_project
        >>> stop = Cancellation()
        >>> stop.cancel()
        >>> visits = {"visit_id": ["a"], "at": ["2025-10-01T09:00Z"], "done": [True]}
        >>> tally(sample_project(), {"sample.visit": visits}, as_of=TODAY, progress=stop)
        Traceback (most recent call last):
        goalposts.errors.CancelledError: sample.visit: the reading was stopped on request; call again to start anew.
    """

    progress: Progress | None = None
    _asked: Event = field(init=False, factory=Event, repr=False)

    def cancel(self) -> None:
        """Ask whatever works under this token to stop as soon as it can."""
        self._asked.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._asked.is_set()

    def check(self, during: str = "") -> None:
        """Stop here if somebody asked; for work of one's own under the same token.

        Raises:
            CancelledError: somebody asked.
        """
        if self.cancelled:
            raise CancelledError(during)

    def __call__(self, source: str, rows: int, share: float | None) -> None:
        """Take what a `progress` takes, and hand it on unless the work is to stop."""
        self.check(source)
        if self.progress is not None:
            self.progress(source, rows, share)


def heeded(progress: Progress | None) -> Callable[[], None]:
    """What to call before every goal: a token looks whether to go on, of any other progress nothing is asked."""
    return progress.check if isinstance(progress, Cancellation) else _go_on


def _go_on() -> None:
    return
