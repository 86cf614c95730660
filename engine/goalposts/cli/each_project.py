"""Checks several project files, as hooks of version control hand them over: `python -m goalposts.cli.each_project`.

What stands before the files are options of `goalposts check`. All files are checked; the worst exit code counts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from goalposts.cli.main import cli


def check_each(arguments: Sequence[str]) -> int:
    """Check every file with the same options; the files are the last arguments.

    Example:
        >>> check_each(["--no-data"])
        0
    """
    files = tuple(takewhile(lambda word: Path(word).is_file(), reversed(arguments)))[::-1]
    options = arguments[: len(arguments) - len(files)]
    return max((_code_of(["check", *options, file]) for file in files), default=0)


def _code_of(arguments: list[str]) -> int:
    try:
        cli.main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(check_each(sys.argv[1:]))
