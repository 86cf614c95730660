"""The engine's own version."""

from __future__ import annotations

import platform
from importlib import metadata


def engine_version() -> str:
    """Return the version of the installed distribution; `0+unknown` when run from a bare source tree."""
    try:
        return metadata.version("goalposts")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def runtime_versions() -> dict[str, str]:
    """Return the versions of Python and numpy, on which the last digits of numbers may depend."""
    import numpy as np

    return {"python": platform.python_version(), "numpy": np.__version__}
