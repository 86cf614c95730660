"""Whether an owner is one person or post, several, or nobody in particular."""

from __future__ import annotations

import re
from typing import Final

from goalposts.linting.phrases import plain

_POST: Final = re.compile(
    r"\b(?:head|chief|director|manager|officer|owner|president|supervisor|coordinator|c[eftio]o"
    r"|руководител\w*|директор\w*|начальник\w*|менеджер\w*|управляющ\w*|заместител\w*|зам|главн\w*|глава|гендиректор\w*"
    r"|администратор\w*|супервайзер\w*|собственник\w*|владел\w*)\b"
)
_COLLECTIVE: Final = re.compile(
    r"\b(?:we|us|everyone|everybody|all|management|staff|contractor|vendor|suppliers?|nobody|tbd|it)\b"
    r"|\b(?:team|teams|department|unit|division)$"
    r"|\b(?:мы|все|руководство|ит|подрядчик|поставщик|ответственные|сотрудники|коллектив|отдел|отделы|департамент"
    r"|служба|команда|подразделение|дирекция)\b"
)
_ALWAYS_BETWEEN: Final = re.compile(r"\s*;\s*|\s+[/&+]\s+|\n")
_PERHAPS_BETWEEN: Final = re.compile(r"\s*,\s*|\s+(?:and|и|а также)\s+")
_ABBREVIATED_POST: Final = re.compile(r"[A-ZА-ЯЁ]{2,5}")
"""Capitals only are no surname; which post they mean is a matter of the trade."""
_PERSON: Final = re.compile(r"(?:[A-ZА-ЯЁ][\w'’-]*\.?\s*){1,3}")


def names_several(owner: str) -> bool:
    """Whether an owner is more than one person or post.

    >>> names_several("Anna Petrova, Ivan Sidorov"), names_several("Head of sales and service")
    (True, False)
    """
    if len(_ALWAYS_BETWEEN.split(owner.strip())) > 1:
        return True
    parts = [part.strip() for part in _PERHAPS_BETWEEN.split(owner)]
    posts = [part for part in parts if _POST.search(plain(part)) or _ABBREVIATED_POST.fullmatch(part)]
    people = [part for part in parts if part not in posts and _PERSON.fullmatch(part)]
    return len(posts) > 1 or len(people) > 1


def names_collective(owner: str) -> bool:
    """Whether an owner is a department or `we`; a post in a department is a person.

    >>> names_collective("отдел продаж"), names_collective("начальник отдела продаж")
    (True, False)
    """
    said = plain(owner)
    return _POST.search(said) is None and _COLLECTIVE.search(said) is not None
