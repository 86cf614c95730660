"""Installed plugins load one by one and fail closed: whatever goes wrong, the plugin is named and nothing runs."""

import pytest
from goalposts import load_catalogue
from goalposts.errors import InputError, PluginError
from goalposts.host import installed_commands
from host.installed import GOOD, install

__all__ = ["install"]


def refused(**given):
    with pytest.raises(PluginError) as caught:
        load_catalogue(**given)
    assert caught.value.exit_code == 4
    return str(caught.value)


def test_an_installed_plugin_is_found_with_its_version(install):
    install("alpha", GOOD.format(name="alpha", prefix="ALP"), version="2.0.1")
    catalogue = load_catalogue()
    assert catalogue.versions["alpha"] == "2.0.1"
    assert {"alpha.done", "contact_center.service_level"} <= set(catalogue.kpis)


def test_the_bundled_domains_come_through_the_same_door():
    assert {"contact_center", "marketing", "sales"} <= set(load_catalogue().versions)


def test_a_plugin_that_raises_on_import_stops_the_run_by_name(install):
    install("alpha", "raise RuntimeError('no licence')")
    assert refused() == (
        "plugin 'alpha' 1.4: cannot be imported: RuntimeError: no licence (installed_alpha.py, line 1); "
        "mend it or leave it out with --without alpha."
    )


def test_a_plugin_whose_imports_are_missing_stops_the_run_by_name(install):
    install("alpha", "import surely_not_installed")
    assert "plugin 'alpha' 1.4: cannot be imported: ModuleNotFoundError" in refused()


def test_a_plugin_with_a_mistyped_formula_stops_the_run_by_name(install):
    install("alpha", GOOD.format(name="alpha", prefix="ALP").replace("of=VISIT.done", "of=VISIT.at"))
    assert "plugin 'alpha' 1.4: cannot be imported: ExpressionError: " in refused()
    assert "this must be a flag, found a timestamp" in refused()


def test_a_broken_plugin_may_be_left_out_by_name(install):
    install("alpha", "raise RuntimeError('no licence')")
    assert "contact_center.service_level" in load_catalogue(without=["alpha"]).kpis


def test_a_plugin_left_out_brings_nothing(install):
    install("alpha", GOOD.format(name="alpha", prefix="ALP"))
    catalogue = load_catalogue(without=["alpha", "sales"])
    assert not {"alpha", "sales"} & set(catalogue.versions)
    assert not any(kpi.startswith(("alpha.", "sales.")) for kpi in catalogue.kpis)


def test_leaving_out_what_is_not_installed_is_a_mistake_with_a_suggestion():
    with pytest.raises(InputError) as caught:
        load_catalogue(without=["sale"])
    assert caught.value.sentence("en") == "--without: no plugin 'sale' is installed; did you mean 'sales'?"
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "implements no hook; decorate goalposts_domain with @hookimpl"),
        ("def goalposts_domain(): ...", "implements no hook; decorate goalposts_domain with @hookimpl"),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domain(catalogue): ...",
            "goalposts_domain: PluginValidationError: ",
        ),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domian(): ...",
            "PluginValidationError: unknown hook 'goalposts_domian'",
        ),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domain(): return {'name': 'alpha'}",
            "goalposts_domain must return a Domain, found dict",
        ),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domain(): pass",
            "goalposts_domain returned nothing",
        ),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domain(): return 1 / 0",
            "goalposts_domain: ZeroDivisionError: division by zero",
        ),
        (
            "from goalposts import hookimpl\n@hookimpl\ndef goalposts_domain(): raise SystemExit(0)",
            "goalposts_domain: SystemExit: 0",
        ),
        ("raise SystemExit(0)", "cannot be imported: SystemExit: 0"),
    ],
    ids=[
        "empty",
        "undecorated",
        "signature",
        "misspelt",
        "dict",
        "none",
        "raises",
        "exits",
        "exits-on-import",
    ],
)
def test_a_plugin_that_breaks_the_contract_of_the_hook_is_named(install, code, problem):
    install("alpha", code)
    said = refused()
    assert said.startswith("plugin 'alpha' 1.4: ")
    assert problem in said


def test_a_plugin_may_bring_commands_and_no_domain(install):
    code = """\
    import click
    from goalposts import hookimpl

    @click.command()
    def hello(): ...

    @hookimpl
    def goalposts_commands():
        return [hello]
    """
    install("alpha", code)
    assert [command.name for command in installed_commands(without=["marketing"])] == ["hello"]
    assert "hello" in [command.name for command in installed_commands()]
    assert "alpha" not in load_catalogue().versions


@pytest.mark.parametrize("returned", ["None", "5", "[5]", "1 / 0"])
def test_commands_that_are_none_name_the_plugin(install, returned):
    install("alpha", f"from goalposts import hookimpl\n@hookimpl\ndef goalposts_commands(): return {returned}")
    with pytest.raises(PluginError, match=r"plugin 'alpha' 1\.4: goalposts_commands"):
        installed_commands()


def test_two_plugins_that_bring_one_domain_are_both_named(install):
    install("alpha", GOOD.format(name="alpha", prefix="ALP"))
    install("beta", GOOD.format(name="alpha", prefix="BET"), version="0.9")
    said = refused()
    assert "plugin 'beta' 0.9: brings domain 'alpha', which plugin 'alpha' 1.4 brings too" in said
    assert "leave one out with --without beta or --without alpha" in said
