"""Published rollouts with a comparison group, from their files to the verdict, through project files."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, datetime
from fractions import Fraction
from statistics import fmean

import goalposts as gp
import numpy as np
import pytest
from goalposts.testing import sample_catalogue
from real_data import DATA, needs_real_data
from ruamel.yaml import YAML

CAUSAL = DATA / "causal"

pytestmark = needs_real_data


def scored(folder, *, source, windows, goal, control, direction="down", catalogue=None):
    """Write a project file, read it, and score its one goal."""
    first, go_live, last = windows
    document = {
        "goalposts": 1,
        "project": "A published case",
        "timezone": "UTC",
        "go_live": go_live,
        "baseline": {"from": first, "to": go_live},
        "evaluation": {"from": go_live, "to": last},
        "data": {"goalposts.reading": {"timezone": "UTC", **source}},
        "goals": [{"id": "it", "statement": "It moves", "owner": "Nobody", "deadline": last, "guardrails": [], **goal}],
    }
    if control:
        document["control"] = control
    if catalogue is None:
        document["kpis"] = [
            {"id": "local.read", "over": "sample.visit", "value": "mean(of=items)", "direction": direction}
        ]
    file = folder / "goalposts.yaml"
    with file.open("w", encoding="utf-8") as stream:
        YAML(typ="safe", pure=True).dump(document, stream)
    project = gp.load_project(file, catalogue or sample_catalogue())
    return gp.score(project, as_of=date.fromisoformat(last)).find("it")


def codes(goal):
    return {reason.code for reason in goal.reasons}


def yearly_difference(years, treated, control, first_after):
    """A step beside a trend of the difference of two yearly series, by least squares; and the plain one of means."""
    difference = np.array([treated[year] - control[year] for year in years])
    after = np.array([year >= first_after for year in years])
    design = np.column_stack([np.ones(len(years)), after, np.arange(len(years))])
    return np.linalg.lstsq(design, difference, rcond=None)[0][1], difference[after].mean() - difference[~after].mean()


# Proposition 99 --------------------------------------------------------------------------------------------------

CIGARETTES = {
    "source": str(CAUSAL / "california_prop99" / "california_prop99.csv"),
    "delimiter": ";",
    "fields": {"at": {"column": "Year", "format": "year"}},
    "dimensions": {"state": "State"},
    "readings": {"PacksPerCapita": {"kpi": "local.read"}},
}


def cigarettes(folder, target, control='state != "California"'):
    windows = ("1970-01-01", "1989-01-01", "2001-01-01")
    goal = {"kpi": "local.read", "target": target}
    goal |= {} if control else {"where": 'state == "California"'}
    return scored(folder, source=CIGARETTES, windows=windows, goal=goal, control=control)


def packs():
    """Packs by state and year, from the file itself."""
    found = defaultdict(dict)
    with (CAUSAL / "california_prop99" / "california_prop99.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found[row["State"]][int(row["Year"])] = float(row["PacksPerCapita"])
    return found


def test_proposition_99_beside_the_other_states(tmp_path):
    """The difference in differences is the published -27.349; beyond the trend apart from before, less is left."""
    found = cigarettes(tmp_path, "-10")
    parts, states = found.attribution.parts, packs()
    mean = {year: fmean(states[state][year] for state in states if state != "California") for year in range(1970, 2001)}
    step, plain = yearly_difference(range(1970, 2001), states["California"], mean, 1989)

    assert plain == pytest.approx(-27.349, abs=1e-3)
    assert found.observed - parts["control"] == pytest.approx(plain, abs=1e-9)
    assert sum(parts.values()) == pytest.approx(found.observed)
    assert found.change.method == "its-ewc-by-year-difference"
    assert abs(found.change.effect - step) < (found.change.high - found.change.low) / 4
    assert found.change.effect < 0
    assert "few_segments" in codes(found)


def test_proposition_99_without_the_other_states_claims_nothing(tmp_path):
    """Thirty-one numbers of one state by year cannot tell a law from what came anyway."""
    found = cigarettes(tmp_path, "-10", control="")
    assert (found.state, found.change.effect) == ("inconclusive", None)
    assert "years_without_comparison" in codes(found)


# Basque country --------------------------------------------------------------------------------------------------


def regions():
    with (CAUSAL / "basque_terror" / "basque.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_basque_country_beside_another_region(tmp_path):
    """Product per head from 1976 on: R's CausalImpact says -0.76 (-1.4 to -0.2) thousand dollars of 1986."""
    long = tmp_path / "regions.csv"
    with long.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "region", "product"])
        for row in regions():
            rows.writerows([row["date"], name, row[name]] for name in ("Basque", "another"))
    source = {
        "source": str(long),
        "fields": {"at": {"column": "date", "format": "%Y-%m-%d"}},
        "dimensions": {"region": "region"},
        "readings": {"product": {"kpi": "local.read"}},
    }
    windows = ("1955-01-01", "1976-01-01", "1998-01-01")
    goal = {"kpi": "local.read", "target": "-0.1"}
    found = scored(tmp_path, source=source, windows=windows, goal=goal, control='region == "another"')
    series = [{int(row["date"][:4]): float(row[name]) for row in regions()} for name in ("Basque", "another")]
    step, plain = yearly_difference(sorted(series[0]), *series, 1976)

    assert found.change.method == "its-ewc-by-year-difference"
    assert found.observed - found.attribution.parts["control"] == pytest.approx(plain, abs=1e-9)
    assert abs(found.change.effect - step) < (found.change.high - found.change.low) / 2
    assert found.change.effect < 0
    assert found.change.low < -0.2
    assert found.change.high > -1.4
    assert (found.state, found.attribution.answer) == ("inconclusive", "not_identifiable")


# Google's series -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("control", ["", 'series != "y"'])
def test_googles_series_rose_as_published(tmp_path, control):
    """Daily, thirty days after sixty-one: R's CausalImpact says 27 (18 to 36), with x1 and x2 as covariates."""
    long = tmp_path / "series.csv"
    with (CAUSAL / "causalimpact_google" / "google_data.csv").open(encoding="utf-8-sig", newline="") as file:
        known = list(csv.DictReader(file))
    with long.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "series", "value"])
        for row in known:
            rows.writerows([row["date"], name, row[name]] for name in ("y", "x1", "x2"))
    source = {
        "source": str(long),
        "fields": {"at": {"column": "date", "format": "%Y-%m-%d"}},
        "dimensions": {"series": "series"},
        "readings": {"value": {"kpi": "local.read"}},
    }
    goal = {"kpi": "local.read", "target": "+10"} | ({} if control else {"where": 'series == "y"'})
    windows = ("2020-01-01", "2020-03-02", "2020-04-01")
    found = scored(tmp_path, source=source, windows=windows, goal=goal, control=control, direction="up")
    after = [float(row["y"]) for row in known if row["date"] >= "2020-03-02"]
    assert found.evaluation.value == pytest.approx(fmean(after))
    assert found.change.low > 0
    assert found.change.low < 36
    assert found.change.high > 18
    assert found.attribution.answer == ("supported" if control else "not_identifiable")


# Call centres of the states --------------------------------------------------------------------------------------

CMS = DATA / "contact_centre" / "cms_medicaid_call_centres" / "MedicaidChipApps.EligibilityDet.Enroll.9.6.2025.csv"
VOLUME, LOST = "Total Call Center Volume (Number of Calls)", "Average Call Center Abandonment Rate"
SOME = ("AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN")
"""The first sixteen by their letters: nothing began there, and not elsewhere."""


def centres(folder):
    source = {
        "source": str(CMS),
        "where": "`Preliminary or Updated` == 'U'",
        "timezone": "America/New_York",
        "fields": {"at": {"column": "Reporting Period", "format": "month"}},
        "dimensions": {"state": "State Abbreviation"},
        "readings": {LOST: {"kpi": "contact_center.abandon_rate", "weight": VOLUME}},
    }
    windows = ("2023-03-01", "2024-07-01", "2025-06-01")
    goal = {"kpi": "contact_center.abandon_rate", "target": "-10%"}
    control = " and ".join(f'state != "{state}"' for state in SOME)
    return scored(folder, source=source, windows=windows, goal=goal, control=control, catalogue=gp.load_catalogue())


def months_of_states():
    """Sums of value by volume, and of volume, by state and month."""
    found = defaultdict(lambda: defaultdict(lambda: [Fraction(0), Fraction(0)]))
    with CMS.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Preliminary or Updated"] == "U" and row[LOST] and row[VOLUME] and Fraction(row[VOLUME]) > 0:
                sums = found[row["State Abbreviation"]][int(row["Reporting Period"])]
                sums[0] += Fraction(row[LOST]) * Fraction(row[VOLUME])
                sums[1] += Fraction(row[VOLUME])
    return found


def test_sixteen_states_against_the_others_by_their_changes(tmp_path):
    """Nothing began in those states in July 2024: the change of the one kind less the other, by calls before."""
    found = centres(tmp_path)
    kinds = {True: [], False: []}
    for state, months in months_of_states().items():
        sides = [{m: s for m, s in months.items() if (m >= 202407) == late} for late in (False, True)]
        longest = [
            max_gap(sorted(side), first, last)
            for side, first, last in zip(sides, (202303, 202407), (202406, 202505), strict=True)
        ]
        if len(sides[0]) >= 13 and len(sides[1]) >= 9 and max(longest) <= 2:
            before, after = (sum(s[0] for s in side.values()) / sum(s[1] for s in side.values()) for side in sides)
            kinds[state in SOME].append((float(after - before), float(sum(s[1] for s in sides[0].values()))))
    means = {kind: np.average([c for c, _ in rows], weights=[w for _, w in rows]) for kind, rows in kinds.items()}

    assert sorted(months_of_states())[:16] == list(SOME)
    assert found.change.method == "segment-changes-by-month"
    assert found.change.effect == pytest.approx(means[True] - means[False], abs=1e-9)
    assert found.attribution.parts["control"] == pytest.approx(means[False], abs=1e-9)
    assert found.change.low < 0 < found.change.high
    assert found.state not in ("achieved", "improved", "worsened")


def max_gap(months, first, last):
    """The longest run of months without a number."""
    every = [y * 100 + m for y in range(2023, 2026) for m in range(1, 13) if first <= y * 100 + m <= last]
    longest = run = 0
    for month in every:
        run = 0 if month in months else run + 1
        longest = max(longest, run)
    return longest


# eBay's paid search ----------------------------------------------------------------------------------------------

PAID_SEARCH = DATA / "marketing" / "ebay_paid_search" / "paidsearch.csv"


def markets():
    """Revenue by market and day, and which markets kept their advertisements, from the file itself."""
    found, kept = defaultdict(dict), set()
    with PAID_SEARCH.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.strptime(row["date"] + " +0000", "%d-%b-%y %z").date()
            found[row["dma"]][day] = float(row["revenue"])
            if row["search stays on"] == "1":
                kept.add(row["dma"])
    return found, kept


@pytest.mark.parametrize(("target", "direction"), [("-1%", "down"), ("-0.5%", "down"), ("+1%", "up")])
def test_ebays_markets_without_advertisements_are_never_a_success(tmp_path, target, direction):
    """68 markets against 142, market by market (Blake, Nosko and Tadelis 2015: no effect that can be told)."""
    revenue, kept = markets()
    source = {
        "source": str(PAID_SEARCH),
        "fields": {"at": {"column": "date", "format": "%d-%b-%y"}},
        "dimensions": {"market": "dma"},
        "readings": {"revenue": {"kpi": "local.read"}},
    }
    control = "market in [" + ", ".join(f'"{market}"' for market in sorted(kept)) + "]"
    found = scored(
        tmp_path,
        source=source,
        windows=("2012-04-01", "2012-05-22", "2012-07-23"),
        goal={"kpi": "local.read", "target": target},
        control=control,
        direction=direction,
    )
    go_live, changes = date(2012, 5, 22), {True: [], False: []}
    for market, days in revenue.items():
        before, after = ([r for day, r in days.items() if (day >= go_live) == late] for late in (False, True))
        changes[market in kept].append(fmean(after) - fmean(before))

    assert {kind: len(of) for kind, of in changes.items()} == {True: 142, False: 68}
    assert found.change.method == "segment-changes"
    assert found.change.effect == pytest.approx(fmean(changes[False]) - fmean(changes[True]), rel=1e-9)
    assert found.change.low < 0 < found.change.high
    assert found.state not in ("achieved", "improved", "worsened")
