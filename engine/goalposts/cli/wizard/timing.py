"""Questions about days: when the new system starts, and which days count as before and as after."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from goalposts.cli.wizard.days import moved, proposed_go_live, said_day, said_window, with_days
from goalposts.cli.wizard.holidays import with_holidays
from goalposts.errors import InputError
from goalposts.locale import Text, day

if TYPE_CHECKING:
    from collections.abc import Callable

    from goalposts.cli.wizard.dialogue import Answer, Dialogue
    from goalposts.cli.wizard.work import Work

_GO_LIVE = Text(en="On which day does the new system go live?", ru="С какого дня работает новая система?")
_GO_LIVE_HELP = Text(
    en="The first day on which work is done in it. As you would say it: 1 March 2027, end of Q1, in 3 months. All "
    "other days of the template move along.",
    ru="Первый день, когда в ней идёт работа. Пишите, как говорите: 1 марта 2027, конец I квартала, через 3 месяца. "
    "Остальные дни шаблона сдвинутся вместе с ним.",
)
_NO_GO_LIVE = Text(en="template '{name}' has no go-live", ru="в шаблоне «{name}» нет дня запуска")
_NO_WINDOW = Text(en="template '{name}' has no days for it", ru="в шаблоне «{name}» для этого нет дней")
_LEAVE_OUT = Text(en="leave the option out", ru="уберите этот параметр")
_ASKED: Final = {
    "baseline": Text(en="Which days are 'before' (the baseline)?", ru="Какие дни считаются временем «до»?"),
    "evaluation": Text(en="Which days are 'after' (the evaluation)?", ru="Какие дни считаются временем «после»?"),
}
_HELP: Final = {
    "baseline": Text(
        en="Best a whole year, so that a season is not taken for the rollout; eight weeks at least. The second day no "
        "longer counts.",
        ru="Лучше целый год, чтобы не принять сезон за эффект внедрения; не меньше восьми недель. Второй день уже не "
        "считается.",
    ),
    "evaluation": Text(
        en="Between the go-live and the first of these days people learn, and nothing is judged. The promises are due "
        "when these days end.",
        ru="От запуска до первого из этих дней люди привыкают, и ничего не оценивается. Обещания должны быть выполнены "
        "к концу этих дней.",
    ),
}
_SHOWN = Text(en="{start} to {end}", ru="с {start} по {end}")
_FROM_DATA = Text(
    en="Your data begin on {first}, so less than the usual year is proposed.",
    ru="Ваши данные начинаются {first}, поэтому предложено меньше обычного года.",
)
_OPTIONS: Final = {"baseline": "--baseline", "evaluation": "--evaluation"}


def go_live(work: Work, ask: Dialogue) -> Work:
    """Ask for the day of the start, if the template has one, and move all its days."""
    written = work.values().get("go_live")
    if written is None:
        if work.given.go_live:
            name = work.template.id if work.template else ""
            raise InputError(_NO_GO_LIVE.fill(name=name), "--go-live", _LEAVE_OUT)
        return work
    was = date.fromisoformat(written)

    def read(words: str) -> str:
        return moved(work.text, was, said_day(words, work.today))

    if work.given.go_live:
        return work.with_text(_read_option("--go-live", work.given.go_live, read))
    proposed = proposed_go_live(was, work.today)
    text = ask.ask(_GO_LIVE, read, proposed=proposed.isoformat(), shown=day(proposed), helped=_GO_LIVE_HELP)
    return work.with_text(text)


def _read_option(option: str, words: str, read: Callable[[str], Answer]) -> Answer:
    try:
        return read(words)
    except InputError as error:
        raise InputError(error.problem, option, error.hint) from error


def windows(work: Work, ask: Dialogue) -> Work:
    """Ask which days are before and which are after; what is known of the data is proposed, holidays follow."""
    for key in _ASKED:
        work = _window(work, ask, key)
    return work.with_text(with_holidays(work.text))


def _window(work: Work, ask: Dialogue, key: str) -> Work:
    """Ask for one window; a template without its two days, as one whose baseline is unknown, keeps what it says."""
    known = work.values()
    if not {f"{key}.from", f"{key}.to"} <= known.keys():
        if getattr(work.given, key):
            name = work.template.id if work.template else ""
            raise InputError(_NO_WINDOW.fill(name=name), _OPTIONS[key], _LEAVE_OUT)
        return work
    start, end = (date.fromisoformat(known[f"{key}.{edge}"]) for edge in ("from", "to"))
    told = None
    if key == "baseline" and work.first is not None and start < work.first < end:
        start, told = work.first, _FROM_DATA.fill(first=day(work.first))
    given = getattr(work.given, key)
    read = partial(said_window, today=work.today)
    if given:
        found = _read_option(_OPTIONS[key], given, read)
    else:
        if told is not None:
            ask.tell("")
            ask.tell(told)
        shown = _SHOWN.fill(start=day(start), end=day(end))
        found = ask.ask(_ASKED[key], read, proposed=f"{start} .. {end}", shown=shown, helped=_HELP[key])
    changes = {f"{key}.from": found.start, f"{key}.to": found.end}
    if key == "evaluation":
        due = known["evaluation.to"]
        changes |= {path: found.end for path, words in known.items() if path.endswith("].deadline") and words == due}
    return work.with_text(with_days(work.text, changes))
