"""Writes refused rows to a file that only their owner can read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

_COLUMNS = ("file", "line", "reason", "field", "value")


class RowWriter(Protocol):
    """Takes refused rows."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write some rows."""


@contextmanager
def quarantine_file(folder: Path | None, source: str) -> Iterator[RowWriter | None]:
    """Open `<source>.csv` in the folder; it appears under its name only when everything is written.

    Without a folder nothing is written and the writer is None.
    """
    if folder is None:
        yield None
        return
    _make_private(folder)
    with NamedTemporaryFile("w", dir=folder, suffix=".part", encoding="utf-8", newline="", delete=False) as file:
        try:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            yield writer
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise
    Path(file.name).replace(folder / (re.sub(r"[^\w.-]", "_", source) + ".csv"))


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
