"""Which dimensions a project can be reported by, and what is said of others."""

import goalposts as gp
import pytest
from goalposts.catalogue import known_dimensions, resolve, unknown_dimensions
from goalposts.model import Domain, Kpi, event_type, field, fold
from goalposts.testing import TODAY, sample_catalogue, sample_mapping, sample_project
from goalposts.testing.sample import default_goal
from ruamel.yaml import YAML

CALL = event_type("phone.call", time="at", fields=[field.time("at"), field.id("who"), field.category("queue")])
CALLER = fold(
    "phone.caller", over=CALL, key="who", at="since", fields={"since": gp.min_of(CALL.at), "calls": gp.count()}
)
PHONE = Domain(
    "phone",
    prefix="PHN",
    event_types=[CALL, CALLER],
    kpis=[
        Kpi("phone.calls", "Calls per day.", CALL, value=gp.total()),
        Kpi("phone.loyal", "Callers who come back.", CALLER, value=gp.share(of=CALLER.calls > 1)),
    ],
)


def shadow(kpi):
    return {"id": kpi, "role": "shadow", "kpi": kpi}


def unknown(project):
    return [problem.remark.message.en for problem in unknown_dimensions(project)]


def test_fields_of_words_and_mapped_columns_are_dimensions():
    """Numbers, times and flags are not."""
    book = {"name": "book", "source": "v.csv", "dimensions": {"branch": "Site"}}
    project = sample_project(data={"sample.visit": book}, segments=["kind", "place", "visit_id", "branch"])
    assert unknown(project) == []
    assert known_dimensions(project) == {"kind", "place", "visit_id", "branch"}
    wrong = sample_project(data={"sample.visit": book}, segments=["wait", "at", "done"])
    assert unknown(wrong) == [f"unknown dimension '{name}'" for name in ("wait", "at", "done")]


def test_only_events_that_some_goal_reads_count():
    asked = [default_goal(), shadow("phone.calls")]
    assert unknown(sample_project(PHONE, segments=["queue"], goals=asked)) == []
    assert unknown(sample_project(PHONE, segments=["queue"])) == ["unknown dimension 'queue'"]


def test_a_guardrail_that_is_measured_by_itself_counts():
    guarded = [{**default_goal(), "guardrails": ["phone.calls"]}]
    assert unknown(sample_project(PHONE, segments=["queue"], goals=guarded)) == []


def test_entities_have_their_key_and_what_is_mapped_for_their_events():
    sources = {"phone.call": {"name": "pbx", "source": "c.csv", "dimensions": {"branch": "Site"}}}
    project = sample_project(PHONE, segments=["who", "branch", "queue"], goals=[shadow("phone.loyal")], data=sources)
    assert unknown(project) == ["unknown dimension 'queue'"]


@pytest.mark.parametrize("goals", [[], [{**default_goal(), "kpi": "phone.cals"}]])
def test_where_no_goal_says_what_it_reads_all_sources_count(goals):
    """A mistyped KPI is one fault, not two."""
    assert unknown(sample_project(PHONE, segments=["queue", "place"], goals=goals)) == []


def test_elsewhere_it_is_wrong_input_with_a_suggestion_and_its_place():
    with pytest.raises(gp.InputError) as caught:
        resolve(sample_project(segments=["kind", "plaec"]))
    assert caught.value.sentence("en") == "segments[1]: unknown dimension 'plaec'; did you mean 'place'?"
    assert caught.value.sentence("ru").startswith("segments[1]: неизвестное измерение «plaec»")


def test_check_finds_it_at_the_line_of_the_word(tmp_path):
    file = tmp_path / "goalposts.yaml"
    catalogue = sample_catalogue()
    with file.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(sample_mapping(catalogue, segments=["kind", "plaec"]), stream)
    (line,) = [n for n, text in enumerate(file.read_text().splitlines(), 1) if "plaec" in text]

    (finding,) = gp.check(gp.load_project(file, catalogue), as_of=TODAY, select=["GP215"])

    assert (finding.severity, finding.place.line, finding.place.path) == ("error", line, "segments[1]")
