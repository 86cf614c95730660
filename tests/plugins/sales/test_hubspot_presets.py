"""Exports of HubSpot: every expected row is written out by hand after the sample beside it."""

import pytest
from plugins.sales.exports import NO, at, refused, rows_of
from streams.orders import utc

DEAL = "deal_id created_at status closed_at amount customer owner pipeline"
STAGE = "deal_id at stage from_stage semantic by"
FIRST = ("702", utc("2026-03-02T08:00"), "appointmentscheduled", NO, "open", "userId:41")
SECOND = ("702", utc("2026-03-08T08:00"), "98760", "appointmentscheduled", NO, "9")
LAST = ("702", utc("2026-03-20T15:45:10"), "closedwon", "98760", "won", "userId:41")


def test_answer_of_deals():
    """702 was won on a stage of one's own; the expected day of 701 is not read; 704 is archived."""
    rows, count = rows_of("hubspot.deals", "hubspot_deals.json", f"{DEAL} source loss_reason")
    won = utc("2026-03-20T15:45:10") + 500_000
    assert rows == [
        (
            *("701", utc("2026-03-02T07:00"), "open", NO, 1000.5),
            *("companies/7", "41", "default", "PAID_SEARCH", NO),
        ),
        ("702", utc("2026-03-02T08:00"), "won", won, 250000.0, "contacts/71", "41", "12", "OFFLINE", NO),
        (
            *("703", utc("2026-03-02T09:00"), "lost", utc("2026-03-03T09:00"), NO),
            *(NO, NO, "default", NO, "Too dear"),
        ),
    ]
    assert (count.rows, count.filtered) == (4, 1)


def test_export_of_deals():
    """Probability 1 is won and 0 lost; without it a stage of HubSpot's own is known, and no other."""
    rows, count = rows_of("hubspot.deals", "hubspot_deals.csv", DEAL)
    ann, bob, pipeline = "Ann Lee", "Bob Roy", "Sales Pipeline"
    assert rows == [
        ("711", at("2026-03-02T10:00"), "open", NO, 1000.5, "Acme", ann, pipeline),
        ("712", at("2026-03-02T11:00"), "won", at("2026-03-20T18:45"), 250000.0, "Globex", ann, pipeline),
        ("713", at("2026-03-02T12:00"), "lost", at("2026-03-03T12:00"), NO, NO, bob, pipeline),
        ("714", at("2026-03-02T13:00"), "lost", at("2026-03-04T12:00"), 7.0, NO, bob, pipeline),
    ]
    assert refused(count) == [(6, "status", "Signed (Sales Pipeline)")]


@pytest.mark.parametrize(
    ("name", "expected", "counted"),
    [
        ("hubspot_stage_history.json", [FIRST, SECOND, LAST], (4, 1)),
        ("hubspot_property_history.csv", [LAST, SECOND, FIRST], (5, 2)),
        ("hubspot_versions.json", [FIRST, (*LAST[:3], "appointmentscheduled", *LAST[4:])], (2, 0)),
    ],
)
def test_stage_history_in_every_form(name, expected, counted):
    """The property with its history, the table of a warehouse, the old API; the same stage again is no change."""
    rows, count = rows_of("hubspot.stage_history", name, STAGE)
    assert rows == expected
    assert (count.rows, count.filtered) == counted


def test_activities():
    """A call lasts 185 500 milliseconds; a meeting is at its start; an archived task is left out."""
    columns = "activity_id at kind completed customer deal_id owner duration logged_at direction result"
    rows, count = rows_of("hubspot.engagements", "hubspot_engagements.ndjson", columns)
    assert rows == [
        (
            *("801", utc("2026-03-02T07:00"), "call", True, "contacts/71", "702", "41", 185.5),
            *(utc("2026-03-02T07:05"), "out", "f240bbac-87c9-4f6e-bf70-924b57d47db7"),
        ),
        ("802", utc("2026-03-02T08:00"), "call", False, NO, NO, "41", NO, utc("2026-03-02T08:00"), "in", NO),
        (
            *("803", utc("2026-03-03T10:15"), "meeting", False, "companies/7", NO, "42", 2700.0),
            *(utc("2026-03-01T10:00"), NO, "NO_SHOW"),
        ),
        ("804", utc("2026-03-04T10:00"), "email", True, NO, NO, "42", NO, utc("2026-03-04T10:00"), "in", NO),
        ("805", utc("2026-03-09T10:00"), "task", False, NO, NO, "42", NO, utc("2026-03-04T11:00"), NO, NO),
        ("806", utc("2026-03-05T10:00"), "message", True, NO, NO, "42", NO, utc("2026-03-05T10:00"), NO, NO),
    ]
    assert (count.rows, count.filtered) == (7, 1)


def test_engagements_of_the_old_api():
    columns = "activity_id at kind completed customer deal_id duration direction"
    rows, count = rows_of("hubspot.engagements", "hubspot_engagements.json", columns)
    assert rows == [
        ("811", utc("2026-03-02T07:00"), "call", True, "contacts/71", "702", 60.0, NO),
        ("813", utc("2026-03-02T09:00"), "email", True, "companies/7", NO, NO, "in"),
    ]
    assert (count.rows, count.filtered) == (3, 1)
