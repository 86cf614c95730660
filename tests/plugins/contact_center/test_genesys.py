"""Conversations of Genesys Cloud become calls: one a conversation, under its first queue."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugins.contact_center.exports import SAMPLES, after_nine, by_start, calls_of

PRESET = "genesys.conversations"
FIELDS = (
    "offered_at",
    "call_id",
    "queue",
    "outcome",
    "agent",
    "wait",
    "ring",
    "talk",
    "hold",
    "acw",
    "hangup_by",
    "transferred",
    "result",
)
NO = None

# Every call of the sample, read off its segments by hand; the start in seconds after nine o'clock.
CALLS = [
    # talk 85.5 s before the hold and 52 s after it
    (2, "g-01", "q-sup", "answered", "u-anna", 12.5, 4.5, 137.5, 30, 18, "caller", False, "w-paid"),
    (22, "g-02", "q-sup", "abandoned", NO, 43, NO, NO, NO, NO, NO, NO, NO),
    (32, "g-03", "q-sup", "abandoned", NO, 4, NO, NO, NO, NO, NO, NO, NO),  # told by tAbandon
    (42, "g-04", "q-sup", "answered", "u-anna", 30, 7, 58, 0, 10, "agent", False, "w-info"),  # Boris was rung in vain
    (101, "g-05", "q-sup", "answered", "u-vera", 60 + 15, 6, 74, 0, 10, "agent", False, NO),  # overflow
    (121, "g-06", "q-sup", "timeout", NO, 90, NO, NO, NO, NO, NO, NO, NO),  # voicemail
    # two agents; the wait for the second is no wait for the first answer
    (202, "g-07", "q-sup", "answered", "u-anna", 10, 4, 60 + 98, 0, 8 + 20, "caller", True, "w-bill"),
    (242, "g-08", "q-sup", "callback", NO, 56, NO, NO, NO, NO, NO, NO, NO),
    (310, "g-10", "q-out", "answered", "u-vera", NO, NO, 70, 0, 10, "agent", False, "w-sold"),  # outbound
    (
        512,
        "g-12",
        "q-sup",
        "answered",
        "u-anna",
        6,
        4,
        72,
        0,
        10,
        "caller",
        False,
        "w-info",
    ),  # ended by its second copy
    (520, "g-13", NO, "answered", "u-vera", 9, 2, 150, 5, 12, NO, True, NO),  # metrics only, in milliseconds
    (602, "g-14", "q-sup", "timeout", NO, 38, NO, NO, NO, NO, NO, NO, NO),  # the system hung up
]


def test_the_sample_gives_the_calls_read_off_by_hand():
    calls, count = calls_of(PRESET, SAMPLES, "conversations.json")
    found = [tuple(call[name] for name in FIELDS) for call in by_start(calls)]
    assert found == [(after_nine(start), *rest) for start, *rest in CALLS]
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (17, 12, 1, 1)


def test_who_still_waits_is_refused_and_not_counted_as_lost():
    _, count = calls_of(PRESET, SAMPLES, "conversations.json")
    assert {detail.reason: (detail.count, detail.line, detail.value[:20]) for detail in count.details} == {
        "not_of_this_export": (2, 16, '{"conversationId": "'),
        "unfinished": (1, 11, "g-11"),
    }


def test_channel_direction_and_caller():
    calls, _ = calls_of(PRESET, SAMPLES, "conversations.json")
    known = {call["call_id"]: call for call in calls}
    assert [known[call]["channel"] for call in ("g-01", "g-08", "g-13")] == ["voice", "voice", "chat"]
    assert {call: known[call]["direction"] for call in ("g-01", "g-10")} == {"g-01": "in", "g-10": "out"}
    assert known["g-01"]["customer"] == "tel:+74951114401"


def test_one_conversation_a_line(tmp_path):
    conversations = json.loads((SAMPLES / "conversations.json").read_text(encoding="utf-8"))["conversations"]
    (tmp_path / "a.ndjson").write_text("".join(json.dumps(found) + "\n" for found in conversations))
    calls, count = calls_of(PRESET, tmp_path, "a.ndjson", records=".")
    assert by_start(calls) == by_start(calls_of(PRESET, SAMPLES, "conversations.json")[0])
    assert count.rows == 17


def test_a_conversation_that_goes_on_is_answered_and_nobody_knows_how_long_it_takes(tmp_path):
    document = json.loads((SAMPLES / "conversations.json").read_text(encoding="utf-8"))
    document["conversations"] = document["conversations"][11:12]
    assert "conversationEnd" not in document["conversations"][0]
    (tmp_path / "a.json").write_text(json.dumps(document))
    ((call,), _) = calls_of(PRESET, tmp_path, "a.json")
    assert (call["outcome"], call["wait"], call["ring"]) == ("answered", 6, 4)
    assert [call[name] for name in ("talk", "hold", "acw", "hangup_by", "transferred")] == [None] * 5


def test_a_segment_whose_start_nobody_can_read_is_no_segment_of_zero_seconds(tmp_path):
    document = json.loads((SAMPLES / "conversations.json").read_text(encoding="utf-8"))
    (tmp_path / "a.json").write_text(json.dumps(document))
    _, whole = calls_of(PRESET, tmp_path, "a.json")
    held = next(
        segment
        for conversation in document["conversations"]
        for participant in conversation["participants"]
        for session in participant["sessions"]
        for segment in session["segments"]
        if segment["segmentType"] == "hold"
    )
    held["segmentStart"] = held["segmentStart"].removesuffix("Z")
    (tmp_path / "a.json").write_text(json.dumps(document))
    _, count = calls_of(PRESET, tmp_path, "a.json")
    assert count.quarantined["bad_timestamp"] == 1
    assert (count.rows, count.accepted) == (whole.rows, whole.accepted - 1)


@pytest.mark.parametrize(
    ("disconnect", "outcome"),
    [
        ("client", "abandoned"),
        ("peer", "abandoned"),
        ("endpoint", "abandoned"),
        ("transfer", "timeout"),
        ("timeout", "timeout"),
        ("system", "timeout"),
    ],
)
def test_how_a_queue_is_left_without_an_agent(tmp_path, disconnect, outcome):
    document = json.loads((SAMPLES / "conversations.json").read_text(encoding="utf-8"))
    abandoned = next(found for found in document["conversations"] if found["conversationId"] == "g-02")
    (session,) = abandoned["participants"][1]["sessions"]
    session["segments"][0]["disconnectType"], session["metrics"] = disconnect, []
    (tmp_path / "a.json").write_text(json.dumps({"conversations": [abandoned]}))
    ((call,), _) = calls_of(PRESET, tmp_path, "a.json")
    assert (call["outcome"], call["wait"]) == (outcome, 43)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**6) | st.sampled_from(["", "acd", "agent", "2026-03-02T09:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                [
                    "participants",
                    "sessions",
                    "segments",
                    "metrics",
                    "purpose",
                    "segmentType",
                    "segmentStart",
                    "name",
                    "value",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(st.fixed_dictionaries({"participants": ANYTHING, "conversationEnd": ANYTHING}), max_size=4))
def test_whatever_stands_in_a_conversation_is_a_row_or_refused(tmp_path_factory, found):
    """The rows reconcile, which `calls_of` checks, and nothing breaks."""
    folder = tmp_path_factory.mktemp("genesys")
    start = {"conversationStart": "2026-03-02T09:00:00Z"}
    records = [{"conversationId": str(number), **start, **record} for number, record in enumerate(found)]
    (folder / "a.json").write_text(json.dumps({"conversations": records}))
    if records:
        assert calls_of(PRESET, folder, "a.json")[1].rows == len(records)
