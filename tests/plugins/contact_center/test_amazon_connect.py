"""Contact records of Amazon Connect become calls: one a stay in a queue, the newest record of each."""

from __future__ import annotations

import json

import pytest
from goalposts.errors import SourceError
from plugins.contact_center.exports import SAMPLES, after_nine, by_start, calls_of

PRESET = "amazon_connect.ctr"
FIELDS = (
    "offered_at",
    "call_id",
    "direction",
    "outcome",
    "agent",
    "wait",
    "talk",
    "hold",
    "acw",
    "hangup_by",
    "transferred",
)
NO = None

# Every call of the sample, read off its records by hand; the start in seconds after nine o'clock.
CALLS = [
    (15, "c-01", "in", "answered", "anna", 8, 180, 0, 30, "caller", False),
    (44, "c-02", "in", "answered", "boris", 95, 420, 60, 90, "agent", False),
    (66, "c-03", "in", "abandoned", NO, 44, NO, NO, NO, "caller", NO),
    (95, "c-04", "in", "answered", "anna", 12, 240, 20, 40, NO, False),  # the older copy does not know the 40 s
    (126, "c-05", "in", "callback", NO, 70, NO, NO, NO, NO, NO),
    (158, "c-07", "in", "answered", "anna", 20, 45, 0, 0, "system", True),
    (200, "c-06", "out", "answered", "boris", 300, 60, 0, 15, NO, False),  # the call-back itself
    (231, "c-08", "in", "abandoned", NO, 33, NO, NO, NO, "caller", NO),  # the second queue of c-07
    (262, "c-09", "in", "timeout", NO, 120, NO, NO, NO, NO, NO),  # passed on by the queue
    (330, "c-14", "out", "answered", "vera", NO, 200, 0, 10, "system", False),
    (341, "c-15", "in", "answered", "vera", 4, 600, NO, 20, NO, False),  # a chat has no hold
    (352, "c-16", NO, "answered", "boris", 21, 60, 0, 15, "other", False),  # unknown words and fields
    (382, "c-10", "in", "answered", "vera", 6, 75, 0, 5, "third_party", False),
]


def test_the_sample_gives_the_calls_read_off_by_hand():
    calls, count = calls_of(PRESET, SAMPLES, "contact_records.ndjson")
    found = [tuple(call[name] for name in FIELDS) for call in by_start(calls)]
    assert found == [(after_nine(start), *rest) for start, *rest in CALLS]
    assert (count.rows, count.accepted, count.duplicates) == (19, 13, 1)


def test_who_listens_and_who_never_queued_is_filtered_and_what_is_broken_refused():
    """MONITOR, the menu only, and the menu after a conversation; a record cut off, and one without an id."""
    _, count = calls_of(PRESET, SAMPLES, "contact_records.ndjson")
    assert count.filtered == 3
    assert {detail.reason: (detail.count, detail.line) for detail in count.details} == {
        "bad_json": (1, 18),
        "not_of_this_export": (1, 19),
    }


def test_words_of_the_record():
    calls, _ = calls_of(PRESET, SAMPLES, "contact_records.ndjson")
    known = {call["call_id"]: call for call in calls}
    assert {call["channel"] for call in calls} == {"voice", "chat"}
    assert (known["c-01"]["queue"], known["c-08"]["queue"], known["c-14"]["queue"]) == ("Support", "Billing", None)
    assert known["c-16"]["queue"].endswith("/queue/support")
    assert known["c-01"]["customer"] == "+74951113310"


def test_first_calls_only_and_the_chain_as_a_dimension():
    calls, count = calls_of(
        PRESET,
        SAMPLES,
        "contact_records.ndjson",
        where='InitiationMethod not in ["TRANSFER", "QUEUE_TRANSFER"]',
        dimensions={"chain": "InitialContactId"},
    )
    assert not {"c-08", "c-10"} & {call["call_id"] for call in calls}
    assert {call["call_id"]: call["chain"] for call in calls if call["chain"]} == {"c-06": "c-05"}
    assert count.filtered == 3 + 2


@pytest.mark.parametrize("form", ["stream", "list", "document"])
def test_records_in_any_form_give_the_same_calls(tmp_path, form):
    lines = (SAMPLES / "contact_records.ndjson").read_text(encoding="utf-8").splitlines()[:17]
    records = [json.loads(line) for line in lines]
    texts = {
        "stream": "".join(lines),
        "list": json.dumps(records, indent=1),
        "document": json.dumps({"next": None, "ContactRecords": records}),
    }
    (tmp_path / "ctr.json").write_text(texts[form])
    stated = {"records": "ContactRecords"} if form == "document" else {}
    calls, count = calls_of(PRESET, tmp_path, "ctr.json", **stated)
    assert by_start(calls) == by_start(calls_of(PRESET, SAMPLES, "contact_records.ndjson")[0])
    assert (count.rows, count.accepted, count.filtered, count.duplicates) == (17, 13, 3, 1)


@pytest.mark.parametrize("broken", ["Queue", "Agent", "CustomerEndpoint"])
def test_a_part_of_another_kind_counts_as_missing(tmp_path, broken):
    """A word or a list where an object is expected does not stop the reading."""
    record = json.loads((SAMPLES / "contact_records.ndjson").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "ctr.json").write_text(
        "".join(json.dumps({**record, "ContactId": str(bad), broken: bad}) + "\n" for bad in ("x", [1], 7, None))
    )
    calls, count = calls_of(PRESET, tmp_path, "ctr.json")
    assert (count.accepted, count.rows) == (4, 4)
    assert {call["outcome"] for call in calls} == {"abandoned" if broken == "Agent" else "answered"}


def test_a_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "ctr.json").write_text("ContactId,Channel\n1,VOICE\n")
    with pytest.raises(SourceError, match=r"ctr\.json:1: this is not JSON"):
        calls_of(PRESET, tmp_path, "ctr.json")
