"""Turns what the library that reads workbooks raises into sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from goalposts.errors import SourceError
from goalposts.locale import Text
from goalposts.streams.workbooks.quiet_panics import quiet_panics
from goalposts.streams.workbooks.scan import damaged


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn whatever the libraries raise into a sentence.

    Raises:
        SourceError: the workbook is locked by a password, or damaged.
    """
    from python_calamine import PasswordError

    try:
        with quiet_panics():
            yield
    except SourceError:
        raise
    except PasswordError as fault:
        problem = Text(en="the workbook is locked by a password", ru="книга закрыта паролем")
        hint = Text(en="save it without a password", ru="сохраните её без пароля")
        raise SourceError(problem, where=name, hint=hint) from fault
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as fault:  # a panic of the library is no Exception
        raise damaged(name, fault) from fault
