"""Reads the code of a function for what a pure one must not use: the clock, chance, files, a network, globals, print.

Nothing is run. Functions and constants of the plugin's own that the code names are followed; what is reached through
attributes of objects is not seen, which is why `watching` looks at the run as well.
"""

from __future__ import annotations

import builtins
import dis
import inspect
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

IMPURE_MODULES: Final = {
    "time": "asks the clock",
    "random": "asks chance",
    "secrets": "asks chance",
    "uuid": "asks chance",
    "socket": "reaches a network",
    "ssl": "reaches a network",
    "http": "reaches a network",
    "urllib": "reaches a network",
    "requests": "reaches a network",
    "httpx": "reaches a network",
    "subprocess": "starts a process",
    "os": "asks the system",
    "io": "opens a file",
    "pathlib": "opens a file",
    "shutil": "opens a file",
    "tempfile": "opens a file",
    "sqlite3": "opens a file",
}
_IMPURE_BUILTINS: Final = {
    "open": "opens a file",
    "input": "waits for a person",
    "print": "prints to stdout",
    "eval": "runs code of a text",
    "exec": "runs code of a text",
}
_CLOCKS: Final = {"now", "today", "utcnow"}
RULE_ADVICE: Final = "a rule says the same of the same goal; ask for `today`, `catalogue` or `facts` instead"


def impurities(function: Callable[..., Any], advice: str = RULE_ADVICE) -> tuple[str, ...]:
    """Name what a function does that a pure one must not do, each once, with what to do instead."""
    seen: set[int] = set()
    return tuple(dict.fromkeys(f"its code {found}; {advice}" for found in _of(function, seen)))


def _of(function: Any, seen: set[int]) -> Iterator[str]:
    function = inspect.unwrap(function)
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    for code in _codes(function.__code__):
        yield from _of_code(code, function, seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _of_code(code: CodeType, function: FunctionType, seen: set[int]) -> Iterator[str]:
    attributes = {step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_ATTR", "LOAD_METHOD")}
    for step in dis.get_instructions(code):
        name = str(step.argval)
        if step.opname in ("STORE_GLOBAL", "DELETE_GLOBAL"):
            yield f"changes the global '{name}'"
        elif step.opname == "IMPORT_NAME":
            yield from _of_module(name)
        elif step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield from _of_name(name, function, attributes, seen)


def _of_name(name: str, function: FunctionType, attributes: set[Any], seen: set[int]) -> Iterator[str]:
    if name not in function.__globals__:
        if name in _IMPURE_BUILTINS and hasattr(builtins, name):
            yield f"{_IMPURE_BUILTINS[name]} ({name})"
        return
    known = function.__globals__[name]
    if isinstance(known, ModuleType):
        yield from _of_module(known.__name__)
        if known.__name__ == "datetime" and attributes & _CLOCKS:
            yield "asks the clock (datetime)"
    elif isinstance(known, type) and known.__module__ == "datetime":
        for clock in sorted(attributes & _CLOCKS):
            yield f"asks the clock ({name}.{clock})"
    elif getattr(known, "__module__", None) in IMPURE_MODULES:
        yield from _of_module(str(known.__module__))
    elif isinstance(known, FunctionType) and _is_of(known, function):
        yield from _of(known, seen)


def _of_module(name: str) -> Iterator[str]:
    top = name.partition(".")[0]
    if top in IMPURE_MODULES:
        yield f"{IMPURE_MODULES[top]} ({name})"


def _is_of(one: FunctionType, other: FunctionType) -> bool:
    """Whether two functions are of the same package."""
    return str(one.__module__).partition(".")[0] == str(other.__module__).partition(".")[0]
