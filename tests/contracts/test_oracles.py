"""An oracle that shares code with what it judges judges nothing."""

from __future__ import annotations

import ast
import sys

import pytest
from contracts.sources import ROOT


@pytest.mark.parametrize(("name", "beside"), [("naive.py", set()), ("by_hand.py", {"numpy", "scipy"})])
def test_the_oracles_import_nothing_of_ours(name, beside):
    tree = ast.parse((ROOT / "tests" / name).read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    origins = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported = {origin.split(".")[0] for origin in plain | origins}
    assert imported
    assert imported <= sys.stdlib_module_names | beside
