"""Into every template, filled and clean, one defect at a time: the rule that is meant for it finds it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from goalposts import load_catalogue
from goalposts.catalogue.resolve import resolvable
from goalposts.formats import project_from_mapping
from goalposts.linting import ENGINE_RULES, lint
from goalposts.locale import Text
from goalposts.model import BaselineFacts
from ruamel.yaml import YAML
from templates.blanks import filled

CATALOGUE = load_catalogue()
TODAY = date(2026, 11, 1)
MOST_BESIDE = 3
"""Other codes that one defect may set off: a date that moves is rarely wrong in one way only."""
PROMISING = [
    "contact-centre",
    "from-excel",
    "leave-western-crm",
    "marketing-automation",
    "outgrown-bitrix24",
    "replace-crm",
]


def read(name, language):
    """A filled template as a plain mapping."""
    text = filled(CATALOGUE.templates[name].text.get(language))
    return YAML(typ="safe", pure=True).load(text)


def codes(mapping, today=TODAY):
    project = project_from_mapping(mapping, CATALOGUE)
    return {found.code for found in lint(project, resolvable(project), {}, today)}


def promise(mapping):
    """The goal on which the defects are tried: the one that the project cannot do without."""
    return next(goal for goal in mapping["goals"] if goal.get("must"))


def share(mapping):
    """A goal on a share, since some defects are of shares only."""
    return next(goal for goal in mapping["goals"] if "pp" in goal.get("target", ""))


def drop(*keys):
    def change(mapping):
        for key in keys:
            promise(mapping).pop(key, None)

    return change


def put(**keys):
    return lambda mapping: promise(mapping).update(keys)


def put_share(**keys):
    return lambda mapping: share(mapping).update(keys)


def top(**keys):
    return lambda mapping: mapping.update(keys)


def window(start, end):
    return {"from": date.fromisoformat(start), "to": date.fromisoformat(end)}


def said(en, ru):
    def change(mapping):
        promise(mapping)["statement"] = {"en": en, "ru": ru}[mapping["language"]]

    return change


def without_baselines(mapping):
    del mapping["baseline"]
    for goal in mapping["goals"]:
        goal.pop("baseline", None)


def without_roles(role):
    def change(mapping):
        mapping["goals"] = [goal for goal in mapping["goals"] if goal.get("role") != role]
        for goal in mapping["goals"]:
            goal.pop("guardrails", None)

    return change


def without_margin(mapping):
    next(goal for goal in mapping["goals"] if goal.get("role") == "guardrail").pop("margin")


def again(count, **keys):
    def change(mapping):
        first = promise(mapping)
        mapping["goals"] += [{**first, "id": f"again-{n}", **keys} for n in range(count)]

    return change


def unknown_event(mapping):
    mapping["data"]["other.kind"] = {"source": "other.csv"}


def influence_before(mapping):
    before = {"name": "strike", "from": date(2026, 6, 1), "to": date(2026, 10, 1)}
    mapping["influences"] = [before]


def late_deadlines(mapping):
    mapping["evaluation"] = window("2029-03-01", "2030-03-01")
    for goal in mapping["goals"]:
        if "deadline" in goal:
            goal["deadline"] = date(2030, 3, 1)


def sources_until(day):
    """Every source of every event type, switched off on one day."""

    def change(mapping):
        for sources in mapping["data"].values():
            for source in sources if isinstance(sources, list) else [sources]:
                source["until"] = date.fromisoformat(day)

    return change


def touched_control(mapping):
    first = promise(mapping)
    known = {key: first[key] for key in ("kpi", "variant", "with", "where") if key in first}
    mapping["goals"].append({"id": "untouched", "role": "negative_control", "margin": "10%", **known})


def long_words(mapping):
    promise(mapping)["statement"] += " " + "and so on " * 40


DEFECTS = {
    "no metric": (drop("kpi"), "GP101"),
    "vague verb": (said("Improve the quality of work", "Повысить качество работы"), "GP102"),
    "no statement": (drop("statement"), "GP107"),
    "a blank": (put(owner="<name>"), "GP108"),
    "another day": (said("It is 80 % by 1 March 2027", "80 % к 1 марта 2027 года"), "GP109"),
    "no scope": (lambda mapping: mapping.pop("segments"), "GP105"),
    "unknown KPI": (put(kpi="sales.no_such"), "GP110"),
    "unknown variant": (put(variant="no_such"), "GP111"),
    "unknown parameter": (put(**{"with": {"no_such": "20 s"}}), "GP112"),
    "bad condition": (put(where='no_such == "x"'), "GP113"),
    "unknown event type": (unknown_event, "GP115"),
    "another unit": (put_share(target=">= 30 s"), "GP116"),
    "no baseline": (without_baselines, "GP201"),
    "ambiguous per cent": (put_share(target="+3%"), "GP203"),
    "words without exceptions": (said("All of it, always", "Всё и всегда"), "GP204"),
    "compared with nothing": (said("More of it than now", "Больше, чем сейчас"), "GP207"),
    "no target": (drop("target"), "GP210"),
    "unknown dimension": (top(segments=["no_such"]), "GP215"),
    "no owner": (drop("owner"), "GP301"),
    "two owners": (put(owner="Ann Lee, Bob Roy"), "GP301"),
    "a department": (put(owner="the team"), "GP301"),
    "beyond the bounds": (put_share(target=">= 110%"), "GP302"),
    "perfect": (put_share(target=">= 100%"), "GP303"),
    "the wrong way": (put_share(target="-3pp"), "GP305"),
    "no lever": (drop("lever"), "GP401"),
    "headcount": (said("Cut staff by 10 people", "Сократить штат на 10 человек"), "GP403"),
    "vanity": (said("Number of logins up to 500", "Количество входов до 500"), "GP404"),
    "watching people": (said("Control the staff, 80 %", "Контролировать сотрудников, 80 %"), "GP408"),
    "unguarded": (without_roles("guardrail"), "GP406"),
    "no margin": (without_margin, "GP407"),
    "no deadline": (drop("deadline"), "GP501"),
    "vague deadline": (said("80 % as soon as possible", "80 % в ближайшее время"), "GP501"),
    "early deadline": (put(deadline=date(2027, 7, 15)), "GP502"),
    "no step on the way": (late_deadlines, "GP503"),
    "another season": (top(baseline=window("2026-12-01", "2027-02-01")), "GP504"),
    "holidays on one side": (top(closed=[window("2027-07-01", "2027-09-01")]), "GP505"),
    "short baseline": (top(baseline=window("2027-01-15", "2027-02-01")), "GP506"),
    "baseline after the start": (top(baseline=window("2026-04-01", "2027-03-15")), "GP507"),
    "evaluation before the start": (
        top(evaluation=window("2027-02-20", "2027-11-01"), baseline=window("2026-02-01", "2027-02-01")),
        "GP511",
    ),
    "no go-live": (lambda mapping: mapping.pop("go_live"), "GP512"),
    "windows that overlap": (top(baseline=window("2026-06-01", "2027-07-01")), "GP513"),
    "a tainted baseline": (influence_before, "GP514"),
    "no time to learn": (lambda mapping: mapping["evaluation"].update({"from": date(2027, 3, 8)}), "GP515"),
    "too many goals": (again(4, where="1 == 1"), "GP601"),
    "the same twice": (again(1), "GP602"),
    "a long statement": (long_words, "GP114"),
    "sources switched off too soon": (sources_until("2027-04-01"), "GP209"),
    "a control that is to move": (touched_control, "GP409"),
}
CLEAN_FACTS = {
    "computable": True, "value": 0.5, "line": 0.55, "n": 90_000, "days": 365, "weeks_planned": 26,
    "smallest_change": 0.01, "month_low": 0.48, "month_high": 0.53, "month_mean": 0.5, "month_spread": 0.01,
    "month_last": 0.5, "month_earlier_low": 0.47, "month_earlier_high": 0.53,
}  # fmt: skip
"""A goal whose baseline is what it should be: a promise of a tenth more, where a fiftieth can be shown."""
WHY_NOT = Text(en="no column", ru="нет столбца")
DEFECTS_OF_FACTS = {
    "not computable": ({"computable": False, "why_not": WHY_NOT}, "GP211"),
    "few events": ({"n": 2000}, "GP206"),
    "fewer events than the KPI asks for": ({"n": 9, "days": 9}, "GP206"),
    "few days": ({"days": 20}, "GP206"),
    "rows that cannot be read": ({"unreadable": WHY_NOT, "unreadable_share": 0.2}, "GP213"),
    "days that are missing": ({"gaps": WHY_NOT}, "GP217"),
    "a parallel run that is too short": ({"bridge_short": WHY_NOT}, "GP218"),
    "met already": ({"line": 0.49}, "GP310"),
    "drowned in noise": ({"smallest_change": 0.2}, "GP312"),
    "beyond all months": ({"line": 0.58, "month_high": 0.51}, "GP313"),
    "within all months": ({"month_spread": 0.03, "smallest_change": None}, "GP208"),
    "a dip before the start": ({"month_last": 0.4}, "GP518"),
}


def codes_of_facts(mapping, facts):
    """The codes of all but hints for a project whose first share is `>= 55%` and has these facts."""
    goal = share(mapping)
    goal["target"] = ">= 55%"
    goal["statement"] = "x"
    project = project_from_mapping(mapping, CATALOGUE)
    of_sources = {key: facts[key] for key in facts if key.startswith("unreadable")}
    known = {other.id: BaselineFacts(other.id, computable=True, **of_sources) for other in project.goals}
    known[goal["id"]] = BaselineFacts(goal["id"], **{**CLEAN_FACTS, **facts})
    found = lint(project, resolvable(project), known, TODAY, ignore=("GP109",))
    return {finding.code for finding in found if finding.severity != "info"}


@pytest.mark.parametrize("name", [name for name in PROMISING if name != "marketing-automation"])
def test_every_single_defect_of_a_baseline_is_found_by_its_rule(name):
    """Marketing promises a cost; the share of the others stands for it."""
    assert codes_of_facts(read(name, "en"), {}) == set()
    missed = {}
    for defect, (facts, code) in DEFECTS_OF_FACTS.items():
        found = codes_of_facts(read(name, "en"), facts)
        if code not in found or len(found) > 2:
            missed[defect] = (code, sorted(found))
    assert missed == {}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", PROMISING)
def test_every_single_defect_is_found_by_its_rule(name, language):
    clean = read(name, language)
    assert codes(deepcopy(clean)) == set()
    missed = {}
    for defect, (change, code) in DEFECTS.items():
        mapping = deepcopy(clean)
        change(mapping)
        found = codes(mapping)
        if code not in found or len(found) > 1 + MOST_BESIDE:
            missed[defect] = (code, sorted(found))
    assert missed == {}


def test_there_are_forty_defects_of_known_rules():
    assert len(DEFECTS) >= 40
    assert {code for _, code in DEFECTS.values()} <= {rule.code for rule in ENGINE_RULES}


@pytest.mark.parametrize(
    "name", ["contact-centre", "from-excel", "leave-western-crm", "outgrown-bitrix24", "replace-crm"]
)
@pytest.mark.parametrize("days", [None, 10])
def test_another_instrument_without_a_long_parallel_run_is_found(name, days):
    mapping = read(name, "en")
    for event_type, bridged in list(mapping["bridge"].items()):
        if days is None:
            del mapping["bridge"][event_type]
        else:
            bridged["from"] = date(2027, 2, 19)
    assert "GP205" in codes(mapping)


@pytest.mark.parametrize("name", ["from-excel", "leave-western-crm", "outgrown-bitrix24", "replace-crm"])
def test_an_outcome_without_anything_untouched_beside_it_is_found(name):
    mapping = read(name, "en")
    mapping["goals"] = [goal for goal in mapping["goals"] if goal.get("role") != "negative_control"]
    assert codes(mapping) == {"GP402"}


@pytest.mark.parametrize("name", PROMISING)
def test_a_day_that_has_passed_is_found(name):
    assert "GP510" in codes(read(name, "en"), date(2029, 1, 1))
