"""Compiles the plain loops of this folder with numba, which is imported here and only when a large attribution asks.

Machine code is kept on disk (`code_folder.py`): the first use ever takes seconds, and says so on the logger
`goalposts.kernels`. Whatever is wrong with the disk only costs the time to compile in every process; where numba itself
does not work, the loops run as they are written, and the log says that too.
"""

from __future__ import annotations

import logging
import shutil
from functools import lru_cache, wraps
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from goalposts.locale import Text
from goalposts.scoring.kernels.code_folder import Loops, cache_folder, copied, publish, unfinished

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG: Final = logging.getLogger("goalposts.kernels")
_LOCK: Final = Lock()  # numba's cache directory is a setting of its module, so one thread compiles at a time

_FIRST_USE: Final = Text(
    en="Compiling what large attributions need for this machine; this takes some seconds, and only the first time.",
    ru="Компилируется то, что нужно большим атрибуциям на этой машине: несколько секунд, только в первый раз.",
)
_EVERY_USE: Final = Text(
    en="Compiling what large attributions need; this takes some seconds every time, because it cannot be kept in "
    "{folder}.",
    ru="Компилируется то, что нужно большим атрибуциям: несколько секунд каждый раз, потому что сохранить это "
    "в {folder} нельзя.",
)
_NOWHERE: Final = Text(en="a cache directory", ru="каталоге кэша")
_DAMAGED: Final = Text(
    en="The compiled code in {folder} is damaged and is compiled anew.",
    ru="Скомпилированный код в {folder} повреждён и компилируется заново.",
)
_NO_NUMBA: Final = Text(
    en="numba does not work here, so large attributions take many times as long: {fault}",
    ru="numba здесь не работает, поэтому большие атрибуции идут во много раз дольше: {fault}",
)


def compiled(loops: Loops) -> tuple[Callable[..., Any], ...]:
    """Return the compiled forms of some loops, each with its one signature; they release the GIL.

    The first use ever takes seconds, and says so; later uses about one second for numba itself.
    """
    with _LOCK:
        return _compiled(loops)


@lru_cache(maxsize=8)
def _compiled(loops: Loops) -> tuple[Callable[..., Any], ...]:
    try:
        import numba
    except ImportError as error:  # it refuses to work with a Python or NumPy that is younger than itself
        _LOG.warning(_NO_NUMBA.fill(fault=str(error).split("\n", maxsplit=1)[0]))
        return _as_written(loops)
    config: Any = numba.config
    if config.DISABLE_JIT:
        return _as_written(loops)
    folder = cache_folder(loops)
    return (None if folder is None else _loaded(loops, folder)) or _made(loops, folder)


def _loaded(loops: Loops, folder: Path) -> tuple[Callable[..., Any], ...] | None:
    """The loops from the disk; None where they are not there, or damaged."""
    if not folder.exists():
        return None
    try:
        with copied(folder) as copy:
            if copy is not None:
                return _from(loops, copy)
    except Exception:  # noqa: BLE001  # whatever a damaged cache raises, compiling heals it
        _LOG.debug("loading from %s failed", folder, exc_info=True)
    _LOG.warning(_DAMAGED.fill(folder=str(folder)))
    return None


def _made(loops: Loops, folder: Path | None) -> tuple[Callable[..., Any], ...]:
    """Compile into a folder of one's own, which then gets the name that everybody looks for; or into memory only."""
    own = None
    try:
        own = None if folder is None else unfinished(folder)
        _LOG.info(_EVERY_USE.fill(folder=str(folder) if folder else _NOWHERE) if own is None else _FIRST_USE)
        made = _from(loops, own)
        if own is not None and folder is not None:
            publish(own, folder)
    except OSError:  # nothing can be written there, or the disk is full
        if own is None:
            _LOG.info(_EVERY_USE.fill(folder=str(folder)))
        made = _from(loops, None)
    finally:
        if own is not None:
            shutil.rmtree(own, ignore_errors=True)
    return made


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


def _as_written(loops: Loops) -> tuple[Callable[..., Any], ...]:
    return tuple(_quiet(loop) for loop, _ in loops)


def _quiet(loop: Callable[..., Any]) -> Callable[..., Any]:
    """The loop as Python runs it; hashes overflow on purpose, of which NumPy would warn and machine code does not."""
    import numpy as np

    @wraps(loop)
    def quiet(*arguments: Any) -> Any:
        with np.errstate(over="ignore"):
            return loop(*arguments)

    return quiet
