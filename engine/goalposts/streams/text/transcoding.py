"""Texts that are not written byte by byte, as UTF-8 while they are read."""

from __future__ import annotations

import codecs
import io
from typing import IO, Any

from goalposts.streams.files.text_encoding import wrong_encoding

_CHUNK = 1 << 20


class Transcoding(io.RawIOBase):
    """The bytes of a text as UTF-8, without a byte order mark."""

    def __init__(self, stream: IO[bytes], encoding: str, name: str) -> None:
        self._stream, self._encoding, self._name = stream, encoding, name
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready, self._lines, self._begun = memoryview(b""), 1, False

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes.

        Raises:
            SourceError: the text is written in another encoding.
        """
        while not self._ready:
            packed = self._stream.read(_CHUNK)
            self._ready = memoryview(self._decoded(packed).encode())
            if not packed:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _decoded(self, packed: bytes) -> str:
        try:
            text = self._decoder.decode(packed, final=not packed)
        except UnicodeDecodeError as fault:
            before = packed[: fault.start].decode(self._encoding, "ignore").count("\n")
            raise wrong_encoding(self._encoding, f"{self._name}:{self._lines + before}", packed) from None
        except UnicodeError:
            raise wrong_encoding(self._encoding, f"{self._name}:{self._lines}", packed) from None
        self._lines += text.count("\n")
        if text and not self._begun:
            self._begun, text = True, text.removeprefix("\ufeff")
        return text

    def close(self) -> None:
        """Close what it reads."""
        self._stream.close()
        super().close()
