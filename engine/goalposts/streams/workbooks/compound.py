"""Finds the stream of a workbook in the compound container that a `.xls` file is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

_NAMES: Final = ("Workbook", "Book")
_HEADER: Final = 512
_ENTRY: Final = 128
_NO_SECTOR: Final = 0xFFFFFFFA
"""Sectors from here on stand for none."""


def workbook_stream(data: bytes) -> bytes | None:
    """Return the stream of a workbook; None where the container has none, as one locked by a password.

    Raises:
        ValueError: the container is damaged.
    """
    try:
        box = _Container(data)
        root = next(box.entries())
        for name, start, size in box.entries():
            if name in _NAMES:
                return box.read(start, size, root)
    except (struct.error, StopIteration, IndexError) as fault:
        raise ValueError("its container is cut off") from fault
    return None


@frozen(eq=False)
class _Container:
    """Sectors, and the table that says which follows which."""

    data: bytes
    next_sector: tuple[int, ...] = field(init=False)

    @next_sector.default
    def _table(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self.data, 76))
        following, left = struct.unpack_from("<II", self.data, 68)
        left = min(left, len(self.data) // self.sector_bytes)
        while following < _NO_SECTOR and left:
            more = struct.unpack(f"<{self.sector_bytes // 4}I", self.sector(following))
            listed.extend(more[:-1])
            following, left = more[-1], left - 1
        found: list[int] = []
        for number in listed:
            if number < _NO_SECTOR:
                found.extend(struct.unpack(f"<{self.sector_bytes // 4}I", self.sector(number)))
        return tuple(found)

    @property
    def sector_bytes(self) -> int:
        return 1 << min(int(struct.unpack_from("<H", self.data, 30)[0]), 16)

    def sector(self, number: int) -> bytes:
        start = max(_HEADER, self.sector_bytes) + number * self.sector_bytes
        if start >= len(self.data):
            raise ValueError("its container is cut off")
        return self.data[start : start + self.sector_bytes].ljust(self.sector_bytes, b"\0")

    def chain(self, start: int, table: tuple[int, ...]) -> Iterator[int]:
        for _ in range(len(table)):
            if start >= _NO_SECTOR:
                return
            yield start
            start = table[start]
        raise ValueError("its container runs in a circle")

    def whole(self, start: int) -> bytes:
        return b"".join(map(self.sector, self.chain(start, self.next_sector)))

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Name, first sector and size of everything in it, the root first."""
        directory = self.whole(struct.unpack_from("<I", self.data, 48)[0])
        for place in range(0, len(directory), _ENTRY):
            length = min(struct.unpack_from("<H", directory, place + 64)[0], 64)
            name = directory[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
            yield (name, *struct.unpack_from("<II", directory, place + 116))

    def read(self, start: int, size: int, root: tuple[str, int, int]) -> bytes:
        if size >= struct.unpack_from("<I", self.data, 56)[0]:
            return self.whole(start)[:size]
        small = self.whole(root[1])
        packed = self.whole(struct.unpack_from("<I", self.data, 60)[0])
        table = struct.unpack(f"<{len(packed) // 4}I", packed)
        length = 1 << min(int(struct.unpack_from("<H", self.data, 32)[0]), 16)
        parts = (small[number * length : (number + 1) * length] for number in self.chain(start, table))
        return b"".join(parts)[:size]
