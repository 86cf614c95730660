"""The guides as a list of blocks, and how each kind of block is tried.

What a reader sees is the whole convention:

* a `sh` block is run command by command; each must exit 0, or with N where the line before ends with "exit code N:";
* a `console` block shows commands behind `$` and what they print; a line `...` stands for lines left out;
* a `python` block is run, as a doctest where it starts with `>>>`; the blocks of one page share their names;
* a block of any kind behind a line that ends with "Save it as `FILE`:" (or "... in Windows-1251:") is written.

All of one page happens in one folder, from top to bottom.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from attrs import frozen

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SAVED = re.compile(r"Save (?:it|this|them) as `([^`]+)`( in Windows-1251)?:$")
_EXPECTED = re.compile(r"exit code (\d):$")


@frozen
class Block:
    """A fenced block: its language, its text, its line in the page and the line of words before it."""

    language: str
    text: str
    line: int
    before: str

    @property
    def exit_code(self):
        said = _EXPECTED.search(self.before)
        return int(said[1]) if said else 0


def blocks(page: Path):
    """Every fenced block of a page, in order."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        words = text[: found.start()].strip().splitlines()
        yield Block(found[1], found[2], text[: found.start()].count("\n") + 1, words[-1] if words else "")


def prose(page: Path):
    """A page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


class Reader:
    """Somebody who does everything that a page says, in an empty folder."""

    def __init__(self, page: Path, folder: Path):
        self.page, self.folder, self.names = page, folder, {"__name__": page.stem}

    def follow(self):
        for block in blocks(self.page):
            try:
                self._do(block)
            except Exception as error:
                raise AssertionError(f"{self.page.name}:{block.line}: {type(error).__name__}: {error}") from error

    def _do(self, block: Block):
        saved = _SAVED.search(block.before)
        if saved:
            path = self.folder / saved[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(block.text.encode("cp1251" if saved[2] else "utf-8"))
        elif block.language == "python":
            self._python(block)
        elif block.language == "sh":
            for line in block.text.splitlines():
                self._command(line, block.exit_code)
        elif block.language == "console":
            self._console(block)

    def _python(self, block: Block):
        if not block.text.startswith(">>>"):
            exec(compile("\n" * block.line + block.text, str(self.page), "exec"), self.names)
            return
        test = doctest.DocTestParser().get_doctest(block.text, self.names, self.page.name, str(self.page), block.line)
        said = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        failed = runner.run(test, out=said.append, clear_globs=False).failed
        self.names = test.globs
        assert not failed, "".join(said)

    def _command(self, line: str, exit_code: int):
        words = shlex.split(line, comments=True)
        if not words:
            return ""
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return ""
        programs = {
            "goalposts": shutil.which("goalposts", path=str(Path(sys.executable).parent)),
            "python": sys.executable,
        }
        assert words[0] in programs, f"a guide holds only commands that are run here; found: {line}"
        done = subprocess.run(
            [programs[words[0]], *words[1:]],
            cwd=self.folder,
            capture_output=True,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        said = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == exit_code, f"{line}: exit code {done.returncode}, not {exit_code}:\n{said}"
        return said

    def _console(self, block: Block):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            said = " ".join(self._command(command, block.exit_code).split())
            place = 0
            for piece in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE):
                wanted = " ".join(piece.split())
                found = said.find(wanted, place)
                assert found >= 0, f"{command}: prints no\n{piece}\nbut\n{said}"
                place = found + len(wanted)
