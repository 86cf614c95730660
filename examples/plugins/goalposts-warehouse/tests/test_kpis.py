"""The KPIs have the values that counting by hand gives, and the pick list is read as it is laid out."""

from datetime import date

import goalposts as gp
import goalposts_warehouse
import pytest

PICKS = """\
HPICKS 2026-01-05
D0000000001202601050900000004000410050A
D0000000002202601050910000004000310150A
D0000000003202601060900000001000100100B
D0000000004202601060910000001     0200B
T0000004
"""
RECEIPTS = """\
Receipt,Arrived,Put away,Dock
a,2026-01-05 08:00:00,2026-01-05 10:00:00,1
b,2026-01-05 08:00:00,2026-01-05 16:00:00,1
c,2026-01-06 08:00:00,2026-01-06 20:00:00,2
d,2026-01-07 08:00:00,,2
"""
BY_HAND = {
    "warehouse.pick_accuracy": 1 / 3,  # 2 lacks a piece, 3 is another article, 4 was not checked
    "warehouse.lines_per_hour": 4 / 0.5,  # 0.05 + 0.15 + 0.1 + 0.2 hours
    "warehouse.stocked_in_time": 2 / 4,  # a and b, which took eight hours to the minute; d is at the dock
    "warehouse.dock_to_stock": 8 * 3600,  # the middle one of 2, 8 and 12 hours
}


def scored(folder, kpi, picks=PICKS):
    (folder / "picks.pck").write_text(picks, encoding="utf-8")
    (folder / "receipts.csv").write_text(RECEIPTS, encoding="utf-8")
    text = f"""
goalposts: 1
project: By hand
timezone: UTC
evaluation: {{from: 2026-01-05, to: 2026-01-12}}
data:
  warehouse.pick: {{source: picks.pck, format: warehouse.picks, timezone: UTC}}
  warehouse.receipt: {{source: receipts.csv, format: warehouse.receipts, timezone: UTC}}
goals:
  - {{id: g, role: shadow, kpi: {kpi}, guardrails: [], baseline: unknown}}
"""
    (folder / "goalposts.yaml").write_text(text, encoding="utf-8")
    project = gp.load_project(folder / "goalposts.yaml", gp.load_catalogue([goalposts_warehouse]))
    return gp.score(project, as_of=date(2026, 2, 1))


@pytest.mark.parametrize(("kpi", "expected"), BY_HAND.items())
def test_value(kpi, expected, tmp_path):
    card = scored(tmp_path, kpi)
    assert card.find("g").evaluation.value == pytest.approx(expected, rel=0.01 if "dock_to" in kpi else 1e-9)


@pytest.mark.parametrize(
    ("picks", "reason"),
    [
        (PICKS.replace("T0000004", "T0000005"), "lines_are_missing"),
        (PICKS.replace("T0000004\n", ""), "unfinished"),
        (PICKS.replace("10050A", "10050"), "wrong_columns"),
        (PICKS.replace("T0000004", "?\nT0000004"), "not_of_this_export"),
    ],
)
def test_what_is_no_line_is_told_with_its_reason(picks, reason, tmp_path):
    card = scored(tmp_path, "warehouse.lines_per_hour", picks)
    assert reason in str(card.to_dict())
    assert reason not in str(scored(tmp_path, "warehouse.lines_per_hour").to_dict())
