"""Tells the user, once a run and in a sentence, that a plugin uses what will be gone from the plugin API.

What the user asks of Python by `-W` or PYTHONWARNINGS goes first: `ignore` hides it, `error` makes it the fault of the
plugin. Python reads these options before it can import this package, and leaves out those that name `PluginWarning`;
here they are read again.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from goalposts.plugin_api import PluginWarning

if TYPE_CHECKING:
    from goalposts.cli.session import Session

_ACTIONS: Final = ("default", "always", "ignore", "module", "once", "error")
_NAMES: Final = tuple(f"{module}.{PluginWarning.__name__}" for module in ("goalposts", PluginWarning.__module__))


@contextmanager
def outdated_plugins_told(session: Session) -> Iterator[None]:
    """While a command runs, warnings about plugins are lines of the session; all others stay as they are.

    Raises:
        PluginWarning: one is raised, because the user asked for an error.
    """
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
        warnings.simplefilter("always", PluginWarning, append=True)  # the last to be asked: any other goes first
        for option in sys.warnoptions:
            _heed(option)
        yield


def _heed(option: str) -> None:
    """Set the filter of an option `action:message:category:...` that names `PluginWarning`."""
    action, message, category, *_ = (*(part.strip() for part in option.split(":")), "", "")
    wanted = [known for known in _ACTIONS if action and known.startswith("always" if action == "all" else action)]
    if category in _NAMES and wanted:
        warnings.filterwarnings(wanted[0], re.escape(message), PluginWarning)  # type: ignore[arg-type]  # one of them
