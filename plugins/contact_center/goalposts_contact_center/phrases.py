"""How people speak of the contact centre's KPIs, and how they name a tool where an outcome should stand.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_KPIS_EN = {
    "service_level": (
        r"\bservice[\s-]+level\b",
        r"\b\d+ ?/ ?\d+ (?:sl|service)\b|\bsla?\b(?= ?(?:of|to|at|from|up|\d|>|-))",
        r"\bcalls?\b.{0,25}\b(?:within|in|under)\s+\d+\s*s(?:ec(?:ond)?s?)?\b",
        r"\b(?:answer|pick)\w*\b.{0,40}\b(?:within|in|under)\s+\d+\s*s(?:ec(?:ond)?s?)?\b",
        r"\bwithin\s+\d+\s*s(?:ec(?:ond)?s?)?\b.{0,30}\banswer",
    ),
    "asa": (
        r"\basa\b",
        r"\b(?:average\s+)?speed\s+(?:of|to)\s+answer\b(?:.{0,25}\d+\s*s(?:ec(?:ond)?s?)?\b)?",
        r"\baverage\s+(?:wait|waiting\s+time|answer\s+time)\b",
    ),
    "wait_p95": (
        r"\b(?:p95|95(?:th|\s*%)?[\s-]+percentile)\b.{0,30}\bwait",
        r"\bwait\w*\b.{0,30}\b(?:p95|95(?:th|\s*%)?[\s-]+percentile)\b",
        r"\b95\s*%\s+of\b.{0,30}\bwait\b",
    ),
    "abandon_rate": (
        r"\babandon(?:ed|ment)?[\s-]+(?:call|contact|rate|share|percentage)",
        r"\babandon(?:ment)?\b(?!\s+time)",
        r"\b(?:calls?|callers?|customers?)\b.{0,25}\b(?:abandon(?:ed|s)?|hang(?:s|ing)?\s+up)\b",
    ),
    "lost_rate": (
        r"\b(?:lost|missed|unanswered)\s+calls?\b",
        r"\bcalls?\s+(?:lost|missed|without\s+(?:an\s+)?answer)\b",
    ),
    "ata": (r"\bata\b", r"\btime\s+to\s+abandon\b", r"\babandon(?:ment)?\s+time\b"),
    "aht": (r"\baht\b", r"\bhandl(?:e|ing)\s+time\b"),
    "att": (r"\batt\b", r"\btalk(?:ing)?\s+time\b", r"\b(?:length|duration)\s+of\s+(?:the\s+)?conversations?\b"),
    "acw": (r"\bacw\b", r"\bafter[\s-]+call\s+work\b", r"\bwrap[\s-]?up(?:\s+time)?\b"),
    "fcr": (
        r"\bfcr\b",
        r"\bfirst[\s-]+(?:contact|call)[\s-]+resolution\b",
        r"\b(?:solved|resolved|settled)\b.{0,20}\bfirst\s+(?:contact|call)\b",
    ),
    "csat": (r"\bcsat\b", r"\b(?:customer|caller)s?\s+satisfaction\b", r"\bsatisfied\s+(?:customers|callers)\b"),
    "transfer_rate": (
        r"\btransfer(?:red)?\s+(?:calls?|rate|share)\b",
        r"\bcalls?\s+(?:are\s+)?transferred\b",
        r"\bcall\s+transfers?\b",
    ),
    "repeat_rate": (
        r"\brepeat(?:ed)?\s+calls?(?:\s+rate)?\b",
        r"\b(?:callers?|customers?)\b.{0,15}\bcall(?:ing)?\s+(?:again|back)\b",
    ),
    "held_calls": (r"\bcalls?\s+(?:put\s+)?on\s+hold\b",),
    "blocked_rate": (r"\b(?:blocked|busy)\s+calls?\b",),
    "short_calls": (r"\b(?:very\s+)?short\s+calls?\b", r"\bcalls?\s+(?:shorter|of\s+less)\s+than\s+\d+"),
    "outcome_recorded": (
        r"\b(?:results?|outcomes?|dispositions?)\b.{0,30}\b(?:recorded|logged|filled|entered)\b",
        r"\b(?:recorded|logged|filled|entered|record|log|enter)\b.{0,25}\b(?:results?|outcomes?|dispositions?)\b",
    ),
}

_KPIS_RU = {
    "service_level": (
        r"\bуров\w+\s+(?:сервиса|обслуживания)\b",
        r"\b(?:принят|принима|отвеч|ответ|снима|снят)\w*\b.{0,40}\bза\s+\d+\s*с(?:ек\w*)?\b",
        r"\b(?:звон|вызов)\w*\b.{0,25}\b(?:за|в\s+течение)\s+\d+\s*с(?:ек\w*)?\b",
        r"\bsla?\b(?= ?(?:до|с|не|на|\d|>|-))",
        r"\b(?:за|в\s+течение)\s+\d+\s*с(?:ек\w*)?\b.{0,40}\b(?:принят|принима|отвеч|ответ)",
    ),
    "asa": (
        r"\basa\b",
        r"\bжд(?:ать|ут|ет|али)\s+ответа\b",
        r"\bскорост\w+\s+ответа\b(?:.{0,25}\d+\s*с(?:ек\w*)?\b)?",
        r"\bсредн\w+\s+(?:время\s+)?(?:ожидани[ея]|ответа)\b(?!.{0,20}(?:брошен|потерян))",
    ),
    "wait_p95": (
        r"\b95-?\w*\s*(?:%\s*)?(?:перцентил|процентил)\w*.{0,30}\b(?:ожидани|ждут|ждать)",
        r"\bожидани\w*.{0,30}\b95-?\w*\s*(?:перцентил|процентил)",
        r"\b95\s*%.{0,30}\b(?:ждут|ждали|ждать|ожидают)\b",
    ),
    "abandon_rate": (
        r"\b(?:потерян|брошен)\w*\s+(?:вызов|звон)",
        r"\b(?:вызов|звон)\w*.{0,20}\b(?:потеряно?|брошено?|теряем|теряется|теряются)\b",
        r"\bпотер\w+\s+(?:вызовов|звонков)\b",
        r"\b(?:потерянн|брошенн)\w+\s+(?=не\s|до\s|<|\d)",
        r"\bне\s+дожда(?:лись|вши\w*|ются|вшихся)\b",
    ),
    "lost_rate": (
        r"\b(?:пропущен|неотвечен|непринят|необслужен)\w*\s+(?:вызов|звон)",
        r"\b(?:вызов|звон)\w*.{0,30}\bбез\s+ответа\b",
    ),
    "ata": (
        r"\bata\b",
        r"\bврем\w+\s+до\s+(?:отказа|сброса|потери)\b",
        r"\bожидани\w+\s+(?:потерянн|брошенн)\w*(?:\s+(?:вызов|звон)\w*)?",
    ),
    "aht": (
        r"\baht\b",
        r"\b(?:врем\w+|длительност\w+)\s+(?:обработки|обслуживания)(?:\s+(?:вызов|звон|обращени|клиент)|\s*$|\s*\W)",
    ),
    "att": (r"\batt\b", r"\b(?:врем\w+|длительност\w+)\s+разговор"),
    "acw": (
        r"\bacw\b",
        r"\bпоствызывн",
        r"\bпостобработк",
        r"\b(?:работ|обработк)\w*\s+после\s+(?:звонка|вызова|разговора)\b",
    ),
    "fcr": (
        r"\bfcr\b",
        r"\b(?:решен|решаем|закрыт)\w*\b.{0,25}\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*",
        r"\b(?:вопрос|обращени|проблем|заявок|реша)\w*.{0,25}\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*",
        r"\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*.{0,20}\b(?:реш|закры)\w+",
    ),
    "csat": (r"\bcsat\b", r"\bудовлетворенност\w*(?:\s+(?:клиент|абонент)\w*)?", r"\bоценк\w+\s+(?:клиент|абонент)\w*"),
    "transfer_rate": (
        r"\bперевод\w*\s+(?:звон|вызов)\w*",
        r"\bпереведенн\w*\s+(?:звон|вызов)\w*",
        r"\b(?:звон|вызов)\w*,?\s+переведенн\w*",
    ),
    "repeat_rate": (r"\bповторн\w*\s+(?:звон|вызов|обращени)\w*", r"\b(?:перезванива|звонят\s+(?:снова|повторно))\w*"),
    "held_calls": (r"\b(?:звон|вызов)\w*\s+(?:с\s+удержани|на\s+удержани)\w*",),
    "short_calls": (r"\bкоротк\w+\s+(?:вызов|звон|разговор)",),
    "outcome_recorded": (
        r"\b(?:результат|итог|исход)\w*.{0,30}\b(?:запис|занес|заполн|зафиксир|внес)",
        r"\b(?:запис|занес|заполн|зафиксир|внес)\w*.{0,25}\b(?:результат|итог|исход)",
    ),
}

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
    r"\bоператор\w*\b.{0,30}\b(?:работа|пользу|использу)\w*.{0,20}\b(?:систем|платформ|софтфон|интерфейс|программ|телефони)\w*",
)
_TOOL_RU = (
    rf"{_INTRODUCE_RU}.{{0,40}}{_SYSTEM_RU}",
    rf"{_CHANGE_TO_RU}.{{0,30}}{_SYSTEM_RU}",
    r"\bавтоматизир(?:овать|уем)\b(?!.{0,12}\d).{0,40}\b(?:вызов|звон|обращени|контакт[\s-]?центр|колл[\s-]?центр)",
)


# A contact centre is people too, so that its name alone is no tool.
_TELEPHONY_EN = r"\b(?:telephony|pbx|ivr|softphone|(?:chat|voice) ?bots?)\b"
_TELEPHONY_RU = r"\b(?:телефони|атс\b|ivr\b|софтфон|чат-?бот|голосов\w+ (?:робот|бот))\w*"


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"contact_center.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


def _slogans(kpi: str, trap: str, language: str, patterns: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase(language, pattern, kpi=f"contact_center.{kpi}", trap=trap) for pattern in patterns)


# Telephony is bought so that callers get through; people who use the system leave records of their calls.
PHRASES = (
    *_named("en", _KPIS_EN),
    *_named("ru", _KPIS_RU),
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
