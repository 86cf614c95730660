"""The ways to rank goals that need no trade: what each takes, how it reckons, and what it does not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.model.heuristic import Heuristic
from goalposts.priorities import heuristic_remarks, moscow
from goalposts.priorities.leverage import LEVERAGE

if TYPE_CHECKING:
    from goalposts.model import Catalogue

CD3: Final = Heuristic(
    "cd3",
    Text(
        en="Cost of delay divided by duration: what a week of waiting costs, per week of work.",
        ru="Цена задержки, делённая на длительность: сколько стоит неделя ожидания на неделю работы.",
    ),
    ("cost_of_delay", "weeks"),
    lambda cost_of_delay, weeks: cost_of_delay / weeks,
    name=Text(en="Cost of delay / duration", ru="Цена задержки / длительность"),
    formula="cost_of_delay / weeks",
    money=True,
    weaknesses=Text(
        en="Needs an estimate in money. The order is the best one only where work is done one after another and every "
        "week of delay costs the same; hard deadlines and dependencies break it.",
        ru="Нужна оценка в деньгах. Порядок наилучший, только если работы идут одна за другой и каждая неделя "
        "задержки стоит одинаково; жёсткие сроки и зависимости его нарушают.",
    ),
    source="Reinertsen, The Principles of Product Development Flow, 2009; Smith's rule for one machine, 1956",
)

WSJF: Final = Heuristic(
    "wsjf",
    Text(
        en="Weighted shortest job first: value, urgency and risk in votes, divided by the size of the job.",
        ru="Сначала короткие и важные (WSJF): голоса за ценность, срочность и снижение риска, делённые на размер "
        "работы.",
    ),
    ("value", "urgency", "risk", "effort"),
    lambda value, urgency, risk, effort: (value + urgency + risk) / effort,
    name=Text(en="Weighted shortest job first", ru="Сначала короткие и важные"),
    formula="(value + urgency + risk) / effort",
    remarks=heuristic_remarks.of_votes,
    weaknesses=Text(
        en="Adds votes for different things as if they had one unit, so it cannot say what a month is worth; size is "
        "not duration; votes differ widely between people and swell over time; dependencies are ignored.",
        ru="Складывает голоса за разные вещи, словно у них одна единица, поэтому не скажет, сколько стоит месяц; "
        "размер — не длительность; голоса у разных людей сильно расходятся и со временем растут; зависимости "
        "не учтены.",
    ),
    source="Scaled Agile Framework, Weighted Shortest Job First: relative votes of 1, 2, 3, 5, 8, 13, 20",
)

RICE: Final = Heuristic(
    "rice",
    Text(
        en="Reach, impact and confidence, divided by effort.",
        ru="Охват, влияние и уверенность, делённые на трудозатраты (RICE).",
    ),
    ("reach", "impact", "confidence", "effort"),
    lambda reach, impact, confidence, effort: reach * impact * confidence / effort,
    name=Text(en="Reach × impact × confidence / effort", ru="Охват × влияние × уверенность / затраты"),
    formula="reach * impact * confidence / effort",
    remarks=heuristic_remarks.of_confidence,
    weaknesses=Text(
        en="Takes for granted that all goals serve one measure; the steps of impact are a guess; exact to the digit "
        "without being right; sees neither urgency nor dependencies.",
        ru="Предполагает, что все цели служат одному показателю; шкала влияния взята на глаз; точность до знака "
        "обманчива; не видит ни срочности, ни зависимостей.",
    ),
    source="Intercom, RICE: impact 3, 2, 1, 0.5 or 0.25; confidence 100, 80 or 50 %; effort in person-months",
)

ICE: Final = Heuristic(
    "ice",
    Text(en="Impact, confidence and ease, multiplied.", ru="Влияние, уверенность и лёгкость, перемноженные (ICE)."),
    ("impact", "confidence", "ease"),
    lambda impact, confidence, ease: impact * confidence * ease,
    name=Text(en="Impact × confidence × ease", ru="Влияние × уверенность × лёгкость"),
    formula="impact * confidence * ease",
    weaknesses=Text(
        en="Two people give two orders; says nothing of how many it reaches. The scale of each vote cancels out of "
        "the order as long as all goals share it.",
        ru="У двух людей получаются два разных порядка; не говорит, скольких это коснётся. Шкала голосов на порядок "
        "не влияет, если она у всех целей одна.",
    ),
    source="Sean Ellis, growth experiments: votes of 1 to 10",
)

VALUE_EFFORT: Final = Heuristic(
    "value-effort",
    Text(
        en="Value by effort, in four fields that the medians cut.",
        ru="Ценность против затрат: четыре поля, границы — медианы.",
    ),
    ("value", "effort"),
    lambda value, effort: value / effort,
    name=Text(en="Value / effort", ru="Ценность / затраты"),
    formula="value / effort",
    groups=heuristic_remarks.quadrants,
    weaknesses=Text(
        en="Coarse; the cut at the median moves a goal when another one is added; small and sure things always beat "
        "work on the foundations.",
        ru="Грубо; граница по медиане сдвигает цель, когда добавляют другую; мелкие верные улучшения всегда "
        "побеждают работу над основой.",
    ),
    source="The value-effort matrix of lean practice",
)

MOSCOW: Final = Heuristic(
    "moscow",
    Text(
        en="Must, should, could and won't; the must-haves may take 60 % of the effort.",
        ru="Обязательно, важно, желательно, не сейчас (MoSCoW); обязательному — не больше 60 % трудозатрат.",
    ),
    ("moscow", "effort"),
    lambda moscow, effort: moscow,  # noqa: ARG005 - the effort is for the rule of 60 %
    name=Text(en="Must, should, could, won't", ru="Обязательно, важно, желательно"),
    formula="moscow",
    optional={"effort": 1.0},
    groups=moscow.classes,
    remarks=moscow.shares_of_effort,
    weaknesses=Text(
        en="Everything becomes a must; no order within a class. The test of a must: without it the rollout is a "
        "failure.",
        ru="Обязательным становится всё; внутри класса порядка нет. Проверка обязательного: без этой цели внедрение "
        "провалено.",
    ),
    source="DSDM, MoSCoW prioritisation: must-haves at most 60 % of the effort, could-haves some 20 % as contingency",
)

ENGINE_HEURISTICS: Final = (LEVERAGE, CD3, WSJF, RICE, ICE, VALUE_EFFORT, MOSCOW)
"""In the order in which one is taken where the goals have the inputs of several."""


def all_heuristics(catalogue: Catalogue) -> dict[str, Heuristic]:
    """Return the engine's heuristics and those of plugins, by id."""
    return {**{known.id: known for known in ENGINE_HEURISTICS}, **catalogue.heuristics}
