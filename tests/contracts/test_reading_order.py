"""A newcomer to the scorer finds every module in the docstring of its package, which says in what order to read."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import goalposts.scoring
import pytest

SCORING = Path(goalposts.scoring.__file__).parent
PACKAGES = [file.parent for file in sorted(SCORING.rglob("__init__.py")) if file.parent.name != "kernels"]
"""In the kernels each file is one for itself."""


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_a_package_names_all_of_its_modules(folder):
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    inside = [file.stem for file in folder.glob("[!_]*.py")] + [
        file.parent.name for file in folder.glob("*/__init__.py")
    ]
    assert [name for name in inside if not re.search(rf"\b{name}\b", said)] == []
