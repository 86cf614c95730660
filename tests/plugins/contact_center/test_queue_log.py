"""The log of Asterisk's queues becomes calls, whatever the order of its lines and wherever it was cut."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest
from goalposts_contact_center.presets.queue_log_calls import QueueLogCalls
from goalposts_contact_center.presets.queue_log_lines import read_line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plugins.contact_center.exports import SAMPLES, after_nine, by_start, calls_of

PRESET = "asterisk.queue_log"
FIELDS = ("offered_at", "call_id", "queue", "outcome", "wait", "ring", "talk", "hangup_by", "transferred")
NO = None

# Every call of the sample, read off its lines by hand; the start in seconds after nine o'clock.
CALLS = [
    (-60, "1772441900.12", "support", "answered", 14, NO, 40, "agent", False),  # only COMPLETE, twice
    (-27, "1772441980.10", "support", "answered", 20, 6, 60, "caller", False),  # its ENTERQUEUE was rotated away
    (-18, "1772441970.13", "support", "abandoned", 33, NO, NO, NO, NO),  # only ABANDON: 09:00:15 less 33 s
    (0, "1772442000.1", "support", "answered", 12, 4, 120, "caller", False),
    (5, "1772442005.2", "support", "abandoned", 45, NO, NO, NO, NO),
    (10, "1772442010.3", "support", "timeout", 60, NO, NO, NO, NO),
    (20, "1772442020.5", "sales", "abandoned", 10, NO, NO, NO, NO),  # the second queue of one caller
    (20, "1772442020.5", "support", "exit_empty", 0, NO, NO, NO, NO),
    (30, "1772442030.6", "support", "exit_key", 25, NO, NO, NO, NO),
    (40, "1772442040.7", "support", "answered", 8, 2, 60, NO, True),  # BLINDTRANSFER
    (60, "1772442060.9", "sales", "answered", 5, 2, 30, NO, True),  # ATTENDEDTRANSFER of two channels
    (71, "1772442010.3", "support", "answered", 10, 3, 60, "agent", False),  # again after the timeout
    (80, "1772442080.15", "sales", "abandoned", 3, NO, NO, NO, NO),  # a bar inside of the url
    (200, "1772442200.17", "sales", "answered", 7, 3, 33, NO, True),  # ATTENDEDTRANSFER into a bridge
    (250, "1772442250.19", "sales", "answered", 6, 4, 44, NO, True),  # TRANSFER; CONNECT stands before ENTERQUEUE
    (311, "1772442310.21", "support", "answered", 9, 6, 90, "caller", False),  # backwards
    (401, "1772442401.24", "support", "answered", 5, 2, NO, NO, NO),  # talking when Asterisk was restarted
    (600, "1772442600.26", "support", "timeout", 15, NO, NO, NO, NO),  # an old version tells no wait
    (620, "1772442620.27", "support", "answered", 13, NO, NO, NO, NO),  # still talking at the end
]
CUSTOMERS = {
    "1772442000.1": "+74951112201",
    "1772442005.2": "+74951112202",
    "1772442010.3": "101",  # the name is 101, too
    "1772442030.6": "+74951112206",
    "1772442040.7": "+74951112207",
    "1772442060.9": "+74951112209",
    "1772442080.15": "+74951112215",
    "1772442200.17": "+74951112217",
    "1772442250.19": "+74951112219",
    "1772442310.21": "+74951112221",
    "1772442401.24": "+74951112224",
    "1772442600.26": "+74951112226",
    "1772442620.27": "+74951112227",
}
AGENTS = {"Anna Maria Lopez": 2, "SIP/101": 5, "SIP/102": 1, "SIP/103": 3, None: 8}


def test_the_sample_gives_the_calls_read_off_by_hand():
    calls, count = calls_of(PRESET, SAMPLES, "queue_log")
    found = [tuple(call[name] for name in FIELDS) for call in by_start(calls)]
    assert found == [(after_nine(start), *rest) for start, *rest in CALLS]
    assert {call["call_id"]: call["customer"] for call in calls if call["customer"]} == CUSTOMERS
    assert Counter(call["agent"] for call in calls) == AGENTS
    assert {call["channel"] for call in calls} == {"voice"}
    assert (count.rows, count.accepted, count.duplicates) == (23, 19, 0)


def test_what_is_no_call_is_refused_by_its_reason_and_never_counted_as_lost():
    """Two callers were waiting still, at the restart and at the end of the log."""
    _, count = calls_of(PRESET, SAMPLES, "queue_log")
    assert {detail.reason: (detail.count, detail.line) for detail in count.details} == {
        "not_of_this_export": (1, 32),
        "unfinished": (2, 46),
        "unknown_start": (1, 56),
    }


def test_hold_and_after_call_work_are_absent():
    calls, _ = calls_of(PRESET, SAMPLES, "queue_log")
    assert not {"hold", "acw", "direction", "resolved", "csat", "result"} & set(calls[0])


def test_a_log_without_calls_has_no_rows(tmp_path):
    (tmp_path / "queue_log").write_text("1772442000|NONE|NONE|NONE|QUEUESTART|\n\n1772442001|NONE|NONE|NONE|PAUSE|\n")
    assert calls_of(PRESET, tmp_path, "queue_log")[1].rows == 0


def test_a_key_that_asks_for_a_call_back_is_stated_by_the_project():
    words = ("answered", "abandoned", "timeout", "exit_empty")
    rule = {"column": "outcome", "values": {**dict(zip(words, words, strict=True)), "exit_key": "callback"}}
    calls, _ = calls_of(PRESET, SAMPLES, "queue_log", fields={"outcome": rule})
    assert Counter(call["outcome"] for call in calls)["callback"] == 1


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_rotated_log_gives_the_same_calls_however_its_parts_are_named(tmp_path, cut):
    """A call that was on at the cut stands in both parts; the whole one stays, and nobody is lost or counted twice."""
    lines = (SAMPLES / "queue_log").read_text(encoding="utf-8").splitlines(keepends=True)
    whole = {tuple(call[name] for name in FIELDS) for call in calls_of(PRESET, SAMPLES, "queue_log")[0]}
    for first, second in (("queue_log.1", "queue_log"), ("queue_log", "queue_log.1")):
        (tmp_path / first).write_text("".join(lines[:cut]), encoding="utf-8")
        (tmp_path / second).write_text("".join(lines[cut:]), encoding="utf-8")
        calls, _ = calls_of(PRESET, tmp_path, "queue_log*")
        keys = [(call["call_id"], call["queue"], call["outcome"], call["offered_at"]) for call in calls]
        assert len(keys) == len(set(keys))
        # what only the other part tells (ring, who hung up, the wait of an old version) may be missing at the cut
        assert {key[:2] for key in keys} <= {call[1:3] for call in whole}
        assert len(keys) >= len(whole) - 1


# One event a line: (seconds, call, queue, agent, event, data ...), as naive as can be.


def log_of(stays):
    """The lines of some stays as Asterisk would write them."""
    lines = []
    for number, (call, queue, start, wait, talk, ending) in enumerate(stays):
        agent, end = f"Agent {number % 3}", start + wait + talk
        lines.append((start, call, queue, "NONE", "ENTERQUEUE", "", f"+7{number:04}", "1"))
        if ending in ("COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", ""):
            lines.append((start + wait, call, queue, agent, "CONNECT", wait, "x.1", min(wait, 5)))
        if ending.startswith("COMPLETE"):
            lines += [(end, call, queue, agent, ending, wait, talk, position) for position in range(1, 2 + number % 3)]
        elif ending == "BLINDTRANSFER":
            lines.append((end, call, queue, agent, ending, 200, "internal", wait, talk, 1))
        elif ending == "EXITWITHKEY":
            lines.append((start + wait, call, queue, "NONE", ending, 1, 1, 1, wait))
        elif ending:
            lines.append((start + wait, call, queue, "NONE", ending, 1, 1, wait))
    return lines


def naive(lines):
    """The calls by another way: all lines of a caller in a queue together, told apart by when each says it began."""
    began = defaultdict(set)
    for at, call, queue, _, event, *data in lines:
        if event == "ENTERQUEUE":
            start, outcome = at, None
        elif event == "CONNECT":
            start, outcome = at - data[0], "answered"
        elif event.startswith("COMPLETE"):
            start, outcome = at - data[0] - data[1], "answered"
        elif event == "BLINDTRANSFER":
            start, outcome = at - data[2] - data[3], "answered"
        else:
            words = {"ABANDON": "abandoned", "EXITWITHTIMEOUT": "timeout", "EXITEMPTY": "exit_empty"}
            start, outcome = at - data[-1], words.get(event, "exit_key")
        began[call, queue, start].add(outcome)
    outcomes = {key: found - {None} for key, found in began.items()}
    calls = {(*key, *found) for key, found in outcomes.items() if found}
    return calls, sum(not found for found in outcomes.values())


ENDINGS = (
    "COMPLETECALLER",
    "COMPLETEAGENT",
    "BLINDTRANSFER",
    "ABANDON",
    "EXITWITHTIMEOUT",
    "EXITEMPTY",
    "EXITWITHKEY",
    "",
)


@st.composite
def stays(draw):
    """Stays of a few callers in two queues; who is alone in a queue comes again there some seconds later."""
    free = defaultdict(lambda: 1_772_442_000)
    found = []
    for _ in range(draw(st.integers(0, 14))):
        call, queue = f"1.{draw(st.integers(1, 4))}", draw(st.sampled_from(["support", "sales"]))
        wait, talk, ending = draw(st.integers(0, 90)), draw(st.integers(0, 300)), draw(st.sampled_from(ENDINGS))
        start = free[call, queue] + draw(st.integers(4, 60))
        free[call, queue] = start + wait + talk
        found.append((call, queue, start, wait, talk, ending))
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(stays(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_calls_do_not_depend_on_the_order_of_lines_nor_on_where_the_log_begins(tmp_path_factory, found, chance, lost):
    lines = log_of(found)
    chance.shuffle(lines)
    lines = lines[lost:]
    folder = tmp_path_factory.mktemp("log")
    (folder / "queue_log").write_text("".join("|".join(map(str, line)) + "\n" for line in lines), encoding="utf-8")

    calls, count = calls_of(PRESET, folder, "queue_log")

    expected, unfinished = naive(lines)
    assert {(c["call_id"], c["queue"], c["offered_at"] // 10**6, c["outcome"]) for c in calls} == expected
    assert len(calls) == len(expected)
    assert (count.rows, count.quarantined.get("unfinished", 0)) == (len(expected) + unfinished, unfinished)


def test_memory_is_bounded_by_lines_and_late_repeats_fall_to_the_key(tmp_path):
    """Ended calls are given out while the log is read; what comes again after that is a duplicate of the same key."""
    waiting = QueueLogCalls(late_lines=10, silent_lines=50)
    given, held = [], 0
    rng = random.Random(4)
    for line in range(1, 3001):
        at, call = 1_772_442_000 + line, f"{line}.1"
        ending = f"{at}|{call}|q|NONE|ABANDON|1|1|{rng.randint(0, 9)}"
        text = ending if line % 3 else f"{at}|{call}|q|NONE|ENTERQUEUE||1|1"
        given += waiting.take(read_line(text), line, text)
        held = max(held, line - len(given))
    assert held <= 10 + 50
    given += waiting.rest()
    assert len(given) == 3000

    noise = "1772442000|9.9|q|NONE|RINGNOANSWER|1000\n"
    done = "1772442100|1.1|q|A|COMPLETEAGENT|6|20|{}\n"
    (tmp_path / "queue_log").write_text(done.format(1) + noise * 3 + "".join(_others(20_000)) + done.format(4))
    calls, count = calls_of(PRESET, tmp_path, "queue_log")
    assert (count.duplicates, sum(call["call_id"] == "1.1" for call in calls)) == (1, 1)


def _others(count):
    return (f"{1_772_442_000 + number}|2.{number}|q|NONE|ABANDON|1|1|5\n" for number in range(count))


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("ENTERQUEUE||+7495|1", "+7495"),
        ("ENTERQUEUE||101|1|101", "101"),
        ("ENTERQUEUE||||", None),
        ("ENTERQUEUE|||1", None),
        ("ENTERQUEUE|http://x/?a|b|c|+7495|12", "+7495"),
        ("ENTERQUEUE|http://x/|+7495|12|Anna | Co", "12"),  # a bar in the name as well is too much
        ("ENTERQUEUE", None),
    ],
)
def test_the_number_of_the_caller(text, customer):
    assert read_line(f"1|2.3|q|NONE|{text}").customer == customer


@pytest.mark.parametrize(
    "text", ["", "a|b|c|d|e", "1772442000|1.1|q|NONE", "17724420001|1.1|q|NONE|CONNECT", "\u0661|1|q|a|b"]
)
def test_no_line_of_a_queue_log(text):
    assert read_line(text) is None


def test_fields_that_are_no_numbers_are_missing():
    event = read_line("1772442000.25|1.1|q|SIP/1|connect|soon|1.2|")
    assert (event.at, event.name, event.wait, event.ring, event.start) == (1772442000, "CONNECT", None, None, None)
