"""What the kernels log, as notes of a command: that a first large attribution compiles, and what does not work."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.cli.session import Session


class _Notes(logging.Handler):
    """Passes on what is logged, in the reader's language; faults even to those who want it quiet."""

    def __init__(self, session: Session) -> None:
        super().__init__(logging.INFO)
        self.session = session

    def emit(self, record: logging.LogRecord) -> None:
        words = record.msg if isinstance(record.msg, Text) else record.getMessage()
        tell = self.session.warn if record.levelno >= logging.WARNING else self.session.note
        tell(words)


@contextmanager
def kernel_notes(session: Session) -> Iterator[None]:
    """Show what the kernels log meanwhile."""
    log, notes = logging.getLogger("goalposts.kernels"), _Notes(session)
    before = log.level
    log.addHandler(notes)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(before)
        log.removeHandler(notes)
