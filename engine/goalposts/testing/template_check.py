"""Checks a template: in every language it is a project that `check` lets pass once its blanks are filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from goalposts.catalogue.resolve import resolvable
from goalposts.errors import GoalpostsError
from goalposts.formats import project_from_text
from goalposts.linting import lint
from goalposts.locale import LANGUAGES
from goalposts.testing.sample import TODAY

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Template

_FOREIGN_NAMES: Final = ("unknown-kpi", "unknown-event-type")
_TO_FILL_IN: Final = "blank-left"


def template_breaches(template: Template, catalogue: Catalogue) -> Iterator[str]:
    """Names of other plugins' domains may be unknown here; whatever else is an error would greet every new user."""
    for language in LANGUAGES:
        text = template.text.get(language)
        try:
            project = project_from_text(text, catalogue, f"{template.id}.{language}")
        except (GoalpostsError, ValueError, TypeError) as error:
            yield f"its {language} text cannot be read: {type(error).__name__}: {error}"
            continue
        for found in lint(project, resolvable(project), {}, TODAY, ignore=(*_FOREIGN_NAMES, _TO_FILL_IN)):
            if found.severity == "error":
                yield f"`check` refuses its {language} text: {found.line('en')}"
