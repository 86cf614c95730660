"""The notebook of the examples, run by a real kernel."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from contracts.sources import ROOT

EXAMPLES = ROOT / "examples" / "embedding"
RUN = """\
import sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
nbformat.write(notebook, sys.argv[1])
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """What every cell with code shows, after a kernel has run them in order."""
    pytest.importorskip("nbclient", reason="nbclient and ipykernel come with the extra `dev`")
    folder = tmp_path_factory.mktemp("notebook")
    for name in ("rollout.ipynb", "sample_project.py"):
        shutil.copy(EXAMPLES / name, folder)
    program = [sys.executable, "-c", RUN, "rollout.ipynb"]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    run = json.loads((folder / "rollout.ipynb").read_text(encoding="utf-8"))
    return [cell["outputs"] for cell in run["cells"] if cell["cell_type"] == "code"]


def test_every_cell_shows_one_thing_and_warns_of_nothing(outputs):
    assert [[shown["output_type"] for shown in cell] for cell in outputs] == [["execute_result"]] * len(outputs)


def test_a_card_shows_its_first_page_and_one_line_of_text(outputs):
    """What a notebook stores of a card is short in both forms, so that the file stays small."""
    shown = outputs[1][0]["data"]

    html = "".join(shown["text/html"])
    assert "Success." in html
    assert "<script" not in html
    assert len(html) < 8_000
    said = "".join(shown["text/plain"])
    assert said.startswith("<Scorecard of 'New contact-centre platform' as of 2026-09-10: success")


def test_frames_hold_the_figures(outputs):
    assert "achieved" in "".join(outputs[2][0]["data"]["text/plain"])
    weeks = "".join(outputs[3][0]["data"]["text/plain"]).splitlines()
    assert any("2026-08-" in week and " 0.9" in week for week in weeks), weeks


def test_the_notebook_is_kept_without_outputs():
    """What was shown on some machine is no part of the project."""
    kept = json.loads((EXAMPLES / "rollout.ipynb").read_text(encoding="utf-8"))
    assert all(cell.get("outputs", []) == [] and cell.get("execution_count") is None for cell in kept["cells"])
