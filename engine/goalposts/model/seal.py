"""The seal: goals, windows, settings and baseline as they were fixed before results were in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from goalposts.locale import Text


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
        at: the day, ISO 8601.
        by: who approves it.
        results_seen: whether rows of an evaluation window existed on that day.
        before: the digest of the seal that was replaced.
        differences: what it changed, a sentence each.
    """

    at: str
    by: str
    reason: str
    results_seen: bool
    before: str
    differences: tuple[Text, ...] = ()


@frozen
class Seal:
    """The content of a lock file.

    Attributes:
        project: the project document (goals, windows, zone, mapping, ...) in its canonical plain form.
        settings: the statistical settings; a version with other ones shows as moved goalposts.
        recipes: for every goal id the digest of formula, variant, parameters and mapping.
        results_seen: whether rows of an evaluation window existed when it was locked.
        amendments: its recorded changes, the oldest first.
        replaced: for every amendment the seal as it was before, as plain values, without its own `replaced`.
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
    replaced: tuple[Mapping[str, Any], ...] = ()
    schema: str = "goalposts/lock/1"
    digest: str = field(default="", kw_only=True)
