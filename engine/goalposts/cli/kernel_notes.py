"""What scoring, its kernels and the store log, as notes of a command: memory, a first compilation, what fails."""

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
    """Show what scoring, its kernels and the store log meanwhile."""
    names = ("goalposts.kernels", "goalposts.scoring", "goalposts.store")
    logs, notes = [logging.getLogger(name) for name in names], _Notes(session)
    before = [log.level for log in logs]
    for log in logs:
        log.addHandler(notes)
        log.setLevel(logging.INFO)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
            log.removeHandler(notes)
