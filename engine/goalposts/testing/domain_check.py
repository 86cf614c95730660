"""The whole test of a plugin: `check_domain(goalposts_helpdesk)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.testing.conformance import laws_of

if TYPE_CHECKING:
    from types import ModuleType

    from goalposts.model import Domain


def check_domain(plugin: ModuleType | Domain) -> None:
    """Assert that a plugin keeps its contract; every breach is listed, not only the first.

    The laws are those of `laws_of`: the hook gives a domain that loads beside another, quickly and without touching
    anything; texts are there in every language; KPIs have the value of their formula on random events, however these
    are ordered, cut or divided; units, directions and guardrails fit; rules have codes, manuals and examples as
    promised and only judge; templates are projects that `check` lets pass once their blanks (`<...>`) are filled;
    presets are sources that a project can read; phrases compile and mean something that exists; diagnostics answer
    for go-lives of several shapes; what is simulated is scored at its truth.

    Args:
        plugin: the module that implements `goalposts_domain`, or the domain itself.

    Raises:
        AssertionError: with one line for each breach.
    """
    found = [breach for law in laws_of(plugin) for breach in law.told()]
    if found:
        raise AssertionError("\n".join(["the plugin breaks its contract:", *(f"- {breach}" for breach in found)]))
