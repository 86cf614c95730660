"""Puts the values of environment variables into addresses, and keeps them out of everything that people see."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from attrs import frozen

from goalposts.errors import AbsentSourceError, SourceError
from goalposts.locale import Text
from goalposts.model.addresses import PLAIN_SECRET, PLAIN_SECRET_HINT, VARIABLE, has_plain_secret, is_address
from goalposts.streams.files.source_file import SourceFile

_HIDDEN: Final = "***"
_LONGEST: Final = 300
"""Characters of what a database says."""
_SHORTEST: Final = 3


@frozen(repr=False)
class Address:
    """An address with its secrets in it; it lives as long as a connection is made, and is not shown.

    Attributes:
        secrets: the values of variables, in every form in which a driver may repeat them.
    """

    url: str
    secrets: tuple[str, ...]

    def scrubbed(self, said: object) -> str:
        """What a driver says, in one line and without a secret."""
        text = str(said)
        for secret in self.secrets:
            text = text.replace(secret, _HIDDEN)
        line = " ".join(text.split()).rstrip(".")
        return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


def filled_address(file: SourceFile) -> Address:
    """Put the values of variables into the address of a source; those of users and options are percent-encoded.

    Raises:
        SourceError: a variable that is not set, or a password that is written plainly.
    """
    if has_plain_secret(file.location):
        raise SourceError(PLAIN_SECRET, where=file.name, hint=PLAIN_SECRET_HINT)
    if whole := VARIABLE.fullmatch(file.location):
        url = _value(whole[1], file.name)
        return Address(url, _spellings([url, *_inner_secrets(url)]))
    values = {name: _value(name, file.name) for name in VARIABLE.findall(file.location)}
    before_query, mark, options = file.location.partition("?")
    user, at, host = before_query.rpartition("@")
    url = _filled(user, values, encoded=True) + at + _filled(host, values) + mark
    url += _filled(options, values, encoded=True)
    return Address(url, _spellings(values.values()))


def scheme_of(file: SourceFile) -> str:
    """The part of an address before `://`.

    Raises:
        SourceError: as `filled_address`.
    """
    if VARIABLE.fullmatch(file.location):
        return filled_address(file).url.partition(":")[0].lower()
    return file.location.partition(":")[0].lower()


def database_path(file: SourceFile) -> Path:
    """The file of a database: a path, or what stands behind `sqlite:///` or `duckdb:///`.

    Raises:
        SourceError: it is not there, or an address without a path.
    """
    path, shown = file.path, str(file.path)
    if is_address(file.location):
        written = re.sub(r"^[^:]*:/{0,3}", "", filled_address(file).url)
        if not written:
            problem = Text(en="the address names no file", ru="в адресе не назван файл")
            hint = Text(en="write sqlite:///calls.db", ru="напишите sqlite:///calls.db")
            raise SourceError(problem, where=file.name, hint=hint)
        path, shown = file.path / written, file.location  # a variable in it may hold a secret
    if not path.is_file():
        problem = Text(en="there is no file {path}", ru="нет файла {path}").fill(path=shown)
        hint = Text(en="check the path", ru="проверьте путь")
        raise AbsentSourceError(problem, where=file.name, hint=hint)
    return path


def _value(name: str, where: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        problem = Text(en="the environment variable {name} is not set", ru="не задана переменная окружения {name}")
        hint = Text(en="set it before you start Goalposts", ru="задайте её до запуска Goalposts")
        raise SourceError(problem.fill(name=name), where=where, hint=hint)
    return value


def _filled(text: str, values: dict[str, str], *, encoded: bool = False) -> str:
    return VARIABLE.sub(lambda found: quote(values[found[1]], safe="") if encoded else values[found[1]], text)


def _inner_secrets(url: str) -> list[str]:
    """What may be a password in an address, even one that is written wrongly, and the pieces a parser may quote."""
    rest = url.partition("://")[2]
    password = rest.rpartition("@")[0].partition(":")[2]
    options = [option.partition("=")[2] for option in rest.partition("?")[2].split("&")]
    pieces = [piece for secret in (password, *options) for piece in re.split(r"[:/@?#%&]", secret)]
    return [password, *options, *(piece for piece in pieces if len(piece) >= _SHORTEST)]


def _spellings(secrets: Iterable[str]) -> tuple[str, ...]:
    """Every secret as it is, encoded and decoded; the longest first, so that none is cut by a shorter one."""
    found = {form for secret in secrets for form in (secret, quote(secret, safe=""), quote(secret), unquote(secret))}
    return tuple(sorted(found - {""}, key=lambda form: (-len(form), form)))
