"""The fixture `law` makes a pytest test for every law of the plugin that a test module names."""

import subprocess
import sys
from textwrap import dedent

import pytest


@pytest.fixture
def run(tmp_path):
    """Runs a test module in a folder of its own, as a stranger would; gives exit code and output."""

    def run(code):
        (tmp_path / "test_it.py").write_text(dedent(code), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "goalposts_pytest", "-p", "no:cacheprovider"]
        command += ["-q", "-rA", "--tb=line", "-n", "0", "--rootdir", str(tmp_path), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=240, cwd=tmp_path)
        return done.returncode, done.stdout

    return run


def test_every_law_of_a_plugin_is_a_test_with_the_name_of_its_record(run):
    code, said = run("""
        from goalposts.testing import SAMPLE as GOALPOSTS_PLUGIN

        def test_contract(law):
            law.check()
        """)
    assert code == 0, said
    assert "PASSED test_it.py::test_contract[KPI sample.mean_wait: its value is that of its formula]" in said
    assert "PASSED test_it.py::test_contract[plugin: it loads]" in said


def test_a_breach_fails_the_test_of_its_record_alone(run):
    code, said = run("""
        from goalposts import UP, Domain, Kpi, event_type, field, share, total

        JOB = event_type("desk.job", time="at", fields=[field.time("at"), field.flag("done")])
        WORDS = {"en": "Jobs.", "ru": "Работы."}
        DONE = Kpi("desk.done", WORDS, over=JOB, value=share(of=JOB.done), direction=UP, unit="s")
        JOBS = Kpi("desk.jobs", WORDS, over=JOB, value=total())
        GOALPOSTS_PLUGIN = Domain("desk", prefix="DSK", event_types=[JOB], kpis=[DONE, JOBS])

        def test_contract(law):
            law.check()
        """)
    assert code == 1, said
    failed = [line for line in said.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1
    assert "KPI desk.done: id, unit, direction, guardrails" in failed[0]
    assert "its formula yields %, but the unit is 's'; leave unit= out" in said


def test_a_plugin_that_does_not_load_is_one_failing_test(run):
    code, said = run("""
        from types import ModuleType

        GOALPOSTS_PLUGIN = ModuleType("empty")

        def test_contract(law):
            law.check()
        """)
    assert code == 1
    assert "1 failed" in said
    assert "implements no hook; decorate goalposts_domain with @hookimpl" in said


def test_runs_without_such_a_test_load_nothing_of_the_engine(run):
    code, said = run("""
        import sys

        def test_nothing_heavy():
            assert "goalposts_pytest" in sys.modules
            assert "goalposts" not in sys.modules
        """)
    assert code == 0, said
