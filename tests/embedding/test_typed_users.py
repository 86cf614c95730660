"""Embedders who check their types find ours: the whole API, and every block of the guide, under `mypy --strict`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from contracts.guides import blocks
from contracts.sources import ENGINE, ROOT

pytest.importorskip("mypy", reason="mypy comes with the extra `dev`")

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What mypy says of all files, in one run."""
    folder = tmp_path_factory.mktemp("typed")
    guide = [block.text for block in blocks(ROOT / "docs" / "embedding.md") if block.language == "python"]
    written = "\n".join(text for text in guide if not text.startswith(">>>"))
    (folder / "guide.py").write_text(written, encoding="utf-8")
    files = [HERE / "whole_section.py", HERE / "wrong_use.py", folder / "guide.py"]
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--config-file",
        str(folder / "mypy.ini"),
    ]
    (folder / "mypy.ini").write_text(
        f"[mypy]\nmypy_path = {ENGINE}\ncache_dir = {folder / 'cache'}\nfollow_imports = silent\n"
        "[mypy-pyarrow.*,pandas.*,polars.*,duckdb.*,numba.*,llvmlite.*,scipy.*,lxml.*]\nignore_missing_imports = True\n"
    )
    done = subprocess.run([*command, *map(str, files)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_whole_api_is_typed(said):
    assert [line for line in said if "whole_section.py" in line] == []


def test_the_guide_is_typed(said):
    assert [line for line in said if "guide.py" in line] == []


def test_wrong_uses_are_found(said):
    """Each line that says so, with its code, and no other."""
    found = {
        (int(match[1]), match[2])
        for line in said
        if (match := re.search(r"wrong_use\.py:(\d+): error: .*\[(.+)\]", line))
    }
    lines = (HERE / "wrong_use.py").read_text(encoding="utf-8").splitlines()
    wanted = {
        (number, match[1]) for number, line in enumerate(lines, 1) if (match := re.search(r"  # ([\w-]+)$", line))
    }
    assert found == wanted
