"""Every example in a docstring of the installed packages runs and shows what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

PACKAGES = ("goalposts", "goalposts_contact_center", "goalposts_marketing", "goalposts_sales")


def _modules() -> list[str]:
    found = list(PACKAGES)
    for package in PACKAGES:
        path = importlib.import_module(package).__path__
        found += [module.name for module in pkgutil.walk_packages(path, f"{package}.")]
    return found


@pytest.mark.parametrize("name", _modules())
def test_the_examples_of_a_module_are_true(name):
    """Nothing fails; a module without examples passes."""
    results = doctest.testmod(importlib.import_module(name))

    assert results.failed == 0


def test_there_are_examples():
    """The law above would hold of no examples at all."""
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in _modules()) >= 10
