"""Says what the code of a plugin raised, and on which line of its own."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Final

from goalposts.locale import Text

_ENGINE: Final = Path(__file__).parent
_LIBRARY: Final = Path(os.__file__).parent
_INSTALLED: Final = ("site-packages", "dist-packages")
_BETWEEN: Final = ("pluggy", "attr")
"""What calls hooks and makes records."""
_WHERE: Final = Text(en="{said} ({file}, line {line})", ru="{said} ({file}, строка {line})")


def fault_of(error: BaseException) -> Text:
    """Say what was raised and where: `ZeroDivisionError: division by zero (alpha.py, line 3)`.

    The line is the last one that is neither of the engine, nor of Python's own library, nor of what calls hooks and
    makes records. A syntax error names its own.
    """
    said = f"{type(error).__name__}: {error}".removesuffix(".")
    theirs = [step for step in traceback.extract_tb(error.__traceback__) if _is_theirs(Path(step.filename))]
    if not theirs:
        return Text.of(said)
    return _WHERE.fill(said=said, file=Path(theirs[-1].filename).name, line=str(theirs[-1].lineno))


def _is_theirs(file: Path) -> bool:
    if file.name.startswith("<") or file.is_relative_to(_ENGINE):
        return False
    if file.is_relative_to(_LIBRARY) and not any(part in file.parts for part in _INSTALLED):
        return False
    return file.parent.name not in _BETWEEN
