"""What the kernels have to say reaches whoever waits for a command."""

from __future__ import annotations

import logging

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from cli.rollouts import process
from goalposts.cli.kernel_notes import kernel_notes
from goalposts.cli.session import Session
from goalposts.locale import Text
from goalposts.scoring.credit.credit_loops import COMPILED_FROM

ROWS = COMPILED_FROM + 1
DESK = """\
from goalposts import Domain, Kpi, attribution, event_type, field, hookimpl, total

TOUCH = event_type("desk.touch", time="at", fields=[field.id("person"), field.time("at"), field.category("channel")])
SALE = event_type("desk.sale", time="at", fields=[field.id("person"), field.time("at")])
CREDIT = attribution("desk.credit", touches=TOUCH, conversions=SALE, summary={"en": "A touch.", "ru": "Контакт."})
LAST = Kpi("desk.last", summary={"en": "Last.", "ru": "Последний."}, over=CREDIT, value=total(CREDIT.last))


@hookimpl
def goalposts_domain():
    return Domain("desk", prefix="DSK", event_types=[TOUCH, SALE, CREDIT], kpis=[LAST])
"""
PROJECT = """\
goalposts: 1
project: Desk
language: {language}
timezone: UTC
evaluation: {{from: 2026-01-01, to: 2026-02-01}}
data:
  desk.touch: {{source: touches.parquet, timezone: UTC}}
  desk.sale: {{source: sales.parquet, timezone: UTC}}
goals:
  - {{id: last, role: shadow, kpi: desk.last}}
"""
FIRST_USE = {"en": "and only the first time.", "ru": "только в первый раз."}


@pytest.fixture
def desk(tmp_path):
    """A folder with the plugin of a desk, and with enough touches to compile for."""
    (tmp_path / "desk_plugin.py").write_text(DESK, encoding="utf-8")
    info = tmp_path / "desk_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: desk-plugin\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[goalposts]\ndesk = desk_plugin\n", encoding="utf-8")
    at = np.datetime64("2026-01-02", "us") + np.arange(ROWS) * np.timedelta64(1, "s")
    person, words = np.arange(ROWS, dtype=np.int32) // 7 % 9, pa.array([f"person {number}" for number in range(9)])
    people, mail = pa.DictionaryArray.from_arrays(person, words), pa.DictionaryArray.from_arrays(person * 0, ["mail"])
    touches = pa.table({"person": people, "at": at, "channel": mail})
    pyarrow.parquet.write_table(touches, tmp_path / "touches.parquet")
    pyarrow.parquet.write_table(touches.slice(0, 9).drop_columns(["channel"]), tmp_path / "sales.parquet")
    return tmp_path


def score(desk, language, *options):
    (desk / "goalposts.yaml").write_text(PROJECT.format(language=language), encoding="utf-8")
    cache = {"NUMBA_CACHE_DIR": str(desk / "cache")}
    done = process("--as-of", "2026-02-02", *options, "score", "goalposts.yaml", folder=desk, path=desk, **cache)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_who_waits_for_the_first_large_attribution_ever_is_told_why_in_his_language(desk):
    assert FIRST_USE["ru"] in score(desk, "ru")
    assert not any(words in score(desk, language) for language, words in FIRST_USE.items())


@pytest.mark.slow
def test_a_quiet_run_says_nothing_of_compiling(desk):
    assert score(desk, "en", "--quiet") == ""


@pytest.mark.parametrize(("quiet", "shown"), [(False, ["compiling", "broken"]), (True, ["broken"])])
def test_a_quiet_run_hears_of_faults_only(capsys, quiet, shown):
    log = logging.getLogger("goalposts.kernels")
    with kernel_notes(Session(quiet=quiet)):
        log.info(Text(en="compiling", ru="компилируется"))
        log.warning("%s", "broken")
        log.debug("nobody's business")
    assert capsys.readouterr().err.splitlines() == shown


def test_afterwards_the_logger_is_as_it_was():
    log = logging.getLogger("goalposts.kernels")
    before = (log.level, list(log.handlers))
    with kernel_notes(Session()):
        assert log.level == logging.INFO
    assert (log.level, log.handlers) == before
