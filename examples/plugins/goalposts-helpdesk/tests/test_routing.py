"""`goalposts routing` says what share of the tickets each line got, as counting by hand does."""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "sample"
COMMAND = Path(sys.executable).parent / "goalposts"


def run(*arguments):
    return subprocess.run(
        [COMMAND, "routing", SAMPLE, "--as-of", "2026-04-20", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def share_of_first(start, end):
    with (SAMPLE / "tickets.csv").open(encoding="utf-8") as file:
        counted = Counter(row["line"] for row in csv.DictReader(file) if start <= row["opened_at"][:10] < end)
    return counted["first"] / counted.total()


def test_the_shares_are_those_that_counting_gives():
    done = run("--format", "json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)[0]
    assert first == {
        "line": "first",
        "before": pytest.approx(share_of_first("2025-03-01", "2025-09-01")),
        "after": pytest.approx(share_of_first("2025-10-01", "2026-04-01")),
    }


@pytest.mark.parametrize(("language", "head"), [("en", "before"), ("ru", "после")])
def test_it_is_told_in_both_languages(language, head):
    done = run("--language", language)
    assert head in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[1].split() == ["first", "66.7", "%", "66.7", "%"]


def test_a_project_that_is_not_there_is_one_sentence():
    done = run("--format", "json", "--language", "en")
    assert done.stderr == ""
    missing = subprocess.run(
        [COMMAND, "routing", SAMPLE / "gone.yaml"], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert missing.returncode == 2
    assert len(missing.stderr.splitlines()) == 1
