"""Writes refused rows to a file that only their owner can read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from attrs import frozen

from goalposts.model import Quarantine

_COLUMNS = ("file", "line", "reason", "field", "value")


class RowWriter(Protocol):
    """Takes refused rows."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write some rows."""


@frozen
class PositionWriter:
    """Takes refused rows and leaves out their last column, the value."""

    to: RowWriter

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write where some rows stand."""
        self.to.writerows(tuple(row)[:-1] for row in rows)


@contextmanager
def quarantine_file(quarantine: Quarantine | None, source: str) -> Iterator[RowWriter | None]:
    """Open `<source>.csv` in the folder; it appears under its name only when everything is written.

    Without a quarantine nothing is written and the writer is None.
    """
    if quarantine is None:
        yield None
        return
    _make_private(quarantine.folder)
    with NamedTemporaryFile(
        "w", dir=quarantine.folder, suffix=".part", encoding="utf-8", newline="", delete=False
    ) as file:
        try:
            rows = csv.writer(file)
            writer = rows if quarantine.values else PositionWriter(rows)
            writer.writerows([_COLUMNS])
            yield writer
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise
    Path(file.name).replace(quarantine.folder / (re.sub(r"[^\w.-]", "_", source) + ".csv"))


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
