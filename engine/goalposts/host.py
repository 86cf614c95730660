"""Loads plugins one by one and fails closed: a plugin that cannot load stops the run by name.

The host is a value, not a global; every call makes a catalogue of its own.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pluggy

from goalposts import hookspecs
from goalposts.catalogue.build import build
from goalposts.conduct import Conduct, supervised
from goalposts.errors import InputError, PluginError, did_you_mean, listed
from goalposts.faults import fault_of
from goalposts.installations import installation_problems
from goalposts.locale import Text
from goalposts.model import Catalogue, Contribution, Domain
from goalposts.plugin_api import CURRENT, STATED, PluginApi, outdated, stated_problem, warn_of

if TYPE_CHECKING:
    import click

_NOT_INSTALLED = Text(en="no plugin '{name}' is installed", ru="плагин «{name}» не установлен")
_IN_HOOK = Text(en="{hook}: {fault}", ru="{hook}: {fault}")
_INSTALLED = Text(en="installed: {names}", ru="установлены: {names}")
_NOT_IMPORTED = Text(en="cannot be imported: {error}", ru="не загружается: {error}")
LEAVE_OUT = Text(en="mend it or leave it out with --without {name}", ru="исправьте его или исключите: --without {name}")
"""What to do about an installed plugin that is wrong."""
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
_OTHER_HERE = Text(
    en="does not bring domain '{domain}' in this version here, in another process than where it was loaded",
    ru="здесь, в другом процессе, не даёт область «{domain}» в этой версии",
)
_SAME_EVERYWHERE = Text(
    en="let all processes have the same plugins", ru="пусть у всех процессов будут одни и те же плагины"
)
_NOTHING = Text(en="{hook} returned nothing", ru="{hook} ничего не вернула")


def installed_catalogue(without: Iterable[str] = (), api: PluginApi = CURRENT) -> Catalogue:
    """Make the catalogue of every installed plugin but those left out by entry-point name.

    A plugin that uses what will be gone from the API is told as a `PluginWarning`.

    Raises:
        PluginError: a plugin cannot be imported, breaks its contract or contradicts another.
        InputError: a name to leave out is not installed.
    """
    return build(
        found
        for plugin, version, loaded in _installed(without, api)
        for found in _contributions(plugin, version, loaded, api, partial(_of_entry, plugin))
    )


def is_installed(name: str) -> bool:
    """Whether a plugin of this entry-point name is installed, whether it can be loaded or not."""
    return bool(metadata.entry_points(group=hookspecs.GROUP, name=name))


def catalogue_of(*plugins: object, api: PluginApi = CURRENT) -> Catalogue:
    """Make the catalogue of plugins in hand: modules (or objects) with the hook, or domains themselves."""
    return build(found for plugin in plugins for found in _of_object(plugin, api))


def installed_commands(without: Iterable[str] = (), api: PluginApi = CURRENT) -> tuple[click.Command, ...]:
    """Return the commands that installed plugins add."""
    found: list[click.Command] = []
    for plugin, version, loaded in _installed(without, api):
        for commands in _call(plugin, version, loaded, "goalposts_commands", api):
            found.extend(_commands(plugin, version, commands))
    return tuple(found)


def _commands(plugin: str, version: str, returned: Any) -> tuple[click.Command, ...]:
    import click

    commands = tuple(returned) if isinstance(returned, Iterable) else (returned,)
    for command in commands:
        if not isinstance(command, click.Command):
            raise PluginError(plugin, _NO_COMMAND.fill(found=type(command).__name__), version)
    return commands


def _installed(without: Iterable[str], api: PluginApi) -> Iterator[tuple[str, str, object]]:
    entries = sorted(metadata.entry_points(group=hookspecs.GROUP), key=lambda entry: entry.name)
    left_out = set(without)
    for unknown in sorted(left_out - {entry.name for entry in entries}):
        names = [entry.name for entry in entries]
        hint = did_you_mean(unknown, names) or _INSTALLED.fill(names=listed(names))
        raise InputError(_NOT_INSTALLED.fill(name=unknown), where="--without", hint=hint)
    wanted = [entry for entry in entries if entry.name not in left_out]
    for entry in wanted:
        version = entry.dist.version if entry.dist else ""
        for problem, hint in installation_problems(entry, wanted, api):
            raise PluginError(entry.name, problem, version, hint)
        yield entry.name, version, _loaded(entry, version)


def _loaded(entry: metadata.EntryPoint, version: str) -> object:
    try:
        with supervised() as conduct:
            loaded: object = entry.load()
    except (Exception, SystemExit) as error:  # a stranger's module may raise anything; it is named, not hidden
        problem = _NOT_IMPORTED.fill(error=fault_of(error))
        raise PluginError(entry.name, problem, version, LEAVE_OUT.fill(name=entry.name)) from error
    _behaved(conduct, entry.name, version)
    return loaded


def _behaved(conduct: Conduct, plugin: str, version: str) -> None:
    """Refuse a plugin that printed, or changed what others rely on, while it was loaded."""
    if conduct.printed:
        raise PluginError(plugin, _PRINTS.fill(line=conduct.printed), version, LEAVE_OUT.fill(name=plugin))
    if conduct.changed:
        names = listed(conduct.changed[:_SHOWN])
        raise PluginError(plugin, _CHANGES.fill(names=names), version, LEAVE_OUT.fill(name=plugin))


def _of_object(plugin: object, api: PluginApi) -> Iterator[Contribution]:
    if isinstance(plugin, Domain):
        _up_to_date(plugin.name, "", (), plugin, api)
        yield Contribution(plugin.name, "", plugin)
        return
    name = getattr(plugin, "__name__", type(plugin).__name__)
    again = partial(_of_module, name) if sys.modules.get(name) is plugin and name != "__main__" else None
    yield from _contributions(name, str(getattr(plugin, "__version__", "")), plugin, api, again)


def _of_entry(name: str, domain: str, version: str) -> Contribution:
    """Load a domain of an installed plugin by the name of its entry point, in whichever process."""
    others = {entry.name for entry in metadata.entry_points(group=hookspecs.GROUP)} - {name}
    return _same(name, domain, version, installed_catalogue(others).contributions)


def _of_module(name: str, domain: str, version: str) -> Contribution:
    """Load a domain of a module by its name, in whichever process."""
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        raise PluginError(name, _NOT_IMPORTED.fill(error=fault_of(error)), version) from error
    return _same(name, domain, version, tuple(_of_object(module, CURRENT)))


def _same(plugin: str, domain: str, version: str, loaded: Iterable[Contribution]) -> Contribution:
    for found in loaded:
        if found.domain.name == domain and found.version == version:
            return found
    raise PluginError(plugin, _OTHER_HERE.fill(domain=domain), version, _SAME_EVERYWHERE)


def _contributions(
    plugin: str,
    version: str,
    loaded: object,
    api: PluginApi,
    load_again: Callable[[str, str], Contribution] | None,
) -> Iterator[Contribution]:
    for domain in _call(plugin, version, loaded, "goalposts_domain", api):
        if not isinstance(domain, Domain):
            raise PluginError(plugin, _NO_DOMAIN.fill(found=type(domain).__name__), version)
        _up_to_date(plugin, version, (), domain, api)
        again = None if load_again is None else partial(load_again, domain.name, version)
        yield Contribution(plugin, version, domain, again=again)


def _up_to_date(plugin: str, version: str, hooks: Iterable[str], domain: Domain | None, api: PluginApi) -> None:
    """Refuse what has gone from the API, and warn of what will go."""
    for problem, hint in outdated(hooks, domain, api):
        if hint is not None:
            raise PluginError(plugin, problem, version, hint)
        warn_of(plugin, version, problem)


def _for_this_api(plugin: str, version: str, loaded: object, api: PluginApi) -> None:
    """Refuse a plugin that states a newer API, or whose hooks have gone."""
    if wrong := stated_problem(getattr(loaded, STATED, 1), plugin, api):
        raise PluginError(plugin, wrong[0], version, wrong[1])
    hooks = [name for name in dir(loaded) if name.startswith(f"{hookspecs.GROUP}_") and _is_hook(loaded, name)]
    _up_to_date(plugin, version, hooks, None, api)


def _is_hook(loaded: object, name: str) -> bool:
    value = getattr(loaded, name, None)
    return inspect.isroutine(value) and hasattr(value, f"{hookspecs.GROUP}_impl")


def _call(plugin: str, version: str, loaded: object, hook: str, api: PluginApi) -> list[Any]:
    _for_this_api(plugin, version, loaded, api)
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(loaded, plugin)
        manager.check_pending()
        caller = getattr(manager.hook, hook)
        with supervised() as conduct:
            results: list[Any] = caller()
    except (Exception, SystemExit) as error:  # as above: whatever a stranger's hook raises, the plugin is named
        raise PluginError(plugin, _IN_HOOK.fill(hook=hook, fault=fault_of(error)), version) from error
    _behaved(conduct, plugin, version)
    if not manager.get_hookcallers(loaded):
        raise PluginError(plugin, _NO_HOOK, version, _DECORATE)
    if len(results) < len(caller.get_hookimpls()):  # pluggy leaves None out
        raise PluginError(plugin, _NOTHING.fill(hook=hook), version)
    return results
