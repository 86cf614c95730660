"""Compiles the plain loops of this folder with numba, which is imported here and only when a large fold asks.

Machine code is kept on disk, in the user's cache directory, in a folder named by the digest of everything that it
depends on: the loops' source, the versions, the processor, numba's mode. A folder is complete before it gets its name
(compiled beside it, then renamed), and it carries the digests of its files: several processes never see each other's
half-written files, and a damaged folder is compiled anew. Without a writable directory everything is compiled in
every process, which only takes time.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Loops: TypeAlias = "tuple[tuple[Callable[..., Any], str], ...]"

_LOG: Final = logging.getLogger("goalposts.kernels")
_LOCK: Final = Lock()  # numba's cache directory is a setting of its module, so one thread compiles at a time
_SEAL: Final = "complete.json"


def compiled(loops: Loops) -> tuple[Callable[..., Any], ...]:
    """Return the compiled forms of some loops, each with its one signature; they release the GIL.

    The first use ever takes seconds, and says so on the logger `goalposts.kernels`; later uses about one second for
    numba itself.
    """
    with _LOCK:
        return _compiled(loops)


@lru_cache(maxsize=8)
def _compiled(loops: Loops) -> tuple[Callable[..., Any], ...]:
    folder = cache_folder(loops)
    if folder is not None and is_complete(folder):
        try:
            return _from(loops, folder)
        except Exception:  # noqa: BLE001  # whatever a damaged cache raises, compiling heals it
            _LOG.warning("compiled kernels in %s are damaged and are compiled anew", folder)
    _LOG.info("compiling the kernels of folds for this machine, once; this takes some seconds")
    return _from(loops, None) if folder is None else _published(loops, folder)


def _from(loops: Loops, folder: Path | None) -> tuple[Callable[..., Any], ...]:
    import numba

    config: Any = numba.config
    before, made = config.CACHE_DIR, []
    try:
        for loop, signature in loops:
            # again for each: compiling reads the environment anew when it has changed, and forgets what was set here
            config.CACHE_DIR = "" if folder is None else str(folder)
            made.append(numba.njit(signature, nogil=True, cache=folder is not None)(loop))
    finally:
        config.CACHE_DIR = before
    return tuple(made)


def _published(loops: Loops, folder: Path) -> tuple[Callable[..., Any], ...]:
    """Compile into a folder of one's own and give it the name that everybody looks for."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(prefix="compiling-", dir=folder.parent))
    except OSError:
        return _from(loops, None)
    try:
        made = _from(loops, own)
        (own / _SEAL).write_text(json.dumps(_digests(own)), encoding="utf-8")
        if folder.exists() and not is_complete(folder):
            shutil.rmtree(folder, ignore_errors=True)
        own.rename(folder)
    except OSError:
        made = _from(loops, None)  # the disk is full, or another process was faster: its folder is as good
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return made


def is_complete(folder: Path) -> bool:
    """Whether a folder holds exactly the files that were compiled into it."""
    try:
        sealed = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
        return bool(sealed) and sealed == _digests(folder)
    except (OSError, ValueError):
        return False


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != _SEAL)
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def cache_folder(loops: Loops) -> Path | None:
    """Where the machine code of these loops belongs on this machine; None when there is nothing to keep."""
    import llvmlite.binding as llvm
    import numba

    config: Any = numba.config
    if config.DISABLE_JIT:
        return None
    sources = sorted({str(sys.modules[loop.__module__].__file__) for loop, _ in loops})
    depends = [
        *(sha256(Path(source).read_bytes()).hexdigest() for source in sources),
        *(f"{source}:{Path(source).stat().st_mtime_ns}" for source in sources),  # numba's own index asks for it
        *(signature for _, signature in loops),
        sys.version,
        numba.__version__,
        llvm.get_host_cpu_name(),
        str((config.BOUNDSCHECK, config.OPT, config.CPU_NAME, config.CPU_FEATURES)),
    ]
    name = sha256("\n".join(depends).encode()).hexdigest()[:24]
    try:
        return user_cache() / "goalposts" / "kernels" / name
    except RuntimeError:  # nobody is at home
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
