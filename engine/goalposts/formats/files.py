"""Reads and writes whole files; a write is complete or has not happened."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from goalposts.errors import InputError
from goalposts.locale import Text


def read_text(path: Path) -> str:
    """Read a UTF-8 file, with or without a byte order mark.

    Raises:
        InputError: it is not there, cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        hint = Text(
            en="give its path, or make one with `goalposts init`", ru="укажите путь или создайте: `goalposts init`"
        )
        raise InputError(Text(en="there is no such file", ru="такого файла нет"), str(path), hint) from error
    except UnicodeDecodeError as error:
        raise InputError(
            Text(en="the file is not UTF-8 text", ru="файл не в кодировке UTF-8"),
            str(path),
            Text(en="save it as UTF-8", ru="сохраните его в UTF-8"),
        ) from error
    except OSError as error:
        raise InputError(Text.of(f"{error.strerror}"), str(path)) from error


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write through a temporary file beside the target, then rename: the old file stays until the new one is whole.

    Raises:
        InputError: the folder cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise InputError(
            Text(en=f"cannot be written: {error.strerror}", ru=f"не записать: {error.strerror}"), str(path)
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
