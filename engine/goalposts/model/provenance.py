"""What a scorecard rests on: the lock, what was asked, and what computed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from goalposts.locale import Text
from goalposts.model.seal import Amendment


@frozen
class LockState:
    """`unlocked`, `locked`, `moved` or `late`, how the file differs from the seal, and the seal itself."""

    status: str
    digest: str | None = None
    amendments: tuple[Amendment, ...] = ()
    differences: tuple[Text, ...] = ()
    seal: Mapping[str, Any] | None = None


@frozen
class Engine:
    """What computed the scorecard; `runtime` names the versions beneath it that numbers may depend on."""

    version: str
    plugins: Mapping[str, str]
    execution: str = "local"
    runtime: Mapping[str, str] = field(factory=dict)


@frozen
class Inputs:
    """What was asked, to replay it.

    Attributes:
        project: the document of the project as it was scored, under its seal if it has one.
        digest: of the document.
        settings: the statistical settings.
    """

    project: Mapping[str, Any] = field(factory=dict)
    digest: str = ""
    settings: Mapping[str, Any] = field(factory=dict)
