"""Which rules to run: by code, by the beginning of a code, or by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.errors import InputError, did_you_mean
from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.model import Rule

SYNTAX_CODES = "GP0"
"""The problems of the project file itself: no rules, but people may name them."""
NO_RULE: Final = Text(en="no rule has the code or name '{word}'", ru="нет правила с кодом или именем «{word}»")


def selected(rules: Iterable[Rule], select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    """Return the rules that are selected (all, when nothing is) and not ignored, in their order.

    Raises:
        InputError: a word fits no rule.
    """
    known = tuple(rules)
    for word in (*select, *ignore):
        check_word(word, known)
    return tuple(
        rule
        for rule in known
        if (not select or any(fits(word, rule) for word in select)) and not any(fits(word, rule) for word in ignore)
    )


def fits(word: str, rule: Rule) -> bool:
    """Whether a word means a rule: its name, its code, or how its code begins (`GP1`).

    An empty word means no rule.
    """
    return word == rule.name or (bool(word) and rule.code.startswith(word.upper()))


def check_word(word: str, rules: tuple[Rule, ...], where: str = "") -> None:
    """Demand that a word means some rule.

    Args:
        word: a code, the beginning of one, or a name.
        rules: all that there are.
        where: the place in a file where it was written.

    Raises:
        InputError: it fits none.
    """
    if means_a_rule(word, rules):
        return
    known = [label for rule in rules for label in (rule.code, rule.name)]
    raise InputError(NO_RULE.fill(word=word), where, did_you_mean(word, known))


def means_a_rule(word: str, rules: Iterable[Rule]) -> bool:
    """Whether a word means some rule, or problems of the project file itself."""
    return word.upper().startswith(SYNTAX_CODES) or any(fits(word, rule) for rule in rules)
