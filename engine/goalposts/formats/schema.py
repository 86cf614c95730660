"""The JSON Schema of the project file, for editors: completion, and mistakes shown while they are typed.

It knows every key and the shape of its value. What it cannot say, such as that a formula types or that a window ends
after it starts, `goalposts check` says. Scalars are told by their words, since YAML decides for itself what of them
are numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from goalposts.formats.rule_choice_shape import SEVERITIES
from goalposts.formats.source_shape import UNITS
from goalposts.locale import LANGUAGES
from goalposts.model import BUILT_IN_FORMATS, Catalogue, Direction, Role
from goalposts.model.kpi import UNITS as KPI_UNITS

Schema = dict[str, Any]

_ID: Final = "https://json-schema.org/draft/2020-12/schema"
_SCALAR: Final[Schema] = {"type": ["string", "number", "boolean"]}
_TEXT: Final[Schema] = {"type": "string"}
_WORD: Final[Schema] = {"type": ["string", "number"]}
_DAY: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FLAG: Final[Schema] = {"type": "boolean"}
_WHOLE: Final[Schema] = {"type": "integer", "minimum": 0}
_NUMBER: Final[Schema] = {"type": ["string", "number"]}
_TERM: Final[Schema] = {"type": "string", "pattern": r"^\s*[1-9]\d{0,2}\s*(weeks?|months?)\s*$"}


def project_schema(catalogue: Catalogue) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a project file, with what a catalogue brings as suggestions.

    >>> sorted(project_schema(Catalogue())["required"])
    ['data', 'evaluation', 'goalposts', 'project', 'timezone']
    """
    kpis = sorted(known for known in catalogue.kpis if known not in {kpi.id for kpi in catalogue.local})
    events = sorted(known.id for known in catalogue.event_types.values() if not known.is_derived)
    formats = [*BUILT_IN_FORMATS, *sorted(catalogue.formats), *sorted(catalogue.presets)]
    return {
        "$schema": _ID,
        "title": "Goalposts project",
        "$defs": {
            "part": {"anyOf": [_NUMBER, _measured(kpis)]},
            "window": _mapping({"from": _DAY, "to": _DAY}, ("from", "to")),
            "evaluation": {
                **_mapping({"from": _DAY, "ramp_up": _WORD, "to": _DAY}, ("to",)),
                "oneOf": [{"required": ["from"]}, {"required": ["ramp_up"]}],
            },
            "baseline": {"anyOf": [{"const": "unknown"}, _ref("window"), _mapping(_DECLARED, tuple(_DECLARED))]},
            "influences": _list(_mapping({"name": _WORD, "from": _DAY, "to": _DAY}, ("name", "from"))),
            "phase": _mapping(_PHASE, ("name",)),
            "rollout": _mapping({"by": _WORD, "dates": _table(_DAY)}, ("by", "dates")),
            "text": {"anyOf": [_TEXT, _mapping(dict.fromkeys(LANGUAGES, _TEXT), LANGUAGES)]},
            "rule": {"anyOf": [_WORD, _mapping(_FIELD_RULE)]},
            "source": _mapping(_source(formats)),
            "goal": _mapping(_goal(kpis), ("id",)),
            "kpi": _mapping(_kpi(events), ("id", "over")),
        },
        **_mapping(_project(events), ("goalposts", "project", "timezone", "evaluation", "data")),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _mapping(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """A mapping of known keys; a key without a value counts as not written, unless it is required."""
    needed = list(required)
    kept = {key: value if key in needed else {"anyOf": [value, {"type": "null"}]} for key, value in properties.items()}
    return {"type": "object", "properties": kept, "additionalProperties": False, "required": needed}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _one_or_many(of: Schema) -> Schema:
    return {"anyOf": [of, _list(of)]}


def _table(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _one_of(*words: str) -> Schema:
    return {"enum": list(words)}


def _suggesting(words: Iterable[str]) -> Schema:
    return {**_TEXT, "examples": list(words)}


_DECLARED: Final[Mapping[str, Schema]] = {"value": _NUMBER, "source": _TEXT}
_BENEFIT: Final[Mapping[str, Schema]] = {
    "unit": _WORD,
    **dict.fromkeys(("amount", "cost", "opportunities", "success", "at_risk", "rescued"), _NUMBER),
}
_PHASE: Final[Mapping[str, Schema]] = {
    "name": _WORD,
    "go_live": _DAY,
    "baseline": _ref("baseline"),
    "evaluation": _ref("evaluation"),
}
_COMPARISON: Final[Mapping[str, Schema]] = {"control": _SCALAR, "rollout": _ref("rollout"), "units": _WORD}
_FIELD_RULE: Final[Mapping[str, Schema]] = {
    "column": _WORD,
    "columns": _list(_WORD),
    "any_of": _list(_one_or_many(_WORD)),
    "constant": _SCALAR,
    "values": _table(_SCALAR),
    "unit": _one_of(*UNITS),
    "format": _one_or_many(_WORD),
    "nulls": _one_or_many(_WORD),
    "null_as": _SCALAR,
    "start": _DAY,
    "expression": _SCALAR,
}


def _project(events: Iterable[str]) -> dict[str, Schema]:
    sources: Schema = {"anyOf": [{"type": "null"}, _TEXT, _ref("source"), _list(_ref("source"))]}
    rules = _one_or_many(_WORD)
    return {
        "goalposts": {"const": 1},
        "project": _WORD,
        "system": _WORD,
        "language": _one_of(*LANGUAGES),
        "timezone": _TEXT,
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "go_live": _DAY,
        "baseline": _ref("baseline"),
        "evaluation": _ref("evaluation"),
        "closed": _list(_ref("window")),
        "business_hours": {"type": "object", "minProperties": 1, "additionalProperties": _one_or_many(_TEXT)},
        "benefit": _mapping(_BENEFIT, ("unit", "amount", "cost")),
        "tree": {**_table(_ref("part")), "minProperties": 1},
        "capacity": _table(_NUMBER),
        "blackouts": _list(_ref("window")),
        "influences": _ref("influences"),
        "segments": _list(_WORD),
        "bridge": _table(_ref("window")),
        **_COMPARISON,
        "select": rules,
        "ignore": rules,
        "severity": _table(_one_of(*SEVERITIES)),
        "phases": _list(_ref("phase")),
        "data": {"type": "object", "properties": dict.fromkeys(events, sources), "additionalProperties": sources},
        "kpis": _list(_ref("kpi")),
        "goals": _list(_ref("goal")),
    }


def _measured(kpis: Iterable[str]) -> Schema:
    """Either a goal, or the KPI of one."""
    found = _mapping({"goal": _WORD, "kpi": _suggesting(kpis)})
    return {**found, "oneOf": [{"required": ["goal"]}, {"required": ["kpi"]}]}


def _source(formats: Iterable[str]) -> dict[str, Schema]:
    fields = _table(_ref("rule"))
    reading = _mapping({"kpi": _WORD, "weight": _WORD, "unit": _TEXT, "variant": _WORD}, ("kpi",))
    leave_out = _mapping({"column": _WORD, "contains": _one_or_many(_TEXT)}, ("column", "contains"))
    words = dict.fromkeys(("name", "delimiter", "sheet", "records", "dedupe_by"), _WORD)
    return {
        **words,
        "source": _one_or_many(_TEXT),
        "encoding": _TEXT,
        "decimal": _one_of(".", ","),
        "quote": _one_of('"', "'", "none"),
        "escape": _one_of("\\"),
        "footer": _WHOLE,
        "thousands": _one_of(".", ","),
        "nulls": _one_or_many(_WORD),
        "header": _WHOLE,
        "totals": _one_of("drop", "keep"),
        "fill_down": _one_or_many(_WORD),
        "query": _TEXT,
        "timezone": _TEXT,
        "where": _SCALAR,
        "leave_out": _table({"anyOf": [_SCALAR, leave_out]}),
        "imported": _one_or_many(_DAY),
        "dedupe": _one_or_many(_WORD),
        "same_rows": _one_of("refuse", "keep"),
        "fields": fields,
        "dimensions": fields,
        "currency": _mapping({"column": _WORD, "code": _TEXT, "rates": _TEXT}),
        "readings": _table({"anyOf": [_WORD, reading]}),
        **dict.fromkeys(("from", "until", "observed_until"), _DAY),
        "preset": _TEXT,
        "format": _suggesting(formats),
    }


def _goal(kpis: Iterable[str]) -> dict[str, Schema]:
    step = _mapping({"by": _DAY, "target": _NUMBER, "tolerance": _NUMBER}, ("by", "target"))
    return {
        "id": _WORD,
        "role": _one_of(*(role.value for role in Role)),
        "kpi": _suggesting(kpis),
        **dict.fromkeys(("statement", "variant", "owner", "why", "lever"), _TEXT),
        "purpose": _one_of("control", "decisions", "automation"),
        "with": _table(_NUMBER),
        "where": _SCALAR,
        "target": _NUMBER,
        "path": _list(step),
        "sustain": _TERM,
        "margin": _NUMBER,
        "deadline": _DAY,
        "must": _FLAG,
        "weight": _NUMBER,
        "priority": _table(_NUMBER),
        "work": _table(_NUMBER),
        "after": _one_or_many(_WORD),
        "phase": _WORD,
        "guardrails": _list(_TEXT),
        "go_live": _DAY,
        "baseline": _ref("baseline"),
        "evaluation": _ref("evaluation"),
        "influences": _ref("influences"),
        **_COMPARISON,
    }


def _kpi(events: Iterable[str]) -> dict[str, Schema]:
    exclusion = {"name": _TEXT, "when": _SCALAR, "text": _ref("text"), "variants": _list(_TEXT)}
    return {
        "id": _WORD,
        "over": _suggesting(events),
        "value": _SCALAR,
        "variants": _table(_SCALAR),
        "default": _TEXT,
        "params": _table(_NUMBER),
        "at": _TEXT,
        "direction": _one_of(*(direction.value for direction in Direction)),
        "unit": _one_of(*KPI_UNITS),
        **dict.fromkeys(("name", "summary", "gaming"), _ref("text")),
        "guardrails": _list(_TEXT),
        "maturity": _NUMBER,
        "attributability": _one_of("direct", "intermediate", "outcome"),
        "source": _TEXT,
        "minimum_n": _WHOLE,
        "exclusions": _list(_mapping(exclusion, ("name", "when"))),
        "chain": _mapping({"variants": _list(_TEXT), "steps": _list(_ref("text"))}, ("variants", "steps")),
        "models": _mapping({"by": _TEXT, "variants": _list(_TEXT)}, ("by",)),
    }
