"""KPIs that a project file defines: read with positions, checked as a plugin's."""

import json

import pytest
from formats.project_texts import CATALOGUE, TEXT, problems, read
from goalposts.expressions import Quantity, parse_formula
from goalposts.formats.kpi_document import kpi_document
from goalposts.formats.kpi_shape import kpi_reader
from goalposts.formats.problems import Problems
from goalposts.formats.yaml_text import read_yaml
from goalposts.locale import Text
from goalposts.model import Chain, Direction, Models

KPI = """\
kpis:
  - id: local.quick
    over: sample.visit
    value: 'share(of=wait <= param("within"), among=kind == "long")'
    params: {within: 30 s}
    direction: up
    name: {en: Quick visits, ru: Быстрые посещения}
"""


def lines(old="", new=""):
    """The problems of a file with the KPI, one thing in it exchanged."""
    assert old in KPI
    return problems(TEXT + KPI.replace(old, new))


def test_a_local_kpi_is_a_kpi_like_any_other():
    project = read(TEXT + KPI)
    kpi = project.catalogue.kpis["local.quick"]
    assert project.kpis == (kpi,)
    assert kpi.value == parse_formula('share(of=wait <= param("within"), among=kind == "long")')
    assert (kpi.unit, kpi.direction, kpi.at, kpi.params) == ("%", Direction.UP, "at", {"within": Quantity(30, "s")})
    assert (kpi.title.ru, kpi.summary.en) == ("Быстрые посещения", "Quick visits")


def test_the_first_of_several_variants_is_the_default():
    text = TEXT + KPI.replace("    value: '", "    variants:\n      limit: '") + "      all: share(of=done)\n"
    text = text.replace("      all: share(of=done)\n", "").replace(
        "    params", "      all: share(of=done)\n    params"
    )
    kpi = read(text).kpis[0]
    assert (list(kpi.variants), kpi.default) == (["limit", "all"], "limit")


def test_variants_of_different_units_are_refused():
    """A goal would show seconds as per cent, and the seal, which states one unit, could not be read again."""
    text = TEXT + KPI.replace("    value: '", "    variants:\n      quick: '").replace(
        "    params", "      waited: mean(of=wait)\n    params"
    )
    found = problems(text)
    assert len(found) == 1
    assert "GP003 kpis[0].variants.waited: the formula yields s, not %; all variants have one unit" in found[0]


def test_other_catalogues_do_not_get_it():
    assert "local.quick" not in read().catalogue.kpis


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "id: local.quick",
            "id: sample.mean_wait",
            (
                "goalposts.yaml:15:9 GP009 kpis[0].id: plugin 'sample' brings a KPI 'sample.mean_wait' already; "
                "give it another id, such as local.mean_wait"
            ),
        ),
        (
            "over: sample.visit",
            "over: sample.visits",
            "goalposts.yaml:16:11 GP011 kpis[0].over: unknown event type 'sample.visits'; did you mean 'sample.visit'?",
        ),
        (
            "wait <= param",
            "wiat <= param",
            (
                "goalposts.yaml:17:12 GP007 kpis[0].value: "
                '`share(of=wiat <= param("within"), among=kind == "long")` column 10: '
                "event type sample.visit has no field 'wiat'; did you mean 'wait'?"
            ),
        ),
        (
            "share(of",
            "shard(of",
            (
                "goalposts.yaml:17:12 GP007 kpis[0].value: "
                '`shard(of=wait <= param("within"), among=kind == "long")` column 1: '
                "unknown kind of KPI 'shard'; did you mean 'share'?"
            ),
        ),
        (
            "{within: 30 s}",
            "{}",
            (
                "goalposts.yaml:17:12 GP007 kpis[0].value: "
                '`share(of=wait <= param("within"), among=kind == "long")` column 18: no parameter \'within\''
            ),
        ),
        (
            "direction: up",
            "unit: s",
            "goalposts.yaml:19:11 GP003 kpis[0].unit: the formula yields %, not s",
        ),
        (
            "direction: up",
            "at: kind",
            "goalposts.yaml:19:9 GP011 kpis[0].at: 'kind' is not a time of sample.visit",
        ),
        (
            "direction: up",
            "default: all",
            "goalposts.yaml:19:14 GP011 kpis[0].default: default 'all' is no variant; variants: ",
        ),
        (
            "direction: up",
            "variants: {a: share(of=done)}",
            "goalposts.yaml:19:15 GP008 kpis[0].variants: a KPI has either value or variants; write one of them",
        ),
        (
            "direction: up",
            "formula: total()",
            "goalposts.yaml:19:5 GP002 kpis[0].formula: unknown key 'formula'; known keys: ",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old, new, line):
    found = lines(old, new)
    assert any(said.startswith(line) for said in found), found


def test_two_kpis_of_one_id_are_refused():
    found = problems(TEXT + KPI + KPI.removeprefix("kpis:\n"))
    assert found[0].startswith("goalposts.yaml:21:9 GP009 kpis[1].id: two KPIs have the id 'local.quick'")


VIEWS = """\
kpis:
  - id: local.way
    over: sample.visit
    variants:
      came: share(of=kind == "long")
      stayed: share(of=done, among=kind == "long")
      wait: mean(of=items)
    chain: {variants: [came, stayed], steps: [All, {en: Long, ru: Долгие}, Done]}
    models: {by: place, variants: [came, wait]}
"""


def test_a_kpi_says_which_of_its_variants_are_steps_and_which_are_models():
    (kpi,) = read(TEXT + VIEWS).kpis
    assert kpi.chain == Chain(["came", "stayed"], ["All", Text(en="Long", ru="Долгие"), "Done"])
    assert kpi.models == Models("place", ["came", "wait"])


def test_steps_and_models_are_sealed_with_the_kpi():
    """What is written reads back as the same KPI."""
    (kpi,) = read(TEXT + VIEWS).kpis
    assert kpi_document(kpi)["chain"]["steps"] == ["All", {"en": "Long", "ru": "Долгие"}, "Done"]
    found = Problems()
    assert kpi_reader(CATALOGUE, {})(read_yaml(json.dumps(kpi_document(kpi))), found) == kpi


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "[came, stayed]",
            "[came, staid]",
            "goalposts.yaml:21:30 GP011 kpis[0].chain.variants[1]: 'staid' is no variant; did you mean 'stayed'?",
        ),
        (
            "[came, stayed]",
            "[came, wait]",
            "goalposts.yaml:21:30 GP007 kpis[0].chain.variants[1]: variant 'wait' is no share; write it as ",
        ),
        (
            "Done]",
            "Done, Gone]",
            "goalposts.yaml:21:46 GP003 kpis[0].chain.steps: 4 steps for 2 variants; name one step more than variants",
        ),
        (
            "[came, stayed]",
            "[]",
            "goalposts.yaml:21:23 GP003 kpis[0].chain.variants: a chain without variants has no steps; name at",
        ),
        (
            "by: place",
            "by: palce",
            "goalposts.yaml:22:18 GP011 kpis[0].models.by: sample.visit has no field 'palce'; did you mean 'place'?",
        ),
        (
            "[came, wait]",
            "[comes, wait]",
            "goalposts.yaml:22:36 GP011 kpis[0].models.variants[0]: 'comes' is no variant; variants: came, stayed",
        ),
        ("by: place, ", "", "goalposts.yaml:22:13 GP008 kpis[0].models: key 'by' is missing; add it"),
    ],
)
def test_what_is_wrong_with_steps_and_models_is_said_with_its_place(old, new, line):
    assert old in VIEWS
    found = problems(TEXT + VIEWS.replace(old, new))
    assert any(said.startswith(line) for said in found), found
