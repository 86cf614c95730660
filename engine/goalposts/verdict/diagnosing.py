"""Asks the diagnostics of a fitted go-live: the engine's own, then those that plugins bring."""

from __future__ import annotations

from collections.abc import Callable

from goalposts.errors import PluginError
from goalposts.faults import fault_of
from goalposts.inference.diagnostics import DIAGNOSTICS
from goalposts.locale import Text
from goalposts.model import Catalogue, Check, Contribution, Diagnostic, FittedStep

CAPS = ("", "B", "C", "D", "E")
"""The grades that a failed check may leave at best; empty for all."""


def examiner(catalogue: Catalogue) -> Callable[[FittedStep], tuple[Check, ...]]:
    """Make the question that inference asks once it has fitted a go-live.

    Raises:
        PluginError: when asked, if a plugin's diagnostic raises, or answers something else than a check of its own.
    """

    def examine(fitted: FittedStep) -> tuple[Check, ...]:
        own = tuple(diagnostic.check(fitted) for diagnostic in DIAGNOSTICS)
        brought = (
            _asked(contribution, diagnostic, fitted)
            for contribution in catalogue.contributions
            for diagnostic in contribution.domain.diagnostics
        )
        return (*own, *brought)

    return examine


def _asked(owner: Contribution, diagnostic: Diagnostic, fitted: FittedStep) -> Check:
    try:
        check = diagnostic.check(fitted)
    except Exception as error:  # a stranger's diagnostic may raise anything; it is named, not hidden
        raise _blame(owner, diagnostic, _RAISED.fill(error=fault_of(error))) from error
    if not isinstance(check, Check):
        raise _blame(owner, diagnostic, _NO_CHECK.fill(found=type(check).__name__))
    if check.name != diagnostic.name:
        raise _blame(owner, diagnostic, _OTHER_NAME.fill(found=check.name))
    if check.caps not in CAPS:
        raise _blame(owner, diagnostic, _NO_GRADE.fill(found=check.caps))
    return check


def _blame(owner: Contribution, diagnostic: Diagnostic, problem: Text) -> PluginError:
    named = Text(en="diagnostic '{name}' {problem}", ru="диагностика «{name}» {problem}")
    return PluginError(owner.plugin, named.fill(name=diagnostic.name, problem=problem), owner.version)


_RAISED = Text(en="raised {error}", ru="завершилась ошибкой {error}")
_NO_CHECK = Text(en="must give a Check, found {found}", ru="должна вернуть Check; найдено: {found}")
_OTHER_NAME = Text(en="gives a check of another name: '{found}'", ru="возвращает проверку с другим именем: «{found}»")
_NO_GRADE = Text(
    en="caps at '{found}'; write B, C, D, E or nothing",
    ru="ограничивает степенью «{found}»; допустимы B, C, D, E или ничего",
)
