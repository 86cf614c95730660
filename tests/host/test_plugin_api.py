"""The API of plugins has versions: what is on its way out warns for as long as stated, and is then refused by name."""

import os
import subprocess
import sys
from types import MappingProxyType

import goalposts as gp
import pytest
from attrs import evolve, fields
from cli.rollouts import goalposts
from contracts.sources import ROOT
from goalposts import hookspecs, load_catalogue
from goalposts.errors import PluginError
from goalposts.host import catalogue_of, installed_catalogue, installed_commands
from goalposts.locale import Text
from goalposts.model import Domain, Simulator
from goalposts.plugin_api import (
    API_VERSION,
    CURRENT,
    HOOKS,
    STILL_WORKS,
    Deprecated,
    PluginApi,
    came_with,
    needed_version,
)
from host.installed import GOOD, install

__all__ = ["install"]

ALPHA = GOOD.format(name="alpha", prefix="ALP")
COMMAND = """
import click
from goalposts import hookimpl


@click.command()
def hello(): ...


@hookimpl
def goalposts_commands():
    return [hello]
"""
OUTDATED = ALPHA.replace(
    ", kpis=[DONE])", ", kpis=[DONE], simulators=[Simulator('alpha.x', DONE.summary, print, {'seed': 1})])"
).replace("import UP, ", "import UP, Simulator, ")
INSTEAD = Text(en="do it otherwise", ru="сделайте иначе")


def api(version, *things):
    """A later engine's API, in which these things were deprecated in version 3."""
    return PluginApi(version, tuple(Deprecated(thing, 3, INSTEAD) for thing in things))


def test_a_plugin_that_uses_what_will_be_gone_is_named_with_what_to_do(install):
    install("alpha", OUTDATED)
    with pytest.warns(gp.PluginWarning) as told:
        catalogue = load_catalogue()
    (warning,) = told
    assert str(warning.message) == (
        "plugin 'alpha' 1.4: uses Domain.simulators, deprecated in version 2 of the plugin API; it works until version "
        "3: write a `StreamModel` with a `rehearsal`, and give it as `stream_models`."
    )
    assert warning.message.sentence("ru").startswith("плагин alpha 1.4: использует Domain.simulators; это устарело")
    assert "alpha.x" in catalogue.simulators


@pytest.mark.parametrize("thing", ["Simulator.params", "Domain.simulators"])
def test_it_works_for_as_long_as_stated_and_is_then_refused_by_name(install, thing):
    """Deprecated in version 3: it works in 3 and 4, and no longer in 5."""
    install("alpha", OUTDATED)
    for version in range(3, 3 + STILL_WORKS):
        with pytest.warns(gp.PluginWarning, match=rf"plugin 'alpha' 1\.4: uses {thing}, .* until version 4: do it oth"):
            assert "alpha.x" in installed_catalogue((), api(version, thing)).simulators
    with pytest.raises(PluginError) as caught:
        installed_catalogue((), api(3 + STILL_WORKS, thing))
    assert str(caught.value) == (
        f"plugin 'alpha' 1.4: uses {thing}, which works until version 4 of the plugin API, and this goalposts has 5; "
        "do it otherwise."
    )
    assert caught.value.exit_code == 4
    assert installed_catalogue(["alpha"], api(5, thing)).versions.keys().isdisjoint({"alpha"})


def test_a_hook_goes_the_same_way(install):
    install("alpha", COMMAND)
    others = ["marketing"]  # it has commands too
    with pytest.warns(gp.PluginWarning, match=r"plugin 'alpha' 1\.4: uses goalposts_commands, deprecated in version 3"):
        assert [known.name for known in installed_commands(others, api(4, "goalposts_commands"))] == ["hello"]
    with pytest.raises(PluginError, match=r"plugin 'alpha' 1\.4: uses goalposts_commands, which works until version 4"):
        installed_commands(others, api(5, "goalposts_commands"))


def test_a_hook_of_an_object_goes_the_same_way():
    class Plugin:
        @gp.hookimpl
        def goalposts_domain(self):
            return Domain("desk", prefix="DSK")

    with pytest.warns(gp.PluginWarning, match="plugin 'Plugin': uses goalposts_domain, deprecated in version 3"):
        assert catalogue_of(Plugin(), api=api(4, "goalposts_domain")).versions == {"Plugin": ""}
    with pytest.raises(PluginError, match="plugin 'Plugin': uses goalposts_domain, which works until version 4"):
        catalogue_of(Plugin(), api=api(5, "goalposts_domain"))


def test_a_plugin_that_uses_nothing_of_it_is_not_warned_of(install):
    """Any warning would fail the test."""
    install("alpha", ALPHA)
    assert "alpha" in installed_catalogue((), api(9, "Simulator.params", "Rule.odd")).versions


def anew(text):
    """The same text as another object, as a program makes it."""
    return "".join(list(text))


def simulator(params):
    return Simulator("desk.x", INSTEAD, print, params)


def kpi(**keys):
    visit = gp.event_type("desk.visit", time="at", fields=[gp.field.time("at"), gp.field.flag("done")])
    return gp.Kpi("desk.done", INSTEAD, visit, value=gp.share(of=visit.done), **keys)


PRESET = gp.Preset("desk.export", "desk.visit", version=int("1"), dedupe=[])
SAMPLED = gp.Preset("desk.export", "desk.visit", samples=[gp.PresetSample("x.csv", [])])


@pytest.mark.parametrize(
    ("records", "thing", "uses"),
    [
        ({"simulators": [simulator({})]}, "Simulator.params", False),
        ({"simulators": [simulator(MappingProxyType({}))]}, "Simulator.params", False),
        ({"simulators": [simulator({"seed": 1})]}, "Simulator.params", True),
        ({"kpis": [kpi(attributability=anew("outcome"))]}, "Kpi.attributability", False),
        ({"kpis": [kpi(attributability="direct")]}, "Kpi.attributability", True),
        ({"kpis": [kpi(attributability="")]}, "Kpi.attributability", True),  # nothing, where something is the default
        ({"kpis": [kpi(minimum_n=float("0"))]}, "Kpi.minimum_n", True),
        ({"kpis": [kpi(at=anew("at"), unit=anew("%"))]}, "Kpi.at", False),
        ({"kpis": [kpi(unit=anew("%"))]}, "Kpi.unit", False),
        ({"kpis": [kpi()]}, "Kpi.value", True),
        ({"kpis": [kpi()]}, "Field.type", True),  # a record within a record within a record
        ({"presets": [PRESET]}, "Preset.version", False),
        ({"presets": [PRESET]}, "Preset.dedupe", False),
        ({"presets": [SAMPLED]}, "PresetSample.source", False),
        ({"presets": [SAMPLED]}, "PresetSample.rows", True),  # must be given
    ],
)
def test_what_a_plugin_gives_as_it_is_anyway_is_not_used(records, thing, uses):
    """Neither what is equal to the default nor an empty one for an empty one is a use, however it was made."""
    domain = Domain("desk", prefix="DSK", **records)
    assert Deprecated(thing, 3, INSTEAD).is_used((), domain) is uses


def test_a_new_attribute_of_a_record_deep_within_needs_its_version():
    goal = gp.DemoGoal("a", {}, ["achieved"], answered={"target": ("GP313", INSTEAD)})
    part = gp.DemoPart({"en": "A.", "ru": "А."}, goals=[goal])
    drawn = gp.StreamModel("desk", INSTEAD, dict, dict, demo=part)
    assert needed_version(Domain("desk", prefix="DSK", stream_models=[drawn])) == (2, "DemoGoal.answered")


def test_plugins_and_domains_in_hand_are_told_too():
    domain = Domain("desk", prefix="DSK", simulators=[Simulator("desk.x", INSTEAD, print, {"seed": 1})])
    with pytest.warns(gp.PluginWarning, match=r"^plugin 'desk': uses Domain\.simulators"):
        assert load_catalogue([domain]).simulators
    with pytest.raises(PluginError, match=r"plugin 'desk': uses Domain\.simulators, which works until version 4"):
        catalogue_of(domain, api=api(5, "Domain.simulators"))


@pytest.mark.filterwarnings("default::goalposts.PluginWarning")
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_command_line_tells_it_once_on_stderr(install, language):
    install("alpha", OUTDATED)
    found = goalposts("plugins", "--language", language, "--quiet")
    assert found.exit_code == 0
    assert found.stderr.count("Domain.simulators") == 1
    assert "Domain.simulators" not in found.stdout
    assert found.stderr.startswith("plugin 'alpha' 1.4: uses" if language == "en" else "плагин alpha 1.4: использует")


@pytest.mark.parametrize(
    ("option", "code", "lines"),
    [
        ("", 0, 1),
        ("default", 0, 1),
        ("error::goalposts.PluginWarning", 4, 1),
        ("error::goalposts.plugin_api.PluginWarning", 4, 1),
        ("error::FutureWarning", 4, 1),
        ("error:plugin 'alpha':goalposts.PluginWarning", 4, 1),
        ("error:plugin 'beta':goalposts.PluginWarning", 0, 1),
        ("ignore::goalposts.PluginWarning", 0, 0),
        ("ignore::FutureWarning", 0, 0),
        ("error::DeprecationWarning", 0, 1),
    ],
)
def test_what_python_is_told_of_warnings_goes_first(install, tmp_path, option, code, lines):
    """As an option and in the environment, by the name of our warning, which Python itself cannot import so early."""
    install("alpha", OUTDATED)
    for options, variables in (([*(["-W", option] if option else [])], {}), ([], {"PYTHONWARNINGS": option})):
        done = subprocess.run(
            [sys.executable, *options, "-m", "goalposts", "plugins"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)]), **variables},
            timeout=120,
        )
        told = [
            line for line in done.stderr.splitlines() if line.startswith("plugin 'alpha' 1.4: uses Domain.simulators")
        ]
        assert (done.returncode, len(told)) == (code, lines), done.stderr
        assert "Traceback" not in done.stderr
        assert ("alpha" in done.stdout) is (code == 0)


def test_a_process_tells_it_once_however_often_it_loads(install, tmp_path):
    install("alpha", OUTDATED)
    code = "import goalposts as gp\nfor _ in range(3): gp.load_catalogue()"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{code}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert done.stderr.count("PluginWarning: plugin 'alpha' 1.4: uses Domain.simulators") == 1


@pytest.mark.parametrize("code", ["from goalposts import NotYetThere", "print('imported')", ALPHA], ids=str.split)
def test_a_plugin_made_for_a_newer_api_is_refused_before_it_is_imported(install, code):
    install("alpha", f"GOALPOSTS_API = {API_VERSION + 1}  # newer\n{code}")
    with pytest.raises(PluginError) as caught:
        load_catalogue()
    assert str(caught.value) == (
        f"plugin 'alpha' 1.4: is made for version {API_VERSION + 1} of the plugin API, and this goalposts has "
        f"{API_VERSION}; upgrade goalposts, or leave the plugin out with --without alpha."
    )
    assert "installed_alpha" not in sys.modules
    assert "alpha" not in load_catalogue(without=["alpha"]).versions


def test_a_newer_api_is_found_where_only_the_import_tells_it(install):
    install("alpha", f"{ALPHA}\nGOALPOSTS_API = int('{API_VERSION + 1}')")
    with pytest.raises(PluginError, match="is made for version 3 of the plugin API"):
        load_catalogue()


@pytest.mark.parametrize("stated", range(1, API_VERSION + 1))
def test_a_plugin_made_for_this_api_or_an_older_one_is_loaded(install, stated):
    install("alpha", f"GOALPOSTS_API: int = {stated}\n{ALPHA}")
    assert "alpha" in load_catalogue().versions


@pytest.mark.parametrize("stated", ["'2'", "0", "True", "2.0", "None"])
def test_a_version_that_is_none_is_refused_with_what_to_write(install, stated):
    install("alpha", f"{ALPHA}\nGOALPOSTS_API = {stated}")
    with pytest.raises(PluginError) as caught:
        load_catalogue()
    assert str(caught.value) == (
        f"plugin 'alpha' 1.4: GOALPOSTS_API must be a whole number from 1 to {API_VERSION}, found {stated}; "
        f"write GOALPOSTS_API = {API_VERSION}."
    )


def test_every_hook_has_the_version_it_came_with():
    assert HOOKS.keys() == {name for name, value in vars(hookspecs).items() if hasattr(value, "goalposts_spec")}
    assert all(1 <= since <= API_VERSION for since in HOOKS.values())


def test_every_argument_of_a_domain_states_the_version_it_came_with():
    assert [known.name for known in fields(Domain) if "since" not in known.metadata] == ["name", "prefix"]
    assert all(1 <= since <= API_VERSION for since in came_with(Domain).values())


def test_what_is_deprecated_exists_and_its_version_has_come():
    records = {kind.__name__: kind for kind in vars(gp.model).values() if isinstance(kind, type)}
    for old in CURRENT.deprecated:
        owner, _, key = old.thing.partition(".")
        assert old.since <= API_VERSION
        if old.last >= API_VERSION:  # what has gone needs no longer be there
            assert key in came_with(records[owner]) if key else owner in HOOKS


def test_a_version_is_a_value_and_not_the_engines_state(install):
    """Trying a later API changes nothing for whoever loads after."""
    install("alpha", ALPHA)
    later = evolve(CURRENT, version=9)
    assert installed_catalogue((), later) == load_catalogue()


@pytest.mark.parametrize("page", ["docs/plugins/testing.md", "CONTRIBUTING.md"])
def test_the_rule_is_documented_with_its_numbers(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert f"in {STILL_WORKS} versions" in text
    assert "refused by name" in text


def test_the_guide_says_the_version_and_everything_that_is_deprecated():
    text = (ROOT / "docs" / "plugins" / "testing.md").read_text(encoding="utf-8")
    assert f"GOALPOSTS_API = {API_VERSION}" in text
    assert [old.thing for old in CURRENT.deprecated if f"`{old.thing}`" not in text] == []
