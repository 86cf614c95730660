"""Finds the time zone that is meant by its name in any case, or by that of its city, in English or Russian."""

from __future__ import annotations

from zoneinfo import available_timezones

from goalposts.errors import did_you_mean
from goalposts.locale import Text


def zones_named(words: str) -> tuple[str, ...]:
    """Return the zones of that name, or of the city of that name.

    >>> zones_named("moscow"), zones_named("Asia/Omsk"), zones_named("Омск")
    (('Europe/Moscow',), ('Asia/Omsk',), ('Asia/Omsk',))
    """
    said, zones = words.strip().replace(" ", "_").casefold(), _zones()
    exact = [known for known in (*zones, "UTC") if known.casefold() == said]
    of_city = [known for known in zones if known.rpartition("/")[2].casefold() == said] or _in_russian(said, zones)
    return tuple(exact or of_city)


def near_zone(words: str) -> Text:
    """Suggest the zone of nearly that name, else how zones are called."""
    return did_you_mean(words, _zones()) or Text(
        en="write an IANA name such as Europe/Moscow", ru="пишите имя IANA, например Europe/Moscow"
    )


def _zones() -> list[str]:
    return sorted(known for known in available_timezones() if "/" in known and not known.startswith("Etc/"))


def _in_russian(city: str, zones: list[str]) -> list[str]:
    """The zones of a city that is called by its Russian name."""
    if city.isascii():
        return []
    from babel import Locale

    names = Locale("ru").time_zones
    known = {zone: names.get(zone, {}).get("city", "").replace(" ", "_").casefold() for zone in zones}
    return [zone for zone, name in known.items() if name == city]
