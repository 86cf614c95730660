"""What the metadata of installed plugins tell before anything of them is imported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Final

from goalposts.locale import Text
from goalposts.plugin_api import STATED, PluginApi, stated_problem

_ENGINE: Final = "goalposts"
_REQUIREMENT: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)")
_AT_LEAST: Final = re.compile(r"(>=|>|~=|==)\s*(\d+(?:\.\d+)*)")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")
_STATEMENT: Final = re.compile(rf"^{STATED}\b[^=\n]*=\s*(\d+)\s*(?:#.*)?$", re.MULTILINE)

_NEWER = Text(
    en="needs goalposts {needed}, and this is {found}", ru="нужна версия goalposts {needed}, а установлена {found}"
)
_UPGRADE = Text(
    en="upgrade goalposts, or leave the plugin out with --without {name}",
    ru="обновите goalposts или исключите плагин: --without {name}",
)
_TWICE = Text(
    en="is installed in {number} versions in one folder: {versions}",
    ru="установлен в одной папке в нескольких версиях ({number}): {versions}",
)
_UNINSTALL = Text(
    en="uninstall {package} until none is left and install it anew, or leave it out with --without {name}",
    ru="удалите {package}, пока не останется ни одной, и установите заново, или исключите его: --without {name}",
)
_SAME_NAME = Text(
    en="is the name of plugins of two packages: {packages}", ru="так называются плагины двух пакетов: {packages}"
)
_KEEP_ONE = Text(
    en="uninstall one, or leave both out with --without {name}",
    ru="удалите один из них или исключите оба: --without {name}",
)


def installation_problems(
    entry: metadata.EntryPoint, entries: Sequence[metadata.EntryPoint], api: PluginApi
) -> Iterator[tuple[Text, Text]]:
    """Yield what is wrong with how a plugin is installed, each with what to do.

    Args:
        entry: of the plugin.
        entries: of all plugins that are to be loaded.
        api: what this engine offers to plugins.
    """
    namesakes = sorted({_package(other) for other in entries if other.name == entry.name})
    if len(namesakes) > 1:
        yield _SAME_NAME.fill(packages=", ".join(namesakes)), _KEEP_ONE.fill(name=entry.name)
    if entry.dist is None or entry.dist.name == _ENGINE:
        return
    versions = _versions_beside(entry.dist)
    if len(versions) > 1:
        problem = _TWICE.fill(number=str(len(versions)), versions=", ".join(versions))
        yield problem, _UNINSTALL.fill(package=entry.dist.name, name=entry.name)
    if needed := _unmet(entry.dist.requires or ()):
        yield _NEWER.fill(needed=needed, found=_engine()), _UPGRADE.fill(name=entry.name)
    stated = _stated_version(entry.module)
    if stated is not None and (wrong := stated_problem(stated, entry.name, api)):
        yield wrong


def _stated_version(module: str) -> int | None:
    """The version of the API that a module states, as its source has it; a newer one may not even be importable."""
    if "." in module:  # to look for it would import what is above
        return None
    try:
        spec = util.find_spec(module)
        source = Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""
    except (ImportError, ValueError, OSError):  # told when it is imported
        return None
    found = _STATEMENT.search(source)
    return int(found[1]) if found else None


def _package(entry: metadata.EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _versions_beside(dist: metadata.Distribution) -> list[str]:
    """The versions whose metadata lie in the same folder: what an installation that was broken off leaves."""
    folder = str(dist.locate_file(""))
    beside = metadata.distributions(name=dist.name, path=[folder])
    return sorted({other.version for other in beside})


def _unmet(requirements: Sequence[str]) -> str:
    """The lower bound on the engine that this one does not reach; pip heeds it, `--no-deps` and copies do not."""
    found = _NUMBER.match(_engine())
    if found is None:
        return ""
    for written in requirements:
        named = _REQUIREMENT.match(written)
        if named is None or named[1].lower() != _ENGINE:
            continue
        for sign, bound in _AT_LEAST.findall(named[2]):
            own, least = _padded(found[0], bound)
            if own < least or (sign == ">" and own == least):
                return f"{sign}{bound}"
    return ""


def _padded(one: str, other: str) -> tuple[list[int], list[int]]:
    left, right = [int(part) for part in one.split(".")], [int(part) for part in other.split(".")]
    length = max(len(left), len(right))
    return [*left, *[0] * (length - len(left))], [*right, *[0] * (length - len(right))]


def _engine() -> str:
    try:
        return metadata.version(_ENGINE)
    except metadata.PackageNotFoundError:  # a source tree that is not installed is as new as it gets
        return ""
