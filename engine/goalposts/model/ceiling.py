"""Ceilings: a value that a KPI passes only where its sources count something otherwise than it seems."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from goalposts.locale import Text, quantity, text_of

_ROUNDING: Final = 1e-9


@frozen
class Ceiling:
    """What to tell where a KPI lies above a value; it is told beside the verdict and changes nothing in it.

    Attributes:
        above: the value, in the KPI's units: 1 of a share.
        code: of the reason, stable: lower-case words with underscores.
        text: the sentence of the reason; `{value}` in it stands for what was found.
    """

    above: float
    code: str = field()
    text: Text = field(converter=text_of)

    @code.validator
    def _is_a_code(self, _: object, value: str) -> None:
        if not (value.isidentifier() and value.islower()):
            raise ValueError(f"ceiling: code: lower-case words with underscores are needed, found '{value}'")

    def tells(self, value: float, unit: str, currency: str) -> Text | None:
        """The sentence about a value; nothing where that does not lie above, or only by what sums of fractions lose."""
        is_above = value - self.above > _ROUNDING * max(1.0, abs(self.above))
        return self.text.fill(value=quantity(value, unit, currency)) if is_above else None
