"""Loads plugins one by one and fails closed: a plugin that cannot load stops the run by name.

The host is a value, not a global; every call makes a catalogue of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pluggy

from goalposts import hookspecs
from goalposts.catalogue.build import build
from goalposts.conduct import Conduct, supervised
from goalposts.errors import InputError, PluginError, did_you_mean, listed
from goalposts.installations import installation_problems
from goalposts.locale import Text
from goalposts.model import Catalogue, Contribution, Domain

if TYPE_CHECKING:
    import click

_NOT_INSTALLED = Text(en="no plugin '{name}' is installed", ru="плагин «{name}» не установлен")
_INSTALLED = Text(en="installed: {names}", ru="установлены: {names}")
_NOT_IMPORTED = Text(en="cannot be imported: {error}", ru="не загружается: {error}")
_LEAVE_OUT = Text(
    en="mend it or leave it out with --without {name}", ru="исправьте его или исключите: --without {name}"
)
_NO_COMMAND = Text(
    en="goalposts_commands must return click commands, found {found}",
    ru="goalposts_commands должна возвращать команды click; найдено: {found}",
)
_NO_DOMAIN = Text(
    en="goalposts_domain must return a Domain, found {found}",
    ru="goalposts_domain должна возвращать Domain; найдено: {found}",
)
_PRINTS = Text(
    en="prints to stdout while it is loaded, where results stand: {line}",
    ru="при загрузке печатает в stdout, где стоят результаты: {line}",
)
_CHANGES = Text(
    en="changes what others rely on while it is loaded: {names}",
    ru="при загрузке меняет то, на что полагаются другие: {names}",
)
_SHOWN = 3
_NO_HOOK = Text(en="implements no hook", ru="не реализует ни одного хука")
_DECORATE = Text(en="decorate goalposts_domain with @hookimpl", ru="поставьте @hookimpl перед goalposts_domain")
_NOTHING = Text(en="{hook} returned nothing", ru="{hook} ничего не вернула")


def installed_catalogue(without: Iterable[str] = ()) -> Catalogue:
    """Make the catalogue of every installed plugin but those left out by entry-point name.

    Raises:
        PluginError: a plugin cannot be imported, breaks its contract or contradicts another.
        InputError: a name to leave out is not installed.
    """
    return build(
        found for plugin, version, loaded in _installed(without) for found in _contributions(plugin, version, loaded)
    )


def catalogue_of(*plugins: object) -> Catalogue:
    """Make the catalogue of plugins in hand: modules (or objects) with the hook, or domains themselves."""
    return build(found for plugin in plugins for found in _of_object(plugin))


def installed_commands(without: Iterable[str] = ()) -> tuple[click.Command, ...]:
    """Return the commands that installed plugins add."""
    found: list[click.Command] = []
    for plugin, version, loaded in _installed(without):
        for commands in _call(plugin, version, loaded, "goalposts_commands"):
            found.extend(_commands(plugin, version, commands))
    return tuple(found)


def _commands(plugin: str, version: str, returned: Any) -> tuple[click.Command, ...]:
    import click

    commands = tuple(returned) if isinstance(returned, Iterable) else (returned,)
    for command in commands:
        if not isinstance(command, click.Command):
            raise PluginError(plugin, _NO_COMMAND.fill(found=type(command).__name__), version)
    return commands


def _installed(without: Iterable[str]) -> Iterator[tuple[str, str, object]]:
    entries = sorted(metadata.entry_points(group=hookspecs.GROUP), key=lambda entry: entry.name)
    left_out = set(without)
    for unknown in sorted(left_out - {entry.name for entry in entries}):
        names = [entry.name for entry in entries]
        hint = did_you_mean(unknown, names) or _INSTALLED.fill(names=listed(names))
        raise InputError(_NOT_INSTALLED.fill(name=unknown), where="--without", hint=hint)
    wanted = [entry for entry in entries if entry.name not in left_out]
    for entry in wanted:
        version = entry.dist.version if entry.dist else ""
        for problem, hint in installation_problems(entry, wanted):
            raise PluginError(entry.name, problem, version, hint)
        yield entry.name, version, _loaded(entry, version)


def _loaded(entry: metadata.EntryPoint, version: str) -> object:
    try:
        with supervised() as conduct:
            loaded: object = entry.load()
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything; it is named, not hidden
        problem = _NOT_IMPORTED.fill(error=f"{type(error).__name__}: {error}")
        raise PluginError(entry.name, problem, version, _LEAVE_OUT.fill(name=entry.name)) from error
    _behaved(conduct, entry.name, version)
    return loaded


def _behaved(conduct: Conduct, plugin: str, version: str) -> None:
    """Refuse a plugin that printed, or changed what others rely on, while it was loaded."""
    if conduct.printed:
        raise PluginError(plugin, _PRINTS.fill(line=conduct.printed), version, _LEAVE_OUT.fill(name=plugin))
    if conduct.changed:
        names = listed(conduct.changed[:_SHOWN])
        raise PluginError(plugin, _CHANGES.fill(names=names), version, _LEAVE_OUT.fill(name=plugin))


def _of_object(plugin: object) -> Iterator[Contribution]:
    if isinstance(plugin, Domain):
        yield Contribution(plugin.name, "", plugin)
        return
    name = getattr(plugin, "__name__", type(plugin).__name__)
    yield from _contributions(name, str(getattr(plugin, "__version__", "")), plugin)


def _contributions(plugin: str, version: str, loaded: object) -> Iterator[Contribution]:
    for domain in _call(plugin, version, loaded, "goalposts_domain"):
        if not isinstance(domain, Domain):
            raise PluginError(plugin, _NO_DOMAIN.fill(found=type(domain).__name__), version)
        yield Contribution(plugin, version, domain)


def _call(plugin: str, version: str, loaded: object, hook: str) -> list[Any]:
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(loaded, plugin)
        manager.check_pending()
        caller = getattr(manager.hook, hook)
        with supervised() as conduct:
            results: list[Any] = caller()
    except (Exception, SystemExit) as error:  # as above: whatever a stranger's hook raises, the plugin is named
        raise PluginError(plugin, Text.of(f"{hook}: {type(error).__name__}: {error}"), version) from error
    _behaved(conduct, plugin, version)
    if not manager.get_hookcallers(loaded):
        raise PluginError(plugin, _NO_HOOK, version, _DECORATE)
    if len(results) < len(caller.get_hookimpls()):  # pluggy leaves None out
        raise PluginError(plugin, _NOTHING.fill(hook=hook), version)
    return results
