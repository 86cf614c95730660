"""`goalposts verify`: a stored verdict, computed again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from goalposts.cli import verdicts
from goalposts.cli.layout import as_json
from goalposts.cli.options import AS_OF, DEFAULT_PROJECT, format_option
from goalposts.cli.progress import reading
from goalposts.cli.report import OF_PROJECT, OWN_DAY
from goalposts.cli.session import Session
from goalposts.errors import InputError
from goalposts.formats import project_file_at
from goalposts.locale import Text, counted, day, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goalposts.model.verification import Difference, Verification

SHOWN_AT_MOST: Final = 20
_LONGEST: Final = 60
_AGAIN = Text(
    en="{verdict}, as of {day}, computed again from {project}.",
    ru="{verdict}, по состоянию на {day}, рассчитан заново по {project}.",
)
_SAME = Text(
    en="The same answer: no number differs by more than a billionth of its size.",
    ru="Ответ тот же: ни одно число не отличается больше чем на миллиардную свою долю.",
)
_DIFFERENT = Text(
    en="Another answer. Fields that differ: {count}.", ru="Ответ другой. Полей, которые отличаются: {count}."
)
_CAUSES: Final[Mapping[str, Text]] = {
    "project": Text(
        en="The project or its lock has changed, so something else was asked.",
        ru="Изменился проект или его фиксация, то есть спрошено другое.",
    ),
    "data": Text(
        en="The data have changed: other rows, or other numbers in them.",
        ru="Изменились данные: другие строки или другие числа в них.",
    ),
    "engine": Text(
        en="It was computed by another version of the engine, of a plugin, or of what lies beneath.",
        ru="Считала другая версия программы, плагина или того, на чём они работают.",
    ),
    "answer": Text(
        en="Data, project and versions are the same: the stored file was changed, or a program of the same number was.",
        ru="Данные, проект и версии те же: изменён сохранённый файл или программа при том же номере версии.",
    ),
}
_DATA_TOO = Text(
    en="The numbers of days differ too; a changed project may look at other days, or count otherwise.",
    ru="Отличаются и числа по дням; изменённый проект может смотреть на другие дни или считать иначе.",
)
_FIELD = Text(en="- {path}: stored {stored}, now {found}", ru="- {path}: сохранено {stored}, теперь {found}")
_MORE = Text(en="and {fields} more; --format json lists all", ru="и ещё {fields}; все — в --format json")
_NO_SIGNATURE = Text(
    en="This is no signature: whoever can write these files can write a verdict that fits them.",
    ru="Это не подпись: кто может менять эти файлы, может написать и подходящий к ним вердикт.",
)
_FIELDS = (("field", "fields"), ("поле", "поля", "полей"))
_NOTHING = Text(en="nothing", ru="ничего")
_NAME_IT = Text(en="name it: goalposts verify VERDICT PROJECT", ru="укажите его: goalposts verify VERDICT PROJECT")
_NO_PROJECT = Text(en="no project file stands beside this verdict", ru="рядом с этим вердиктом нет файла проекта")


@click.command("verify")
@click.argument("verdict", type=click.Path(path_type=Path))
@click.argument("project", type=project_file_at, metavar="[PROJECT]", required=False)
@format_option("text", "json")
@click.pass_obj
def command(session: Session, verdict: Path, project: Path | None, form: str) -> int:
    """Compute a stored VERDICT again from PROJECT and its data, and name every field that differs.

    PROJECT is by default the file that the verdict was stored beside. All data are read anew, nothing is written. Exits
    0 when every answer comes out again, 1 when one differs. It is no signature.
    """
    if session.as_of is not None:
        raise InputError(OWN_DAY, AS_OF, OF_PROJECT)
    card = verdicts.read(verdict)
    session.file_language = card.language
    file = _beside(verdict) if project is None else project
    found = _verified(session, verdict, file)
    if form == "json":
        session.say(as_json(_plain(found, verdict, file)))
    else:
        session.say(_AGAIN.fill(verdict=str(verdict), day=day(card.as_of), project=str(file)))
        for line in _lines(found):
            session.say(line)
    return 0 if found.reproduced else 1


def _beside(verdict: Path) -> Path:
    """Find the project that a verdict was stored beside; a kept copy lies in the private folder of its own."""
    own = verdict.with_name(verdict.name.removesuffix(verdicts.SUFFIX) + ".yaml")
    kept = verdict.resolve().parent.parent
    candidates = [own] if verdict.name.endswith(verdicts.SUFFIX) else []
    if kept.name == verdicts.PRIVATE_FOLDER:
        candidates.append(kept.parent / DEFAULT_PROJECT)
    for file in candidates:
        if file.is_file():
            return file
    raise InputError(_NO_PROJECT, str(verdict), _NAME_IT)


def _verified(session: Session, verdict: Path, project: Path) -> Verification:
    from goalposts.api import load_project, verify
    from goalposts.formats import read_text

    stored = json.loads(read_text(verdict))
    loaded = load_project(project, session.catalogue())
    with reading(session) as progress:
        return verify(stored, loaded, progress=progress)


def _lines(found: Verification) -> Iterator[Text]:
    yield _SAME if found.reproduced else _DIFFERENT.fill(count=number(len(found.differences), 0))
    for cause in found.causes:
        yield _DATA_TOO if cause == "data" and "project" in found.causes else _CAUSES[cause]
    yield from map(_field, found.differences[:SHOWN_AT_MOST])
    more = len(found.differences) - SHOWN_AT_MOST
    if more > 0:
        yield _MORE.fill(fields=counted(more, *_FIELDS))
    yield _NO_SIGNATURE


def _field(difference: Difference) -> Text:
    return _FIELD.fill(path=difference.path, stored=_shown(difference.stored), found=_shown(difference.found))


def _shown(value: Any) -> Text:
    """Show a value on one line; a whole record only by its beginning."""
    if value is None:
        return _NOTHING
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Text.of(written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…")


def _plain(found: Verification, verdict: Path, project: Path) -> dict[str, Any]:
    return {
        "verdict": str(verdict),
        "project": str(project),
        "reproduced": found.reproduced,
        "causes": list(found.causes),
        "differences": [
            {"path": each.path, "stored": each.stored, "found": each.found, "cause": each.cause}
            for each in found.differences
        ],
    }
