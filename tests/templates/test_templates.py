"""Every template passes `check` once its blanks are filled, and scores the exports that it names."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from functools import cache

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from templates import as_exported as exported
from templates import two_years
from templates.blanks import BLANKS, filled

CATALOGUE = load_catalogue()
NAMES = sorted(CATALOGUE.templates)
SITUATIONS = {
    "contact-centre",
    "crm-not-satisfying",
    "from-excel",
    "leave-western-crm",
    "marketing-automation",
    "outgrown-bitrix24",
    "replace-crm",
}
BEFORE_THE_START = "2026-11-01"
PARALLEL = datetime(2027, 2, 1)
"""The first day on which the new sales system runs beside the old one."""
ZONES = {"en": "Europe/London", "ru": "Europe/Moscow"}
BLANK = re.compile(r"<[^<>=.]+>")
LANGUAGES = pytest.mark.parametrize("language", ZONES)


def test_all_situations_have_a_template():
    assert set(NAMES) >= SITUATIONS


def test_table_of_blanks_holds_no_blank_that_no_template_has():
    written = {blank for name in NAMES for text in _texts(name) for blank in BLANK.findall(text)}
    assert set(BLANKS) == written


def _texts(name):
    text = CATALOGUE.templates[name].text
    return text.en, text.ru


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_unfilled_template_is_refused_for_its_blanks_and_for_nothing_else(tmp_path, name, language):
    goalposts("init", tmp_path, "--template", name, "--language", language)
    blanks = len(BLANK.findall(_without_comments((tmp_path / "goalposts.yaml").read_text(encoding="utf-8"))))
    result = goalposts("check", tmp_path, "--format", "json", "--as-of", BEFORE_THE_START)
    assert {found["code"] for found in json.loads(result.stdout)} == ({"GP108"} if blanks else set())
    assert len(json.loads(result.stdout)) == blanks
    assert result.exit_code == (1 if blanks else 0)


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_filled_template_has_no_finding_at_all(tmp_path, name, language):
    result = _check(_written(tmp_path, name, language))
    assert json.loads(result.stdout) == []
    assert result.exit_code == 0


def _written(folder, name, language):
    assert goalposts("init", folder, "--template", name, "--language", language).exit_code == 0
    file = folder / "goalposts.yaml"
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def _check(folder, as_of=BEFORE_THE_START):
    return goalposts("check", folder, "--format", "json", "--as-of", as_of)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_promise_the_same(name):
    """Ids, KPIs, targets and roles do not depend on the language of the comments."""
    pattern = re.compile(r"\b(?:id|kpi|role|variant|target|margin|deadline|go_live|evaluation|baseline): [^#}\n]*")
    english, russian = (
        [found.strip().rstrip(",") for found in pattern.findall(text)] for text in map(_without_comments, _texts(name))
    )
    assert english == russian


def _without_comments(text):
    return "\n".join(line.split(" #")[0] for line in text.splitlines() if not line.lstrip().startswith("#"))


deals, activities = cache(two_years.deals), cache(two_years.activities)
calls, leads = cache(two_years.calls), cache(two_years.leads)


def _replace_crm(folder, language):
    old, new = _both_systems(PARALLEL)
    plain = {"en": exported.deals_in_english, "ru": exported.deals_in_russian}[language]
    plain(folder / "old/deals.csv", old, ZONES[language])
    if language == "en":
        exported.hubspot_deals(folder / "new/deals", new, ZONES[language])
    else:
        exported.bitrix24_deals(folder / "new/deals", new, ZONES[language])


def _both_systems(start, end=two_years.GO_LIVE):
    """The deals of the old system and of the new one; those of the parallel run are in both."""
    return [d for d in deals() if d.created < end], [d for d in deals() if d.closed >= start]


def _halves(rows, start):
    return [r for r in rows if r.at < two_years.GO_LIVE], [r for r in rows if r.at >= start]


def _from_excel(folder, language):
    old, new = _both_systems(PARALLEL)
    exported.excel_deals(folder / "sheets/2026.xlsx", old, ZONES[language])
    _, worked = _halves(activities(), two_years.GO_LIVE)
    crm, acted = {
        "en": (exported.hubspot_deals, exported.hubspot_engagements),
        "ru": (exported.bitrix24_deals, exported.bitrix24_activities),
    }[language]
    crm(folder / "crm/deals", new, ZONES[language])
    acted(folder / "activities/all", worked, ZONES[language])


def _outgrown(folder, language):
    old, new = _both_systems(PARALLEL)
    exported.bitrix24_deals(folder / "bitrix24/deals", old, ZONES[language])
    plain = {"en": exported.deals_in_english, "ru": exported.deals_in_russian}[language]
    plain(folder / "new/deals.csv", new, ZONES[language])


def _leave(folder, language):
    old, new = _both_systems(PARALLEL)
    exported.salesforce_opportunities(folder / "salesforce/opportunities", old, ZONES[language])
    exported.bitrix24_deals(folder / "new/deals", new, ZONES[language])
    worked, works = _halves(activities(), PARALLEL)
    exported.salesforce_tasks(folder / "salesforce/tasks", worked, ZONES[language])
    exported.bitrix24_activities(folder / "new-activities/all", works, ZONES[language])


def _not_satisfying(folder, language):
    crm, acted = {
        "en": (exported.hubspot_deals, exported.hubspot_engagements),
        "ru": (exported.bitrix24_deals, exported.bitrix24_activities),
    }[language]
    crm(folder / "deals/all", deals(), ZONES[language])
    acted(folder / "activities/all", activities(), ZONES[language])


def _contact_centre(folder, language):
    old, new = _halves(calls(), datetime(2027, 2, 15))
    exported.queue_log(folder / "old/queue_log", old, ZONES[language])
    exported.calls_table(folder / "new/calls.csv", new, ZONES[language])


def _marketing(folder, language):
    days = [two_years.FIRST + timedelta(days=day) for day in range((two_years.LAST - two_years.FIRST).days)]
    if language == "en":
        exported.google_ads(folder / "costs/google/all", days, ZONES[language])
    else:
        exported.yandex_direct(folder / "costs/direct/all", days, ZONES[language])
    exported.leads_table(folder / "leads/all.csv", leads(), ZONES[language])


def _share(rows, meets, counts=lambda row: True):
    counted = [bool(meets(row)) for row in rows if counts(row)]
    return sum(counted) / len(counted)


def _win_rate(start, end, is_open=lambda at: True):
    return _share(deals(), lambda d: d.won, lambda d: start <= d.closed < end and is_open(d.closed))


def _within(start, end):
    return lambda row: start <= row.at < end


HALF = (datetime(2027, 6, 1), datetime(2028, 1, 1))
SUMMER = (datetime(2027, 5, 1), datetime(2027, 11, 1))
LAST_WINTER = (datetime(2026, 9, 1), datetime(2027, 3, 1))


def _reasons(start, end, is_open=lambda at: True):
    return _share(deals(), lambda d: d.reason, lambda d: not d.won and start <= d.closed < end and is_open(d.closed))


OPEN = {"en": lambda at: True, "ru": lambda at: not datetime(2027, 1, 1) <= at < datetime(2027, 1, 11)}
"""The Russian text closes the New Year holidays, and what happens on them does not count."""


WON = {"more-won": ("achieved", lambda _: _win_rate(*HALF))}
LOGGED = {
    "logged-in-time": (
        None,
        lambda _: _share(activities(), lambda a: a.logged - a.at <= timedelta(days=1), _within(*HALF)),
    )
}
# By template: how its exports are written, the day to score on, and of some goals the state (unless it is a shadow)
# and the value after, which plain loops count over the rows that were written.
SCORED = {
    "replace-crm": (_replace_crm, WON | {"reasons-known": ("measurable", lambda _: _reasons(*HALF))}),
    "from-excel": (_from_excel, WON | LOGGED | {"reasons-known": ("measurable", lambda _: _reasons(*HALF))}),
    "outgrown-bitrix24": (
        _outgrown,
        WON
        | {
            "every-deal-owned": (
                None,
                lambda _: _share(deals(), lambda d: not d.owner, lambda d: HALF[0] <= d.created < HALF[1]),
            )
        },
    ),
    "leave-western-crm": (_leave, WON | LOGGED),
    "crm-not-satisfying": (
        _not_satisfying,
        {
            "won-of-closed": ("reported", lambda language: _win_rate(*LAST_WINTER, OPEN[language])),
            "reasons-known": ("reported", lambda language: _reasons(*LAST_WINTER, OPEN[language])),
        },
    ),
    "contact-centre": (
        _contact_centre,
        {
            "faster-answers": (
                "achieved",
                lambda _: _share(calls(), lambda c: c.answered and c.wait <= 20, _within(*SUMMER)),
            ),
            "results-recorded": (
                "measurable",
                lambda _: _share(calls(), lambda c: c.result, lambda c: c.answered and _within(*SUMMER)(c)),
            ),
        },
    ),
    "marketing-automation": (
        _marketing,
        {
            "origin-known": (None, lambda _: _share(leads(), lambda known: not known.channel, _within(*SUMMER))),
            "cheaper-leads": (
                "achieved",
                lambda _: (
                    500
                    * (SUMMER[1] - SUMMER[0]).days
                    / sum(1 for known in leads() if known.qualified and SUMMER[0] <= known.qualified < SUMMER[1])
                ),
            ),
        },
    ),
}


@LANGUAGES
@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_template_scores_the_exports_that_it_names(tmp_path, name, language):
    """The values after are those that plain loops count, and a rollout that worked is seen to have worked."""
    write, expected = SCORED[name]
    _written(tmp_path, name, language)
    write(tmp_path, language)
    result = goalposts("score", tmp_path, "--format", "json", "--as-of", "2028-01-01")
    assert result.exit_code == 0, result.stderr
    scored = {goal["id"]: goal for goal in json.loads(result.stdout)["goals"]}
    for goal, (state, value) in expected.items():
        assert scored[goal]["evaluation"]["value"] == pytest.approx(value(language), rel=1e-9), goal
        assert state in (None, scored[goal]["state"]), (goal, scored[goal]["reasons"])
