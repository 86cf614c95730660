"""A month of calls of a real bank, as published."""

from datetime import date

import pytest
from goalposts.expressions import parse
from goalposts.model import FieldRule, Source, event_type, field
from goalposts.streams.opening import open_source
from real_data import DATA, needs_real_data

FILE = DATA / "contact_centre" / "anonymous_bank_1999_02" / "data_anonymous_bank_february.txt"
CALL = event_type(
    "sample.call",
    time="offered_at",
    fields=[
        field.id("call_id", required=True),
        field.time("offered_at"),
        field.category("outcome", required=True, values=("answered", "given_up")),
        field.duration("wait"),
        field.duration("talk"),
        field.duration("hold"),
    ],
)


@needs_real_data
@pytest.mark.parametrize("block_bytes", [1 << 22, 1 << 14])
def test_every_row_of_the_bank_is_accounted_for(block_bytes):
    """33,344 rows as published; 278 phantom calls and 1,972 hang-ups without queueing are filtered."""
    source = Source(
        name="bank",
        event_type=CALL.id,
        locations=(FILE.name,),
        timezone="Asia/Jerusalem",
        where=parse('outcome != "PHANTOM" and not (outcome == "HANG" and q_time == 0)'),
        fields={
            "call_id": FieldRule(("vru+line", "call_id")),
            "offered_at": FieldRule(("date", "vru_entry"), format="%y%m%d %H:%M:%S"),
            "outcome": FieldRule(("outcome",), values={"AGENT": "answered", "HANG": "given_up"}),
            "wait": FieldRule(("q_time",), unit="s"),
            "talk": FieldRule(("ser_time",), unit="s"),
        },
        dimensions={"type": FieldRule(("type",))},
    )
    stream = open_source(
        source, CALL, timezone="Asia/Jerusalem", as_of=date(2000, 1, 1), folder=FILE.parent, block_bytes=block_bytes
    )
    batches = list(stream)
    assert stream.count.quarantined == {}
    assert (stream.count.rows, stream.count.filtered) == (33_344, 278 + 1_972)
    assert stream.count.accepted == sum(batch.rows for batch in batches) == 33_344 - 278 - 1_972
    assert stream.count.first.startswith("1999-02-01T")
    assert stream.count.last.startswith("1999-02-28T")
    assert stream.absent == {"hold"}
