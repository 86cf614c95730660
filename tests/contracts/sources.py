"""The source files of engine and plugins, for contracts that read them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "engine"
PLUGINS = ROOT / "plugins"


def modules(*folders):
    """Every Python file under some folders, ordered."""
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def shown(file):
    """A file's path within the repository."""
    return str(file.relative_to(ROOT))
