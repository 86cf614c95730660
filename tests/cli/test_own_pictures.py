"""A project's own KPI says what reports draw of its variants: steps that are counted, and models by word."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta

import pytest
from cli.rollouts import goalposts

PROJECT = """\
goalposts: 1
project: Own pictures
timezone: Europe/London
go_live: 2026-03-30
baseline: {from: 2026-01-05, to: 2026-03-30}
evaluation: {from: 2026-03-30, to: 2026-05-25}
data:
  contact_center.call: {source: calls.csv, timezone: Europe/London}
kpis:
  - id: local.way
    over: contact_center.call
    direction: up
    variants:
      answered: share(of=outcome == "answered")
      kept: share(of=not transferred, among=outcome == "answered")
    chain: {variants: [answered, kept], steps: [Called, {en: Answered, ru: Ответили}, Kept]}
    models: {by: queue, variants: [answered, kept]}
goals:
  - {id: more, kpi: local.way, target: ">= 80%", statement: 80 % by May, deadline: 2026-05-25, owner: Head}
"""
DAYS_BEFORE, DAYS_AFTER = 84, 56
CALLS = (
    # queue, outcome and transferred of the calls of a day: sales answers 3 of 4 and keeps 1 of 3
    *[("sales", "answered", "true")] * 2,
    ("sales", "answered", "false"),
    ("sales", "abandoned", ""),
    # help answers 1 of 2 and keeps it
    ("help", "answered", "false"),
    ("help", "abandoned", ""),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A project whose days are all alike."""
    place = tmp_path_factory.mktemp("pictures")
    with (place / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["call_id", "offered_at", "queue", "outcome", "transferred"])
        for day in range(DAYS_BEFORE + DAYS_AFTER):
            noon = f"{date(2026, 1, 5) + timedelta(day)}T12:00:00"
            table.writerows([f"{day}-{number}", noon, *call] for number, call in enumerate(CALLS))
    (place / "goalposts.yaml").write_text(PROJECT, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def goal(folder):
    result = goalposts("score", folder / "goalposts.yaml", "--as-of", "2026-06-01", "--format", "json")
    assert result.exit_code in (0, 1), result.stderr
    return json.loads(result.stdout)["goals"][0]


def test_every_step_says_how_many_came_to_it(goal):
    """Of six calls a day four are answered, and two of those are not passed on."""
    assert [(step["baseline"], step["evaluation"]) for step in goal["chain"]] == [
        (each * DAYS_BEFORE, each * DAYS_AFTER) for each in (6, 4, 2)
    ]


def test_words_are_compared_under_every_model(goal):
    """Sales answers more of its calls, help passes on fewer: which of them is better depends on the model."""
    assert goal["spread"]["dimension"] == "queue"
    found = {line["word"]: line["evaluation"] for line in goal["spread"]["lines"]}
    assert found["sales"]["by_model"] == pytest.approx({"answered": 3 / 4, "kept": 1 / 3})
    assert found["help"]["by_model"] == pytest.approx({"answered": 1 / 2, "kept": 1.0})
    assert {word: (value["best"], value["worst"]) for word, value in found.items()} == {
        "sales": (1, 2),
        "help": (1, 2),
    }


def test_the_page_draws_both_in_both_languages(folder):
    for language, words in {"en": ("Step by step", "Answered"), "ru": ("Шаг за шагом", "Ответили")}.items():
        file = folder / f"{language}.html"
        keys = ("--as-of", "2026-06-01", "--language", language, "--output", file)
        result = goalposts("report", folder / "goalposts.yaml", *keys)
        assert result.exit_code in (0, 1), result.stderr
        page = file.read_text(encoding="utf-8")
        assert all(word in page for word in words)
        assert "undetermined" in page if language == "en" else "не определить" in page
