"""`goalposts check --fix`: mends a project file and says how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goalposts.api.fixing import Mended
    from goalposts.cli.session import Session
    from goalposts.model import Edit

_SEALED = Text(
    en="the goals are sealed, so nothing is changed behind the back of whoever signed them",
    ru="цели зафиксированы, и за спиной у тех, кто их утвердил, файл не исправляется",
)
_AMEND = Text(
    en="mend the file by hand and run `goalposts amend`", ru="исправьте файл вручную и выполните `goalposts amend`"
)
_FIXED = Text(en="Fixed: {place} {code} {name}: {change}", ru="Исправлено: {place} {code} {name}: {change}")
_LEFT = Text(
    en="Not fixed: {place} {code} {name}: as the file is written, this cannot be done safely; mend it by hand",
    ru="Не исправлено: {place} {code} {name}: файл записан так, что безопасно сделать это нельзя; исправьте вручную",
)
_NOTHING = Text(en="Nothing to fix.", ru="Исправлять нечего.")
_ADDED = Text(en="added `{key}: {now}`", ru="добавлено `{key}: {now}`")
_REPLACED = Text(en="`{was}` is now `{now}`", ru="вместо `{was}` теперь `{now}`")
_REMOVED = Text(en="removed `{was}`", ru="удалено `{was}`")
_MARK: Final = "\ufeff"
_AFTER: Final = "{file} (fixed)"


def fix(session: Session, project: Path, form: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    """Write the safe fixes into a project file, if there are any, and tell them.

    Args:
        session: what was asked of the command.
        project: the file.
        form: of the results; where these are not `text`, the fixes are told beside them.
        select: the only rules whose findings are fixed.
        ignore: rules whose findings are not fixed.

    Raises:
        InputError: the project is sealed, or its file cannot be read or written.
    """
    from goalposts.formats import write_atomically

    before, found = _mended(session, project, select, ignore)
    mark = _MARK if before.startswith(_MARK) else ""
    if found.fixed:
        write_atomically(project.resolve(), mark + found.text)
    tell = session.say if form == "text" else session.note
    for line in _told(found):
        tell(line)


def show_fixes(session: Session, project: Path, select: tuple[str, ...], ignore: tuple[str, ...]) -> int:
    """Print as a unified diff what `fix` would write, and write nothing.

    Returns:
        1 where something would change, else 0.

    Raises:
        InputError: the project is sealed, or its file cannot be read.
    """
    import difflib

    before, found = _mended(session, project, select, ignore)
    was = before.removeprefix(_MARK).splitlines(keepends=True)
    now = found.text.splitlines(keepends=True)
    for line in difflib.unified_diff(was, now, str(project), _AFTER.format(file=project)):
        session.say(line.rstrip("\r\n"))
    return 1 if found.fixed else 0


def _mended(session: Session, project: Path, select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[str, Mended]:
    """The text of a project file as it stands, and with its fixes."""
    from goalposts.api.fixing import mended
    from goalposts.formats.files import exact_text
    from goalposts.sealing import lock_path

    session.read_language(project)
    if lock_path(project).exists():
        raise InputError(_SEALED, str(project), _AMEND)
    before = exact_text(project)
    text = before.removeprefix(_MARK)
    return before, mended(text, session.catalogue(), project, as_of=session.as_of, select=select, ignore=ignore)


def _told(found: Mended) -> Iterator[Text]:
    for finding in found.fixed:
        if finding.fix is not None:
            place = str(finding.place)
            yield _FIXED.fill(place=place, code=finding.code, name=finding.name, change=_change(finding.fix))
    for finding in found.left:
        yield _LEFT.fill(place=str(finding.place), code=finding.code, name=finding.name)
    if not found.fixed and not found.left:
        yield _NOTHING


def _change(edit: Edit) -> Text:
    if edit.key:
        return _ADDED.fill(key=edit.key, now=edit.now)
    return _REPLACED.fill(was=edit.was, now=edit.now) if edit.now else _REMOVED.fill(was=edit.was)
