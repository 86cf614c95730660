"""Opens files that may be packed by gzip or zstd, and says in a sentence what is wrong with the packing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO, Any, Final

from attrs import define

from goalposts.errors import SourceError
from goalposts.locale import Text

_MAGIC: Final = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_MAGIC_BYTES: Final = 4


def packing_of(path: Path) -> str | None:
    """Name how a file is packed, by its first bytes: `gzip`, `zstd` or nothing."""
    with path.open("rb") as file:
        start = file.read(_MAGIC_BYTES)
    return next((name for magic, name in _MAGIC.items() if start.startswith(magic)), None)


@define
class Reached:
    """How many bytes of a file are read, as they lie packed on the disk."""

    bytes: int = 0


def unpacked(path: Path, name: str, reached: Reached | None = None) -> IO[bytes]:
    """Open the bytes of a file, unpacked while they are read.

    Args:
        path: the file.
        name: what messages call it.
        reached: is told how far it is read.

    Raises:
        SourceError: it cannot be opened; reading it, that it is damaged or cut off.
    """
    import pyarrow as pa

    try:
        packing, packed = packing_of(path), pa.OSFile(str(path))
        stream = pa.CompressedInputStream(packed, packing) if packing else packed
    except (pa.ArrowException, OSError) as fault:
        raise cannot_be_read(name, fault) from fault
    return io.BufferedReader(_Unpacking(stream, packed, name, reached or Reached()), 1 << 20)


def cannot_be_read(name: str, fault: BaseException) -> SourceError:
    """Say that a file cannot be opened, and why."""
    if isinstance(fault, PermissionError):
        problem = Text(en="there is no permission to read it", ru="нет прав на чтение")
        return SourceError(problem, where=name, hint=Text(en="ask for the right", ru="получите доступ"))
    problem = Text(en="cannot be read: {fault}", ru="не читается: {fault}")
    hint = Text(en="check that the file is whole", ru="проверьте, что файл целый")
    return SourceError(problem.fill(fault=str(fault).splitlines()[0].rstrip(".")), where=name, hint=hint)


class _Unpacking(io.RawIOBase):
    """Bytes of an Arrow stream, whose failures are told as sentences."""

    def __init__(self, stream: Any, packed: Any, name: str, reached: Reached) -> None:
        self._stream, self._packed, self._name, self._reached = stream, packed, name, reached

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        import pyarrow as pa

        try:
            found = self._stream.read(len(buffer))
        except (pa.ArrowException, OSError, EOFError) as fault:
            raise _damaged_packing(self._name) from fault
        buffer[: len(found)] = found
        self._reached.bytes = self._packed.tell()
        return len(found)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _damaged_packing(name: str) -> SourceError:
    problem = Text(en="the packed file is damaged or cut off", ru="упакованный файл повреждён или обрезан")
    hint = Text(en="copy or export it again", ru="скопируйте или выгрузите его заново")
    return SourceError(problem, where=name, hint=hint)
