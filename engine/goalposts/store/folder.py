"""The folder of the store: small files that are whole or not there, checked when they are read.

A file is one line that names the format, the SHA-256 of what follows, and that, packed by zlib. It is written under
another name, brought to the disk and renamed; so whoever is killed leaves at most a file that nobody looks for. What
cannot be read, is damaged or of another version is not there.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from attrs import define, field

from goalposts.errors import InputError
from goalposts.formats import make_private
from goalposts.locale import Text

LIMIT_BYTES: Final = 1 << 30
"""What a store takes on the disk unless the caller says otherwise."""

_FORMAT: Final = b"goalposts/store/1\n"
_DIGEST_BYTES: Final = 32
_SUFFIX, _PART_SUFFIX = ".kept", ".part"
_LEFT_SECONDS: Final = 3600
_TRIMMED_TO: Final = 0.9
_FAST: Final = 1

_LOG: Final = logging.getLogger("goalposts.store")
_UNWRITABLE: Final = Text(
    en="nothing can be kept in {folder} ({why}), so the data will be read again each time",
    ru="в папку {folder} нельзя писать ({why}), поэтому данные каждый раз будут читаться заново",
)


@define(eq=False)
class Store:
    """A folder where scans are kept for the next time; several processes may use it at once.

    Attributes:
        folder: made when something is kept, private to its owner; beside a project it is `.goalposts`.
        limit_bytes: how large it may grow; what was not used for longest goes first.

    Example:
        >>> Store("/nowhere/at/all").get("a key") is None
        True
    """

    folder: Path = field(converter=Path)
    limit_bytes: int = LIMIT_BYTES
    _useless: bool = field(default=False, init=False)

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where nothing whole is."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
            body = _opened(stored)
            os.utime(path)  # it was used now
        except (OSError, ValueError, zlib.error):
            return None
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep something under a key, in place of what was there; where that is not possible, say so once."""
        if self._useless:
            return
        packed = zlib.compress(body, _FAST)
        try:
            make_private(self.folder)
            self._entries.mkdir(mode=0o700, exist_ok=True)
            self._write(self._path(key), _FORMAT + hashlib.sha256(packed).digest() + packed)
        except (OSError, InputError) as fault:
            self._useless = True
            cause = fault.__cause__ if isinstance(fault, InputError) else fault
            why = getattr(cause, "strerror", None) or type(cause).__name__
            _LOG.warning(_UNWRITABLE.fill(folder=str(self.folder), why=why))

    def trim(self) -> None:
        """Drop what was not used for longest until the rest fits, and what was left half-written."""
        kept: list[tuple[float, int, str]] = []
        with suppress(OSError), os.scandir(self._entries) as found:
            for entry in found:
                with suppress(OSError):  # another process dropped it
                    state = entry.stat()
                    if entry.name.endswith(_SUFFIX):
                        kept.append((state.st_mtime, state.st_size, entry.path))
                    elif state.st_mtime < time.time() - _LEFT_SECONDS:
                        Path(entry.path).unlink()
        excess = sum(size for _, size, _ in kept) - self.limit_bytes
        if excess <= 0:
            return
        excess += int(self.limit_bytes * (1 - _TRIMMED_TO))
        for _, size, path in sorted(kept):
            if excess <= 0:
                break
            with suppress(OSError):
                Path(path).unlink()
            excess -= size

    @property
    def _entries(self) -> Path:
        return self.folder / "store"

    def _path(self, key: str) -> Path:
        return self._entries / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}{_SUFFIX}"

    def _write(self, path: Path, content: bytes) -> None:
        with NamedTemporaryFile("wb", dir=path.parent, suffix=_PART_SUFFIX, delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(file.name).unlink()
                raise


def _opened(stored: bytes) -> bytes:
    start = len(_FORMAT) + _DIGEST_BYTES
    packed = memoryview(stored)[start:]
    if not stored.startswith(_FORMAT) or hashlib.sha256(packed).digest() != stored[len(_FORMAT) : start]:
        raise ValueError("not a whole entry of this version")
    return zlib.decompress(packed)
