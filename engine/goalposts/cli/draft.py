"""`goalposts draft`: goals as people say them, understood, judged and said anew."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from goalposts.cli.layout import as_json
from goalposts.cli.options import format_option
from goalposts.cli.session import WIDTH, Session
from goalposts.errors import InputError
from goalposts.formats import project_file_at
from goalposts.locale import Text, counted, day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from goalposts.model import Catalogue, Draft, Finding

_NONE = Text(en="no goal is given", ru="не дано ни одной цели")
_GIVE = Text(
    en="write it behind the command in quotation marks, or give --file",
    ru="напишите её после команды в кавычках или укажите --file",
)
_MISSING = Text(
    en="run `goalposts init` first, or print the entry with --format yaml",
    ru="сначала выполните `goalposts init` или выведите запись через --format yaml",
)
_WRITTEN = Text(en="Written: {goals} into {file}", ru="Записано: {goals} в {file}")
_KPI = Text(en="KPI", ru="Показатель")
_TARGET = Text(en="Target", ru="Значение")
_DEADLINE = Text(en="Deadline", ru="Срок")
_LETTERS = Text(en="SMART", ru="SMART")
_TRAP = Text(en="Trap", ru="Ловушка")
_NOT_SAID = Text(en="not said", ru="не сказано")
_SAY_SO = Text(en="Say instead:", ru="Лучше так:")
_ENTRY = Text(en="For the project file:", ru="Для файла проекта:")
_EITHER = Text(en="one of: {kpis}", ru="что-то из: {kpis}")
_TRAPS = {
    "adoption_slogan": Text(
        en="that people use a tool is no outcome", ru="пользоваться инструментом — ещё не результат"
    ),
    "tool_not_outcome": Text(en="a tool in the place of an outcome", ru="инструмент вместо результата"),
    "delivery_not_outcome": Text(
        en="work of the project in the place of an outcome", ru="работа проекта вместо результата"
    ),
    "unrealistic_uplift": Text(en="more, or sooner, than rollouts bring", ru="больше или быстрее, чем дают внедрения"),
    "headcount_savings": Text(en="saving heads", ru="экономия на людях"),
    "vanity": Text(en="a figure that flatters and proves nothing", ru="число, которое радует, но ничего не доказывает"),
    "perfection": Text(en="no exception is allowed", ru="не допускает исключений"),
    "no_influence": Text(en="market and season move it too", ru="зависит ещё и от рынка и сезона"),
    "control_the_staff": Text(en="watching people", ru="слежка за людьми"),
}
_MARKS = {True: "+", False: "-"}


@click.command("draft")
@click.argument("statements", nargs=-1, metavar="TEXT...")
@click.option("--file", "listed", type=click.Path(path_type=Path), metavar="FILE", help="A text file, one goal a line.")
@click.option(
    "--write", "target", type=project_file_at, metavar="PROJECT", help="Append the goals to this project file."
)
@format_option("text", "json", "yaml")
@click.pass_obj
def command(session: Session, statements: tuple[str, ...], listed: Path | None, target: Path | None, form: str) -> int:
    """Understand each TEXT as a goal: which KPI, how much, by when, what is wrong with its words, and better ones.

    A goal is said in English or Russian, and answered in its own language unless --language is given. Needs no
    project and no data.
    """
    from goalposts.api import draft

    said = (*statements, *(_lines(listed) if listed is not None else ()))
    if not any(text.strip() for text in said):
        raise InputError(_NONE, hint=_GIVE)
    catalogue = session.catalogue()
    drafts = [draft(text, catalogue, as_of=session.as_of) for text in said]
    if form == "json":
        session.say(as_json([made.to_dict(session.asked_language) for made in drafts]))
    elif form == "yaml":
        session.say("\n".join(made.entry for made in drafts).rstrip("\n"))
    else:
        for made in drafts:
            _show(session, made, catalogue)
    if target is not None:
        _write(session, target, drafts)
    return 0


def _lines(file: Path) -> Iterator[str]:
    from goalposts.formats.files import read_text

    return (line.strip() for line in read_text(file).splitlines() if line.strip())


def _show(session: Session, made: Draft, catalogue: Catalogue) -> None:
    language = session.asked_language or made.language
    for line in _told(made, catalogue):
        click.echo(line.get(language))


def _told(made: Draft, catalogue: Catalogue) -> Iterator[Text]:
    yield Text.of(_quoted(made.statement))
    yield from in_columns(facts(made, catalogue))
    for finding in made.findings:
        yield Text(en=_wrapped(_advice(finding, "en"), "        "), ru=_wrapped(_advice(finding, "ru"), "        "))
    yield _SAY_SO
    yield Text.of(_wrapped(made.rewrite, "  "))
    yield _ENTRY
    for line in made.entry.splitlines():
        yield Text.of(f"  {line}")
    yield Text.of("")


_SHOWN = 200


def _wrapped(words: str, indent: str) -> str:
    """In lines of the terminal's usual width."""
    lines = wrap(
        words, WIDTH, initial_indent="  ", subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines)


def _advice(finding: Finding, language: str) -> str:
    hint = f"; {finding.hint.get(language)}" if finding.hint else ""
    return f"{finding.code} {finding.message.get(language)}{hint}"


def _quoted(statement: str) -> str:
    words = " ".join(statement.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."


def facts(made: Draft, catalogue: Catalogue) -> Iterator[tuple[Text, Text]]:
    """Say with a label each what was understood of a goal."""
    yield _KPI, _kpi(made, catalogue)
    yield _TARGET, Text.of(made.target) if made.target else _NOT_SAID
    yield _DEADLINE, day(made.deadline) if made.deadline else _NOT_SAID
    yield _LETTERS, Text.of(" ".join(f"{letter}{_MARKS[kept]}" for letter, kept in made.letters.items()))
    if made.trap:
        told = _TRAPS[made.trap]
        yield _TRAP, Text(en=f"{made.trap}: {told.en}", ru=f"{made.trap}: {told.ru}")


def _kpi(made: Draft, catalogue: Catalogue) -> Text:
    if made.kpi:
        title = catalogue.kpis[made.kpi].title
        return Text(en=f"{made.kpi} ({title.en})", ru=f"{made.kpi} ({title.ru})")
    names = ", ".join(found.kpi for found in made.candidates)
    return _EITHER.fill(kpis=names) if names else _NOT_SAID


def in_columns(rows: Iterable[tuple[Text, Text]]) -> Iterator[Text]:
    """Set labels and what they say in two columns."""
    known = list(rows)
    widths = {language: max(len(label.get(language)) for label, _ in known) for language in ("en", "ru")}
    for label, value in known:
        yield Text(
            en=f"  {label.en:<{widths['en']}}  {value.en}",
            ru=f"  {label.ru:<{widths['ru']}}  {value.ru}",
        )


def _write(session: Session, target: Path, drafts: Sequence[Draft]) -> None:
    from goalposts.drafting import with_goals
    from goalposts.formats import write_atomically
    from goalposts.formats.files import exact_text, read_text

    read_text(target, if_missing=_MISSING)
    session.read_language(target)
    text = with_goals(exact_text(target), str(target), [made.entry for made in drafts])
    write_atomically(target.resolve(), text)
    goals = counted(len(drafts), ("goal", "goals"), ("цель", "цели", "целей"))
    session.note(_WRITTEN.fill(goals=goals, file=str(target)))
