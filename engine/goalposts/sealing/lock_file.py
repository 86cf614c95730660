"""The lock file: `<stem>.lock` beside the project file, canonical JSON with its own digest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import evolve

from goalposts.errors import LockError
from goalposts.formats import canonical_json, digest, read_text, write_atomically, writing
from goalposts.formats.records import seal_from_dict, seal_to_dict
from goalposts.locale import Text
from goalposts.model import Seal
from goalposts.sealing.amending import earlier_seals


def lock_path(project_file: Path) -> Path:
    """Return where the lock of a project file lies."""
    return project_file.with_suffix(".lock")


def read_seal(path: Path) -> Seal | None:
    """Read a lock file; nothing when there is none.

    Raises:
        LockError: it is damaged, or was edited by hand.
        InputError: a newer version wrote it.
    """
    if not path.exists():
        return None
    try:
        plain = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise LockError(_EDITED, str(path), _RESTORE) from error
    seal = seal_from_dict(plain, str(path))
    if seal.digest != _digest(plain):
        raise LockError(_EDITED, str(path), _RESTORE)
    earlier_seals(seal, str(path))
    return seal


def write_seal(path: Path, seal: Seal, replaces: str | None = None) -> Seal:
    """Write a lock file whole or not at all, and return the seal with its digest.

    Args:
        path: of the lock file.
        seal: what to write.
        replaces: the digest of the lock that it takes the place of, empty where there must be none yet; None
            replaces whatever there is.

    Raises:
        LockError: somebody else wrote the lock meanwhile, or is writing it.
    """
    sealed = evolve(seal, digest=digest_of(seal))
    with _alone(path):
        if replaces is not None:
            found = read_seal(path)
            if (found.digest if found else "") != replaces:
                raise LockError(_MEANWHILE, str(path), _AGAIN)
        write_atomically(path, canonical_json(seal_to_dict(sealed)) + b"\n")
    return sealed


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep two commands from writing one lock at once; the later one is refused, and nothing is lost."""
    guard = path.with_name(f".{path.name}.writing")
    with writing(path):
        try:
            os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError as error:
            raise LockError(_BUSY, str(path), _REMOVE.fill(file=str(guard))) from error
    try:
        yield
    finally:
        guard.unlink(missing_ok=True)


def digest_of(seal: Seal) -> str:
    """Give the digest of everything in a seal but the digest itself."""
    return _digest(seal_to_dict(seal))


def _digest(plain: Mapping[str, Any]) -> str:
    """The digest of a lock as it is written, so that keys which a later version adds count too."""
    return digest({key: value for key, value in plain.items() if key != "digest"})


_EDITED = Text(
    en="the lock file does not match its own digest: it was edited or damaged",
    ru="файл фиксации не совпадает с собственной контрольной суммой: его правили или повредили",
)
_RESTORE = Text(en="restore it from version control", ru="восстановите его из системы контроля версий")
_MEANWHILE = Text(
    en="somebody else wrote the lock file meanwhile, so nothing was written",
    ru="тем временем файл фиксации записал кто-то другой, поэтому ничего не записано",
)
_AGAIN = Text(en="look at it, and try again", ru="посмотрите на него и повторите")
_BUSY = Text(
    en="the lock file is being written by another command", ru="файл фиксации сейчас записывает другая команда"
)
_REMOVE = Text(
    en="try again in a moment; if no other command runs, one was broken off: remove {file}",
    ru="повторите через минуту; если других команд нет, одна из них оборвалась: удалите {file}",
)
