"""Addresses of databases as a project file writes them: with `${NAME}` in the place of every secret."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl

from goalposts.locale import Text

VARIABLE: Final = re.compile(r"\$\{([A-Za-z_]\w*)\}")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+]+://", re.IGNORECASE)
_SECRET_KEY: Final = re.compile(r"pass|pwd|secret|token|api_?key|private_?key|^auth$", re.IGNORECASE)

_INNER_OPTION: Final = re.compile(r"([^;=]+)=\s*\{?([^;}]*)")
"""In an option that is a connection string of its own."""

_PORT: Final = re.compile(r"[^:]*(:[0-9]+)?(/.*)?")

PLAIN_SECRET: Final = Text(
    en="the address holds a password that everybody can read", ru="в адресе записан пароль, который прочтёт любой"
)
PLAIN_SECRET_HINT: Final = Text(
    en="write ${NAME} in its place, and set the environment variable NAME",
    ru="напишите вместо него ${NAME} и задайте переменную окружения NAME",
)


def is_address(location: str) -> bool:
    """Whether a location is the address of a database, or a variable that holds one, rather than a path.

    >>> is_address("sqlite:///calls.db"), is_address("${CALLS_URL}"), is_address("calls/*.csv")
    (True, True, False)
    """
    return _ADDRESS.match(location) is not None or VARIABLE.fullmatch(location) is not None


def has_plain_secret(location: str) -> bool:
    """Whether an address holds a password, or a part of one, that everybody can read who can read the file.

    >>> has_plain_secret("postgresql://ann:hunter2@host/db"), has_plain_secret("postgresql://ann:${PW}@host/db")
    (True, False)
    """
    if not is_address(location):
        return False
    rest = location.partition("://")[2]
    before_query, _, query = rest.partition("?")
    user, at, _ = before_query.rpartition("@")
    secrets = [user.partition(":")[2]] if at else []
    if not at and "@" in query and not _PORT.fullmatch(before_query):  # a password with a question mark in it
        secrets.append(before_query.partition(":")[2])
    options = parse_qsl(query)
    secrets += [value for key, value in options if _SECRET_KEY.search(key)]
    inner = [found.groups() for _, value in options for found in _INNER_OPTION.finditer(VARIABLE.sub("", value))]
    secrets += [value for key, value in inner if _SECRET_KEY.search(key.strip())]
    if at and not user.startswith("/"):  # as Oracle writes it: ann/password@host; a path may have an @ in it
        secrets.append(user.partition("/")[2])
    return any(VARIABLE.sub("", secret) for secret in secrets)
