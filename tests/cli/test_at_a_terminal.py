"""What commands print at a terminal of 80 columns: nothing is wider, and colours add to the words and change none."""

import re
import unicodedata

import pytest
from cli.rollouts import write_rollout
from cli.wizard.terminal import COLUMNS, Terminal

BEFORE, DURING, LATER = "2026-03-16", "2026-05-04", "2026-06-01"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = {
    "plan": ("--as-of", BEFORE, "plan"),
    "power": ("--as-of", BEFORE, "power"),
    "status before": ("--as-of", BEFORE, "status"),
    "status on the way": ("--as-of", DURING, "status"),
    "score": ("--as-of", LATER, "score"),
    "explain": ("--as-of", LATER, "score", "--explain", "faster-answers"),
    "selftest": ("--as-of", BEFORE, "selftest", "--seeds", "20"),
    "rules": ("rules",),
    "templates": ("templates",),
}


def printed(folder, *command, language="en", options=("--quiet",), **environment):
    """Run a command at a terminal, and return what it prints, colours and all."""
    with Terminal(*options, "--language", language, *command, folder=folder, **environment) as terminal:
        terminal.ended()
        return terminal.raw


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("rollout")
    write_rollout(found)
    return found


def cells(line):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_wider_than_the_terminal_and_colours_change_no_word(folder, command, language):
    coloured = printed(folder, *COMMANDS[command], language=language)
    plain = printed(folder, *COMMANDS[command], language=language, NO_COLOR="1")
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    assert COLOUR.sub("", coloured) == plain
    assert plain.strip()
    assert [line for line in plain.splitlines() if cells(line) > COLUMNS] == []


def test_an_option_takes_the_colours_away_too(folder):
    assert not COLOUR.search(printed(folder, *COMMANDS["plan"], options=("--quiet", "--no-color")))


def test_what_is_wrong_is_red_and_what_is_well_is_green(folder):
    (folder / "late.yaml").write_text(
        (folder / "goalposts.yaml").read_text(encoding="utf-8").replace("deadline: 2026-05-25", "deadline: 2026-04-01"),
        encoding="utf-8",
    )
    said = printed(folder, "--as-of", BEFORE, "check", "late.yaml")
    assert re.search(r"\x1b\[1;31mGP\d+\x1b\[0m", said)
    assert "\x1b[1;31mfaster-answers" in printed(folder, "--as-of", BEFORE, "plan", "late.yaml")
    assert "\x1b[1;32mnobody-lost\x1b[0m" in printed(folder, "--as-of", BEFORE, "power")
