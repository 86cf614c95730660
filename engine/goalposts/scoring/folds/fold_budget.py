"""What a fold may take in memory, and the sentence that refuses more before the machine dies."""

from __future__ import annotations

from typing import Final

from attrs import define

from goalposts.errors import InputError
from goalposts.locale import Text, number

BUDGET_BYTES: Final = 2 << 30
"""What a fold may take in memory unless the caller says otherwise."""

_MEGABYTE: Final = 1 << 20
_TOO_LARGE: Final = Text(
    en="fold {fold} needs {size} MB of memory for {entities} entities so far, {each} bytes each, and for its events; "
    "the limit is {limit} MB",
    ru="свёртке {fold} нужно {size} МБ памяти: объектов уже {entities}, по {each} байт, и ещё события; "
    "предел — {limit} МБ",
)
_HINT: Final = Text(
    en="narrow its sources with `from:` or `where:`", ru="ограничьте источники через `from:` или `where:`"
)


@define(eq=False)
class FoldBudget:
    """The memory of one fold.

    Attributes:
        fold: its name, for messages.
        bytes: the most that it may take: entities, words, and packed rows.
        other_bytes: what is taken beside the entities.
    """

    fold: str
    bytes: int = BUDGET_BYTES
    other_bytes: int = 0

    def check(self, entity_bytes: int, entities: int) -> None:
        """Refuse what does not fit.

        Args:
            entity_bytes: what the entities take, or are about to take.
            entities: how many are known.

        Raises:
            InputError: all together is more than the budget.
        """
        size = entity_bytes + self.other_bytes
        if size > self.bytes:
            problem = _TOO_LARGE.fill(
                fold=self.fold,
                size=number(size / _MEGABYTE, 0),
                entities=number(entities, 0),
                each=number(entity_bytes / max(entities, 1), 0),
                limit=number(self.bytes / _MEGABYTE, 0),
            )
            raise InputError(problem, hint=_HINT)
