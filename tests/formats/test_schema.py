"""The JSON Schema knows what the readers know: whole projects pass it, and broken ones do not."""

from datetime import date
from pathlib import Path

import pytest
from goalposts import load_catalogue
from goalposts.formats import (
    comparison_shape,
    goal_shape,
    influence_shape,
    kpi_shape,
    phase_shape,
    project_shape,
    source_shape,
)
from goalposts.formats.schema import project_schema
from goalposts.testing import sample_catalogue
from goalposts.testing.sample import default_goal, sample_mapping
from ruamel.yaml import YAML
from templates.blanks import filled

jsonschema = pytest.importorskip("jsonschema", reason="the test extra brings jsonschema")

CATALOGUE = load_catalogue()
SCHEMA = project_schema(CATALOGUE)
GOLDEN = Path(__file__).parent.parent / "golden"


def plain(value):
    """A document as editors see it: days are words."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def read(text):
    return plain(YAML(typ="safe", pure=True).load(text))


def problems(document, schema=SCHEMA):
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", sorted(CATALOGUE.templates))
def test_templates_pass(name, language):
    assert problems(read(filled(CATALOGUE.templates[name].text.get(language)))) == []


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_golden_projects_pass(file):
    document = read(file.read_text(encoding="utf-8"))
    if "goalposts" in document:
        assert problems(document) == []


def keys(schema):
    return set(schema["properties"])


@pytest.mark.parametrize(
    ("written", "readers"),
    [
        (SCHEMA, (*project_shape._KEYS, "benefit", "data", "goals", "kpis", "phases", "tree")),
        (SCHEMA["$defs"]["goal"], goal_shape.KEYS),
        (SCHEMA["$defs"]["source"], (*source_shape._SOURCE_KEYS, "format", "preset")),
        (SCHEMA["$defs"]["kpi"], kpi_shape.KEYS),
        (SCHEMA["$defs"]["rule"]["anyOf"][1], source_shape._RULE_KEYS),
        (SCHEMA["$defs"]["influences"]["items"], influence_shape._KEYS),
        (SCHEMA["$defs"]["rollout"], comparison_shape._KEYS),
        (SCHEMA["$defs"]["phase"], phase_shape._KEYS),
    ],
)
def test_keys_are_exactly_those_of_the_readers(written, readers):
    names = {getattr(key, "name", key) for key in readers}
    assert keys(written) == names
    needed = {key.name for key in readers if not isinstance(key, str) and key.required}
    assert needed <= set(written["required"])
    assert written["additionalProperties"] is False


SMALL = plain(sample_mapping(sample_catalogue()))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"timezne": "UTC"}, "timezne"),
        ({"goalposts": 2}, "goalposts"),
        ({"go_live": "1 March"}, "go_live"),
        ({"currency": "euro"}, "currency"),
        ({"evaluation": {"to": "2026-10-01"}}, "evaluation"),
        ({"evaluation": {"from": "2026-04-01", "ramp_up": "1 month", "to": "2026-10-01"}}, "evaluation"),
        ({"baseline": "later"}, "baseline"),
        ({"baseline": {"from": "2025-03-01"}}, "baseline"),
        ({"closed": {"from": "2026-01-01"}}, "closed"),
        ({"severity": {"GP1": "loud"}}, "severity"),
        ({"goals": [{**default_goal(), "ownr": "x"}]}, "goals"),
        ({"goals": [{key: value for key, value in default_goal().items() if key != "id"}]}, "goals"),
        ({"goals": [{**default_goal(), "role": "hope"}]}, "goals"),
        ({"goals": [{**default_goal(), "must": "yes"}]}, "goals"),
        ({"goals": [{**default_goal(), "sustain": "long"}]}, "goals"),
        ({"goals": [{**default_goal(), "path": [{"by": "2026-06-01"}]}]}, "goals"),
        ({"data": {"sample.visit": {"sourc": "x.csv"}}}, "data"),
        ({"data": {"sample.visit": {"fields": {"wait": {"colum": "x"}}}}}, "data"),
        ({"kpis": [{"id": "x.y"}]}, "kpis"),
        ({"benefit": {"unit": "deal"}}, "benefit"),
        ({"project": None}, "project"),
    ],
)
def test_a_broken_project_is_refused(change, said):
    assert problems(SMALL) == []
    assert any(said in found for found in problems({**SMALL, **change}))


@pytest.mark.parametrize("missing", ["goalposts", "project", "timezone", "evaluation", "data"])
def test_a_required_key_is_missed(missing):
    assert problems({key: value for key, value in SMALL.items() if key != missing})


def test_an_editor_is_told_the_kpis_and_event_types_of_the_plugins():
    assert "sales.win_rate" in SCHEMA["$defs"]["goal"]["properties"]["kpi"]["anyOf"][0]["examples"]
    assert "sales.deal" in SCHEMA["properties"]["data"]["properties"]
