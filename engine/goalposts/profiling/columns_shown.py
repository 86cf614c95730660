"""The columns of a profile as lines for the console, whatever they become."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from goalposts.locale import Text, counted, percent
from goalposts.profiling.column_facts import TableFacts
from goalposts.profiling.type_guess import TypeGuess

KINDS: Final = {
    "time": Text(en="time", ru="время"),
    "number": Text(en="number", ru="число"),
    "whole": Text(en="whole number", ru="целое число"),
    "percent": Text(en="per cent", ru="проценты"),
    "clock": Text(en="h:mm:ss", ru="ч:мм:сс"),
    "flag": Text(en="yes or no", ru="да или нет"),
    "words": Text(en="words", ru="слова"),
    "empty": Text(en="empty", ru="пусто"),
}
_ROWS: Final = (("row", "rows"), ("строка", "строки", "строк"))
_MOST_TESTS: Final = 0.1
_CONFUSABLE: Final = Text(
    en="  '{name}' has times of two kinds, as {one} and {other}: where day and month can both be the one "
    "or the other, some are read wrong. Export it again in one order, best as 2026-02-13.",
    ru="  В «{name}» время записано двояко: {one} и {other}. Где день и месяц можно прочесть и так и так, "
    "часть дат прочтётся неверно. Выгрузите заново в одном порядке, лучше всего как 2026-02-13.",
)
_APART: Final = Text(
    en="  '{name}' has times of two kinds, as {one} and {other}. They cannot be taken for each other, but a `format:` "
    "reads one of them only, and refuses the others: export it again in one way, best as 2026-02-13.",
    ru="  В «{name}» время записано двояко: {one} и {other}. Спутать их нельзя, но `format:` прочтёт только одни из "
    "них, остальные будут не приняты: выгрузите заново в одном виде, лучше всего как 2026-02-13.",
)


def column_lines(table: TableFacts) -> Iterator[Text]:
    """A line for every column: its name, its type, how much is missing; then what to beware of in its times."""
    width = max((len(column.name) for column in table.columns), default=0)
    for column in table.columns:
        missing = column.share_missing
        said = Text(en="    {name}  {kind}{missing}", ru="    {name}  {kind}{missing}")
        gone = Text(en=", missing {share}", ru=", нет значения: {share}")
        yield said.fill(
            name=column.name.ljust(width),
            kind=_kind(column.guess),
            missing=gone.fill(share=percent(missing, 1)) if missing else "",
        )
    yield from _two_ways(table)


def _two_ways(table: TableFacts) -> Iterator[Text]:
    """Columns whose days cannot be trusted, since they are not all written in one way."""
    for column in table.columns:
        if column.guess.two_ways:
            one, other = column.guess.two_ways
            said = _CONFUSABLE if column.guess.confusable else _APART
            yield said.fill(name=column.name, one=one, other=other)


def _kind(guess: TypeGuess) -> Text:
    """The type in a few words; a comma as decimal sign has to be stated, so it is told."""
    said = KINDS[guess.kind]
    if guess.currency:
        said = Text(en="{kind} in {code}", ru="{kind}, {code}").fill(kind=said, code=guess.currency)
    comma = Text(en="{kind} with a decimal comma", ru="{kind} с десятичной запятой")
    return comma.fill(kind=said) if guess.decimal == "," else said


def remarks_on_cells(table: TableFacts, currency: str) -> Iterator[Text]:
    """What signs of money and words such as test mean for the project, which counts in `currency`."""
    yield from _signs(table.currency, currency)
    yield from _tests(table)


def _signs(sign: str, currency: str) -> Iterator[Text]:
    """What the sign beside amounts means for the project."""
    if sign and sign == currency:
        yield Text(
            en="  Amounts carry the sign of {sign}: the project counts in it (`currency: {sign}`).",
            ru="  У сумм стоит знак {sign}: проект считает в этой валюте (`currency: {sign}`).",
        ).fill(sign=sign)
    elif sign:
        yield Text(
            en="  Amounts carry the sign of {sign}, which is not the currency of the project: state "
            "`currency: {{code: {sign}, rates: ...}}` of this source.",
            ru="  У сумм стоит знак {sign}, а это не валюта проекта: укажите у этого источника "
            "`currency: {{code: {sign}, rates: ...}}`.",
        ).fill(sign=sign)


def _tests(table: TableFacts) -> Iterator[Text]:
    """Columns in which some cells, and not most, have the word test: rows that nobody would count."""
    for column in table.columns:
        if 0 < column.tests <= _MOST_TESTS * table.rows:
            yield Text(
                en="  '{name}' has the word test in {rows}: are these test records? Then they are no events: "
                "`leave_out: {{test records: {{column: {name}, contains: test}}}}`",
                ru="  В «{name}» есть слово «тест», {rows}: это тестовые записи? Тогда они не события: "
                "`leave_out: {{тестовые записи: {{column: {name}, contains: тест}}}}`",
            ).fill(name=column.name, rows=counted(column.tests, *_ROWS))
