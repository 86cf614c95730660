"""Ten lists of wishes, as companies write them, each taken to goals that are checked and sealed; see docs/goals.md."""

import re
import shutil

import pytest
from cli.rollouts import goalposts
from contracts.sources import ROOT
from ruamel.yaml import YAML

LISTS = ROOT / "examples" / "goal-lists"
NAMES = sorted(folder.name for folder in LISTS.iterdir())
BEFORE = ("--as-of", "2026-05-17", "--quiet")


def wishes_of(name):
    return (LISTS / name / "wishes.txt").read_text(encoding="utf-8").splitlines()


def project_of(name):
    return YAML(typ="safe").load((LISTS / name / "goalposts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The exports of a contact centre, of sales and of marketing, made up once for all lists."""
    folder = tmp_path_factory.mktemp("events")
    for model in ("contact_center", "sales", "marketing"):
        made = goalposts("simulate", model, "--out", folder / model, "--size", "0.1", "--quiet")
        assert made.exit_code == 0, made.stderr
    return folder


def test_there_are_ten_lists_in_both_languages():
    assert len(NAMES) == 10
    assert all(4 <= len(wishes_of(name)) <= 8 for name in NAMES)
    russian = [name for name in NAMES if project_of(name)["language"] == "ru"]
    assert 4 <= len(russian) <= 6
    assert {kind.partition(".")[0] for name in NAMES for kind in project_of(name)["data"]} == {
        "contact_center",
        "sales",
        "marketing",
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_wish_is_drafted_and_the_bad_ones_are_told(name):
    made = goalposts("draft", "--file", LISTS / name / "wishes.txt", "--as-of", "2026-05-01", "--format", "yaml")
    assert made.exit_code == 0, made.stderr
    assert [goal["statement"] for goal in YAML(typ="safe").load(made.stdout)] == wishes_of(name)
    told = goalposts("draft", "--file", LISTS / name / "wishes.txt", "--as-of", "2026-05-01").stdout
    assert len(re.findall(r"^  (?:Trap|Ловушка) ", told, re.MULTILINE)) >= 1
    assert re.search(r"SMART +S\+ M\+ A\+ R\+ T\+", told), "at least one wish is a goal already"


@pytest.mark.parametrize("name", NAMES)
def test_what_was_decided_passes_the_check_and_is_sealed(name, events, tmp_path):
    folder = shutil.copytree(LISTS / name, tmp_path / name)
    model = next(iter(project_of(name)["data"])).partition(".")[0]
    (folder / "events").symlink_to(events / model)
    checked = goalposts("check", folder, *BEFORE)
    assert checked.exit_code == 0, checked.stdout
    sealed = goalposts("lock", folder, *BEFORE, "--approved-by", "The board")
    assert sealed.exit_code == 0, sealed.stdout
    assert (folder / "goalposts.lock").exists()
    goals = project_of(name)["goals"]
    assert len(goals) < len(wishes_of(name)), "fewer goals than wishes"
    assert sum(goal.get("role") == "guardrail" for goal in goals) >= 1


def test_the_guide_shows_the_list_of_the_clinic_as_it_is_and_links_all():
    page = (ROOT / "docs" / "goals.md").read_text(encoding="utf-8")
    for file in ("wishes.txt", "goalposts.yaml"):
        assert (LISTS / "clinic-phones" / file).read_text(encoding="utf-8") in page
    assert [name for name in NAMES if f"../examples/goal-lists/{name}/wishes.txt" not in page] == []
