"""Knows the digests of files: as remembered while nobody touched a file, else by reading it.

What is remembered is trusted where size, times, inode and both ends of the file are what they were, and its times were
some seconds old when it was stamped: a file may be written twice within one tick of the clock of its file system.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import asdict, define, field

from goalposts.store.folder import Store

if TYPE_CHECKING:
    from goalposts.streams.files.source_blocks import TextBlock
    from goalposts.streams.files.stamps import StampedFile
    from goalposts.streams.units import Content

_SETTLED_NANOSECONDS: Final = 2_000_000_000
_END_BYTES: Final = 1 << 16


@define(eq=False)
class FileDigests:
    """The digests of the blocks of files, which the store remembers.

    Attributes:
        kind: what the cut depends on beside the bytes of a file.
    """

    store: Store
    kind: str
    _known: dict[Path, tuple[StampedFile, tuple[TextBlock, ...]]] = field(factory=dict, init=False)
    _fresh: set[Path] = field(factory=set, init=False)

    def remembered(self, file: StampedFile) -> tuple[TextBlock, ...] | None:
        """The blocks of a file that is what it was when it was last looked at; None when it is not."""
        from goalposts.streams.files.source_blocks import same_blocks

        known = self._known.get(file.path)
        if known is not None and known[0].stamp == file.stamp:
            return known[1]
        stored = self._stored(file)
        if stored is None or stored["stamp"]["size"] != file.stamp.size:
            return None
        blocks, settled = _blocks(stored), _is_settled(file)  # as it is before the file is read
        if not _is_trusted(stored, file):
            if not same_blocks(file.path, blocks):
                return None
            self._remember(file, blocks, settled=settled)
        self._known[file.path] = file, blocks
        return blocks

    def cut(self, file: StampedFile, make: Callable[[], Iterable[TextBlock]]) -> Iterator[TextBlock]:
        """The blocks of a file: those remembered, or else made, and remembered when all are."""
        settled = _is_settled(file)  # as it is before the file is read
        if not settled:
            self._fresh.add(file.path)
        known = self.remembered(file)
        if known is not None:
            yield from known
            return
        blocks = []
        for block in make():
            blocks.append(block)
            yield block
        self._remember(file, tuple(blocks), settled=settled)
        self._known[file.path] = file, tuple(blocks)

    def is_what_was_read(self, content: Content) -> bool:
        """Whether blocks of files that were written lately still have the bytes whose digests were taken."""
        from goalposts.streams.files.source_blocks import same_block

        return all(same_block(file.path, block) for file, block in content if file.path in self._fresh)

    def _stored(self, file: StampedFile) -> Mapping[str, Any] | None:
        body = self.store.get(self._key(file))
        found = None if body is None else json.loads(body)
        return found if isinstance(found, dict) else None

    def _remember(self, file: StampedFile, blocks: tuple[TextBlock, ...], *, settled: bool) -> None:
        plain = {
            "stamp": asdict(file.stamp),
            "settled": settled,
            "ends": _ends(file),
            "blocks": [asdict(block) for block in blocks],
        }
        self.store.put(self._key(file), json.dumps(plain).encode())

    def _key(self, file: StampedFile) -> str:
        return f"file:{self.kind}:{file.path.absolute()}"


def _blocks(stored: Mapping[str, Any]) -> tuple[TextBlock, ...]:
    from goalposts.streams.files.source_blocks import TextBlock

    return tuple(TextBlock(**plain) for plain in stored["blocks"])


def _is_trusted(stored: Mapping[str, Any], file: StampedFile) -> bool:
    return bool(stored["settled"] and stored["stamp"] == asdict(file.stamp) and stored["ends"] == _ends(file))


def _is_settled(file: StampedFile) -> bool:
    return time.time_ns() - max(file.stamp.modified, file.stamp.changed) > _SETTLED_NANOSECONDS


def _ends(file: StampedFile) -> str:
    """The digest of both ends of a file, where appended rows and footers stand."""
    with file.path.open("rb") as stream:
        head = stream.read(_END_BYTES)
        stream.seek(max(file.stamp.size - _END_BYTES, 0))
        return hashlib.sha256(head + stream.read(_END_BYTES)).hexdigest()
