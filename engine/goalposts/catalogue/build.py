"""Joins the contributions of plugins; two owners of one name are refused, naming both."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from goalposts.catalogue.shapes import check_contents, check_records
from goalposts.errors import PluginError
from goalposts.locale import Text
from goalposts.model import BUILT_IN_DIAGNOSTICS, BUILT_IN_FORMATS, BUILT_IN_HEURISTICS, Catalogue, Contribution, Domain

ENGINE_PREFIX = "GP"
_PREFIX = re.compile(r"[A-Z]{2,6}")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULE_NUMBER = re.compile(r"[1-6]\d\d")

_KINDS = {
    "domain": Text(en="domain", ru="область"),
    "prefix": Text(en="prefix", ru="префикс"),
    "event type": Text(en="event type", ru="тип событий"),
    "KPI": Text(en="KPI", ru="показатель"),
    "heuristic": Text(en="heuristic", ru="эвристику"),
    "preset": Text(en="preset", ru="пресет"),
    "format": Text(en="format", ru="формат"),
    "template": Text(en="template", ru="шаблон"),
    "simulator": Text(en="simulator", ru="модель"),
    "stream model": Text(en="stream model", ru="модель потоков"),
    "report section": Text(en="report section", ru="раздел отчёта"),
    "diagnostic": Text(en="diagnostic", ru="диагностику"),
    "rule": Text(en="rule", ru="правило"),
}
_BOTH = Text(
    en="brings {kind} '{name}', which plugin {other} brings too",
    ru="даёт {kind} «{name}», а плагин {other} даёт то же самое",
)
_LEAVE_ONE_OUT = Text(
    en="leave one out with --without {one} or --without {other}",
    ru="исключите один из них: --without {one} или --without {other}",
)
_TWICE = Text(en="brings {kind} '{name}' twice", ru="даёт {kind} «{name}» дважды")
_OF_THE_ENGINE = Text(
    en="{kind} '{name}': the engine has one of that name",
    ru="даёт {kind} «{name}», а такое имя уже есть в самой системе",
)
_PREFIX_LETTERS = Text(
    en="prefix '{prefix}' must be 2 to 6 capital letters and not 'GP'",
    ru="префикс «{prefix}» должен состоять из 2–6 заглавных латинских букв и отличаться от GP",
)
_OTHER_PREFIX = Text(
    en="rule {code} uses prefix '{letters}', but the plugin owns '{prefix}'",
    ru="код правила {code} начинается с «{letters}», а префикс плагина — «{prefix}»",
)
_CODE = Text(
    en="rule {code}: the prefix is followed by 1 to 6 (the SMART letter) and two digits",
    ru="правило {code}: за префиксом следуют цифра от 1 до 6 (буква SMART) и ещё две цифры",
)
_NOT_KEBAB = Text(
    en="diagnostic '{name}': a name is small letters and digits with hyphens between words",
    ru="диагностика «{name}»: имя — это строчные латинские буквы и цифры, между словами дефис",
)
_NO_INPUT = Text(
    en="heuristic '{id}' says what '{name}' is, but does not take it",
    ru="эвристика «{id}» поясняет «{name}», но такого входа у неё нет",
)
_NO_OWN_KPI = Text(
    en="first_year names '{kpi}', which is no KPI of the plugin", ru="first_year: показателя «{kpi}» в плагине нет"
)
_NO_SHARE = Text(
    en="first_year of '{kpi}' must be a share above zero, found {found}",
    ru="first_year для «{kpi}» должен быть долей больше нуля; найдено: {found}",
)
_NOT_FOLDED = Text(
    en="folds event type '{origin}' into '{kind}', but no loaded plugin brings it so",
    ru="собирает «{kind}» из событий «{origin}», но ни один загруженный плагин не даёт их в таком виде",
)
_NOT_READ = Text(
    en="KPI {kpi} reads event type '{kind}', which no loaded plugin brings so",
    ru="показатель {kpi} читает события «{kind}», но ни один загруженный плагин не даёт их в таком виде",
)
_BUILT_IN = Text(en="brings format '{format}', which is built in", ru="даёт формат «{format}», а он встроенный")
_NAME_OF_A_PRESET = Text(
    en="brings format '{format}', which is the name of a preset", ru="даёт формат «{format}», а так называется пресет"
)
_NOT_MADE = Text(
    en="preset {preset} makes event type '{kind}', which no loaded plugin brings",
    ru="пресет {preset} создаёт события «{kind}», а такого типа нет ни в одном загруженном плагине",
)
_NO_FORMAT = Text(
    en="preset {preset} reads format '{format}', which no loaded plugin brings",
    ru="пресет {preset} читает формат «{format}», а его нет ни в одном загруженном плагине",
)


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
                    _BOTH.fill(kind=_KINDS[kind], name=name, other=f"'{other.plugin}' {other.version}".rstrip()),
                    found.version,
                    _LEAVE_ONE_OUT.fill(one=found.plugin, other=other.plugin),
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
        raise _broken(found, _PREFIX_LETTERS.fill(prefix=prefix))
    for rule in found.domain.rules:
        letters, number = rule.code[: -3 or None], rule.code[-3:]
        if letters != prefix:
            raise _broken(found, _OTHER_PREFIX.fill(code=rule.code, letters=letters, prefix=prefix))
        if not _RULE_NUMBER.fullmatch(number):
            raise _broken(found, _CODE.fill(code=rule.code))


def _check_diagnostics(found: Contribution) -> None:
    for diagnostic in found.domain.diagnostics:
        if not _KEBAB.fullmatch(diagnostic.name):
            raise _broken(found, _NOT_KEBAB.fill(name=diagnostic.name))
        if diagnostic.name in BUILT_IN_DIAGNOSTICS:
            raise _broken(found, _OF_THE_ENGINE.fill(kind=_KINDS["diagnostic"], name=diagnostic.name))


def _check_heuristics(found: Contribution) -> None:
    for heuristic in found.domain.heuristics:
        if heuristic.id in BUILT_IN_HEURISTICS:
            raise _broken(found, _OF_THE_ENGINE.fill(kind=_KINDS["heuristic"], name=heuristic.id))
        for name in heuristic.optional:
            if name not in heuristic.inputs:
                raise _broken(found, _NO_INPUT.fill(id=heuristic.id, name=name))


def _check_first_year(found: Contribution) -> None:
    own = {kpi.id for kpi in found.domain.kpis}
    for kpi, share in found.domain.first_year.items():
        if kpi not in own:
            raise _broken(found, _NO_OWN_KPI.fill(kpi=kpi))
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share < math.inf:
            raise _broken(found, _NO_SHARE.fill(kpi=kpi, found=repr(share)))


def _check_folds(found: Contribution, catalogue: Catalogue) -> None:
    event_types = catalogue.event_types
    for kind in found.domain.event_types:
        for origin in kind.origins:
            if event_types.get(origin.id) != origin:
                raise _broken(found, _NOT_FOLDED.fill(origin=origin.id, kind=kind.id))


def _check_kpis(found: Contribution, catalogue: Catalogue) -> None:
    event_types = catalogue.event_types
    for kpi in found.domain.kpis:
        for read in kpi.event_types:
            if event_types.get(read.id) != read:
                raise _broken(found, _NOT_READ.fill(kpi=kpi.id, kind=read.id))
    for (kind, name), times in Counter(_names(found.domain)).items():
        if times > 1:
            raise _broken(found, _TWICE.fill(kind=_KINDS[kind], name=name))


def _check_presets(found: Contribution, catalogue: Catalogue) -> None:
    known = {*BUILT_IN_FORMATS, *catalogue.formats}
    for format_id in (known_format.id for known_format in found.domain.formats):
        if format_id in BUILT_IN_FORMATS or format_id in catalogue.presets:
            taken = _BUILT_IN if format_id in BUILT_IN_FORMATS else _NAME_OF_A_PRESET
            raise _broken(found, taken.fill(format=format_id))
    for preset in found.domain.presets:
        if preset.event_type not in catalogue.event_types:
            raise _broken(found, _NOT_MADE.fill(preset=preset.id, kind=preset.event_type))
        if preset.format and preset.format not in known:
            raise _broken(found, _NO_FORMAT.fill(preset=preset.id, format=preset.format))


def _broken(found: Contribution, problem: Text) -> PluginError:
    return PluginError(found.plugin, problem, found.version)
