"""Installs small real plugins for one test: modules with the metadata of a distribution, on `sys.path`."""

import sys
from textwrap import dedent

import pytest

GOOD = """\
from goalposts import UP, Domain, Kpi, event_type, field, hookimpl, rule, share

VISIT = event_type("{name}.visit", time="at", fields=[field.time("at"), field.flag("done")])
DONE = Kpi("{name}.done", {{"en": "Done.", "ru": "Сделано."}}, VISIT, value=share(of=VISIT.done), direction=UP)


@hookimpl
def goalposts_domain():
    return Domain("{name}", prefix="{prefix}", event_types=[VISIT], kpis=[DONE])
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """A function that installs a plugin `name` made of a module's code, in a version."""
    installed = []

    def add(name, code, version="1.4"):
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-plugin\nVersion: {version}\n")
        (folder / "entry_points.txt").write_text(f"[goalposts]\n{name} = installed_{name}\n")
        (tmp_path / f"installed_{name}.py").write_text(dedent(code), encoding="utf-8")
        installed.append(f"installed_{name}")
        monkeypatch.syspath_prepend(str(tmp_path))

    yield add
    for module in installed:
        sys.modules.pop(module, None)
