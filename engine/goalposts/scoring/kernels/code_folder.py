"""Where numba's machine code lies on disk, and how processes share it without ever seeing each other's half of it.

A folder is named by the digest of everything that the code depends on: the loops' source, the versions, the processor,
numba's mode. It is complete before it gets its name: compiled beside it, sealed with the digests of its files, then
renamed. Whoever uses it takes a copy first and checks that, so that nothing changes under numba, which writes where it
reads, and so that a folder may be read-only. What a process left behind that was killed is swept away by a later one.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

Loops: TypeAlias = "tuple[tuple[Callable[..., Any], str], ...]"

_SEAL: Final = "complete.json"
_UNFINISHED: Final = "compiling-"
_DEAD_AFTER_SECONDS: Final = 3_600
"""No compilation takes so long: whoever began it is dead."""


def cache_folder(loops: Loops) -> Path | None:
    """Where the machine code of these loops belongs on this machine; None when it cannot be kept."""
    import llvmlite.binding as llvm
    import numba

    config: Any = numba.config
    if config.DISABLE_JIT:
        return None
    sources = sorted({str(sys.modules[loop.__module__].__file__) for loop, _ in loops})
    try:
        depends = [
            *(sha256(Path(source).read_bytes()).hexdigest() for source in sources),
            *(f"{source}:{Path(source).stat().st_mtime_ns}" for source in sources),  # numba's own index asks for it
            *(signature for _, signature in loops),
            sys.version,
            numba.__version__,
            llvm.get_host_cpu_name(),
            llvm.get_host_cpu_features().flatten(),
            str((config.BOUNDSCHECK, config.OPT, config.CPU_NAME, config.CPU_FEATURES)),
        ]
        name = sha256("\n".join(depends).encode()).hexdigest()[:24]
        return user_cache() / "goalposts" / "kernels" / name
    except (OSError, RuntimeError):  # there is no source, or nobody is at home
        return None


def user_cache() -> Path:
    """The user's cache directory as the system names it, unless NUMBA_CACHE_DIR names another.

    Raises:
        RuntimeError: the user has no home.
    """
    if os.environ.get("NUMBA_CACHE_DIR"):
        return Path(os.environ["NUMBA_CACHE_DIR"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def is_complete(folder: Path) -> bool:
    """Whether a folder holds exactly the files that were compiled into it."""
    try:
        sealed = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        return bool(sealed) and sealed == _digests(folder)
    except (OSError, ValueError):
        return False


@contextmanager
def copied(folder: Path) -> Iterator[Path | None]:
    """Take a copy for as long as it is read; None where the folder is not complete.

    Raises:
        OSError: there is no room for a copy.
    """
    with tempfile.TemporaryDirectory(prefix="goalposts-", ignore_cleanup_errors=True) as room:
        copy = Path(room) / folder.name
        try:
            shutil.copytree(folder, copy)
        except (OSError, shutil.Error):  # another process is just replacing it
            yield None
        else:
            yield copy if is_complete(copy) else None


def unfinished(folder: Path) -> Path:
    """Make an empty folder beside the one that is to be.

    Raises:
        OSError: nothing can be written there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder.parent)
    return Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))


def publish(own: Path, folder: Path) -> None:
    """Give a folder the name that everybody looks for, unless another process was faster.

    Raises:
        OSError: the disk is full.
    """
    (own / _SEAL).write_text(json.dumps(_digests(own)), encoding="utf-8")
    if folder.exists() and not is_complete(folder):
        shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # its folder is as good as this one
        own.rename(folder)


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != _SEAL)
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):  # another process sweeps too
            if time.time() - left.stat().st_mtime > _DEAD_AFTER_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
