"""Where rows that cannot be read are kept."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen


@frozen
class Quarantine:
    """A private folder for refused rows.

    Attributes:
        values: whether what stood in them is kept too, or only their positions.
    """

    folder: Path
    values: bool = True
