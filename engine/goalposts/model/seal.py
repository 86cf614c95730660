"""The seal: goals, windows, settings and baseline as they were fixed before results were in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen


@frozen
class SealedBaseline:
    """The baseline of one goal as measured when it was locked.

    Attributes:
        digest: of the daily numerators and denominators of the baseline window.
    """

    value: float | None
    n: int
    days: int
    digest: str
    reason: str = ""


@frozen
class Amendment:
    """A recorded, reasoned change of a seal.

    Attributes:
        at: the day of the change.
        results_seen: whether rows of an evaluation window existed by then.
        before: the digest of the seal that was changed.
        sealed: that seal as plain values, without its own amendments and digest: those before this one, and `before`.
    """

    at: str
    by: str
    reason: str
    results_seen: bool
    before: str
    sealed: Mapping[str, Any] = field(factory=dict)


@frozen
class Seal:
    """The content of a lock file.

    Attributes:
        project: the project document (goals, windows, zone, mapping, ...) in its canonical plain form.
        settings: the statistical settings; a version with other ones shows as moved goalposts.
        recipes: for every goal id the digest of formula, variant, parameters and mapping.
        results_seen: whether rows of an evaluation window existed when it was locked.
        digest: of everything else in canonical JSON.
    """

    locked_as_of: str
    project: Mapping[str, Any]
    settings: Mapping[str, Any]
    recipes: Mapping[str, str]
    plugins: Mapping[str, str]
    baselines: Mapping[str, SealedBaseline]
    results_seen: bool = False
    approved_by: str = ""
    amendments: tuple[Amendment, ...] = ()
    schema: str = "goalposts/lock/1"
    digest: str = field(default="", kw_only=True)
