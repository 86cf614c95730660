"""The hooks that a plugin may implement; there are two.

A plugin is a module, or any object, named by an entry point of the group `goalposts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from goalposts.model import Domain

GROUP = "goalposts"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def goalposts_domain() -> Domain:  # type: ignore[empty-body]  # pluggy calls the implementations
    """Describe a domain: everything that the plugin brings, as one frozen value.

    Called once when a catalogue is loaded. It must be quick and must not read files but those of its own package,
    ask for the time, print or reach a network.
    """


@hookspec
def goalposts_commands() -> Sequence[click.Command]:  # type: ignore[empty-body]
    """Add commands to the command line.

    Called when the command line needs to know its commands. A command must not have the name of a built-in one.
    """
