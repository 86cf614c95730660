"""The budget of the house style: small files, small functions, names that say something, imports downwards."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from contracts.sources import ENGINE, PLUGINS, ROOT, modules, shown

LONGEST_MODULE, LONGEST_FUNCTION = 300, 45
EMPTY_NAMES = {"core", "utils", "util", "base", "helpers", "helper", "common", "misc"}


def test_no_module_is_longer_than_the_budget():
    long = {shown(file): lines for file in modules(ENGINE, PLUGINS) if (lines := length(file)) > LONGEST_MODULE}
    assert long == {}


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_function_is_longer_than_the_budget():
    """Counted without the docstring: a manual may be long."""
    long = {
        f"{shown(file)}:{node.lineno} {node.name}": lines
        for file in modules(ENGINE, PLUGINS)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := body_length(node)) > LONGEST_FUNCTION
    }
    assert long == {}


def body_length(node: ast.FunctionDef) -> int:
    manual = node.body[0] if ast.get_docstring(node) else None
    return node.end_lineno - node.lineno + 1 - (manual.end_lineno - manual.lineno + 1 if manual else 0)


def test_no_file_or_folder_has_an_empty_name():
    named = [path for folder in (ENGINE, PLUGINS) for path in folder.rglob("*") if "__pycache__" not in path.parts]
    assert [shown(path) for path in named if path.stem.strip("_") in EMPTY_NAMES] == []


def test_imports_go_downwards_only():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_no_naive_test_of_events():
    """Events of one day are alike: a t-test over them finds effects that are not there, so none exists."""
    naive = re.compile(r"ttest|welch", re.IGNORECASE)
    found = [shown(file) for file in modules(ENGINE, PLUGINS) if naive.search(file.read_text(encoding="utf-8"))]
    assert found == []


def test_click_and_its_like_stay_in_their_rooms():
    """Each library of an edge is known to one part only."""
    rooms = {
        "click": ("cli/", "host.py", "hookspecs.py"),
        "cattrs": ("formats/",),
        "pluggy": ("hookspecs.py", "host.py"),
        "numba": ("scoring/kernels/",),
        "llvmlite": ("scoring/kernels/",),
        "ruamel": ("formats/yaml_text.py", "testing/"),
    }
    found = [
        f"{shown(file)} imports {library}"
        for file in modules(ENGINE)
        for library in imported(file)
        if library in rooms and not str(file.relative_to(ENGINE / "goalposts")).startswith(rooms[library])
    ]
    assert found == []


def imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module.split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
