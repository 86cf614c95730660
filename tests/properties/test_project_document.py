"""Laws of the project document: reading back what is written gives the same project."""

from datetime import date, timedelta

from attrs import evolve
from goalposts.formats import canonical_json, document, project_from_mapping
from goalposts.testing import sample_catalogue
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

CATALOGUE = sample_catalogue()

days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
windows = st.builds(
    lambda start, length: {"from": start, "to": start + timedelta(days=length)}, days, st.integers(1, 800)
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12).filter(str.strip)
ids = st.from_regex(r"[\w.-]{1,8}", fullmatch=True)
sizes = st.floats(0, 1e18) | st.integers(0, 10**9)
quantities = st.builds("{} {}".format, sizes, st.sampled_from(["", "%", "s", "min", "h", "d", "EUR", "pp"]))
targets = st.one_of(
    st.builds("{} {}".format, st.sampled_from([">=", "<=", "≥", "at most", "не  менее"]), quantities),
    st.builds("{}{}".format, st.sampled_from("+-"), quantities),
    st.builds("x {}".format, st.integers(1, 9)),
    st.builds(lambda low, width: f"{low} s .. {low + width} s", st.integers(0, 99), st.integers(1, 99)),
)
of_columns = st.sampled_from(['kind == "long"', "wait<=20 and kind is null", "not (`my place` is null)"])
conditions = st.sampled_from(['kind == "long"', "wait<=20 s and done", "(`my place` is null) or not (done)"])
baselines = st.one_of(windows, st.just("unknown"), st.fixed_dictionaries({"value": quantities, "source": words}))
rules = words | st.fixed_dictionaries(
    {"columns": st.lists(words, min_size=1, max_size=2)},
    optional={
        "values": st.dictionaries(words, words, max_size=2),
        "unit": st.sampled_from(["ms", "s", "min", "hh:mm:ss"]),
        "format": words,
        "null_as": st.just("") | words,
        "start": days,
    },
)
computed = st.fixed_dictionaries(
    {"expression": st.sampled_from(["end-answer", "`how many` * price", 'kind == "x" and n>2'])},
    optional={"unit": st.sampled_from(["s", "hh:mm:ss"]), "format": words},
)
readings = words | st.fixed_dictionaries(
    {"kpi": words}, optional={"weight": words, "unit": st.sampled_from(["%", "min", "mm:ss"])}
)
currencies = st.sampled_from(
    [{"column": "c"}, {"column": "c", "rates": "rates.csv"}, {"code": "USD", "rates": "r.csv"}]
)
sources = st.fixed_dictionaries(
    {"name": words},
    optional={
        "format": st.sampled_from(["csv", "parquet"]),
        "encoding": st.sampled_from(["utf-8", "cp1251"]),
        "delimiter": st.sampled_from([";", "tab", "\\t", ","]),
        "decimal": st.sampled_from([".", ","]),
        "header": st.integers(0, 9),
        "quote": st.sampled_from(['"', "'", "none"]),
        "escape": st.just("\\"),
        "footer": st.integers(0, 3),
        "timezone": st.sampled_from(["UTC", "Asia/Tokyo"]),
        "where": of_columns,
        "dedupe": words | st.lists(words, max_size=2),
        "dedupe_by": words,
        "same_rows": st.sampled_from(["refuse", "keep"]),
        "currency": currencies,
        "readings": st.dictionaries(words, readings, max_size=2),
        "fields": st.dictionaries(words, rules | computed, max_size=2),
        "dimensions": st.dictionaries(words, rules, max_size=2),
        "from": days,
        "until": days,
        "observed_until": days,
    },
)
influences = st.lists(
    st.one_of(
        st.builds(lambda name, window: {"name": name, **window}, words, windows),
        st.fixed_dictionaries({"name": words, "from": days}),
    ),
    max_size=2,
    unique_by=lambda influence: influence["name"].strip(),
)
waves = st.fixed_dictionaries({"by": words, "dates": st.dictionaries(words, days, min_size=1, max_size=3)})
comparisons = st.one_of(st.just({}), conditions.map(lambda c: {"control": c}), waves.map(lambda w: {"rollout": w}))
ranges = st.lists(sizes, min_size=2, max_size=3).map(sorted).filter(lambda ends: ends[0] < ends[-1])
priorities = st.one_of(
    st.dictionaries(words, sizes | ranges.map(lambda ends: " .. ".join(map(str, ends))), max_size=2),
    st.fixed_dictionaries({"moscow": st.sampled_from(["must", "should", "could", "wont"])}),
)
goals = st.fixed_dictionaries(
    {"id": ids},
    optional={
        "role": st.sampled_from(["goal", "guardrail", "negative_control", "shadow"]),
        "kpi": words,
        "statement": words,
        "purpose": st.sampled_from(["control", "decisions", "automation"]),
        "variant": words,
        "with": st.dictionaries(words, quantities, max_size=2),
        "where": conditions,
        "target": targets,
        "margin": quantities,
        "deadline": days,
        "owner": words,
        "why": words,
        "lever": words,
        "must": st.booleans(),
        "weight": sizes,
        "priority": priorities,
        "after": ids | st.lists(ids, max_size=2),
        "phase": words,
        "guardrails": st.lists(words, max_size=2),
        "go_live": days,
        "baseline": baselines,
        "evaluation": windows,
        "influences": influences,
    },
)
texts = words | st.fixed_dictionaries({"en": words, "ru": words})
shares = st.sampled_from(["share(of=done)", 'share(of=wait<=param("limit"),among=is_weekend(at))'])
kpis = st.fixed_dictionaries(
    {"id": ids.map("local.{}".format), "over": st.just("sample.visit"), "params": st.just({"limit": "1 min"})},
    optional={
        "at": st.sampled_from(["at", "ended_at"]),
        "direction": st.sampled_from(["up", "down", "band", "none"]),
        "unit": st.just("%"),
        "name": texts,
        "summary": texts,
        "guardrails": st.lists(words, max_size=2),
        "gaming": texts,
        "maturity": st.sampled_from(["30 d", "48 h"]),
        "attributability": st.sampled_from(["direct", "intermediate", "outcome"]),
        "source": words,
    },
).flatmap(
    lambda kpi: st.one_of(
        shares.map(lambda value: {**kpi, "value": value}),
        st.dictionaries(words.map(str.strip), shares, min_size=1, max_size=2).map(
            lambda variants: {**kpi, "variants": variants}
        ),
    )
)
event_types = st.sampled_from(["sample.visit", "other.kind", "third.kind"])
documents = st.fixed_dictionaries(
    {
        "goalposts": st.just(1),
        "project": words,
        "timezone": st.sampled_from(["UTC", "Europe/Moscow"]),
        "currency": st.just("EUR"),
        "evaluation": windows,
        "data": st.dictionaries(event_types, st.lists(sources, max_size=2, unique_by=lambda source: source["name"])),
    },
    optional={
        "system": words,
        "language": st.sampled_from(["en", "ru"]),
        "go_live": days,
        "baseline": baselines,
        "closed": st.lists(windows, max_size=2),
        "business_hours": st.dictionaries(
            st.sampled_from(["mon-wed", "пт", "sat,sun"]),
            st.sampled_from(["9:00-18:00", ["00:00-12:00", "13:00-24:00"], ["10:00-12:00", "11:00-12:30"]]),
            min_size=1,
        ),
        "benefit": st.builds(
            lambda *parts: {key: value for part in parts for key, value in part.items()},
            st.fixed_dictionaries(
                {"unit": words, "amount": st.sampled_from(["5_000 EUR", "0.1"]), "cost": st.sampled_from(["12 EUR", 7])}
            ),
            st.sampled_from([{}, {"opportunities": 150, "success": "20%"}]),
            st.sampled_from([{}, {"at_risk": 30.5, "rescued": 0.1}]),
        ),
        "goals": st.lists(goals, max_size=2, unique_by=lambda goal: goal["id"].strip()),
        "kpis": st.lists(kpis, max_size=2, unique_by=lambda kpi: kpi["id"]),
        "segments": st.lists(st.sampled_from(["queue", "place", "agent"]), max_size=2),
        "influences": influences,
        "capacity": st.dictionaries(words, st.integers(1, 9) | st.floats(0.1, 9), max_size=2),
        "blackouts": st.lists(windows, max_size=2),
        "bridge": st.dictionaries(event_types, windows),
        "phases": st.lists(
            st.builds(
                lambda name, more: {"name": name, **more},
                words,
                st.fixed_dictionaries({}, optional={"go_live": days, "baseline": baselines, "evaluation": windows}),
            ),
            max_size=2,
            unique_by=lambda phase: phase["name"].strip(),
        ),
    },
)


def with_comparisons(written, drawn):
    """Compare the project and each goal by control rows, by waves, or not; never by both."""
    for entry, comparison in zip((written, *written.get("goals", [])), drawn, strict=False):
        entry.update(comparison)
    return written


def of_known_phases(written):
    """Let every goal name a phase that there is, where there are phases."""
    names = [phase["name"] for phase in written.get("phases", [])]
    for index, goal in enumerate(written.get("goals", [])):
        if names and "phase" in goal:
            goal["phase"] = names[index % len(names)]
    return written


def uniquely_named(written):
    """Give the sources of all event types names of their own: the name is the instrument."""
    for kind, feeds in written["data"].items():
        for index, feed in enumerate(feeds):
            feed["name"] = f"{kind} {index} {feed['name'].strip()}"
    return written


def in_order(written):
    """Let goals come after goals that are there."""
    there = [goal["id"].strip() for goal in written.get("goals", [])]
    for goal in written.get("goals", []):
        if "after" in goal:
            goal["after"] = there[0] if isinstance(goal["after"], str) else there[: len(goal["after"])]
    return written


def with_work(written):
    """Let goals need the roles that there are."""
    for goal in written.get("goals", []):
        if written.get("capacity"):
            goal["work"] = dict.fromkeys(written["capacity"], 2)
    return written


def with_tree(written):
    """Let a part of the tree be measured by each goal."""
    if written.get("goals"):
        measured = {f"part {index}": {"goal": goal["id"]} for index, goal in enumerate(written["goals"])}
        whole = " + ".join(f"`{name}` / (2 - 30%)" for name in measured)
        written["tree"] = {"whole": f"-{whole} * sum", "sum": "12.5 EUR", **measured}
    return written


def bridging_what_there_is(written):
    """Let only event types that have sources be bridged."""
    if "bridge" in written:
        written["bridge"] = {kind: days for kind, days in written["bridge"].items() if written["data"].get(kind)}
    return written


whole = (
    st.builds(with_comparisons, documents, st.lists(comparisons, min_size=3, max_size=3))
    .map(uniquely_named)
    .map(of_known_phases)
    .map(in_order)
    .map(with_work)
    .map(with_tree)
    .map(bridging_what_there_is)
)
projects = whole.map(lambda written: project_from_mapping(written, CATALOGUE))


# a whole project is a large value: drawing one takes Hypothesis some tenths of a second at first
patient = settings(suppress_health_check=[HealthCheck.too_slow])


@settings(patient, max_examples=60)
@given(projects)
def test_a_document_read_back_gives_the_same_project_and_document(project):
    again = project_from_mapping(document(project), CATALOGUE)
    assert again == project
    assert document(again) == document(project)
    assert canonical_json(document(again)) == canonical_json(document(project))


@settings(patient, max_examples=20)
@given(projects, st.lists(words, min_size=1, max_size=3))
def test_where_the_files_lie_is_not_part_of_the_document(project, locations):
    moved = evolve(project, sources=[evolve(source, locations=tuple(locations)) for source in project.sources])
    assert document(moved) == document(project)
