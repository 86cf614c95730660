"""How far deals came, and when: a deal's stages in one row."""

from goalposts import first, fold, min_of

from goalposts_sales.event_types import POSITIONS, STAGE_CHANGE

_NOT_LOST = STAGE_CHANGE.semantic.is_null() | (STAGE_CHANGE.semantic != "lost")


def reached_at(position: str) -> str:
    """Return the field that says when a deal first came to a stage or to a later one."""
    return f"reached_{position}_at"


# A later stage counts for those that were skipped, and going back takes nothing away.
_REACHED = {
    reached_at(position): min_of(STAGE_CHANGE.at, where=_NOT_LOST & STAGE_CHANGE.position.is_in(POSITIONS[place:]))
    for place, position in enumerate(POSITIONS)
}

DEAL_PATH = fold(
    "sales.deal_path",
    over=STAGE_CHANGE,
    key="deal_id",
    at="entered_at",
    fields={
        "entered_at": min_of(STAGE_CHANGE.at),
        "entered_as": first(STAGE_CHANGE.semantic),
        "pipeline": first(STAGE_CHANGE.pipeline),
        **_REACHED,
    },
    summary={
        "en": "A deal with the times at which it came to each stage of the funnel.",
        "ru": "Сделка с моментами, когда она дошла до каждого этапа воронки.",
    },
    field_summaries={
        "entered_at": {"en": "When it came to its first stage.", "ru": "Когда попала на свой первый этап."},
        "entered_as": {"en": "What its first stage means.", "ru": "Что означает её первый этап."},
        "pipeline": {"en": "The pipeline that it entered.", "ru": "Воронка, в которую она вошла."},
        **{
            reached_at(position): {
                "en": f"When it came to stage {position} or further; empty if it never did.",
                "ru": f"Когда дошла до этапа {position} или дальше; пусто, если не дошла.",
            }
            for position in POSITIONS
        },
    },
)
