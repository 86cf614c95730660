"""What text tables have in common, however their bytes come: a header, and cells that are read by blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import pyarrow as pa
from attrs import evolve, frozen

from goalposts.streams.text.block_reader import BlockReader


@frozen(eq=False)
class TextTable:
    """A text table with its name and the reader of its blocks."""

    name: str
    reader: BlockReader

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the header."""
        return self.reader.header.columns

    @property
    def written(self) -> tuple[str, str]:
        """Its encoding and its delimiter."""
        return self.reader.header.written

    def typed(self, kinds: Mapping[str, pa.DataType], decimal: str) -> Self:
        """The same, which may give some columns typed."""
        return evolve(self, reader=self.reader.typed(kinds, decimal))
