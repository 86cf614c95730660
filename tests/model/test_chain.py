"""A chain names variants that there are, each of which is a share."""

from __future__ import annotations

import pytest
from goalposts import Chain, Kpi, event_type, field, mean, share

VISIT = event_type("desk.visit", time="at", fields=[field.time("at"), field.flag("done"), field.number("minutes")])


def kpi(chain):
    variants = {"on": share(of=VISIT.done), "long": mean(of=VISIT.minutes)}
    return Kpi("desk.way", {"en": "The way.", "ru": "Путь."}, VISIT, variants=variants, default="on", chain=chain)


def test_a_chain_of_shares_is_kept():
    assert kpi(Chain(["on"], ["Came", "Done"])).chain.variants == ("on",)


@pytest.mark.parametrize("variant", ["long", "missing"])
def test_a_variant_that_is_no_share_is_refused(variant):
    with pytest.raises(ValueError, match=f"KPI desk.way: chain: '{variant}' is no variant that is a share"):
        kpi(Chain([variant], ["Came", "Done"]))


def test_there_is_one_step_more_than_variants():
    with pytest.raises(ValueError, match="one step more than variants is needed, found 1 variants and 1 steps"):
        Chain(["on"], ["Came"])
