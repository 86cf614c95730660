"""The versions of what plugins build on: what came when, what is on its way out, and how long it still works.

A version is a whole number and has nothing to do with that of the package. It counts up when hooks, arguments of
`Domain` or attributes of its records are added or deprecated. What is deprecated in a version works, and warns, in it
and in those after it, `STILL_WORKS` in all; from then on a plugin that uses it is refused by name.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sized
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from attrs import NOTHING, Attribute, Factory, fields, frozen, has

from goalposts import model
from goalposts.locale import Text, text_of
from goalposts.model import Domain

if TYPE_CHECKING:
    from attrs import AttrsInstance

API_VERSION: Final = 2
STILL_WORKS: Final = 2
"""Versions in which a deprecated thing works and warns, the one that deprecates it among them."""
HOOKS: Final[Mapping[str, int]] = {"goalposts_domain": 1, "goalposts_commands": 1}
"""The version that each hook came with."""
STATED: Final = "GOALPOSTS_API"
"""The name by which a plugin's module says for which version it was made; without it for the first."""

_NEWER = Text(
    en="is made for version {stated} of the plugin API, and this goalposts has {found}",
    ru="сделан для версии {stated} API плагинов, а в этой goalposts версия {found}",
)
_UPGRADE = Text(
    en="upgrade goalposts, or leave the plugin out with --without {name}",
    ru="обновите goalposts или исключите плагин: --without {name}",
)
_NO_VERSION = Text(
    en="{name} must be a whole number from 1 to {found}, found {stated}",
    ru="{name} должно быть целым числом от 1 до {found}; найдено: {stated}",
)
_WRITE = Text(en="write {name} = {found}", ru="напишите {name} = {found}")
_OUTDATED = Text(
    en="uses {thing}, deprecated in version {since} of the plugin API; it works until version {last}: {instead}",
    ru="использует {thing}; это устарело в версии {since} API плагинов и работает до версии {last}: {instead}",
)
_REFUSED = Text(
    en="uses {thing}, which works until version {last} of the plugin API, and this goalposts has {found}",
    ru="использует {thing}; это работает до версии {last} API плагинов, а в этой goalposts версия {found}",
)


@frozen
class Deprecated:
    """Something of the API that is on its way out.

    Attributes:
        thing: a hook by its name, an argument as `Domain.rules`, or an attribute of a record as `Preset.note`.
        since: the version that deprecates it.
        instead: what to do instead.
    """

    thing: str
    since: int
    instead: Text

    @property
    def last(self) -> int:
        """The last version in which it works."""
        return self.since + STILL_WORKS - 1

    def is_used(self, hooks: Iterable[str], domain: Domain | None) -> bool:
        """Whether a plugin with these hooks and this domain uses it."""
        owner, _, key = self.thing.partition(".")
        if not key:
            return self.thing in hooks
        return domain is not None and any(key in _set(record) for record in _records(domain, owner))


@frozen
class PluginApi:
    """One version of the API, with what is deprecated in it or has gone."""

    version: int
    deprecated: tuple[Deprecated, ...] = ()


CURRENT: Final = PluginApi(
    API_VERSION,
    (
        Deprecated(
            "Domain.simulators",
            2,
            Text(
                en="write a `StreamModel` with a `rehearsal`, and give it as `stream_models`",
                ru="напишите `StreamModel` с `rehearsal` и передайте её в `stream_models`",
            ),
        ),
    ),
)


class PluginWarning(FutureWarning):
    """A plugin uses what will be gone; the first argument is the sentence as a `Text`, so it can be told in Russian."""

    def sentence(self, language: str) -> str:
        """Name the plugin, what it uses, until when that works, and what to do instead."""
        return text_of(self.args[0]).get(language)

    def __str__(self) -> str:
        return self.sentence("en")


def stated_problem(stated: object, plugin: str, api: PluginApi) -> tuple[Text, Text] | None:
    """Say what is wrong with the version that a plugin states, and what to do; nothing when it fits."""
    found = str(api.version)
    if not isinstance(stated, int) or isinstance(stated, bool) or stated < 1:
        problem = _NO_VERSION.fill(name=STATED, found=found, stated=repr(stated))
        return problem, _WRITE.fill(name=STATED, found=found)
    if stated > api.version:
        return _NEWER.fill(stated=str(stated), found=found), _UPGRADE.fill(name=plugin)
    return None


def outdated(hooks: Iterable[str], domain: Domain | None, api: PluginApi) -> Iterator[tuple[Text, Text | None]]:
    """Yield what a plugin uses of things on their way out: what to warn of, or with a hint why it is refused."""
    names = frozenset(hooks)
    for old in api.deprecated:
        if old.is_used(names, domain):
            said = {"thing": old.thing, "since": str(old.since), "last": str(old.last), "found": str(api.version)}
            if api.version > old.last:
                yield _REFUSED.fill(**said), old.instead
            else:
                yield _OUTDATED.fill(**said, instead=old.instead), None


def warn_of(plugin: str, version: str, problem: Text) -> None:
    """Tell of an outdated plugin; Python shows the same words once."""
    named = f"{plugin} {version}".rstrip()
    told = Text(en=f"plugin '{plugin}' {version}".rstrip() + f": {problem.en}.", ru=f"плагин {named}: {problem.ru}.")
    warnings.warn(PluginWarning(told), stacklevel=2)


def needed_version(domain: Domain) -> tuple[int, str]:
    """The version that a domain needs, and what of it came with that version, the outermost first."""
    used = ((_since(kind, key), f"{kind.__name__}.{key}") for kind, key in _used(domain))
    return max(used, default=(1, ""), key=itemgetter(0))


def came_with(kind: type[AttrsInstance]) -> dict[str, int]:
    """The version that each attribute of a record came with."""
    return {known.name: int(known.metadata.get("since", 1)) for known in fields(kind)}


def _since(kind: type[AttrsInstance], key: str) -> int:
    return came_with(kind)[key]


def _used(domain: Domain) -> Iterator[tuple[type[Any], str]]:
    for record in (domain, *_records(domain)):
        for key in _set(record):
            yield type(record), key


def _records(domain: Domain, owner: str = "") -> Iterator[Any]:
    """The records within a domain, at whatever depth, or those of one class; itself if its class is asked for."""
    if owner == Domain.__name__:
        yield domain
        return
    for record in _within(domain, set()):
        if owner in ("", type(record).__name__):
            yield record


def _within(record: Any, seen: set[int]) -> Iterator[Any]:
    """The records that one holds, each once: many KPIs are over one event type."""
    for known in fields(type(record)):
        for held in _held(getattr(record, known.name)):
            if has(type(held)) and type(held).__module__.startswith(model.__name__) and id(held) not in seen:
                seen.add(id(held))
                yield held
                yield from _within(held, seen)


def _held(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple) else (value,)


def _set(record: Any) -> Iterator[str]:
    """The attributes of a record that are not as they are when nobody gives them."""
    for known in fields(type(record)):
        if not _is_same(getattr(record, known.name), _when_not_given(known, record)):
            yield known.name


def _when_not_given(known: Attribute[Any], record: object) -> object:
    """What a record has where nobody gives the attribute; `NOTHING` where it must be given."""
    default: Any = known.default
    convert: Any = known.converter
    if isinstance(default, Factory):  # type: ignore[arg-type]  # attrs types it as a function
        default = default.factory(record) if default.takes_self else default.factory()
    return default if default is NOTHING or convert is None else convert(default)


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, Sized) and isinstance(other, Sized) and not len(one) + len(other):
        return True
    # values of one type only are compared: `==` of a term makes a formula
    return one is other or (type(one) is type(other) and bool(one == other))
