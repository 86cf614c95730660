"""Amending: sealed goals are changed in the open, with a reason, and what they were is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.formats import document
from goalposts.formats.records import seal_from_dict, seal_to_dict
from goalposts.model import Amendment, Project, Seal
from goalposts.sealing.sealed import amended_differences, under_seal

if TYPE_CHECKING:
    from goalposts.locale import Text


def amended_seal(before: Seal, now: Seal, reason: str, by: str) -> Seal:
    """Put a seal in the place of an earlier one, and append to the chain of amendments what changed and why.

    Args:
        before: the seal that is replaced, with its digest.
        now: the project as it is sealed now, without amendments.
        reason: why the goals change.
        by: who approves it.
    """
    amendment = Amendment(
        now.locked_as_of,
        by,
        reason,
        now.results_seen,
        before.digest,
        tuple(amended_differences(before.project, now.project)),
    )
    kept = {key: value for key, value in seal_to_dict(before).items() if key != "replaced"}
    return evolve(
        now,
        approved_by=by,
        amendments=(*before.amendments, amendment),
        replaced=(*before.replaced, kept),
    )


def file_differences(seal: Seal, written: Project) -> tuple[Text, ...]:
    """Say in a sentence each what an amendment to the file as it is written would change."""
    return tuple(amended_differences(seal.project, document(written)))


def first_sealed(project: Project) -> Project:
    """Return a project with the goals as they were sealed first, before any amendment; itself if there was none.

    Its `changes` say how the amended goals differ from them.
    """
    seal = project.seal
    return project if seal is None or not seal.replaced else under_seal(project, seal_from_dict(seal.replaced[0]))
