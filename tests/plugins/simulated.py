"""Simulated streams of a domain, scored in memory: every KPI that the truth knows, each with its own figures."""

from __future__ import annotations

import goalposts as gp
from goalposts.formats.scalars import read_target
from goalposts.simulating import simulate

from validity.departments import asked, catalogue, plan, scored

CATALOGUE = catalogue()

__all__ = ["CATALOGUE", "goal_of", "model", "plan_of", "scored", "simulated"]


def model(name):
    return CATALOGUE.stream_models[name]


def plan_of(name, *changes, **settings):
    """A plan with changes written as on the command line: `KPI=-10%` or `KPI@branch=+5pp`."""
    built = []
    for text in changes:
        about, _, change = text.partition("=")
        kpi, _, branch = about.partition("@")
        built.append(gp.BuiltInChange(kpi, read_target(change), branch))
    return plan(name, changes=built, **settings)


def simulated(name, *changes, **settings):
    return simulate(model(name), plan_of(name, *changes, **settings))


def goal_of(true, role="shadow", **keys):
    """A goal that asks for a true value."""
    where = {"where": f'branch == "{true.branch}"'} if true.branch else {}
    return asked(CATALOGUE.kpis[true.kpi], true.variant, role, true.branch, **where, **keys)
