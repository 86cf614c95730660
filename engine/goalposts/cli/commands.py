"""The built-in commands: for every name its help line, known without importing the module that does the work."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import click

BUILT_IN: Final[Mapping[str, str]] = {
    "demo": "Play a simulated rollout through, and see whether the verdict finds the truth.",
    "simulate": "Write event streams in which the effect of a rollout is known.",
    "init": "Write a project file to start from: by questions on a terminal, or by options.",
    "draft": "Understand goals as people say them, and propose better words.",
    "check": "Lint the goals; exits 1 if there is any error.",
    "plan": "Rank the goals, cut them into phases, and say when each can be judged.",
    "power": "Say what change the planned windows can show, and how long to watch.",
    "selftest": "Try the plan on the baseline itself; exits 1 if it does not hold.",
    "lock": "Seal the goals with their measured baseline, before there are results.",
    "amend": "Change sealed goals, with the reason on record.",
    "status": "Say what is locked, what is due when, and whether the data can be read.",
    "score": "Judge every goal and the project by the data.",
    "report": "Write the verdict as one HTML page.",
    "verify": "Compute a stored verdict again, and name what differs.",
    "profile": "Say what is in some files, and which events and KPIs they can give.",
    "kpis": "List the KPIs, or explain one.",
    "events": "List the event types, or explain one.",
    "heuristics": "List the ways to rank goals, or explain one.",
    "rules": "List the lint rules.",
    "presets": "List how the exports of known systems are read.",
    "templates": "List the project files to start from.",
    "explain": "Explain a lint rule: what it demands, and why.",
    "schema": "Print the JSON Schema of the project file, for editors.",
    "plugins": "List the loaded plugins and what they bring.",
    "new-plugin": "Write the package of a plugin whose tests pass.",
}

_LISTS: Final = frozenset({"kpis", "events", "heuristics", "rules", "presets", "templates", "explain", "plugins"})
TIMELESS: Final = _LISTS | {"demo", "simulate", "profile", "schema", "new-plugin"}
"""Commands that judge nothing by a day: `--as-of` would be ignored, so it is refused."""


def built_in(name: str) -> click.Command:
    """Load a built-in command."""
    command: click.Command = import_module(f"goalposts.cli.{name.replace('-', '_')}").command
    return command
