"""Watches how a plugin behaves while it is loaded or judges: it must not print, nor change what others rely on."""

from __future__ import annotations

import decimal
import io
import locale
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

from attrs import field, frozen

_WATCHED: Final = "goalposts"
_lock = threading.RLock()


@frozen
class Conduct:
    """What was noticed; `printed` and `changed` are empty for a plugin that behaves."""

    said: list[str] = field(factory=list)
    changed: list[str] = field(factory=list)

    @property
    def printed(self) -> str:
        """The first line that was printed to stdout."""
        return next(iter("".join(self.said).strip().splitlines()), "")


class _Overheard(io.TextIOBase):
    """Stands for stdout; what one thread writes is kept, others write through."""

    def __init__(self, heard: list[str], real: TextIO) -> None:
        self._heard, self._real, self._thread = heard, real, threading.get_ident()

    def write(self, text: str) -> int:
        if threading.get_ident() != self._thread:
            return self._real.write(text)
        self._heard.append(text)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@contextmanager
def overheard() -> Iterator[Conduct]:
    """Keep what this thread prints to stdout, where results stand, and say it in the conduct."""
    conduct = Conduct()
    with _lock:  # one at a time, so that stdout is given back to whom it was taken from
        real = sys.stdout
        sys.stdout = _Overheard(conduct.said, real)
        try:
            yield conduct
        finally:
            sys.stdout = real


@contextmanager
def supervised() -> Iterator[Conduct]:
    """As `overheard`, and compare what plugins share: names of the engine, folder, locale, decimals, stack."""
    with overheard() as conduct:
        names, process = _engine(), _process()
        yield conduct
        now = _process()
    conduct.changed.extend(sorted([*_replaced(names), *(name for name in process if now[name] != process[name])]))


def _engine() -> dict[str, dict[str, Any]]:
    """The names of every module of the engine, with what they stand for."""
    return {
        module: dict(vars(loaded))
        for module, loaded in tuple(sys.modules.items())
        if module == _WATCHED or module.startswith(f"{_WATCHED}.")
    }


def _replaced(before: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names that stand for something else now; names that are new, or gone, do not count."""
    for module, names in before.items():
        now = vars(sys.modules[module]) if module in sys.modules else names
        for name, value in names.items():
            if now.get(name, value) is not value and not name.startswith("__"):
                yield f"{module}.{name}"


def _process() -> dict[str, Any]:
    """The settings of the process that everybody relies on."""
    context = decimal.getcontext()
    return {
        "the working folder": os.getcwd(),  # noqa: PTH109  # the text, not a path
        "the locale": locale.setlocale(locale.LC_ALL),
        "the precision of decimals": (context.prec, context.rounding),
        "the recursion limit": sys.getrecursionlimit(),
    }
