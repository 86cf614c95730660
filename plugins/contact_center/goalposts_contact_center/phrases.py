"""How people name a tool where an outcome should stand, and the people of a contact centre; with the KPIs' phrases.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

from goalposts_contact_center.kpi_phrases import KPI_PHRASES

# "After", "since" and "before" the rollout only date a goal; they do not make the rollout the goal.
_UNDATED_EN = r"(?<!after )(?<!since )(?<!before )\b"
_INTRODUCE_EN = (
    rf"{_UNDATED_EN}(?:implement|deploy|introduc|install|launch|adopt"
    rf"|set up|setting up|roll out|rolling out|buy|replac|upgrad)"
    r"(?:e|ing)?\b"
)
_CHANGE_TO_EN = rf"{_UNDATED_EN}(?:mov|switch|migrat)(?:e|ing)?\b.{{0,25}}\bto\b"
_EVERYBODY_EN = r"\b(?:must|should|shall|has to|have to|everyone|everybody|all)\b.{0,30}\b(?:works?|uses?)\b"
_SYSTEM_EN = r"\b(?:telephony|pbx|chat ?bots?|voice ?bots?|ivr|softphone|(?:contact|call)[\s-]cent(?:er|re))\b"
_ADOPTION_EN = (
    rf"{_EVERYBODY_EN}.{{0,25}}{_SYSTEM_EN}",
    (
        r"\b(?:agents?|operators?)\b.{0,30}\b(?:works?|working|uses?|using|logs?)\b.{0,20}"
        r"\b(?:system|platform|desktop|softphone|workspace|tool|(?:contact|call)[\s-]cent(?:er|re))\b"
    ),
)
_TOOL_EN = (
    rf"{_INTRODUCE_EN}.{{0,40}}{_SYSTEM_EN}",
    rf"{_CHANGE_TO_EN}.{{0,30}}{_SYSTEM_EN}",
    r"\bautomat(?:e|ing)\b(?!.{0,12}\d).{0,40}\b(?:calls?|call[\s-]handling|(?:contact|call)[\s-]cent(?:er|re))\b",
)

# The genitive (after the rollout) only dates a goal, so the nouns stand in the nominative here.
_INTRODUCE_RU = (
    r"\b(?:внедр(?:ить|им|яем|ение)|запус(?:тить|тим|каем|к)|установ(?:ить|им)|настро(?:ить|им)"
    r"|развернуть|заменить|купить|закупить|обновить|подключить)\b"
)
_CHANGE_TO_RU = r"\b(?:перейти|перейдем|переходим|переход|перевести)\b.{0,30}\bна\b"
_EVERYBODY_RU = (
    r"\b(?:долж(?:ен|н[ыа])|все|чтобы)\b.{0,30}\b(?:работать|работа(?:ют|ли)|пользоваться|пользуются|пользовались)\b"
)
_SYSTEM_RU = (
    r"\b(?:чат-?бот|голосов\w+ (?:робот|бот)|платформ|телефони|атс\b|ivr\b|софтфон|контакт[\s-]?центр|колл[\s-]?центр)"
)
_ADOPTION_RU = (
    rf"{_EVERYBODY_RU}.{{0,25}}{_SYSTEM_RU}",
    (
        r"\b(?:оператор|агент)\w*\b.{0,30}\b(?:работа|пользу|использу|фиксир|занос|внос|отмеча|регистрир|вести"
        r"|ведут)\w*.{0,20}\b(?:систем|платформ|софтфон|интерфейс|программ|телефони)\w*"
    ),
)
_TOOL_RU = (
    rf"{_INTRODUCE_RU}.{{0,40}}{_SYSTEM_RU}",
    rf"{_CHANGE_TO_RU}.{{0,30}}{_SYSTEM_RU}",
    r"\bавтоматизир(?:овать|уем)\b(?!.{0,12}\d).{0,40}\b(?:вызов|звон|обращени|контакт[\s-]?центр|колл[\s-]?центр)",
)


# A contact centre is people too, so that its name alone is no tool.
_TELEPHONY_EN = r"\b(?:telephony|pbx|ivr|softphone|(?:chat|voice) ?bots?)\b"
_TELEPHONY_RU = r"\b(?:телефони|атс\b|ivr\b|софтфон|чат-?бот|голосов\w+ (?:робот|бот))\w*"


def _slogans(kpi: str, trap: str, language: str, patterns: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase(language, pattern, kpi=f"contact_center.{kpi}", trap=trap) for pattern in patterns)


# Telephony is bought so that callers get through; people who use the system leave records of their calls.
PHRASES = (
    *KPI_PHRASES,
    *_slogans("lost_rate", "tool-not-outcome", "en", _TOOL_EN),
    *_slogans("lost_rate", "tool-not-outcome", "ru", _TOOL_RU),
    *_slogans("outcome_recorded", "adoption-slogan", "en", _ADOPTION_EN),
    *_slogans("outcome_recorded", "adoption-slogan", "ru", _ADOPTION_RU),
    *(
        Phrase(language, pattern, kpi="contact_center.lost_rate", trap="tool-mentioned")
        for language, pattern in (("en", _TELEPHONY_EN), ("ru", _TELEPHONY_RU))
    ),
    Phrase("en", r"\bno (?:more )?(?:lost|missed|abandoned|unanswered|dropped) calls?\b", trap="unmeasurable-word"),
    Phrase("ru", r"\bне терять (?:\w+ )?(?:звонк|вызов)\w*", trap="unmeasurable-word"),
    Phrase(
        "en",
        r"\b(?:control|watch|monitor|track|supervise)\b (?:the |our |every |all )*(?:agents?|operators?)\b",
        trap="control-of-people",
    ),
    Phrase(
        "ru",
        r"\b(?:контрол\w+|следить за|слежк\w+ за) (?:\w+ )?(?:оператор|агент)\w*",
        trap="control-of-people",
    ),
    Phrase("ru", r"\b(?:сокра[тщ]|отказаться от|убра|высвобо|замени)\w* (?:\S+ ){0,2}оператор\w*", trap="headcount"),
    Phrase(
        "en", r"\b(?:cut|reduc|lower|shrink)\w* (?:the )?number of (?:\w+ )?(?:agents|operators)\b", trap="headcount"
    ),
    Phrase("ru", r"\b(?:сокра[тщ]|уменьш|сниз)\w* (?:числ|количеств|штат)\w* (?:\w+ )?оператор\w*", trap="headcount"),
)
