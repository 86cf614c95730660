"""`goalposts profile`: what is in some files, and what can be made of them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalposts.cli.currency import currency_code
from goalposts.cli.layout import as_json
from goalposts.cli.options import DEFAULT_PROJECT, format_option
from goalposts.cli.session import Session
from goalposts.errors import InputError
from goalposts.formats import project_file_at
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.profiling import SourceProfile

_LOOKING = Text(en="Looking at {file} ...", ru="Просматривается {file} ...")
_WRITTEN = Text(en="Written: data in {file}", ru="Записано: data в {file}")
_NO_FILE = Text(en="a name of a file is empty", ru="имя файла пусто")
_GIVE_FILE = Text(en="give the path of an export", ru="укажите путь к выгрузке")
_NOTHING = Text(en="no file can be mapped without you", ru="без вас ни один файл не сопоставить")
_SEE_ABOVE = Text(
    en="see above what is missing, and write the mapping by hand",
    ru="смотрите выше, чего не хватает, и опишите источник вручную",
)
_MARKS = Text(
    en="Put our words in the place of every ? before you score: only you can tell them.",
    ru="До оценки замените каждый ? нашим словом: его знаете только вы.",
)
_ZONE = Text(
    en="the times carry no zone, and only you know where they were written",
    ru="во времени не указан пояс, и только вы знаете, где оно записано",
)
_GIVE_ZONE = Text(en="give it, as in --timezone Europe/Moscow", ru="укажите его: --timezone Europe/Moscow")
_ASK_ZONE = Text(en="Time zone of these times (as Europe/Moscow)", ru="Часовой пояс (например, Europe/Moscow)")


@click.command("profile")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--timezone", default="", metavar="ZONE", help="Where times without a zone were written.")
@click.option("--currency", default="", metavar="CODE", help="In which the project counts money, as RUB.")
@click.option(
    "--write",
    "target",
    is_flag=False,
    flag_value=DEFAULT_PROJECT,
    type=project_file_at,
    metavar="[PROJECT]",
    help="Put the sources into `data:` of this project file.",
)
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session, sources: tuple[str, ...], timezone: str, currency: str, target: Path | None, form: str
) -> int:
    """Say what is in the files SOURCE..., which events and KPIs they can give, which not and why."""
    from goalposts.profiling import data_entry, profile, profile_data, profile_lines

    catalogue = session.catalogue()
    folder = Path() if target is None else target.parent
    if target is not None:
        session.read_language(target)
    _check_zone(timezone)
    currency = currency_code(currency, "--currency") if currency else _currency_of(target)

    def look() -> SourceProfile:
        named = [as_stated(folder, source) for source in sources]
        return profile(
            named,
            catalogue,
            folder=folder,
            timezone=timezone,
            currency=currency,
            today=session.as_of or date.today(),  # noqa: DTZ011 - the day where the user sits
            progress=lambda file: session.note(_LOOKING.fill(file=file)),
        )

    found = look()
    if target is not None and not timezone and any(file.mapped and file.mapped.naive for file in found.files):
        timezone = _asked_zone(session)
        found = look()
    if form == "json":
        session.say(as_json(profile_data(found)))
    else:
        for line in profile_lines(found):
            session.say(line)
    if target is not None:
        _write(session, target, data_entry(found), found.currency)
    return 0


def as_stated(folder: Path, source: str) -> str:
    """Return a path as a project file in a folder states it: relative to this folder.

    Raises:
        InputError: there is none in it, as of an unset variable of a shell.
    """
    from goalposts.streams.files.near_paths import unquoted

    source = unquoted(source)
    if not source.strip():
        raise InputError(_NO_FILE, hint=_GIVE_FILE)
    if "://" in source or source == "-" or Path(source).is_absolute():
        return source
    import os

    return Path(os.path.relpath(source, folder)).as_posix()


def _check_zone(timezone: str) -> None:
    if timezone:
        from goalposts.streams.conversion.clock import find_zone

        find_zone(timezone, "--timezone")


def _currency_of(target: Path | None) -> str:
    """The currency that the project file states, if there is one yet."""
    from goalposts.formats.files import exact_text
    from goalposts.profiling import stated_currency

    return "" if target is None or not target.exists() else stated_currency(exact_text(target))


def _asked_zone(session: Session) -> str:
    if not sys.stdin.isatty():
        raise InputError(_ZONE, "--write", _GIVE_ZONE)
    zone: str = click.prompt(_ASK_ZONE.get(session.language), err=True)
    _check_zone(zone)
    return zone


def _write(session: Session, target: Path, data: dict[str, object], currency: str) -> None:
    from goalposts.formats import write_atomically
    from goalposts.formats.files import exact_text
    from goalposts.profiling import OPEN, with_currency, with_data

    if not data:
        raise InputError(_NOTHING, str(target), _SEE_ABOVE)
    text = exact_text(target) if target.exists() else ""
    write_atomically(target.resolve(), with_currency(with_data(text, str(target), data), currency))
    session.say(_WRITTEN.fill(file=str(target)))
    if OPEN in str(data):
        session.warn(_MARKS)
