"""Exports of Dynamics 365 Sales: every expected row is written out by hand after the sample beside it."""

from datetime import datetime

import pytest
from plugins.sales.exports import NO, at, rows_of
from streams.drawn import Drawn, write
from streams.orders import utc


def test_answer_of_opportunities():
    """The day of closing of a3 is that of its creation in Moscow; a refund is negative; a5 is open again."""
    columns = "deal_id created_at status closed_at amount customer owner source loss_reason"
    rows, count = rows_of("dynamics.opportunities", "dynamics_opportunities.json", columns)
    night = utc("2026-03-02T21:30")
    assert rows == [
        ("a1", utc("2026-03-02T07:00"), "open", NO, 1000.5, "c1", "o1", "m1", NO),
        ("a2", utc("2026-03-02T08:00"), "won", at("2026-03-20T00:00"), 240000.0, "c2", "o1", NO, NO),
        ("a3", night, "lost", night, 70.0, NO, "o2", NO, "Out-Sold"),
        ("a4", utc("2026-03-04T08:00"), "won", at("2026-03-05T00:00"), -500.0, "c2", "o2", NO, NO),
        ("a5", utc("2026-03-04T09:00"), "open", NO, 20.0, "c2", "o2", NO, NO),
    ]
    assert (count.rows, count.accepted) == (5, 5)


@pytest.mark.parametrize("state", ["Won", "won"])
def test_export_to_excel(tmp_path, state):
    """The export brings a hidden sheet for its own use, which is none of deals."""
    drawn = [
        ["(Do Not Modify) Opportunity", "Topic", "Status", "Status Reason", "Created On", "Actual Close Date", "Owner"],
        ["a2", "Desks", state, "Won", datetime(2026, 3, 2, 11, 0), datetime(2026, 3, 20), "Ann"],
        ["a3", "Lamps", "Lost", "Canceled", datetime(2026, 3, 2, 12, 0), datetime(2026, 3, 2), "Ann"],
    ]
    hidden = Drawn("hiddenSheet", [["opportunity:Ab1=", "more"], ["a2", "x"]])
    name = write(tmp_path / "export.xlsx", Drawn("Opportunities", drawn), hidden)
    rows, _ = rows_of("dynamics.opportunities", name, "deal_id created_at status closed_at loss_reason", tmp_path)
    assert rows == [
        ("a2", at("2026-03-02T11:00"), "won", at("2026-03-20T00:00"), NO),
        ("a3", at("2026-03-02T12:00"), "lost", at("2026-03-02T12:00"), "Canceled"),
    ]
