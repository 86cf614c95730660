"""Start-up time is a feature: what was not used is not in `sys.modules`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"numpy", "scipy", "numba", "llvmlite", "pyarrow", "pandas", "polars", "babel", "vl_convert", "hypothesis"}
EXAMPLE = Path(__file__).parents[1] / "golden" / "design_example" / "goalposts.yaml"


def loaded_after(code):
    """The heavy libraries that a fresh interpreter has loaded after some code."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_loads_nothing_heavy():
    assert loaded_after("import goalposts") & (HEAVY | {"rich", "jinja2"}) == set()


def test_loading_the_catalogue_loads_nothing_heavy():
    assert loaded_after("import goalposts as gp; gp.load_catalogue()") & (HEAVY | {"rich", "jinja2"}) == set()


def test_reading_and_checking_a_project_loads_nothing_heavy():
    code = f"import goalposts as gp; gp.check(gp.load_project({str(EXAMPLE)!r}))"
    # babel shows the numbers and days of findings
    assert loaded_after(code) & (HEAVY - {"babel"}) == set()


@pytest.mark.parametrize("arguments", [["--help"], ["score", "--help"], ["check", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments):
    code = (
        "from goalposts.cli.main import cli\n"
        f"try:\n    cli.main({arguments!r}, prog_name='goalposts')\nexcept SystemExit as end:\n    assert end.code == 0"
    )
    assert loaded_after(code) & (HEAVY | {"rich", "jinja2"}) == set()
