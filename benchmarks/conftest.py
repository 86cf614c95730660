"""The options of the suite, its fixtures, and what becomes of the results."""

from __future__ import annotations

import os

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)  # read when it is imported

from pathlib import Path
from tempfile import TemporaryDirectory

import machine
import profile_page
import pytest
from attrs import frozen
from page import lines, of_reports, page
from race import Race, Result

_RESULTS = pytest.StashKey[list[Result]]()
_FRESH = pytest.StashKey[dict[str, float]]()
_AGAIN = pytest.StashKey[dict[str, float]]()
_REPORTS = pytest.StashKey[dict[str, tuple[float, int]]]()
_ROADMAPS = pytest.StashKey[dict[int, tuple[float, float]]]()
_HERE = Path(__file__).parent


@frozen
class Size:
    """How much is measured.

    Attributes:
        rows: of an ordinary case.
        sample: rows by which forms are chosen.
        known: rows for the loops of the oracle.
    """

    rows: int
    sample: int
    known: int
    rounds: int


QUICK = Size(rows=40_000, sample=40_000, known=2_000, rounds=2)


def pytest_addoption(parser):
    group = parser.getgroup("goalposts")
    group.addoption("--rows", type=int, default=20_000_000, help="rows of an ordinary case")
    group.addoption("--quick", action="store_true", help="small inputs: answers are checked, times mean nothing")
    group.addoption("--write", type=Path, help="the page to write when everything passed")


def pytest_configure(config):
    config.stash[_RESULTS] = []
    config.stash[_FRESH] = {}
    config.stash[_AGAIN] = {}
    config.stash[_REPORTS] = {}
    config.stash[_ROADMAPS] = {}


def pytest_collection_modifyitems(items):
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(0))  # 100 million rows take longer than any test


@pytest.hookimpl(optionalhook=True)
def pytest_benchmark_update_machine_info(machine_info):
    """Saved figures name no host."""
    machine_info.pop("node", None)


@pytest.fixture(scope="session")
def threads():
    """How many every engine may use; none gets more processors."""
    machine.confine(THREADS)
    return THREADS


@pytest.fixture(scope="session")
def size(request):
    return size_of(request.config)


def size_of(config):
    rows = config.getoption("rows")
    return QUICK if config.getoption("quick") else Size(rows, max(rows // 5, 1), min(rows, 20_000), rounds=5)


@pytest.fixture
def folder():
    """Where large files may lie; unlike `tmp_path` it is gone after the test."""
    with TemporaryDirectory() as made:
        yield Path(made)


@pytest.fixture
def race(request, benchmark, size):
    return Race(benchmark, size.rounds, request.config.stash[_RESULTS])


@pytest.fixture
def fresh(request):
    """The seconds of fresh processes, by what they do; what is put there goes to the page."""
    return request.config.stash[_FRESH]


@pytest.fixture
def again(request):
    """The seconds of commands on large files, by what they do; what is put there goes to the page."""
    return request.config.stash[_AGAIN]


@pytest.fixture
def reports(request):
    """The seconds and bytes of reports, by what they are; what is put there goes to the page."""
    return request.config.stash[_REPORTS]


@pytest.fixture
def roadmaps(request):
    """The seconds of a plan and its gap, by the number of goals; what is put there goes to the page."""
    return request.config.stash[_ROADMAPS]


def pytest_terminal_summary(terminalreporter, config):
    results = config.stash[_RESULTS]
    if results:
        terminalreporter.section("seconds as shortest/median, ahead of the faster peer")
        for line in (*lines(results), *profile_page.lines(results)):
            terminalreporter.write_line(line)
    if fresh_processes := config.stash[_FRESH]:
        terminalreporter.section("seconds of fresh processes, the median")
        for name, seconds in fresh_processes.items():
            terminalreporter.write_line(f"{name:42}{seconds:7.2f}")
    if reports := config.stash[_REPORTS]:
        terminalreporter.section("reports")
        for line in of_reports(reports).splitlines()[-len(reports) :]:
            terminalreporter.write_line(line)
    if roadmaps_found := config.stash[_ROADMAPS]:
        terminalreporter.section("seconds of a roadmap, and by how much a better one could cut the waiting at most")
        for goals, (seconds, gap) in roadmaps_found.items():
            terminalreporter.write_line(f"{f'{goals} goals':42}{seconds:7.2f}{gap:8.1%}")


def pytest_sessionfinish(session, exitstatus):
    target, results = session.config.getoption("write"), session.config.stash[_RESULTS]
    if target and results and exitstatus == 0:
        others = (session.config.stash[key] for key in (_FRESH, _AGAIN, _REPORTS, _ROADMAPS))
        made = page(results, machine.description(), THREADS, size_of(session.config).rounds, *others)
        target.write_text(made, encoding="utf-8")
