"""Bytes that are no cube are refused in a sentence; bytes of a cube have a fixed form."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from goalposts.errors import InputError
from goalposts.expressions import parse_formula
from goalposts.locale import Text
from goalposts.model.stream_counts import LeftOut, QuarantineDetail, StreamCount
from goalposts.scoring import Cube, plan
from scoring.visits import goal

CUBE = Cube.empty(plan([goal(parse_formula("mean(of=wait)"))], "UTC", date(2025, 1, 1), date(2025, 1, 8)))


@pytest.mark.parametrize("data", [b"", b"PAR1", b"goalposts/cube/1\n", CUBE.dump()[:40], CUBE.dump()[:-1]])
def test_bytes_that_are_no_whole_cube_are_refused(data):
    with pytest.raises(InputError, match="no cube of this version; name a cube that"):
        Cube.load(data)


def test_the_accounts_of_sources_survive_storage():
    detail = QuarantineDetail("bad_timestamp", "came_at", 3, 17, "31.02.2025")
    tests = LeftOut("tests", 2, Text(en="tests", ru="проверки"))
    count = StreamCount(
        "sample.visit", "counter", 12, 7, 2, (tests,), quarantined={"bad_timestamp": 3}, details=(detail,)
    )
    assert Cube.load(CUBE.with_streams([count]).dump()).streams == (count,)


def test_arrays_are_stored_little_endian_and_last():
    """Seven days of int64 and float64 zeros: n, unknown, two sums, three moments, two low words."""
    assert CUBE.dump().endswith(b"}" + bytes(9 * 7 * 8))


def test_a_plan_that_keeps_no_quantiles_by_word_survives_storage():
    """Else it would be another plan that the cube was made for."""
    made = plan([goal(parse_formula("quantile(of=wait, q=0.9)"))], "UTC", CUBE.plan.first_day, CUBE.plan.end_day)
    light = evolve(made, streams=tuple(evolve(stream, heavy_by_word=False) for stream in made.streams))
    assert light != made
    assert Cube.load(Cube.empty(light).dump()).plan == light
