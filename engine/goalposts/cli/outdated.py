"""Tells the user, once a run and in a sentence, that a plugin uses what will be gone from the plugin API."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from goalposts.plugin_api import PluginWarning

if TYPE_CHECKING:
    from goalposts.cli.session import Session


@contextmanager
def outdated_plugins_told(session: Session) -> Iterator[None]:
    """While a command runs, warnings about plugins are lines of the session; all others stay as they are."""
    told: set[str] = set()
    with warnings.catch_warnings():
        others = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *place: Any) -> None:
            if not isinstance(message, PluginWarning):
                others(message, category, *place)
            elif str(message) not in told:
                told.add(str(message))
                session.warn(message.sentence(session.language))

        warnings.showwarning = show  # type: ignore[assignment]  # the last two arguments are passed on as they come
        warnings.simplefilter("always", PluginWarning)
        yield
