"""Keeps a library written in Rust from printing where it panicked: it is told as a sentence instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile
from threading import RLock
from typing import Final

_STDERR: Final = 2
_ONE_AT_A_TIME: Final = RLock()
"""Of two that put the channel back in another order than they took it, one would leave it closed."""


@contextmanager
def quiet_panics() -> Iterator[None]:
    """Hold back what is printed to stderr, below Python; it is lost if the library panics, else printed afterwards.

    A panic is raised as an exception that is no `Exception`. Processes without a stderr are left alone.
    """
    with _ONE_AT_A_TIME:
        with suppress(AttributeError, OSError, ValueError):  # none, or a closed one
            sys.stderr.flush()
        try:
            printed_to = os.dup(_STDERR)
        except OSError:
            yield
            return
        with TemporaryFile() as held:
            os.dup2(held.fileno(), _STDERR)
            panicked = False
            try:
                yield
            except BaseException as fault:
                panicked = not isinstance(fault, Exception)
                raise
            finally:
                os.dup2(printed_to, _STDERR)
                os.close(printed_to)
                if not panicked:
                    held.seek(0)
                    _print(held.read())


def _print(said: bytes) -> None:
    while said:
        said = said[os.write(_STDERR, said) :]
