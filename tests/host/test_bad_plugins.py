"""Plugins that misbehave are named with what to do; the host works on without them."""

import sys
import time

import pytest
from cli.rollouts import goalposts
from goalposts import load_catalogue
from goalposts.errors import PluginError
from host.installed import GOOD, install

__all__ = ["install"]

ALPHA = GOOD.format(name="alpha", prefix="ALP")


def with_records(**keys):
    """The good plugin with further arguments of its domain."""
    more = "".join(f", {key}={value}" for key, value in keys.items())
    return ALPHA.replace(", kpis=[DONE])", f"{more})" if "kpis" in keys else f", kpis=[DONE]{more})")


RULE = """
@rule("ALP101", "odd-goal", bad="owner: x", good="owner: y")
def odd(goal):
    \"\"\"A demand.

    Why it matters: a reason.
    \"\"\"
    {does}
    yield from ()

"""


RETURNS = "return"
"""Of the rule, whose body then yields nothing and is no generator."""


def with_rule(does):
    code = RULE.format(does=does)
    code = code.replace("    yield from ()\n", "") if does == RETURNS else code
    return with_records(rules="[odd]").replace("\n@hookimpl", code + "@hookimpl")


BAD = {
    "a number for a KPI": (with_records(kpis="[5]"), "kpis must hold Kpi records, found int."),
    "a text for a rule": (with_records(rules="['x']"), "rules must hold Rule records, found str."),
    "a set of templates": (with_records(templates="{1}"), "templates must hold Template records, found int."),
    "a prefix that is none": (ALPHA.replace('prefix="ALP"', "prefix=None"), "prefix must hold str records"),
    "a KPI outside its domain": (
        ALPHA.replace('Kpi("alpha.done"', 'Kpi("sales.done"'),
        "KPI 'sales.done' is outside its domain: ids of domain 'alpha' begin with 'alpha.'.",
    ),
    "an event type outside its domain": (
        ALPHA.replace('"alpha.visit"', '"beta.visit"'),
        "event type 'beta.visit' is outside its domain: ids of domain 'alpha' begin with 'alpha.'.",
    ),
    "another's event type": (
        ALPHA.replace('"alpha.visit"', '"contact_center.call"'),
        "brings event type 'contact_center.call', which plugin 'alpha' 1.4 brings too; leave one out with --without",
    ),
    "a word for a formula": (
        ALPHA.replace("value=share(of=VISIT.done)", "value='done'"),
        "value: a formula is needed, such as share(of=...) or total(); found str (installed_alpha.py, line 4); mend it",
    ),
    "a term for a formula of a variant": (
        ALPHA.replace("value=share(of=VISIT.done)", "variants={'all': VISIT.done}, default='all'"),
        "variants: 'all': a formula is needed, such as share(of=...) or total(); found Term (installed_alpha.py, line",
    ),
    "a formula of a wrong type": (
        ALPHA.replace("of=VISIT.done", "of=VISIT.at"),
        "this must be a flag, found a timestamp (installed_alpha.py, line 4); mend it or leave it out",
    ),
    "raising in the hook": (
        ALPHA.replace("    return Domain", "    1 / 0\n    return Domain"),
        "goalposts_domain: ZeroDivisionError: division by zero (installed_alpha.py, line 9)",
    ),
    "another's KPI": (
        ALPHA.replace('Kpi("alpha.done"', 'Kpi("contact_center.aht"'),
        "plugin 'contact_center' ",
    ),
    "another's prefix": (ALPHA.replace('"ALP"', '"CCT"'), "brings prefix 'CCT', which plugin "),
    "the engine's prefix": (ALPHA.replace('"ALP"', '"GP"'), "prefix 'GP' must be 2 to 6 capital letters"),
    "a Cyrillic KPI": (
        ALPHA.replace('Kpi("alpha.done"', 'Kpi("alpha.доля"'),
        "KPI 'alpha.доля': an id is 'alpha.' and Latin letters, digits and underscores.",
    ),
    "a Cyrillic domain": (
        ALPHA.replace('Domain("alpha"', 'Domain("склад"'),
        "its domain is named 'склад'; small Latin letters, digits and underscores are needed.",
    ),
    "a direction in words": (ALPHA.replace("direction=UP", 'direction="up"'), "direction 'up'; write UP, DOWN"),
    "a formula without end": (
        ALPHA.replace("of=VISIT.done", "of=endless(VISIT.done)").replace(
            "\nVISIT", "\ndef endless(term):\n    return endless(~term)\n\n\nVISIT", 1
        ),
        "cannot be imported: RecursionError: ",
    ),
    "a formula nested too deeply": (
        ALPHA.replace("of=VISIT.done", "of=nested").replace(
            "DONE =", "nested = VISIT.done\nfor _ in range(250):\n    nested = ~nested\nDONE ="
        ),
        "KPI alpha.done: its formula is nested more than 200 deep, or contains itself; build it of fewer parts.",
    ),
    "printing on import": (
        "print('welcome to alpha')\n" + ALPHA,
        "where results stand: welcome to alpha; mend it or leave it out with --without alpha.",
    ),
    "printing in the hook": (
        ALPHA.replace("    return Domain", "    print('here I am')\n    return Domain"),
        "prints to stdout while it is loaded, where results stand: here I am",
    ),
    "changing the engine": (
        "import goalposts.catalogue.shapes as engine\nengine.DEEPEST = 5\n" + ALPHA,
        "changes what others rely on while it is loaded: goalposts.catalogue.shapes.DEEPEST; mend it",
    ),
    "changing the precision of decimals": (
        "import decimal\ndecimal.getcontext().prec = 3\n" + ALPHA,
        "changes what others rely on while it is loaded: the precision of decimals",
    ),
    "changing the folder": (
        "import os\nos.chdir('/')\n" + ALPHA,
        "changes what others rely on while it is loaded: the working folder",
    ),
    "changing the recursion limit in the hook": (
        ALPHA.replace("    return Domain", "    import sys; sys.setrecursionlimit(5000)\n    return Domain"),
        "changes what others rely on while it is loaded: the recursion limit",
    ),
}


@pytest.fixture
def kept(monkeypatch, tmp_path):
    """Puts back what these plugins change."""
    import decimal

    import goalposts.catalogue.shapes as engine

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "DEEPEST", engine.DEEPEST)
    limit = sys.getrecursionlimit()
    with decimal.localcontext():
        yield
    sys.setrecursionlimit(limit)


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_plugin_is_named_and_the_host_works_without_it(install, kept, fault):
    code, problem = BAD[fault]
    install("alpha", code)
    with pytest.raises(PluginError) as caught:
        load_catalogue()
    assert "'alpha'" in str(caught.value)
    assert problem in str(caught.value)
    assert caught.value.exit_code == 4
    assert "contact_center.aht" in load_catalogue(without=["alpha"]).kpis


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            "another's prefix",
            "даёт префикс «CCT», а плагин 'alpha' 1.4 даёт то же самое; исключите один из них: --without",
        ),
        ("the engine's prefix", "плагин alpha 1.4: префикс «GP» должен состоять из 2–6 заглавных латинских букв"),
        ("raising in the hook", "ZeroDivisionError: division by zero (installed_alpha.py, строка 9)"),
        ("an event type outside its domain", "тип событий «beta.visit» вне своей области: идентификаторы области"),
    ],
)
def test_faults_are_told_in_russian_too(install, fault, said):
    install("alpha", BAD[fault][0])
    with pytest.raises(PluginError) as caught:
        load_catalogue()
    assert said in caught.value.sentence("ru")


@pytest.mark.parametrize(
    ("does", "problem"),
    [
        ("1 / 0", "rule ALP101 odd-goal raised ZeroDivisionError: division by zero (installed_alpha.py, line 13); m"),
        ("yield 5", "rule ALP101 odd-goal yields a int, not a remark; mend it or leave it out with --without alpha."),
        ("print('found it')", "rule ALP101 odd-goal prints to stdout, where results stand: found it; mend it or leave"),
        (RETURNS, "rule ALP101 odd-goal returns nothing; a rule yields its remarks; mend it or leave it out with"),
    ],
    ids=["raises", "yields-a-number", "prints", "returns-nothing"],
)
def test_a_rule_that_misbehaves_ends_check_with_its_name(install, tmp_path, monkeypatch, does, problem):
    install("alpha", with_rule(does))
    monkeypatch.chdir(tmp_path)
    assert goalposts("init", "--template", "contact_center").exit_code == 0
    found = goalposts("check", "--no-data", "--format", "json", "--as-of", "2027-01-01")
    assert (found.exit_code, found.stdout) == (4, "")
    assert f"plugin 'alpha' 1.4: {problem}" in found.stderr
    assert goalposts("check", "--no-data", "--as-of", "2027-01-01", "--without", "alpha").exit_code in (0, 1)


def test_a_plugin_for_a_newer_engine_is_refused_before_it_is_imported(install, tmp_path):
    install("alpha", "raise RuntimeError('imported')")
    (tmp_path / "alpha-1.4.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: alpha-plugin\nVersion: 1.4\nRequires-Dist: goalposts[sql] >=99.1,<100\n"
    )
    with pytest.raises(PluginError, match=r"plugin 'alpha' 1\.4: needs goalposts >=99\.1, and this is ") as caught:
        load_catalogue()
    assert "upgrade goalposts, or leave the plugin out with --without alpha." in str(caught.value)
    assert "contact_center.aht" in load_catalogue(without=["alpha"]).kpis


@pytest.mark.parametrize("needed", ["goalposts>=0.0.1", "goalposts", "goalposts-other>=99", "goalposts~=0.0"])
def test_a_plugin_for_this_engine_or_an_older_one_is_loaded(install, tmp_path, needed):
    install("alpha", ALPHA)
    (tmp_path / "alpha-1.4.dist-info" / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: alpha-plugin\nVersion: 1.4\nRequires-Dist: {needed}\n"
    )
    assert "alpha.done" in load_catalogue().kpis


def test_two_versions_in_one_folder_are_both_named(install, tmp_path):
    """An upgrade that was broken off leaves the metadata of the old version."""
    install("alpha", ALPHA)
    (tmp_path / "alpha-1.4.dist-info").rename(tmp_path / "alpha_plugin-1.4.dist-info")
    old = tmp_path / "alpha_plugin-0.9.dist-info"
    old.mkdir()
    (old / "METADATA").write_text("Metadata-Version: 2.1\nName: alpha-plugin\nVersion: 0.9\n")
    (old / "entry_points.txt").write_text("[goalposts]\nalpha = installed_alpha\n")
    with pytest.raises(PluginError) as caught:
        load_catalogue()
    said = str(caught.value)
    assert "is installed in 2 versions in one folder: 0.9, 1.4; uninstall alpha-plugin until none is left" in said
    assert "alpha" not in load_catalogue(without=["alpha"]).versions


def test_one_name_of_two_packages_is_refused_naming_both(install, tmp_path):
    install("alpha", ALPHA)
    folder = tmp_path / "other-3.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 3.0\n")
    (folder / "entry_points.txt").write_text("[goalposts]\nalpha = installed_alpha\n")
    with pytest.raises(PluginError, match=r"the name of plugins of two packages: alpha-plugin 1\.4, other 3\.0"):
        load_catalogue()
    assert "alpha" not in load_catalogue(without=["alpha"]).versions


def test_ten_thousand_kpis_load_in_seconds(install):
    many = '[Kpi(f"alpha.k{i}", DONE.summary, VISIT, value=share(of=VISIT.done)) for i in range(10_000)]'
    install("alpha", with_records(kpis=many))
    started = time.perf_counter()
    catalogue = load_catalogue()
    assert time.perf_counter() - started < 5
    assert sum(kpi.startswith("alpha.") for kpi in catalogue.kpis) == 10_000
    assert catalogue.plugin_of_kpi("alpha.k9999") == "alpha"


def test_what_other_threads_print_while_a_plugin_loads_is_theirs(install, capsys):
    """Only the loading thread is listened to."""
    import threading

    from goalposts.conduct import overheard

    with overheard() as conduct:
        other = threading.Thread(target=print, args=("of another",))
        other.start()
        other.join()
        sys.stdout.write("of this")
    assert conduct.printed == "of this"
    assert capsys.readouterr().out == "of another\n"
