"""What is wrong with a command line is told in the language that it asks for."""

import pytest
from cli.rollouts import goalposts


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("amend", "--zzz", "x", "--language", "ru"), "Ошибка: нет такого параметра: --zzz."),
        (
            ("amend", "--language=ru", "--reasn", "x"),
            "нет такого параметра: --reasn; возможно, имелось в виду: --reason",
        ),
        (("check", "--language", "ru", "--select"), "Ошибка: у --select нет значения."),
        (("profile", "--language", "ru"), "Ошибка: не указано: "),
    ],
)
def test_in_russian(arguments, said):
    done = goalposts(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Usage" not in done.stderr
    assert "Error" not in done.stderr


def test_in_english_click_speaks():
    done = goalposts("amend", "--whom", "x")
    assert done.exit_code == 2
    assert "No such option" in done.stderr
    assert "Ошибка" not in done.stderr
