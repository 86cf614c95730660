"""Watches a stretch of code for files, networks and processes, and for what it prints."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from typing import Any, Final

from attrs import field, frozen

_EVENTS: Final = {
    "open": "opens the file",
    "os.remove": "removes the file",
    "os.mkdir": "makes the folder",
    "socket.connect": "connects to",
    "socket.getaddrinfo": "looks up",
    "subprocess.Popen": "starts",
    "os.system": "starts",
    "os.putenv": "sets the environment variable",
    "os.unsetenv": "removes the environment variable",
    "os.chdir": "changes the working folder to",
    "webbrowser.open": "opens",
}
_CODE: Final = (".py", ".pyc", ".so", ".pyd", ".dll", ".pth")
_watched: list[list[str]] = []


@frozen
class Watched:
    """What was seen: sentences, in order, each once."""

    seen: list[str] = field(factory=list)


@contextmanager
def watching() -> Iterator[Watched]:
    """Watch what is done inside; modules that are loaded on the way do not count."""
    _listen()
    heard, printed = Watched(), io.StringIO()
    _watched.append(heard.seen)
    try:
        with redirect_stdout(printed):
            yield heard
    finally:
        _watched.remove(heard.seen)
        if said := printed.getvalue().strip():
            heard.seen.append(f"prints to stdout: {said.splitlines()[0]!r}")


@cache
def _listen() -> None:
    """Audit hooks stay for good, so there is one, and it is deaf while nothing is watched."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watched or event not in _EVENTS:
        return
    named = (arguments[1] if event == "socket.connect" else arguments[0]) if arguments else ""
    about = named.decode(errors="replace") if isinstance(named, bytes) else str(named)
    if event == "open" and (about.endswith(_CODE) or about.isdigit()):
        return
    said = f"{_EVENTS[event]} {about}"
    for seen in _watched:
        if said not in seen:
            seen.append(said)
