"""The lock file: `<stem>.lock` beside the project file, canonical JSON with its own digest."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve

from goalposts.errors import LockError
from goalposts.formats import canonical_json, digest, read_text, write_atomically
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
    """
    if not path.exists():
        return None
    try:
        plain = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise LockError(_EDITED, str(path), _RESTORE) from error
    seal = seal_from_dict(plain, str(path))
    if seal.digest != digest_of(seal):
        raise LockError(_EDITED, str(path), _RESTORE)
    earlier_seals(seal, str(path))
    return seal


def write_seal(path: Path, seal: Seal) -> Seal:
    """Write a lock file whole or not at all, and return the seal with its digest."""
    sealed = evolve(seal, digest=digest_of(seal))
    write_atomically(path, canonical_json(seal_to_dict(sealed)) + b"\n")
    return sealed


def digest_of(seal: Seal) -> str:
    """Give the digest of everything in a seal but the digest itself."""
    plain = seal_to_dict(seal)
    plain.pop("digest")
    return digest(plain)


_EDITED = Text(
    en="the lock file does not match its own digest: it was edited or damaged",
    ru="файл фиксации не совпадает с собственной контрольной суммой: его правили или повредили",
)
_RESTORE = Text(en="restore it from version control", ru="восстановите его из системы контроля версий")
