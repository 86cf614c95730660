"""Checks what it costs to load a plugin, in a fresh interpreter: every command line pays for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import ModuleType

HEAVY: Final = ("numpy", "scipy", "pandas", "polars", "pyarrow", "numba", "llvmlite", "babel", "jinja2", "rich",
                "duckdb", "sqlalchemy", "matplotlib", "requests", "httpx", "hypothesis", "pytest")  # fmt: skip
"""Libraries that a plugin's functions may import, but not its module."""
_PROGRAM: Final = """\
import json, sys, goalposts, goalposts.host
from goalposts.testing.watching import watching
before = set(sys.modules)
with watching() as heard:
    catalogue = goalposts.host.catalogue_of(__import__(sys.argv[1], fromlist=["_"]))
loaded = sorted(set(sys.modules) - before)
print(json.dumps({"loaded": loaded, "seen": heard.seen}))
"""
_SECONDS: Final = 120


def import_breaches(module: ModuleType) -> Iterator[str]:
    """Yield what loading the module and asking its hook does beside making records.

    A module that was made in a test and cannot be imported by name is not tried.
    """
    if not _is_importable(module.__name__):
        return
    done = subprocess.run(  # noqa: S603  # our own interpreter and program; the name is the module's in hand
        [sys.executable, "-c", _PROGRAM, module.__name__],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        timeout=_SECONDS,
    )
    if done.returncode:
        yield f"it cannot be loaded in a fresh interpreter: {(done.stderr.strip().splitlines() or ['?'])[-1]}"
        return
    told = json.loads(done.stdout.splitlines()[-1])
    for library in HEAVY:
        if library in told["loaded"]:
            yield f"loading it imports {library}; import it inside the function that uses it"
    folder = str(Path(module.__file__).parent) if module.__file__ else ""
    for said in told["seen"]:
        if not (folder and said.startswith(f"opens the file {folder}")):  # the data of its own package, as templates
            yield f"while it loads it {said}; a plugin only describes"


def _is_importable(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
