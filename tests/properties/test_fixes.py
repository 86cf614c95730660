"""What `check --fix` does to any file: what it means after is what was meant, comments stay, and once is enough."""

from pathlib import Path

from goalposts.api.fixing import mended
from goalposts.formats import document, project_from_text
from goalposts.testing import TODAY, sample_catalogue
from hypothesis import given, settings
from hypothesis import strategies as st

CATALOGUE = sample_catalogue()
FILE = Path("goalposts.yaml")
HEAD = """\
goalposts: 1
project: Visits
timezone: Europe/London
go_live: 2026-07-01
baseline: {from: 2025-07-01, to: 2026-07-01}
evaluation: {from: 2026-08-01, to: 2026-10-01}
data:
  sample.visit: [{name: book, source: visits.csv}]
goals:
"""
IDLE = "# goalposts: ignore[GP301] nobody else"
CHOICES = st.fixed_dictionaries(
    {
        "variant": st.booleans(),
        "target": st.sampled_from(["", "%", " %"]),
        "quote": st.sampled_from("\"'"),
        "deadline": st.booleans(),
        "owner": st.sampled_from(["owner", "ownr", "onwer", "ownner"]),
        "idle": st.booleans(),
        "comments": st.lists(st.sampled_from(["# why", "# - id: x", "#", "# kpi: y"]), min_size=7, max_size=7),
        "indent": st.sampled_from(["", "  "]),
    }
)


def written(number, choice, *, sound):
    """One goal as it was found, or as it is meant."""
    target = choice["target"] if choice["target"] or not sound else "%"
    lines = [
        f"id: goal-{number}",
        "kpi: sample.quick_share",
        *(["variant: all"] if sound or choice["variant"] else []),
        f"target: {choice['quote']}>= 8{number}{target}{choice['quote']}",
        *(["deadline: 2026-10-01"] if sound or choice["deadline"] else []),
        f"{'owner' if sound else choice['owner']}: Head of reception",
    ]
    first, *others = [f"{line}  {comment}" for line, comment in zip(lines, choice["comments"], strict=False)]
    last = f"  {IDLE}" if choice["idle"] and not sound else ""
    body = "".join(f"{choice['indent']}  {line}\n" for line in [*others, f"why: people wait{last}"])
    return f"{choice['indent']}- {first}\n{body}"


def texts(choices, ends):
    indent = {"indent": choices[0]["indent"]}
    found, meant = (
        HEAD + "".join(written(n, {**choice, **indent}, sound=sound) for n, choice in enumerate(choices))
        for sound in (False, True)
    )
    return found.replace("\n", ends), meant


def read(text):
    return document(project_from_text(text, CATALOGUE, str(FILE)))


@settings(max_examples=20)
@given(choices=st.lists(CHOICES, min_size=1, max_size=3), ends=st.sampled_from(["\n", "\r\n"]))
def test_a_mended_file_says_what_was_meant_and_needs_no_second_mending(choices, ends):
    found, meant = texts(choices, ends)
    once = mended(found, CATALOGUE, FILE, as_of=TODAY)
    assert read(once.text) == read(meant)
    assert mended(once.text, CATALOGUE, FILE, as_of=TODAY) == type(once)(once.text, ())
    assert IDLE not in once.text
    assert once.text.count("\n") == once.text.count(ends)


@settings(max_examples=20)
@given(choices=st.lists(CHOICES, min_size=1, max_size=3))
def test_no_line_is_lost_and_other_comments_stay(choices):
    found, _ = texts(choices, "\n")
    after = mended(found, CATALOGUE, FILE, as_of=TODAY).text.splitlines()
    kept = [line.partition("#")[2] for line in after if "#" in line]
    assert kept == [line.partition("#")[2] for line in found.replace(f"  {IDLE}", "").splitlines() if "#" in line]
    assert len(after) >= len(found.splitlines())


@settings(max_examples=20)
@given(choices=st.lists(CHOICES, min_size=1, max_size=3))
def test_a_file_without_faults_is_left_to_the_byte(choices):
    _, sound = texts(choices, "\n")
    assert mended(sound, CATALOGUE, FILE, as_of=TODAY).text == sound
