"""The pages of KPIs, rules, presets, commands and hooks say what the code says."""

import subprocess
import sys

from contracts.sources import ROOT

GENERATE = ROOT / "docs" / "generate.py"


def check(folder):
    script = folder / GENERATE.name
    return subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def test_the_committed_pages_are_current():
    done = check(GENERATE.parent)
    assert done.returncode == 0, done.stderr


def test_a_stale_page_is_named(tmp_path):
    """The check can fail: a changed page and a missing one are told apart from a current one."""
    (tmp_path / GENERATE.name).write_bytes(GENERATE.read_bytes())
    for part in ("cli_page.py", "hooks_page.py"):
        (tmp_path / part).write_bytes((GENERATE.parent / part).read_bytes())
    (tmp_path / "kpis.md").write_text("old", encoding="utf-8")
    (tmp_path / "rules.md").write_bytes((GENERATE.parent / "rules.md").read_bytes())

    done = check(tmp_path)

    assert done.returncode == 1
    assert [line.split()[0] for line in done.stderr.splitlines()] == ["kpis.md", "presets.md", "cli.md", "hooks.md"]
