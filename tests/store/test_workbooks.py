"""A workbook that did not change is not opened, however many sheets it has."""

from __future__ import annotations

import subprocess
import sys

import openpyxl
import pytest
from store.rollouts import HEADER, card, project, visits

SCORE = """
import sys
import goalposts as gp
from pathlib import Path
from store.rollouts import card, project

folder = Path(sys.argv[1])
print(card(project(folder, "book.xlsx", sheet="*"), store=gp.Store(folder / ".goalposts"))[0])
print("python_calamine" in sys.modules)
"""


def write_book(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(sheets):
        page = book.create_sheet(f"{number}")
        for line in (HEADER, *visits(number * 20, 60, number)):
            page.append(line.split(","))
    book.save(path)


def scored(folder):
    """The answer of a new process with the store of a folder, and whether it looked into the workbook."""
    found = subprocess.run([sys.executable, "-c", SCORE, str(folder)], capture_output=True, text=True, check=True)
    answer, opened = found.stdout.splitlines()
    return answer, opened == "True"


@pytest.mark.parametrize("sheets", [1, 3])
def test_an_unchanged_workbook_is_not_opened(tmp_path, monkeypatch, sheets):
    monkeypatch.setenv("PYTHONPATH", ":".join(path for path in sys.path if path))
    write_book(tmp_path / "book.xlsx", sheets)
    fresh = card(project(tmp_path, "book.xlsx", sheet="*"))[0]
    assert scored(tmp_path) == (fresh, True)
    assert scored(tmp_path) == (fresh, False)
    write_book(tmp_path / "book.xlsx", sheets + 1)
    assert scored(tmp_path) == (card(project(tmp_path, "book.xlsx", sheet="*"))[0], True)
