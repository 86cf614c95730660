"""Joins the contributions of plugins; two owners of one name are refused, naming both."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from goalposts.catalogue.shapes import check_contents, check_records
from goalposts.errors import PluginError
from goalposts.model import BUILT_IN_DIAGNOSTICS, BUILT_IN_FORMATS, BUILT_IN_HEURISTICS, Catalogue, Contribution, Domain

ENGINE_PREFIX = "GP"
_PREFIX = re.compile(r"[A-Z]{2,6}")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULE_NUMBER = re.compile(r"[1-6]\d\d")


def build(contributions: Iterable[Contribution]) -> Catalogue:
    """Make the catalogue of some plugins.

    Raises:
        PluginError: a contribution breaks its contract, or two plugins bring the same name.
    """
    catalogue = Catalogue(tuple(contributions))
    for found in catalogue.contributions:
        check_records(found)
    _check_owners(catalogue)
    for found in catalogue.contributions:
        _check_rules(found)
        _check_folds(found, catalogue)
        _check_kpis(found, catalogue)
        _check_presets(found, catalogue)
        _check_diagnostics(found)
        _check_heuristics(found)
        _check_first_year(found)
    for found in catalogue.contributions:  # last: of an id that two plugins bring, both are to be named
        check_contents(found)
    return catalogue


def _check_owners(catalogue: Catalogue) -> None:
    owners: dict[tuple[str, str], Contribution] = {}
    for found in catalogue.contributions:
        for kind, name in _names(found.domain):
            other = owners.setdefault((kind, name), found)
            if other is not found:
                raise PluginError(
                    found.plugin,
                    f"brings {kind} '{name}', which plugin '{other.plugin}' {other.version}".rstrip() + " brings too",
                    found.version,
                    f"leave one out with --without {found.plugin} or --without {other.plugin}",
                )


def _names(domain: Domain) -> Iterator[tuple[str, str]]:
    yield "domain", domain.name
    yield "prefix", domain.prefix
    for kind, records in (
        ("event type", domain.event_types),
        ("KPI", domain.kpis),
        ("heuristic", domain.heuristics),
        ("preset", domain.presets),
        ("format", domain.formats),
        ("template", domain.templates),
        ("simulator", domain.simulators),
        ("stream model", domain.stream_models),
        ("report section", domain.sections),
    ):
        for record in records:
            yield kind, record.id
    for diagnostic in domain.diagnostics:
        yield "diagnostic", diagnostic.name
    for rule in domain.rules:
        yield "rule", rule.code
        yield "rule", rule.name


def _check_rules(found: Contribution) -> None:
    prefix = found.domain.prefix
    if not _PREFIX.fullmatch(prefix) or prefix == ENGINE_PREFIX:
        raise _broken(found, f"prefix '{prefix}' must be 2 to 6 capital letters and not '{ENGINE_PREFIX}'")
    for rule in found.domain.rules:
        letters, number = rule.code[: -3 or None], rule.code[-3:]
        if letters != prefix:
            raise _broken(found, f"rule {rule.code} uses prefix '{letters}', but the plugin owns '{prefix}'")
        if not _RULE_NUMBER.fullmatch(number):
            raise _broken(
                found, f"rule {rule.code}: the prefix is followed by 1 to 6 (the SMART letter) and two digits"
            )


def _check_diagnostics(found: Contribution) -> None:
    for diagnostic in found.domain.diagnostics:
        if not _KEBAB.fullmatch(diagnostic.name):
            raise _broken(
                found, f"diagnostic '{diagnostic.name}': a name is small letters and digits with hyphens between words"
            )
        if diagnostic.name in BUILT_IN_DIAGNOSTICS:
            raise _broken(found, f"diagnostic '{diagnostic.name}': the engine has one of that name")


def _check_heuristics(found: Contribution) -> None:
    for heuristic in found.domain.heuristics:
        if heuristic.id in BUILT_IN_HEURISTICS:
            raise _broken(found, f"heuristic '{heuristic.id}': the engine has one of that name")
        for name in heuristic.optional:
            if name not in heuristic.inputs:
                raise _broken(found, f"heuristic '{heuristic.id}' says what '{name}' is, but does not take it")


def _check_first_year(found: Contribution) -> None:
    own = {kpi.id for kpi in found.domain.kpis}
    for kpi, share in found.domain.first_year.items():
        if kpi not in own:
            raise _broken(found, f"first_year names '{kpi}', which is no KPI of the plugin")
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < math.inf:
            raise _broken(found, f"first_year of '{kpi}' must be a share above zero, found {share!r}")


def _check_folds(found: Contribution, catalogue: Catalogue) -> None:
    event_types = catalogue.event_types
    for kind in found.domain.event_types:
        for origin in kind.origins:
            if event_types.get(origin.id) != origin:
                raise _broken(
                    found, f"folds event type '{origin.id}' into '{kind.id}', but no loaded plugin brings it so"
                )


def _check_kpis(found: Contribution, catalogue: Catalogue) -> None:
    event_types = catalogue.event_types
    for kpi in found.domain.kpis:
        for read in kpi.event_types:
            if event_types.get(read.id) != read:
                raise _broken(found, f"KPI {kpi.id} reads event type '{read.id}', which no loaded plugin brings so")
    for (kind, name), times in Counter(_names(found.domain)).items():
        if times > 1:
            raise _broken(found, f"brings {kind} '{name}' twice")


def _check_presets(found: Contribution, catalogue: Catalogue) -> None:
    known = {*BUILT_IN_FORMATS, *catalogue.formats}
    for format_id in (known_format.id for known_format in found.domain.formats):
        if format_id in BUILT_IN_FORMATS or format_id in catalogue.presets:
            other = "built in" if format_id in BUILT_IN_FORMATS else "the name of a preset"
            raise _broken(found, f"brings format '{format_id}', which is {other}")
    for preset in found.domain.presets:
        if preset.event_type not in catalogue.event_types:
            raise _broken(
                found, f"preset {preset.id} makes event type '{preset.event_type}', which no loaded plugin brings"
            )
        if preset.format and preset.format not in known:
            raise _broken(found, f"preset {preset.id} reads format '{preset.format}', which no loaded plugin brings")


def _broken(found: Contribution, problem: str) -> PluginError:
    return PluginError(found.plugin, problem, found.version)
