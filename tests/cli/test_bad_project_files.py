"""Files that are hostile, broken or huge: one sentence each, no traceback, and nothing heavy is loaded for it."""

import json
import resource
import subprocess
import sys
from time import process_time

import pytest
from cli.rollouts import GO_LIVE, PROJECT, STATEMENTS, goalposts, write_project

BEFORE = ("--no-data", "--as-of", GO_LIVE)
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LAUGHS.encode(), "1:4 GP001 anchors and aliases are not allowed here"),
        (b"base: &b {x: 1}\ngoals: *b\n", "1:7 GP001 anchors and aliases are not allowed here"),
        (b"goalposts: 1\ngoalposts: 1\n", "2:1 GP009 goalposts: key 'goalposts' is written twice"),
        (b"", "1:1 GP003 this must be a mapping (a project), found nothing"),
        (b"a: !!python/object/apply:os.system [ls]\n", "1:4 GP001 the tag"),
    ],
)
def test_hostile_yaml_is_a_finding_with_its_place(tmp_path, content, said):
    file = tmp_path / "goalposts.yaml"
    file.write_bytes(content)
    result = goalposts("check", file, *BEFORE)
    assert result.exit_code == 2
    assert any(line.startswith(f"{file}:{said}") for line in result.stdout.splitlines())


@pytest.mark.parametrize("content", ["проект: 1".encode("cp1251"), "a: 1".encode("utf-16"), bytes(range(256))])
@pytest.mark.parametrize("command", ["check", "status", "score", "lock"])
def test_what_is_not_utf_8_is_one_sentence(tmp_path, content, command):
    file = tmp_path / "goalposts.yaml"
    file.write_bytes(content)
    result = goalposts(command, file, "--as-of", GO_LIVE)
    assert result.exit_code == 2
    assert result.stderr == f"{file}: the file is not UTF-8 text; save it as UTF-8.\n"


@pytest.mark.parametrize(
    "words",
    [
        "70 % of calls answered within 20 s, ",
        "снизить потерянные вызовы на 5 % и ",
        "1",
        " . ",
        "(",
        "и ",
        "на 5 п.п. ",
        "до 80/20 ",
        "\N{SLIGHTLY SMILING FACE}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT OVERRIDE} ",
        "מטרה ",
    ],
)
def test_a_statement_of_a_hundred_kilobytes_is_a_finding(tmp_path, words):
    """And it is found soon: no pattern runs away on it."""
    long = words * (100_000 // len(words.encode()))
    file = write_project(tmp_path, statement=f'    statement: "x{long}x"')
    result = goalposts("check", file, "--format", "json", *BEFORE)
    found = {known["code"]: known for known in json.loads(result.stdout)}
    assert "GP114" in found
    assert all(len(known["message"]) < 1000 for known in found.values())


def counting_to_forty_million():
    """What this processor takes just now: a second or somewhat more on one of today that does nothing else."""
    before = process_time()
    sum(1 for _ in range(40_000_000))
    return process_time() - before


def test_fifty_goals_are_checked_in_a_second_and_without_anything_heavy(tmp_path):
    """The second is the processor time of the whole process, the best of three, by what the processor is worth now."""
    head, _, goal = PROJECT.partition("goals:\n")
    known = {"language": "en", "start": "2026-01-05", "go_live": GO_LIVE, "end": "2026-05-25"}
    one = goal.partition("  - {{id: nobody")[0]
    goals = "".join(
        one.format(**known, statement=STATEMENTS["en"], target=70)
        .replace("faster-answers", f"faster-{number}")
        .replace("    must: true\n", f'    where: queue == "q{number}"\n    phase: p{number // 5}\n')
        .replace("Head of contact centre", f"Head of queue {number}")
        for number in range(50)
    )
    file = tmp_path / "goalposts.yaml"
    file.write_text(head.format(**known) + "goals:\n" + goals, encoding="utf-8")
    program = (
        "import sys\nfrom goalposts.cli.main import main\nsys.argv = ['goalposts', *sys.argv[1:]]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code or 0\n"
        "heavy = {'numba', 'llvmlite', 'scipy', 'numpy', 'pyarrow', 'pandas', 'polars', 'rich', 'jinja2'}\n"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", program, "check", str(file), *map(str, BEFORE), "--format", "json"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < counting_to_forty_million()
    *printed, last = done.stdout.splitlines()
    assert last == "0 []"
    assert {known["code"] for known in json.loads("\n".join(printed))} <= {"GP105", "GP504", "GP506", "GP515", "GP519"}
