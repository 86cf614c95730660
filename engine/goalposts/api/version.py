"""The engine's own version."""

from __future__ import annotations

from importlib import metadata


def engine_version() -> str:
    """Return the version of the installed distribution; `0+unknown` when run from a bare source tree."""
    try:
        return metadata.version("goalposts")
    except metadata.PackageNotFoundError:
        return "0+unknown"
