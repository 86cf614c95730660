"""A small domain of visits with no trade's words in it, and a project that keeps every rule."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from goalposts.expressions import SECOND, mean, param, quantile, share, total
from goalposts.host import catalogue_of
from goalposts.model import DOWN, NONE, READING, UP, Domain, Kpi, Phrase, event_type, field

if TYPE_CHECKING:
    from types import ModuleType

    from goalposts.model import Catalogue, Project

TODAY: Final = date(2026, 2, 1)
"""A day before the sample project goes live."""

VISIT: Final = event_type(
    "sample.visit",
    time="at",
    fields=[
        field.id("visit_id", required=True),
        field.time("at"),
        field.time("ended_at"),
        field.category("kind", values=["short", "long"]),
        field.category("place"),
        field.duration("wait"),
        field.number("items"),
        field.money("paid"),
        field.flag("done"),
    ],
    summary={"en": "Somebody came.", "ru": "Кто-то пришёл."},
)

DONE_SHARE: Final = Kpi(
    "sample.done_share",
    summary={"en": "Share of visits that were done with.", "ru": "Доля завершённых посещений."},
    over=VISIT,
    value=share(of=VISIT.done),
    direction=UP,
    attributability="direct",
)

QUICK_SHARE: Final = Kpi(
    "sample.quick_share",
    summary={"en": "Share of visits served within the limit.", "ru": "Доля посещений, обслуженных в срок."},
    over=VISIT,
    variants={
        "all": share(of=VISIT.wait <= param("within")),
        "long_only": share(of=VISIT.wait <= param("within"), among=VISIT.kind == "long"),
    },
    default="all",
    params={"within": 20 * SECOND},
    direction=UP,
    guardrails=("sample.longest_wait",),
    attributability="intermediate",
)

MEAN_WAIT: Final = Kpi(
    "sample.mean_wait",
    summary={"en": "Mean wait of a visit.", "ru": "Среднее ожидание посетителя."},
    over=VISIT,
    value=mean(VISIT.wait),
    direction=DOWN,
    attributability="intermediate",
)

LONGEST_WAIT: Final = Kpi(
    "sample.longest_wait",
    summary={"en": "Wait that 95 % of visits do not exceed.", "ru": "Ожидание, которого не превышают 95 % посещений."},
    over=VISIT,
    value=quantile(VISIT.wait, 0.95),
    direction=DOWN,
)

TOTAL_PAID: Final = Kpi(
    "sample.total_paid",
    summary={"en": "Amount paid per day.", "ru": "Сумма оплат за день."},
    over=VISIT,
    value=total(VISIT.paid),
    direction=UP,
)

VISITS: Final = Kpi(
    "sample.visits",
    summary={"en": "Visits per day.", "ru": "Посещений в день."},
    over=VISIT,
    value=total(),
    direction=NONE,
    attributability="intermediate",
)

SAMPLE: Final = Domain(
    "sample",
    prefix="SMP",
    event_types=[VISIT],
    kpis=[DONE_SHARE, QUICK_SHARE, MEAN_WAIT, LONGEST_WAIT, TOTAL_PAID, VISITS],
    phrases=[
        Phrase("en", r"\bwork(?:s|ed|ing)? in the visit book\b", trap="tool-not-outcome"),
        Phrase("ru", r"\bработа\w* в журнале посещений\b", trap="tool-not-outcome"),
        Phrase("en", r"\bserved (?:quickly|within)\b", kpi="sample.quick_share"),
        Phrase("ru", r"\bобслуж\w* (?:быстро|в срок|за)\b", kpi="sample.quick_share"),
        Phrase("en", r"\bmean wait\b", kpi="sample.mean_wait"),
        Phrase("ru", r"\bсредн\w* ожидани\w*", kpi="sample.mean_wait"),
    ],
)


def default_goal() -> dict[str, Any]:
    """Return the keys of a goal that keeps every rule; a new mapping each time."""
    return {
        "id": "done",
        "statement": "90 % of visits are done with by 1 October 2026",
        "kpi": DONE_SHARE.id,
        "target": ">= 90%",
        "deadline": "2026-10-01",
        "owner": "Head of reception",
        "why": "an open visit is a visitor who comes again",
        "lever": "one form instead of three",
    }


def sample_catalogue(*others: Domain | ModuleType) -> Catalogue:
    """Return the catalogue of the sample domain and of other domains or plugin modules.

    Raises:
        PluginError: a domain contradicts another.
    """
    return catalogue_of(SAMPLE, *others)


def sample_mapping(catalogue: Catalogue, **changes: Any) -> dict[str, Any]:
    """Return a project file, as a plain mapping, that keeps every rule and has a source for every event type.

    Args:
        catalogue: whose event types get a source.
        changes: top-level keys of the project file to set; `None` leaves a key out.
    """
    mapping = {
        "goalposts": 1,
        "project": "Sample rollout",
        "timezone": "UTC",
        "currency": "EUR",
        "go_live": "2026-03-01",
        "baseline": {"from": "2025-03-01", "to": "2026-03-01"},
        "evaluation": {"from": "2026-04-01", "to": "2026-10-01"},
        "data": {
            known: [{"name": known, "source": f"{known}.csv"}]
            for known, kind in catalogue.event_types.items()
            if not kind.is_derived and kind != READING
        },
        "goals": [default_goal()],
        **changes,
    }
    if VISIT.id in (mapping["data"] or ()):
        mapping.setdefault("segments", ["place"])
    return {key: value for key, value in mapping.items() if value is not None}


def sample_project(*others: Domain | ModuleType, **changes: Any) -> Project:
    """Return the sample project with some top-level keys of its file changed.

    Args:
        others: domains or plugin modules to load beside the sample domain.
        changes: top-level keys of the project file to set; `None` leaves a key out.

    Raises:
        ProjectFileError: the changes make no project file.

    Example:
        ``sample_project(language="ru", goals=[{**default_goal(), "owner": ""}])``
    """
    from goalposts.formats import project_from_mapping

    catalogue = sample_catalogue(*others)
    return project_from_mapping(sample_mapping(catalogue, **changes), catalogue)
