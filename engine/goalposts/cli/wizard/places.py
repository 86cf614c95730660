"""Questions about where: the time zone of the project, and the money in which it counts."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import available_timezones

from goalposts.cli.currency import currency_code
from goalposts.errors import InputError
from goalposts.formats.value_edits import with_values
from goalposts.formats.zone_names import near_zone, zones_named
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work

_ZONE = Text(en="In which time zone do your days begin?", ru="В каком часовом поясе начинаются ваши сутки?")
_ZONE_HELP = Text(
    en="The name of a city will do: London, Moscow. The exports are taken to be written there too.",
    ru="Довольно города: Москва, Екатеринбург. Считается, что и время в выгрузках записано там же.",
)
_NO_ZONE = Text(en="there is no time zone '{words}'", ru="часового пояса «{words}» нет")
_SEVERAL = Text(en="'{words}' names several time zones", ru="«{words}» — это несколько часовых поясов")
_ONE_OF = Text(en="write one of them: {names}", ru="напишите один из них: {names}")
_CURRENCY = Text(en="In which currency do you count?", ru="В какой валюте вы считаете?")
_CURRENCY_HELP = Text(en="Three letters: EUR, GBP, USD.", ru="Три буквы: RUB, KZT, USD.")
_LOCAL: Final = Path("/etc/localtime")


def zone(work: Work, ask: Dialogue) -> Work:
    """Ask for the zone; every source of the template takes it too."""
    known = work.values()
    written = known["timezone"]
    if work.given.timezone:
        found = said_zone(work.given.timezone, "--timezone")
    else:
        proposed = _of_this_computer() or written if ask.asking else written
        found = ask.ask(_ZONE, said_zone, proposed=proposed, helped=_ZONE_HELP)
    paths = [path for path, words in known.items() if path.rpartition(".")[2] == "timezone" and words == written]
    return work.with_text(with_values(work.text, dict.fromkeys(paths, found)))


def said_zone(words: str, where: str = "") -> str:
    """Read a zone by its name, or by that of its city.

    >>> said_zone("moscow"), said_zone("Asia/Omsk"), said_zone("Омск")
    ('Europe/Moscow', 'Asia/Omsk', 'Asia/Omsk')

    Raises:
        InputError: there is none, or more than one.
    """
    found = zones_named(words)
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(_SEVERAL.fill(words=words), where, _ONE_OF.fill(names=", ".join(found)))
    raise InputError(_NO_ZONE.fill(words=words), where, near_zone(words))


def _of_this_computer() -> str:
    """The zone that the system is set to; empty where it does not say so, or only that it counts in UTC."""
    named = os.environ.get("TZ", "").lstrip(":") or str(_LOCAL.resolve()).partition("zoneinfo/")[2]
    return named if "/" in named and not named.startswith("Etc/") and named in available_timezones() else ""


def currency(work: Work, ask: Dialogue) -> Work:
    """Ask for the currency, if the template counts money; its amounts take it too."""
    known = work.values()
    written = known.get("currency")
    if written is None:
        return work if not work.given.currency else _with_currency(work)
    if work.given.currency:
        found = currency_code(work.given.currency, "--currency")
    else:
        found = ask.ask(_CURRENCY, currency_code, proposed=written, helped=_CURRENCY_HELP)
    amount = re.compile(rf"([\d_.,]+) {re.escape(written)}")
    new: dict[str, object] = {
        path: f"{size[1]} {found}" for path, words in known.items() if (size := amount.fullmatch(words))
    }
    return work.with_text(with_values(work.text, {"currency": found, **new}))


def _with_currency(work: Work) -> Work:
    from goalposts.profiling import with_currency

    return work.with_text(with_currency(work.text, currency_code(work.given.currency, "--currency")))
