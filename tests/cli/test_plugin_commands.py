"""Strangers' plugins on the command line; each is a real distribution on the import path of a process of its own."""

import re

from cli.rollouts import install, process


def command(body, name="greet"):
    return (
        f"@click.command({name!r})\n@click.pass_obj\ndef greeting(session):\n    'Say hello.'\n    {body}\n"
        "@hookimpl\ndef goalposts_commands():\n    return [greeting]\n"
    )


def test_a_plugin_command_is_listed_and_runs_with_the_common_options(tmp_path):
    install(tmp_path, command("click.echo(f'hello {session.language}')"))
    listed = process("--help", folder=tmp_path, path=tmp_path)
    assert re.search(r"^  greet +Say hello\.$", listed.stdout, re.MULTILINE)
    result = process("greet", "--language", "ru", folder=tmp_path, path=tmp_path)
    assert (result.returncode, result.stdout) == (0, "hello ru\n")


def test_a_plugin_that_cannot_be_imported_stops_the_run_by_name_unless_it_is_left_out(tmp_path):
    install(tmp_path, "raise RuntimeError('no such database')\n")
    result = process("kpis", folder=tmp_path, path=tmp_path)
    assert result.returncode == 4
    assert "plugin 'stranger' 1.4" in result.stderr
    assert "no such database" in result.stderr
    assert "Traceback" not in result.stderr
    assert process("kpis", "--without", "stranger", folder=tmp_path, path=tmp_path).returncode == 0


def test_a_command_name_that_is_taken_is_refused(tmp_path):
    install(tmp_path, command("pass", name="score"))
    for arguments in (("--help",), ("plugins",)):
        result = process(*arguments, folder=tmp_path, path=tmp_path)
        assert result.returncode == 4
        assert "'score'" in result.stderr


def test_a_bug_keeps_its_traceback_and_is_no_answer(tmp_path):
    """Exit code 1 would read as "the answer is no"."""
    install(tmp_path, command("1 / 0"))
    result = process("greet", folder=tmp_path, path=tmp_path)
    assert result.returncode == 4
    assert "ZeroDivisionError" in result.stderr
    assert "Traceback" in result.stderr


def test_an_interrupted_run_exits_130_without_a_traceback(tmp_path):
    # Under a shell's background job the child inherits an ignored SIGINT, and would not be interrupted at all.
    restored = "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    install(tmp_path, command(restored + "os.kill(os.getpid(), signal.SIGINT)"))
    result = process("greet", folder=tmp_path, path=tmp_path)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr


def test_a_simulator_that_raises_is_named(tmp_path):
    install(
        tmp_path,
        "from goalposts import Simulator\n"
        "def generate(seed, language):\n    raise ValueError('out of luck')\n"
        "@hookimpl\ndef goalposts_domain():\n"
        "    return Domain('aaa', prefix='AAA', simulators=[Simulator('aaa.x', 'X.', generate, demo=True)])\n",
        name="aaa",
    )
    others = [f"--without={known}" for known in ("contact_center", "sales", "marketing")]
    result = process("demo", *others, folder=tmp_path, path=tmp_path)
    assert result.returncode == 4
    assert "aaa.x" in result.stderr
    assert "out of luck" in result.stderr
    assert not (tmp_path / "goalposts-demo").exists()


OLD_ROLLOUT = """
from goalposts import Simulation, Simulator, Template
PROJECT = "goalposts: 1"
def generate(seed, language):
    tables = {"aaa.x": {"at": ["2026-01-05T09:00:00", "2026-01-05T10:00:00"], "seed": [seed, seed]}}
    return Simulation(tables, f"# in {language}", "2026-03-01", {}, {"en": "Old.", "ru": "Старый."})
@hookimpl
def goalposts_domain():
    rollout = Simulator("aaa.x", {"en": "X.", "ru": "Икс."}, generate, demo=True)
    template = Template("desk", {"en": "A desk.", "ru": "Стойка."}, {"en": PROJECT, "ru": PROJECT})
    return Domain("aaa", prefix="AAA", simulators=[rollout], templates=[template])
"""


def test_a_strangers_simulator_still_writes_demo_data_and_its_author_is_told(tmp_path):
    """Until the version that the warning names."""
    install(tmp_path, OLD_ROLLOUT, name="aaa")
    said = ("init", "out", "--template", "desk", "--demo-data", "--seed", "5")
    result = process(*said, folder=tmp_path, path=tmp_path)
    assert result.returncode == 0
    assert (tmp_path / "out" / "aaa.x.csv").read_text(encoding="utf-8").splitlines()[1].endswith(",5")
    assert (tmp_path / "out" / "goalposts.yaml").read_text(encoding="utf-8") == "# in en"
    assert "uses Domain.simulators, deprecated in version 2" in result.stderr
    assert "write a `StreamModel`" in result.stderr
