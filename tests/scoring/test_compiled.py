"""Machine code of a scan: the same answers on every processor, no dependence on the system, a way out without it."""

from __future__ import annotations

import ctypes
import gc
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from goalposts.errors import InputError
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring import plan
from goalposts.scoring.kernels import compiled, processor
from goalposts.scoring.states.kinds import arrays_of
from scoring.paths import gathered
from scoring.visits import VISIT, goal

llvm = pytest.importorskip("llvmlite.binding")

GOLDEN = (Path(__file__).parent / "fused_golden.ll").read_text(encoding="utf-8")
FIRST, END, ROWS = date(2025, 3, 20), date(2025, 4, 10), 20_011
FORMULAS = ("mean(of=wait)", "ratio(of=wait, by=items, among=served)", "share(of=wait / items < 3 s)", "total(of=wait)")
CALLS = re.compile(r"^\s*(?:callq?|bl|blr|jmp\s+\*)\s+(\S+)", re.MULTILINE)
FRAME = re.compile(r"^\s*sub[ql]?\s+(?:\$(\d+), %rsp|sp, sp, #(\d+)(, lsl #12)?)", re.MULTILINE)
PAGE_BYTES = 4096


@pytest.fixture
def processor_named(monkeypatch):
    """Name the processor; skip where this machine cannot run its code."""

    def named(name):
        there = llvm.get_host_cpu_features()
        if not all(there.get(feature) for feature in processor.NEEDS[name]):
            # what is compared are the bytes that such a processor computes, and no other can run its instructions
            pytest.skip(f"this machine cannot run code for {name}")
        monkeypatch.setenv(processor.VARIABLE, name)

    return named


def visits():
    """Visits with waits of many digits, so that a sum in another order has other last bits; some are missing."""
    random = np.random.default_rng(7)
    start = (FIRST - date(1970, 1, 1)).days * 86_400 * 10**6
    valid = random.random(ROWS) >= 0.1
    columns = {
        "came_at": Column(ValueType.TIMESTAMP, start + random.integers(-(10**11), 2 * 10**12, ROWS)),
        "served": Column(ValueType.FLAG, random.random(ROWS) < 0.6, valid),
        "wait": Column(ValueType.DURATION, random.exponential(3.0, ROWS) * 10.0 ** random.integers(-6, 6, ROWS), valid),
        "items": Column(ValueType.NUMBER, random.integers(1, 5, ROWS).astype(float) / 3),
    }
    return Batch(VISIT.id, "counter", ROWS, columns)


def answers():
    """All that a scan of the visits finds, as bytes."""
    wanted = [goal(parse_formula(formula), name=f"g{place}") for place, formula in enumerate(FORMULAS)]
    section = gathered(plan(wanted, "Europe/Berlin", FIRST, END), [visits()], compiled=True)
    assert len(section.states) == len(FORMULAS)
    states = [array.tobytes() for state in section.states for array in arrays_of(state)]
    return [section.instruments["counter"].rows.tobytes(), *states]


@pytest.mark.parametrize("name", processor.NEEDS)
def test_code_for_every_processor_gives_the_same_bytes(processor_named, monkeypatch, name):
    monkeypatch.delenv(processor.VARIABLE, raising=False)
    of_this_machine = answers()
    processor_named(name)
    assert answers() == of_this_machine


def test_a_named_processor_gets_code_of_its_own(processor_named, monkeypatch):
    """Else the test above would compare code with itself."""
    processor_named("x86-64")
    oldest = compiled.compiled(GOLDEN)
    processor_named("haswell")
    newer = compiled.compiled(GOLDEN)
    assert oldest is not newer
    assert compiled.compiled(GOLDEN) is newer


@pytest.mark.parametrize("name", ["pentium-ii", "HASWELL"])
def test_an_unknown_processor_is_refused_by_name(monkeypatch, name):
    monkeypatch.setenv(processor.VARIABLE, name)
    with pytest.raises(InputError, match=rf"GOALPOSTS_CPU: no code is written for '{name}'.*haswell"):
        compiled.compiled(GOLDEN)


def test_a_processor_that_this_machine_is_not_is_refused_before_its_code_runs(monkeypatch):
    monkeypatch.setitem(processor.NEEDS, "cray-1", ("vector-chaining",))
    monkeypatch.setenv(processor.VARIABLE, "cray-1")
    with pytest.raises(InputError, match="cannot run code for cray-1: it lacks vector-chaining"):
        compiled.compiled(GOLDEN)


def test_a_function_outlives_its_place_in_the_cache():
    """The code vanishes with its engine; a function that lost it ends the process."""
    call = compiled.compiled(compiled._PROBE).call
    compiled._compiled.cache_clear()
    gc.collect()
    for text in (GOLDEN, compiled._PROBE):  # others may now take its memory
        compiled.compiled(text)
    values = (ctypes.c_int64 * 16)(*range(3, 19))
    assert call(ctypes.addressof(values), 0, 16) == 3


@pytest.mark.parametrize(
    ("triple", "name"),
    [
        ("x86_64-pc-windows-msvc", "x86-64"),
        ("x86_64-pc-windows-msvc", "haswell"),
        ("x86_64-pc-windows-msvc", "znver4"),
        ("x86_64-apple-darwin", "haswell"),
        ("arm64-apple-macosx", "apple-m1"),
        ("aarch64-unknown-linux-gnu", "generic"),
    ],
)
def test_code_for_other_systems_asks_nothing_of_them(triple, name):
    """No call, of which a system might not have the function; no frame of a page, for which Windows wants a probe."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    module = llvm.parse_assembly(GOLDEN)
    module.triple = triple
    text = llvm.Target.from_triple(triple).create_target_machine(cpu=name, opt=2).emit_assembly(module)
    assert CALLS.findall(text) == []
    frames = [int(bytes_x86 or bytes_arm) for bytes_x86, bytes_arm, pages in FRAME.findall(text) if not pages]
    assert frames
    assert len(frames) == len(FRAME.findall(text))
    assert max(frames) < PAGE_BYTES


def test_code_can_be_made_here():
    assert compiled.can_compile()


BROKEN = {
    "missing": "raise ImportError('no llvmlite for this system')",
    "no_target": "def get_host_cpu_features(): raise RuntimeError('Unable to find target for this triple')",
    "too_old": "",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_without_a_working_compiler_the_log_says_so_once(tmp_path, fault):
    """A process that finds a broken llvmlite knows it after one question, and is not ended by it."""
    (tmp_path / "llvmlite").mkdir()
    (tmp_path / "llvmlite" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "llvmlite" / "binding.py").write_text(BROKEN[fault], encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from goalposts.scoring.kernels.compiled import can_compile\n"
        "print(can_compile(), can_compile())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "False False\n", done.stderr
    assert done.stderr.count("NumPy counts long streams too") == 1
    assert len(done.stderr.splitlines()) == 1
