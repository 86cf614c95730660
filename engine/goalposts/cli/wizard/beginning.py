"""The first questions: in which language, from which template, and what the rollout is called."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from goalposts.cli.wizard.dialogue import Choice, some_words
from goalposts.formats.value_edits import with_values
from goalposts.linting.rules.blank_left import BLANK
from goalposts.locale import LANGUAGES, Text

if TYPE_CHECKING:
    from goalposts.cli.wizard.dialogue import Dialogue
    from goalposts.cli.wizard.work import Work

_LANGUAGE = Text.of("Language / язык")
_NAMES: Final = {"en": Text.of("English"), "ru": Text.of("Русский")}
_WHICH = Text(en="Which of these is nearest to what you are doing?", ru="Что из этого ближе всего к вашему проекту?")
_WHY = Text(
    en="A template brings the goals that such a rollout usually has, and says what its data look like. All of it can "
    "be changed.",
    ru="Шаблон приносит цели, обычные для такого внедрения, и описывает, какими бывают данные. Изменить можно всё.",
)
_NAME = Text(en="What is the rollout called?", ru="Как называется внедрение?")
_NAME_HELP = Text(
    en="It stands above every report: as 'New platform of the Leeds office'.",
    ru="Это название стоит над каждым отчётом: например, «Новая платформа филиала в Туле».",
)
_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def language(work: Work, ask: Dialogue) -> Work:
    """Ask in which language to go on, if it was not said; the locale proposes one."""
    if not ask.session.asked_language:
        choices = [Choice(known, _NAMES[known]) for known in LANGUAGES]
        ask.session.asked_language = ask.choose(_LANGUAGE, choices, proposed=_of_locale())
    return work


def _of_locale() -> str:
    """Russian where the system speaks it."""
    said = next((os.environ[name] for name in _LOCALES if os.environ.get(name)), "")
    return "ru" if said.lower().startswith("ru") else "en"


def template(work: Work, ask: Dialogue) -> Work:
    """Ask for the template, if it was not said, and start from its text."""
    found = work.template
    if found is None:
        known = work.catalogue.templates
        dash = Text(en="{name}: {summary}", ru="{name}: {summary}")
        choices = [Choice(name, dash.fill(name=name, summary=known[name].summary)) for name in sorted(known)]
        found = known[ask.choose(_WHICH, choices, helped=_WHY)]
    return work.with_text(found.text.get(ask.session.language), template=found)


def name(work: Work, ask: Dialogue) -> Work:
    """Ask what the rollout is called."""
    written = work.values()["project"]
    said = work.given.name or work.filled("project")
    if not said:
        open_ = BLANK.search(written) is not None
        if open_ and not ask.asking:
            return work
        said = ask.ask(_NAME, some_words, proposed="" if open_ else written, helped=_NAME_HELP)
    return work.with_text(with_values(work.text, {"project": said})).using("project")
