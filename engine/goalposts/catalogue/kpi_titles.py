"""Finds the KPI that is meant by the name that people see in reports, where its id is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalposts.errors import did_you_mean, nearest
from goalposts.locale import LANGUAGES, Text
from goalposts.model import Kpi

_MEANT: Final = Text(en="that is '{id}'", ru="это «{id}»")
_NEAR: Final = Text(en="did you mean '{id}', {title}?", ru="возможно, имелось в виду «{id}», {title}?")
_LISTED: Final = Text(en="`goalposts kpis` lists them", ru="их перечисляет `goalposts kpis`")


def meant_kpi(name: str, kpis: Mapping[str, Kpi]) -> Text:
    """Suggest the KPI of that title in any language, else one of a near id or title, else where they are listed."""
    titles = {_plain(kpi.title.get(language)): kpi for kpi in kpis.values() for language in LANGUAGES}
    if (exact := titles.get(_plain(name))) is not None:
        return _MEANT.fill(id=exact.id)
    by_id = did_you_mean(name, kpis)
    if by_id is not None:
        return by_id
    near = nearest(_plain(name), titles)
    return _LISTED if near is None else _NEAR.fill(id=titles[near].id, title=titles[near].title)


def _plain(title: str) -> str:
    return " ".join(title.casefold().replace("ё", "е").split())
