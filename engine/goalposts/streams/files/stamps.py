"""What the system says of a file without reading it, so that a change while it is read is noticed."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from goalposts.errors import SourceError
from goalposts.locale import Text


@frozen
class Stamp:
    """The state of a file, as far as the system knows it.

    Attributes:
        modified, changed: nanoseconds of the last write, and of the last change of anything, which no program can set.
        inode: another one when a file took its place.
    """

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Ask the system."""
        found = path.stat()
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


@frozen
class StampedFile:
    """A file as it was when it was opened.

    Attributes:
        name: what messages call it.
    """

    name: str
    path: Path
    stamp: Stamp

    @classmethod
    def of(cls, name: str, path: Path) -> StampedFile:
        """Stamp a file.

        Raises:
            SourceError: it is gone.
        """
        try:
            return cls(name, path, Stamp.of(path))
        except OSError as fault:
            raise changed(name) from fault

    def check_unchanged(self) -> None:
        """Check that nobody wrote to the file meanwhile.

        Raises:
            SourceError: somebody did.
        """
        if StampedFile.of(self.name, self.path).stamp != self.stamp:
            raise changed(self.name)


def changed(name: str) -> SourceError:
    """Say that a file changed while it was read."""
    problem = Text(en="the file was changed while it was read", ru="файл изменился, пока его читали")
    hint = Text(en="run again when nobody writes to it", ru="повторите, когда в него никто не пишет")
    return SourceError(problem, where=name, hint=hint)
