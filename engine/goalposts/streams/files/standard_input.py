"""Standard input as a file: it can be read only once, but a source is looked at before it is read."""

from __future__ import annotations

import atexit
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import IO, Final

_LOCK: Final = Lock()  # of two threads that ask at once, each would get a part of it


def standard_input(stream: IO[bytes]) -> Path:
    """Copy what comes in to a file that is removed when the process ends; a second call gives the same file."""
    with _LOCK:
        return _copied(stream)


@lru_cache(maxsize=1)
def _copied(stream: IO[bytes]) -> Path:
    with NamedTemporaryFile(prefix="goalposts-", suffix=".input", delete=False) as file:
        path = Path(file.name)
        atexit.register(path.unlink, missing_ok=True)
        shutil.copyfileobj(stream, file, 1 << 20)
    return path
