"""What the README shows is what the tool does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import goalposts as gp
from click.testing import CliRunner
from goalposts.cli.main import cli

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def _block(language: str) -> str:
    return re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[1]


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_goal_file_has_no_error(tmp_path):
    """The file a newcomer copies passes `check`."""
    file = tmp_path / "goalposts.yaml"
    file.write_text(_block("yaml"), encoding="utf-8")

    findings = gp.check(gp.load_project(file), as_of=date(2026, 1, 15))

    assert [found.code for found in findings if found.severity == "error"] == []


def test_the_verdict_is_what_the_demo_prints(tmp_path):
    """Word for word, line ends aside."""
    printed = CliRunner().invoke(cli, ["demo", str(tmp_path / "demo")])

    assert printed.exit_code == 0, printed.output
    assert _words(_block("text")) in _words(printed.stdout)


def test_every_link_leads_somewhere():
    """Relative links name files of the repository."""
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)

    assert links
    assert [link for link in links if not (Path(__file__).resolve().parents[2] / link).exists()] == []
