"""A small rollout in files: calls of 12 weeks before and 8 weeks after go-live, and the project that judges them."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner, Result
from goalposts.cli.main import cli

START, GO_LIVE, END = date(2026, 1, 5), date(2026, 3, 30), date(2026, 5, 25)
CALLS_A_DAY = 40
BEFORE, AFTER = 0.5, 0.8
"""Share of calls answered within 20 s."""

HOOKS = "import click\nfrom goalposts import Domain, hookimpl\n"
"""What the plugins of tests begin with."""

PROJECT = """\
goalposts: 1
project: Small rollout
language: {language}
timezone: Europe/London
go_live: {go_live}
baseline: {{from: {start}, to: {go_live}}}
evaluation: {{from: {go_live}, to: {end}}}
data:
  contact_center.call: {{source: calls.csv, timezone: Europe/London}}
goals:
  - id: faster-answers
    statement: {statement}
    kpi: contact_center.service_level
    variant: offered
    target: ">= {target}%"
    deadline: {end}
    owner: Head of contact centre
    why: a caller who waits calls somebody else
    lever: skill-based routing
    guardrails: []
    must: true
  - {{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 20pp}}
"""
STATEMENTS = {
    "en": "70 % of calls answered within 20 s by 25 May 2026",
    "ru": "70 % вызовов принято за 20 с к 25.05.2026",
}


def write_project(folder: Path, *, language: str = "en", target: int = 70, **replaced: str) -> Path:
    """Write the project file; `replaced` puts other text in the place of a line that starts with the key."""
    text = PROJECT.format(
        language=language, statement=STATEMENTS[language], target=target, start=START, go_live=GO_LIVE, end=END
    )
    for key, line in replaced.items():
        text = "".join(
            line + "\n" if known.strip().startswith(key) else known for known in text.splitlines(keepends=True)
        )
    file = folder / "goalposts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def write_calls(folder: Path, *, end: date = END, after: float = AFTER, broken_rows: int = 0) -> Path:
    """Write the calls up to a day; each waits 10 s or 60 s, the share of the former being the service level."""
    chance = random.Random(5)
    file = folder / "calls.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["call_id", "offered_at", "outcome", "wait"])
        for offset in range((end - START).days):
            day = START + timedelta(days=offset)
            level = BEFORE if day < GO_LIVE else after
            for call in range(CALLS_A_DAY if day.weekday() < 5 else 0):
                wait = 10 if chance.random() < level else 60
                outcome = "answered" if chance.random() < 0.95 else "abandoned"
                rows.writerow([f"{offset}-{call}", f"{day}T{9 + call // 5:02}:{call % 5 * 7:02}:00", outcome, wait])
        for call in range(broken_rows):
            rows.writerow([f"bad-{call}", "SECRET-yesterday", "answered", 10])
    return file


def write_rollout(folder: Path, *, language: str = "en") -> Path:
    """Write the calls and the project, and return the project file."""
    write_calls(folder)
    return write_project(folder, language=language)


def goalposts(*arguments: object) -> Result:
    """Run the command line inside this process."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def install(folder, code, name="stranger"):
    """Put a plugin of this code into a folder, as a distribution."""
    (folder / f"{name}_plugin.py").write_text(HOOKS + code, encoding="utf-8")
    info = folder / f"{name}_plugin-1.4.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-plugin\nVersion: 1.4\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[goalposts]\n{name} = {name}_plugin\n", encoding="utf-8")


def process(
    *arguments: object, folder: Path, path: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own; `path` is put before the import path."""
    import os

    here = os.environ | environment
    if path is not None:
        here["PYTHONPATH"] = os.pathsep.join(filter(None, (str(path), here.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", "goalposts.cli.main", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=here, capture_output=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL
    )
