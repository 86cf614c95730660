"""Replaying a stored verdict: the same question to the same data must give the same answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve

from goalposts.api.card import Scorecard
from goalposts.api.reading import Progress
from goalposts.api.scoring import score
from goalposts.locale import LANGUAGES
from goalposts.model import Project
from goalposts.model import scorecard as records
from goalposts.model.verification import Verification

if TYPE_CHECKING:
    from goalposts.scoring import Cube
    from goalposts.store import Store


def verify(
    verdict: records.Scorecard | Mapping[str, Any],
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    progress: Progress | None = None,
    store: Store | None = None,
) -> Verification:
    """Compute a stored verdict again as of its own day, and name every field that differs.

    It tells changed data from a changed project and from other versions. It is no signature: whoever can write the
    files can also write a verdict that fits them.

    Args:
        verdict: a scorecard, or its JSON form.
        project: as it is now, with the lock that is beside it now.
        data: a cube of the project, tables, or nothing: the project's own sources.
        progress: told how far the reading is.
        store: where scans are kept and taken from; without it everything is read.

    Raises:
        InputError: the verdict is none, a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> tables = {"sample.visit": {"visit_id": [], "at": [], "done": []}}
        >>> card = score(sample_project(), tables, as_of=TODAY)
        >>> verify(card, sample_project(), tables).reproduced
        True
    """
    from goalposts.sealing.replayed import compare

    plain = verdict if isinstance(verdict, Mapping) else Scorecard.of(verdict).to_dict()
    stored = Scorecard.from_dict(plain)
    again = evolve(score(project, data, as_of=stored.as_of, progress=progress, store=store), language=stored.language)
    # the texts may have been written in another language than that of the project
    found = (compare(plain, again.to_dict(language)) for language in LANGUAGES)
    return min(found, key=lambda verification: len(verification.differences))
