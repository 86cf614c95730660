"""Reads and writes whole files; a write is complete or has not happened."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goalposts.errors import InputError
from goalposts.locale import Text

PROJECT_FILE = "goalposts.yaml"
"""The name of a project's file in its folder."""

_MISSING = Text(en="there is no such file", ru="такого файла нет")
_NOT_TEXT = Text(en="the file is not UTF-8 text", ru="файл не в кодировке UTF-8")
_SAVE = Text(en="save it as UTF-8", ru="сохраните его в UTF-8")
_UNREADABLE = Text(en="cannot be read: {why}", ru="не прочитать: {why}")
_UNWRITABLE = Text(en="cannot be written: {why}", ru="не записать: {why}")
_OTHER_PLACE = Text(
    en="check the path, its permissions and the free space", ru="проверьте путь, права доступа и место на диске"
)
_NOTHING_IN_GIT = "*\n"


def project_file_at(path: str | Path) -> Path:
    """Find the project file in a folder, where a folder is named."""
    found = Path(path)
    return found / PROJECT_FILE if found.is_dir() else found


def read_text(path: Path, if_missing: Text | None = None) -> str:
    """Read a UTF-8 file, with or without a byte order mark.

    Args:
        path: the file.
        if_missing: what to do when there is no such file.

    Raises:
        InputError: it is not there, cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(_MISSING, str(path), if_missing) from error
    except UnicodeDecodeError as error:
        raise InputError(_NOT_TEXT, str(path), _SAVE) from error
    except ValueError as error:  # a null character in its name
        raise InputError(_MISSING, repr(str(path)), if_missing) from error
    except OSError as error:
        raise InputError(_UNREADABLE.fill(why=_why(error)), str(path), _OTHER_PLACE) from error


def read_bytes(path: Path) -> bytes:
    """Read a file as it is.

    Raises:
        InputError: it is not there, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(_MISSING, str(path)) from error
    except OSError as error:
        raise InputError(_UNREADABLE.fill(why=_why(error)), str(path), _OTHER_PLACE) from error


def exact_text(path: Path) -> str:
    """Read a UTF-8 file with its byte order mark and line ends, to write it back but for what is added.

    Raises:
        InputError: it is not there, cannot be read, or is not UTF-8.
    """
    read_text(path)  # it says what is wrong
    return path.read_bytes().decode()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of a failed write which file it was.

    Raises:
        InputError: the system refused.
    """
    try:
        yield
    except OSError as error:
        raise InputError(_UNWRITABLE.fill(why=_why(error)), str(path), _OTHER_PLACE) from error


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def make_private(folder: Path) -> Path:
    """Make a folder that only its owner reads and no version control takes.

    Raises:
        InputError: it cannot be made.
    """
    with writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_NOTHING_IN_GIT, encoding="utf-8")
    return folder


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write through a temporary file beside the target, then rename: the old file stays until the new one is whole.

    Raises:
        InputError: the folder cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = ""
    try:
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
            Path(temporary).replace(path)
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
