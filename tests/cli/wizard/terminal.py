"""Somebody at a real terminal, 80 columns wide: reads what stands there, and types."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

COLUMNS = 80
_CONTROL = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]|\x1b[=>]|\x07")
_PATIENCE = 60
PROMPT = "> "


class Terminal:
    """A process that believes in a person; used as a context, which ends it."""

    def __init__(self, *arguments, folder: Path, language="", columns=COLUMNS, **environment):
        self.shown, self._seen = "", 0
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
        locale = "ru_RU.UTF-8" if language == "ru" else "C.UTF-8"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "goalposts.cli.main", *map(str, arguments)],
            cwd=folder,
            env=plain | {"LANG": locale, "TERM": "xterm", "PYTHONUTF8": "1", "TZ": "UTC"} | environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._ours = ours

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def _read(self, timeout):
        """Take in what has come; whether anything can still come."""
        ready, _, _ = select.select([self._ours], [], [], timeout)
        if not ready:
            return True
        try:
            new = os.read(self._ours, 65536)
        except OSError:  # what Linux says once the other side is closed
            return False
        self._raw = getattr(self, "_raw", b"") + new
        text = self._raw.decode("utf-8", errors="ignore")
        self.shown = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "")
        return bool(new)

    @property
    def raw(self):
        """All that was written, with its control sequences."""
        return getattr(self, "_raw", b"").decode("utf-8").replace("\r\n", "\n")

    def question(self):
        """Wait for the next prompt, and return what was said since the last answer."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            new = self.shown[self._seen :]
            if new.rpartition("\n")[2].startswith(PROMPT) and self._is_quiet():
                self._seen = len(self.shown)
                return new
            if not self._read(0.1):
                break
        raise AssertionError(f"no question came:\n{self.shown}")

    def _is_quiet(self):
        """Whether nothing more comes: behind the prompt may stand what is proposed to be changed."""
        before = self.shown
        self._read(0.2)
        return self.shown == before

    def type(self, words, end="\n"):
        os.write(self._ours, f"{words}{end}".encode())

    def answer(self, *answers):
        """Wait for a question before each answer; return all that was said."""
        said = []
        for words in answers:
            said.append(self.question())
            self.type(words)
        return "".join(said)

    def ended(self):
        """Wait for the end; return the exit code and what was said since the last answer."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self._read(0.1):
            pass
        assert time.monotonic() < end, f"it does not end:\n{self.shown}"
        return self.process.wait(timeout=_PATIENCE), self.shown[self._seen :]
