"""The pytest plugin `goalposts`: one test for every law of a plugin, named for its record.

A test module names the plugin that it is about and takes the fixture `law`:

    import goalposts_helpdesk

    GOALPOSTS_PLUGIN = goalposts_helpdesk

    def test_contract(law):
        law.check()

It is a module of its own, because every run of pytest loads it: of the engine it loads nothing without such a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

FIXTURE = "law"
NAMED = "GOALPOSTS_PLUGIN"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make a test for every law of the plugin that the test's module names."""
    if FIXTURE not in metafunc.fixturenames or not hasattr(metafunc.module, NAMED):
        return
    from goalposts.testing.conformance import laws_of

    laws = laws_of(getattr(metafunc.module, NAMED))
    metafunc.parametrize(FIXTURE, laws, ids=[law.id for law in laws])
