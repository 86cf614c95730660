"""Windows of templates that strangers bring: they need not have any days."""

from datetime import date
from pathlib import Path

import pytest
from goalposts.cli.session import Session
from goalposts.cli.wizard.dialogue import Dialogue
from goalposts.cli.wizard.timing import windows
from goalposts.cli.wizard.work import Given, Work
from goalposts.errors import InputError
from goalposts.model import Catalogue, Template

WITHOUT = "goalposts: 1\ngo_live: 2027-03-01\nbaseline: unknown\nevaluation: {ramp_up: 1 month, to: 2027-10-01}\n"


def work(**given):
    template = Template("bare", {"en": "Bare", "ru": "Пустой"}, {"en": WITHOUT, "ru": WITHOUT})
    return Work(Path("goalposts.yaml"), Catalogue(), date(2026, 11, 26), Given(**given), template, WITHOUT)


def test_a_template_without_days_keeps_what_it_says():
    assert windows(work(), Dialogue(Session(), asking=False)).text == WITHOUT


@pytest.mark.parametrize("key", ["baseline", "evaluation"])
def test_days_for_which_it_has_no_place_are_refused(key):
    with pytest.raises(InputError, match=rf"--{key}: template 'bare' has no days for it; leave the option out"):
        windows(work(**{key: "2027-01-01 .. 2027-02-01"}), Dialogue(Session(), asking=False))
