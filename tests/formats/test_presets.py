"""A preset fills in what a source does not state itself."""

from __future__ import annotations

import pytest
from attrs import evolve
from goalposts.catalogue.build import build
from goalposts.errors import ProjectFileError
from goalposts.expressions import render
from goalposts.formats import project_from_mapping
from goalposts.formats.project_document import document
from goalposts.model import Contribution, Preset
from goalposts.testing import SAMPLE

PRESET = Preset(
    "shop.visits",
    "sample.visit",
    "csv",
    options={"encoding": "cp1251", "decimal": ",", "timezone": "Europe/Moscow"},
    fields={"visit_id": "Nr", "done": {"column": "Erledigt", "values": {"ja": "true", "nein": "false"}}},
    dedupe=("visit_id",),
    where="`Art` != 'Probe'",
    dimensions={"branch": "Filiale"},
)


def project(source, event_type="sample.visit"):
    catalogue = build([Contribution("sample", "1", evolve(SAMPLE, presets=(*SAMPLE.presets, PRESET)))])
    return project_from_mapping(
        {
            "goalposts": 1,
            "project": "Shop",
            "timezone": "UTC",
            "evaluation": {"from": "2026-01-01", "to": "2026-02-01"},
            "data": {event_type: source},
        },
        catalogue,
    )


def source(**stated):
    return project({"source": "visits.csv", "format": "shop.visits", **stated}).sources[0]


def test_preset_fills_in():
    found = source()
    assert (found.format, found.encoding, found.decimal, found.timezone) == ("csv", "cp1251", ",", "Europe/Moscow")
    assert found.dedupe == ("visit_id",)
    assert found.fields["visit_id"].columns == ("Nr",)
    assert found.dimensions["branch"].columns == ("Filiale",)
    assert found.preset == "shop.visits"


def test_own_keys_go_first_field_by_field():
    found = source(encoding="utf-8", fields={"visit_id": "Number"}, dimensions={"city": "Stadt"})
    assert found.encoding == "utf-8"
    assert found.fields["visit_id"].columns == ("Number",)
    assert found.fields["done"].columns == ("Erledigt",)
    assert set(found.dimensions) == {"branch", "city"}


def test_both_conditions_hold():
    assert render(source(where="Menge > 0").where) == render(
        project({"source": "v.csv", "where": "(`Art` != 'Probe') and (Menge > 0)"}).sources[0].where
    )


def test_preset_beside_another_format():
    found = source(format="parquet", preset="shop.visits")
    assert (found.format, found.encoding) == ("parquet", "cp1251")


def test_document_states_what_the_preset_said():
    written = document(project({"source": "visits.csv", "format": "shop.visits"}))["data"]["sample.visit"][0]
    assert written["format"] == "csv"
    assert written["fields"]["visit_id"] == {"columns": ["Nr"]}
    assert "preset" not in written


def test_preset_of_another_event_type_says_where_it_belongs():
    with pytest.raises(ProjectFileError, match=r"preset shop\.visits gives sample\.visit, not sample\.order"):
        project({"source": "visits.csv", "format": "shop.visits"}, "sample.order")


def test_unknown_preset_is_suggested():
    with pytest.raises(ProjectFileError, match=r"did you mean 'shop\.visits'"):
        project({"source": "visits.csv", "format": "shop.visit"})


def test_a_condition_does_not_escape_the_preset():
    with pytest.raises(ProjectFileError, match="GP"):
        source(where="a == 1) or (b == 2")
