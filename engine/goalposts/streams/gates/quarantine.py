"""Writes refused rows to a file that only their owner can read."""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

from attrs import define

from goalposts.formats import make_private, writing
from goalposts.model import Quarantine

_COLUMNS = ("file", "line", "reason", "field", "value")


class RowWriter(Protocol):
    """Takes refused rows."""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write some rows."""


@define(eq=False)
class FileWriter:
    """Writes rows as CSV and says which file it was when the system refuses.

    Attributes:
        values: whether their last column, the value, is written too.
        digest: of the whole file, once it has its name.
    """

    file: IO[str]
    path: Path
    values: bool = True
    digest: str = ""

    def writerows(self, rows: Iterable[Iterable[object]], /) -> None:
        """Write some rows.

        Raises:
            InputError: the system refused.
        """
        with writing(self.path):
            csv.writer(self.file).writerows(rows if self.values else (tuple(row)[:-1] for row in rows))

    def place(self) -> int:
        """Return where the next row will stand."""
        with writing(self.path):
            self.file.flush()
            return os.fstat(self.file.fileno()).st_size

    def cut_back(self, place: int) -> None:
        """Take back what stands from a place on."""
        if self.place() > place:
            with writing(self.path):
                os.ftruncate(self.file.fileno(), place)
                self.file.seek(0, os.SEEK_END)

    def since(self, place: int) -> bytes:
        """Read what stands from a place on."""
        size = self.place() - place
        with writing(self.path), Path(self.file.name).open("rb") as file:
            file.seek(place)
            return file.read(size)

    def append(self, text: bytes) -> None:
        """Write rows that were read from such a file."""
        with writing(self.path):
            self.file.write(text.decode())


@contextmanager
def quarantine_file(quarantine: Quarantine | None, source: str) -> Iterator[FileWriter | None]:
    """Open the file of a source in the folder; it appears under its name only when everything is written.

    Without a quarantine nothing is written and the writer is None.

    Raises:
        InputError: the folder or the file cannot be written.
    """
    if quarantine is None:
        yield None
        return
    path = make_private(quarantine.folder) / file_name(source)
    with writing(path):
        file = NamedTemporaryFile(  # noqa: SIM115 - it outlives this block, and is closed on every way out
            "w", dir=quarantine.folder, suffix=".part", encoding="utf-8", newline="", delete=False
        )
    try:
        writer = FileWriter(file, path, quarantine.values)
        writer.writerows([_COLUMNS])
        yield writer
        with writing(path):
            file.close()
            writer.digest = digest_of(Path(file.name))  # before another process may write under the same name
            Path(file.name).replace(path)
    except BaseException:
        with suppress(OSError):  # the first failure is the one to tell
            file.close()
        Path(file.name).unlink(missing_ok=True)
        raise


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def file_name(source: str) -> str:
    """Name the file of a source; other names make other files, on every file system.

    >>> file_name("old-pbx"), file_name("old/pbx")
    ('old-pbx.csv', 'old_pbx~50589e3fbb34.csv')
    """
    readable = re.sub(r"[^\w.-]", "_", source)
    if readable == source.lower():
        return f"{readable}.csv"
    # What the name cannot show (a slash, a capital) is in the digest.
    return f"{readable}~{hashlib.sha256(source.encode()).hexdigest()[:12]}.csv"
