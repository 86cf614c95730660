"""Every example in a docstring of the installed packages runs and shows what it says."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

PACKAGES = ("goalposts", "goalposts_contact_center", "goalposts_marketing", "goalposts_sales")


def _modules_with_examples() -> list[str]:
    found = []
    for package in PACKAGES:
        (folder,) = map(Path, importlib.import_module(package).__path__)
        for path in sorted(folder.rglob("*.py")):
            if ">>> " in path.read_text(encoding="utf-8"):
                parts = path.relative_to(folder.parent).with_suffix("").parts
                found.append(".".join(part for part in parts if part != "__init__"))
    return found


@pytest.mark.parametrize("name", _modules_with_examples())
def test_the_examples_of_a_module_are_true(name):
    results = doctest.testmod(importlib.import_module(name))
    assert results.attempted
    assert not results.failed


def test_there_are_examples():
    """The law above would hold of no module at all."""
    assert len(_modules_with_examples()) >= 10
