"""Start-up time is a feature: what was not used is not in `sys.modules`."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest

HEAVY = {"numpy", "scipy", "numba", "llvmlite", "pyarrow", "pandas", "polars", "babel", "vl_convert", "hypothesis"}
EXAMPLE = Path(__file__).parents[1] / "golden" / "design_example" / "goalposts.yaml"


def loaded_after(code):
    """The modules, and the libraries that they are of, which a fresh interpreter has loaded after some code."""
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stdout.splitlines()[-1])
    return {*names, *(name.split(".")[0] for name in names)}


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


ROWS = 100_000
SLOW = {"numba", "llvmlite", "scipy", "pandas", "polars", "babel", "rich", "jinja2", "vl_convert"}
PROJECT = """\
goalposts: 1
project: Calls
timezone: Europe/Berlin
go_live: 2026-07-01
baseline: {{from: 2026-01-01, to: 2026-07-01}}
evaluation: {{from: 2026-07-01, to: 2027-01-01}}
data:
  contact_center.call: {{source: {file}, timezone: Europe/Berlin}}
goals:
  - {{id: level, role: shadow, kpi: contact_center.service_level, variant: offered}}
  - {{id: speed, role: shadow, kpi: contact_center.asa}}
  - {{id: longest, role: shadow, kpi: contact_center.wait_p95}}
  - {{id: abandoned, role: shadow, kpi: contact_center.abandon_rate, variant: all}}
"""
CALLS = """
from datetime import date
import goalposts as gp
project = gp.load_project({project!r})
{table}
cube = gp.tally(project, {tables}, as_of=date(2027, 1, 2))
assert cube.streams[0].accepted == {rows}, cube.streams
"""
MEMORY_MAP = "import pyarrow as pa; table = pa.ipc.open_file(pa.memory_map({file!r})).read_all()"


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    """A year of calls as a text file, as Parquet and as an Arrow file, each with the project that asks for it."""
    folder = tmp_path_factory.mktemp("calls")
    seconds = np.datetime64("2026-01-01T01:00:00", "us") + np.arange(ROWS) * np.timedelta64(315, "s")
    outcome = np.where(np.arange(ROWS) % 9 == 0, "abandoned", "answered")
    columns = {"call_id": np.arange(ROWS).astype(str), "offered_at": seconds, "outcome": outcome}
    naive = pa.table({**columns, "wait": np.arange(ROWS) % 70})
    table = naive.set_column(1, "offered_at", naive["offered_at"].cast(pa.timestamp("us", "UTC")))
    pyarrow.csv.write_csv(table, folder / "calls.csv")
    pyarrow.parquet.write_table(table, folder / "calls.parquet")
    with pa.ipc.new_file(folder / "calls.arrow", table.schema) as file:
        file.write_table(table)
    for form in ("csv", "parquet"):
        (folder / f"{form}.yaml").write_text(PROJECT.format(file=f"calls.{form}"), encoding="utf-8")
    return folder


def tallying(calls, form):
    """The code that counts the calls of one form."""
    project = str(calls / ("csv.yaml" if form == "arrow" else f"{form}.yaml"))
    if form != "arrow":
        return CALLS.format(project=project, table="", tables="None", rows=ROWS)
    table = MEMORY_MAP.format(file=str(calls / "calls.arrow"))
    return CALLS.format(project=project, table=table, tables='{"contact_center.call": table}', rows=ROWS)


@pytest.mark.parametrize("form", ["arrow", "parquet", "csv"])
def test_a_cube_of_a_hundred_thousand_rows_loads_no_compiler_and_no_other_table_library(calls, form):
    pytest.importorskip("pandas")  # pyarrow imports it by itself, where it can
    assert loaded_after(tallying(calls, form)) & SLOW == set()


def test_rows_that_are_left_out_or_refused_load_nothing_more(calls):
    source = PROJECT.format(file="calls.csv, where: 'wait < 60'")
    text = source.replace(
        "Europe/Berlin}", "Europe/Berlin, fields: {outcome: {column: outcome, values: {answered: answered}}}}"
    )
    (calls / "some.yaml").write_text(text, encoding="utf-8")
    code = (
        "from datetime import date\nimport goalposts as gp\n"
        f"cube = gp.tally(gp.load_project({str(calls / 'some.yaml')!r}), as_of=date(2027, 1, 2))\n"
        "(count,) = cube.streams\nassert count.filtered and count.quarantined, count"
    )
    assert loaded_after(code) & SLOW == set()


def test_a_text_file_does_not_load_the_reader_of_parquet(calls):
    assert "pyarrow.parquet" not in loaded_after(tallying(calls, "csv"))


def test_scoring_loads_none_of_them_either(calls):
    code = tallying(calls, "parquet") + "card = gp.score(project, cube, as_of=date(2027, 1, 2))\n"
    code += "assert card.find('speed').evaluation.value > 30"
    assert loaded_after(code) & SLOW == set()


def test_the_command_that_scores_loads_no_compiler_and_draws_no_charts(calls):
    code = (
        "from goalposts.cli.main import cli\n"
        f"arguments = ['--as-of', '2027-01-02', 'score', {str(calls / 'csv.yaml')!r}]\n"
        "try:\n    cli.main(arguments, prog_name='goalposts')\nexcept SystemExit as end:\n    assert end.code == 0"
    )
    assert loaded_after(code) & (SLOW - {"rich", "babel"}) == set()


def test_an_answer_that_is_kept_loads_neither_readers_nor_scanning(calls):
    code = (
        "from goalposts.cli.main import cli\n"
        f"arguments = ['--as-of', '2027-01-02', 'score', {str(calls / 'parquet.yaml')!r}, '--format', 'json']\n"
        "try:\n    cli.main(arguments, prog_name='goalposts')\nexcept SystemExit as end:\n    assert end.code == 0"
    )
    reading = {"pyarrow", "goalposts.streams.opening", "goalposts.scoring.scanning"}
    assert loaded_after(code) & reading == reading
    assert loaded_after(code) & reading == set()


def test_the_command_line_keeps_small_products_in_one_thread():
    """NumPy reads the variable when it is loaded; whoever sets another value is not overruled."""
    code = (
        "import os, sys\n"
        "from goalposts.cli.main import main\n"
        "{given}\n"
        "sys.argv = ['goalposts', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    assert 'numpy' not in sys.modules\n"
        "assert os.environ['OPENBLAS_NUM_THREADS'] == {expected!r}"
    )
    loaded_after(code.format(given="os.environ.pop('OPENBLAS_NUM_THREADS', None)", expected="1"))
    loaded_after(code.format(given="os.environ['OPENBLAS_NUM_THREADS'] = '3'", expected="3"))
