"""Recorded, reasoned changes of a seal: the earlier seals stay inside the new one, each under its own digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from goalposts.errors import LockError
from goalposts.formats import digest, project_from_mapping
from goalposts.formats.records import seal_from_dict, seal_to_dict
from goalposts.locale import Text
from goalposts.model import Amendment, Project, Seal
from goalposts.sealing.sealed import Wording, differences

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTSIDE: Final = ("amendments", "digest")
"""Keys of an earlier seal that the chain around it already holds."""


def amended(before: Seal, now: Seal, *, at: str, by: str, reason: str) -> Seal:
    """Put a new seal in the place of an earlier one, and that one into its chain.

    Args:
        before: the seal as its lock file holds it.
        now: the project sealed anew, without amendments.
        at: the day, written as in ISO 8601.
        by: who changes the goals.
        reason: why, in their words.
    """
    kept = {key: value for key, value in seal_to_dict(before).items() if key not in _OUTSIDE}
    record = Amendment(at, by, reason, now.results_seen, before.digest, kept)
    return evolve(now, amendments=(*before.amendments, record))


def earlier_seals(seal: Seal, where: str = "") -> tuple[Seal, ...]:
    """Give the seals that were amended, the first first.

    Raises:
        LockError: one does not match the digest under which it was amended.
    """
    return tuple(_earlier(seal, place, where) for place in range(len(seal.amendments)))


def _earlier(seal: Seal, place: int, where: str) -> Seal:
    record = seal.amendments[place]
    plain: dict[str, Any] = dict(record.sealed)
    plain["amendments"] = seal_to_dict(evolve(seal, amendments=seal.amendments[:place]))["amendments"]
    if digest(plain) != record.before:
        raise LockError(_BROKEN.fill(day=record.at), where, _RESTORE)
    return seal_from_dict({**plain, "digest": record.before}, where)


def as_first_sealed(project: Project) -> Project | None:
    """Give a project with the goals, windows and settings that were sealed first; None if they were never amended.

    Its sources are those of the project now: goals are compared, not mappings.

    Raises:
        InputError: the first document cannot be read any more.
    """
    if project.seal is None or not project.seal.amendments:
        return None
    first = earlier_seals(project.seal)[0]
    sealed = project_from_mapping(first.project, project.catalogue, project.folder)
    return evolve(
        sealed,
        sources=project.sources,
        language=project.language,
        segments=project.segments,
        file=project.file,
        seal=first,
    )


def changes_since_first(project: Project) -> Iterator[Text]:
    """Say in a line each how the sealed goals differ from those that were sealed first."""
    if project.seal is not None and project.seal.amendments:
        first = earlier_seals(project.seal)[0]
        yield from differences(first.project, project.seal.project, _FIRST_AND_NOW)


_FIRST_AND_NOW: Final = Wording(
    changed=Text(en="{path}: first {before}, now {after}", ru="{path}: сначала {before}, теперь {after}"),
    removed=Text(en="{path}: sealed at first, then taken out", ru="{path}: зафиксировано вначале, потом исключено"),
    added=Text(en="{path}: added by an amendment", ru="{path}: добавлено изменением"),
)
_BROKEN = Text(
    en="the goals as they were before the amendment of {day} do not match their own digest",
    ru="цели до изменения от {day} не совпадают с собственной контрольной суммой",
)
_RESTORE = Text(en="restore it from version control", ru="восстановите его из системы контроля версий")
