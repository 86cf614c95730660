"""Catalogues of plugins in hand: modules, objects or domains, without anything installed."""

from types import ModuleType

import pytest
from goalposts import Domain, hookimpl, load_catalogue
from goalposts.errors import PluginError
from goalposts.testing import SAMPLE


def module(name, domain):
    plugin = ModuleType(name)

    @hookimpl
    def goalposts_domain():
        return domain

    plugin.goalposts_domain = goalposts_domain
    return plugin


def test_a_module_brings_its_domain_under_its_own_name():
    plugin = module("stranger", SAMPLE)
    plugin.__version__ = "3.1"
    catalogue = load_catalogue([plugin])
    assert catalogue.versions == {"stranger": "3.1"}
    assert set(catalogue.kpis) == {kpi.id for kpi in SAMPLE.kpis}


def test_an_object_with_the_hook_is_a_plugin():
    class Plugin:
        @hookimpl
        def goalposts_domain(self):
            return SAMPLE

    assert load_catalogue([Plugin()]).versions == {"Plugin": ""}


def test_a_domain_is_a_plugin():
    assert load_catalogue([SAMPLE]).versions == {"sample": ""}


def test_no_plugins_make_a_catalogue_of_what_the_engine_has():
    catalogue = load_catalogue([])
    assert (catalogue.kpis, [*catalogue.event_types], catalogue.rules) == ({}, ["goalposts.reading"], ())


@pytest.mark.parametrize("stranger", [None, 5, "goalposts_sales", object()])
def test_what_is_no_plugin_is_refused(stranger):
    with pytest.raises(PluginError, match="implements no hook"):
        load_catalogue([stranger])


def test_the_same_plugin_twice_is_refused():
    with pytest.raises(PluginError, match=r"brings domain 'sample', which plugin 'sample'  ?brings too"):
        load_catalogue([SAMPLE, SAMPLE])


def test_catalogues_share_no_state():
    one, other = load_catalogue([SAMPLE]), load_catalogue([])
    one.kpis.clear()
    one.event_types.clear()
    assert len(one.kpis) == len(SAMPLE.kpis)
    assert other.kpis == {}
    assert load_catalogue([SAMPLE]) == one


def test_a_plugin_is_asked_anew_for_every_catalogue():
    asked = []

    class Plugin:
        @hookimpl
        def goalposts_domain(self):
            asked.append(len(asked))
            return Domain(f"d{len(asked)}", prefix="DDD")

    plugin = Plugin()
    names = [load_catalogue([plugin]).contributions[0].domain.name for _ in range(2)]
    assert names == ["d1", "d2"]
