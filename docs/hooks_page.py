"""The page docs/plugins/hooks.md: every hook, record and function of the plugin API, from the code itself."""  # noqa: INP001 - beside the pages, no package

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
import goalposts as gp
from goalposts import hookspecs, model, simulating
from goalposts.catalogue.problems import Problem
from goalposts.expressions.builders import Term
from goalposts.plugin_api import API_VERSION, CURRENT, HOOKS, STILL_WORKS, came_with

INTRO = f"""\
Everything that a plugin builds on, with the version of the plugin API that it came with; the version now is
{API_VERSION}. What is deprecated works and warns in {STILL_WORKS} versions, the one that deprecates it and the next;
from then on a plugin that uses it is refused by name. [Versions of the API](testing.md#versions-of-the-api) says how a
plugin states its own.

Records are frozen; arguments before `*` may be given by position. `...` stands for a value that is made for each
record, such as an empty mapping."""
RULES = """\
What stands behind the [parameters of a rule](writing-rules.md#rules): `goal` is a `Goal`, `resolved` and each of
`goals` a `ResolvedGoal`, `facts` are `BaselineFacts`, each of `problems` is a `Problem`. Rules read them and make none.
They are imported from `goalposts.model` (for annotations only), not from `goalposts`. What a project file does not
state is None or empty."""
FIELDS = "Each makes one field of `event_type(..., fields=[...])`."
TERMS = """\
What `CALL.talk` of an event type gives, beside Python's operators: `+ - * /`, `== != < <= > >=`, and `& | ~` for and,
or, not."""
HELPERS = """\
From `goalposts.simulating`, for the functions `draw` and `expect` of a [stream model](streams.md). Tables of days and
branches have the shape (days, branches)."""
RULE_INPUTS = {
    "goal": model.Goal,
    "resolved": model.ResolvedGoal,
    "facts": model.BaselineFacts,
    "problem": Problem,
    "target": model.Target,
    "window": model.Window,
    "edit": model.Edit,
}
_FROM_API = "goalposts.api"
_SECTION = re.compile(r"^(Args|Attributes|Example|Raises|Returns):$", re.MULTILINE)
_ENTRY = re.compile(r"^ {4}(\w+(?:, \w+)*): ?(.*?)(?=^ {4}\w+(?:, \w+)*: |\Z)", re.MULTILINE | re.DOTALL)


def hooks_page(how_made: str) -> str:
    """Return the page: hooks, arguments of a domain, records, functions, and what is on its way out."""
    parts = [how_made, "# Hooks and records", INTRO, "## The hooks"]
    for name, since in HOOKS.items():
        parts += _hook(name, since)
    parts += ["## Arguments of `Domain`", _attributes(gp.Domain)]
    parts.append("## Records")
    for record in _records():
        parts += _record(record)
    parts += ["## What a rule gets", RULES]
    for name, given in RULE_INPUTS.items():
        parts += (*_record(given), _signatures(name, vars(given), given.__module__))
    parts.append("## Functions")
    for function in _functions():
        parts += _function(function)
    parts += ["## Fields of events", FIELDS, _signatures("field", vars(gp.field), gp.field.__name__)]
    parts += ["## Terms of formulas", TERMS, _signatures("", vars(Term), Term.__module__)]
    parts += ["## Helpers of stream models", HELPERS]
    for name in simulating.__all__:
        parts += _helper(getattr(simulating, name))
    parts += ["## On its way out", _outdated()]
    return "\n\n".join(filter(None, parts)) + "\n"


def _hook(name: str, since: int) -> Iterator[str]:
    specification = getattr(hookspecs, name)
    yield f"### {name}"
    yield f"```text\n{name}{_signature(specification)}\n```"
    yield f"Since version {since}."
    yield from _paragraphs(specification)


def _records() -> list[Any]:
    """The public records, but those that functions of the embedding API give."""
    public = (getattr(gp, name) for name in gp.__all__)
    found = [known for known in public if inspect.isclass(known) and attrs.has(known)]
    mine = [known for known in found if not known.__module__.startswith(_FROM_API) and not issubclass(known, Exception)]
    return [known for known in mine if known is not gp.Domain and not known.__module__.startswith("goalposts.store")]


def _record(record: Any) -> Iterator[str]:
    yield f"### {record.__name__}"
    yield f"```text\n{_call(record)}\n```"
    yield from _paragraphs(record)
    yield _attributes(record)


def _functions() -> list[Any]:
    public = (getattr(gp, name) for name in gp.__all__)
    return [known for known in public if inspect.isfunction(known) and not known.__module__.startswith(_FROM_API)]


def _function(function: Any) -> Iterator[str]:
    yield f"### {function.__name__}"
    yield f"```text\n{function.__name__}{_signature(function)}\n```"
    yield from _paragraphs(function)


def _helper(known: Any) -> Iterator[str]:
    """A function, or a class with what it can do; a plain value is told by the page on streams."""
    if inspect.isfunction(known):
        yield from _function(known)
    elif inspect.isclass(known):
        yield f"### {known.__name__}"
        yield from _paragraphs(known)
        yield _signatures("", vars(known), known.__module__)


def _signatures(owner: str, names: Mapping[str, Any], module: str) -> str:
    """A table of functions, methods and properties that a module defines, with their first lines; empty without any."""
    rows = []
    for name, known in names.items():
        function = getattr(known, "__func__", getattr(known, "fget", known))
        if not name.startswith("_") and inspect.isfunction(function) and function.__module__ == module:
            called = name if isinstance(known, property) else f"{name}{_signature(function)}"
            bare = re.sub(r"\((?:self|cls)(?:, )?", "(", called)
            says = (inspect.getdoc(function) or "").partition("\n\n")[0]
            rows.append((f"`{owner}.{bare}`" if owner else f"`{bare}`", " ".join(says.split())))
    return _table(("call", "what it does"), rows) if rows else ""


def _call(record: Any) -> str:
    """How a record is made: its arguments and their defaults; what they hold stands in the table."""
    words, by_name = [], False
    for parameter in inspect.signature(record).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not by_name:
            words.append("*")
            by_name = True
        words.append(parameter.name + ("" if parameter.default is parameter.empty else f"={_shown(parameter.default)}"))
    return f"{record.__name__}({', '.join(words)})"


def _signature(function: Any) -> str:
    signature = inspect.signature(function)
    bare = [
        parameter.replace(default=_Shown(_shown(parameter.default)))
        if parameter.default is not parameter.empty
        else parameter
        for parameter in signature.parameters.values()
    ]
    return str(signature.replace(parameters=bare)).replace("'", "")


class _Shown:
    """A default that is written as it is shown."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __repr__(self) -> str:
        return self._words


def _shown(default: Any) -> str:
    if default is attrs.NOTHING or type(default).__name__ in ("_Nothing", "Factory"):
        return "..."
    return str(default) if isinstance(default, gp.Quantity) else repr(default).replace("'", '"')


def _paragraphs(of: Any) -> Iterator[str]:
    """The docstring up to its first section."""
    text = inspect.getdoc(of) or ""
    end = _SECTION.search(text)
    for paragraph in text[: end.start() if end else None].strip().split("\n\n"):
        example = paragraph.startswith((">>>", "    "))
        yield f"```text\n{inspect.cleandoc(paragraph)}\n```" if example else " ".join(paragraph.split())


def _told(record: Any) -> dict[str, str]:
    """What the docstring says of each attribute."""
    text = inspect.getdoc(record) or ""
    start = re.search(r"^Attributes:$", text, re.MULTILINE)
    if start is None:
        return {}
    rest = text[start.end() :]
    end = _SECTION.search(rest)
    entries = _ENTRY.findall(rest[: end.start() if end else None].strip("\n") + "\n")
    return {name: " ".join(said.split()) for names, said in entries for name in names.split(", ")}


def _attributes(record: Any) -> str:
    told, since = _told(record), came_with(record)
    types = {known.name: _type(known.type) for known in attrs.fields(record)}
    gone = {old.thing: f" Deprecated in version {old.since}, works until {old.last}." for old in CURRENT.deprecated}
    rows = [
        (
            f"`{name}`",
            f"`{types[name]}`",
            str(since[name]),
            told.get(name, "") + gone.get(f"{record.__name__}.{name}", ""),
        )
        for name in since
        if not name.startswith("_")
    ]
    return _table(("attribute", "type", "since", "holds"), rows)


def _type(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _outdated() -> str:
    rows = [
        (f"`{old.thing}`", str(old.since), str(old.last), f"{old.instead.en} · {old.instead.ru}")
        for old in CURRENT.deprecated
    ]
    return _table(("what", "deprecated in", "works until", "instead"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
