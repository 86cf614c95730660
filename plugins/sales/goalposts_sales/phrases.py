"""How people speak of sales KPIs, and how they name a tool where an outcome should stand.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_DEAL_SIZE_EN = (
    (
        r"\b(?:average|mean)\s+(?:deal|order|sale|ticket|check|cheque|invoice)(?:\s+(?:size|value"
        r"|amount))?\b(?!\s+(?:cycle|time))"
    ),
    r"\bdeal\s+(?:size|value|amount)\b",
    r"\baov\b",
)
_DEAL_SIZE_RU = (
    r"\bсредн\w+\s+(?:чек|размер|сумм|стоимост)\w*\b",
    r"\bсумм\w+\s+сделк",
)

# "After", "since" and "before" the rollout only date a goal; they do not make the rollout the goal.
_UNDATED_EN = r"(?<!after )(?<!since )(?<!before )\b"
_INTRODUCE_EN = (
    rf"{_UNDATED_EN}(?:implement|deploy|introduc|install|launch|adopt"
    rf"|set up|setting up|roll out|rolling out|buy|purchas|replac|upgrad)"
    r"(?:e|ing)?\b"
)
_CHANGE_TO_EN = rf"{_UNDATED_EN}(?:mov|switch|migrat)(?:e|ing)?\b.{{0,25}}\bto\b"
_EVERYBODY_EN = (
    r"\b(?:must|should|shall|has to|have to|needs? to|everyone|everybody|all)\b.{0,30}\b(?:works?|uses?|lives?)\b"
)
_SYSTEM_EN = r"\b(?:crm|bitrix(?:24)?|amocrm|kommo|salesforce|hubspot|dynamics|pipedrive|zoho)\b"
_PEOPLE_EN = r"\b(?:managers?|reps?|sales ?(?:people|persons?|team)|everyone|everybody|people|staff|team)"
_TOOL_EN = (
    rf"{_INTRODUCE_EN}.{{0,40}}{_SYSTEM_EN}",
    rf"{_CHANGE_TO_EN}.{{0,30}}{_SYSTEM_EN}",
    r"\bautomat(?:e|ing)\b(?!.{0,12}\d).{0,40}\b(?:sales|deals?|leads?)\b",
)
_ADOPTION_EN = (
    rf"{_EVERYBODY_EN}.{{0,25}}{_SYSTEM_EN}",
    (
        rf"\b(?:keep|enter|put|record)\b.{{0,15}}\b(?:all|every\w*|the "
        rf"whole)\b.{{0,30}}\bin(?:to)?\b.{{0,10}}{_SYSTEM_EN}"
    ),
    rf"{_PEOPLE_EN}\b.{{0,25}}\b(?:works?|working|using|uses?|lives?|adopts?|logs? in)\b.{{0,20}}{_SYSTEM_EN}",
    rf"{_SYSTEM_EN} (?:adoption|usage|discipline)\b",
    rf"\b(?:adoption|usage|use) of (?:the )?(?:new )?{_SYSTEM_EN}",
)
_DELIVERY_EN = (
    rf"\b(?:migrat|import|load|transfer|upload)\w* (?:\S+ ){{0,5}}(?:in)?to (?:the )?(?:new )?{_SYSTEM_EN}",
)
_VANITY_EN = (
    r"\b(?:number of|daily|weekly|more|\d+) (?:\w+ )?log-?ins\b",
    rf"\blog-?ins?\b.{{0,20}}{_SYSTEM_EN}",
    r"\b(?:number of|\d[\d ,]*) (?:\w+ )?(?:contact |customer |client |company )(?:cards|records|profiles)\b",
)

# The genitive (after the rollout) only dates a goal, so the nouns stand in the nominative here.
_INTRODUCE_RU = (
    r"\b(?:внедр(?:ить|им|яем|ен|ение)|запус(?:тить|тим|каем|к)|установ(?:ить|им)|настро(?:ить|им)"
    r"|развернуть|подключить|купить|приобрести|закупить|заменить)\b"
)
_CHANGE_TO_RU = r"\b(?:перейти|перейдем|переходим|переход|перевести)\b.{0,30}\b(?:на|в)\b"
_MUST_RU = r"\bдолж(?:ен|н[ыа])\b.{0,30}\b(?:работать|пользоваться|вести)\b"
_EVERYBODY_RU = (
    r"\b(?:менеджеры|сотрудники|продавцы|все|чтобы)\b.{0,30}"
    r"\b(?:работают|работали|ведут|вели|пользуются|пользовались)\b"
)
_SYSTEM_RU = r"\b(?:salesforce|hubspot|crm|срм|битрикс|bitrix|амо|amo)"
_TOOL_RU = (
    rf"{_INTRODUCE_RU}.{{0,40}}{_SYSTEM_RU}",
    rf"{_CHANGE_TO_RU}.{{0,30}}{_SYSTEM_RU}",
    r"\bавтоматизир(?:овать|уем)\b(?!.{0,12}\d).{0,40}\b(?:продаж|сдел|лид)",
    r"\bавтоматизаци[яю] (?:отдела |процессов )?продаж",
)
_ADOPTION_RU = (
    rf"{_MUST_RU}.{{0,30}}{_SYSTEM_RU}",
    rf"{_EVERYBODY_RU}.{{0,30}}{_SYSTEM_RU}",
    rf"\b(?:вести|внести|заносить|вносить|фиксировать)\b.{{0,30}}\bв\b.{{0,10}}{_SYSTEM_RU}",
    rf"\bвс[ея]\b(?: \w+)? в {_SYSTEM_RU}",
    rf"\b(?:работа|работу|работать|пользоваться|использовать|использование)\b.{{0,15}}{_SYSTEM_RU}",
    (
        rf"\b(?:приучить|заставить|пересадить|перевести) (?:\w+ ){{0,3}}(?:на"
        rf"|в|на работу в|работать в|к|пользоваться) {_SYSTEM_RU}"
    ),
)
_DELIVERY_RU = (
    rf"\b(?:завести|занести|перенести|загрузить|импортировать|мигрировать)\b.{{0,30}}\bв\b.{{0,10}}{_SYSTEM_RU}",
)
_VANITY_RU = (
    r"\b(?:количеств|числ)\w* (?:вход|авториз|логин)\w*",
    r"\b\d+ (?:вход(?:а|ов)?\b|авторизаци|логин)\w*",
    r"\b(?:количеств|числ|\d+)\w* (?:карточ|заведенн)\w*",
)

_CALLS_EN = (
    r"\b\d+ (?:\w+ )?(?:calls|meetings|emails)\b.{0,15}\b(?:per|a|each|every) (?:day|week|rep|manager|salesperson)\b",
    r"\b(?:number of|make more) (?:calls|meetings|emails)\b",
)
_CALLS_RU = (
    r"\b\d+ (?:\w+ )?(?:звонк|встреч|касани)\w*.{0,15}\b(?:в (?:день|неделю)|на менеджера|каждый день)\b",
    r"\b(?:количеств|числ)\w* (?:\w+ )?(?:звонков|встреч)\b",
)
_REVENUE_EN = (
    r"\bsales (?:growth|volume|revenue|figures|up)\b",
    (
        r"\b(?:increas|grow|rais|boost|lift)\w* (?:the |our |total |annual "
        r"|monthly )*sales\b(?! (?:cycle|team|manager|rep|people|force))"
    ),
)
_REVENUE_RU = (
    r"\bпродажи (?:выр[ао]с|увелич|раст|подн|\+|на \d)\w*",
    r"\b(?:увелич|повы[сш]|подн[яи]|прирост)\w* (?:объем\w* )?продаж\w*",
)
_WATCHED_EN = r"\b(?:control|watch|monitor|track|supervise)\b (?:the |our |every |all )*(?:sales )?(?:reps?|sellers?)\b"
_CAPTURE = "sales.capture_completeness"
_SLOGANS = {
    ("en", "tool-not-outcome"): _TOOL_EN,
    ("en", "adoption-slogan"): _ADOPTION_EN,
    ("en", "delivery-not-outcome"): _DELIVERY_EN,
    ("en", "vanity-metric"): _VANITY_EN,
    ("en", "tool-mentioned"): (_SYSTEM_EN,),
    ("ru", "tool-mentioned"): (rf"{_SYSTEM_RU}\w*",),
    ("ru", "tool-not-outcome"): _TOOL_RU,
    ("ru", "adoption-slogan"): _ADOPTION_RU,
    ("ru", "delivery-not-outcome"): _DELIVERY_RU,
    ("ru", "vanity-metric"): _VANITY_RU,
}

PHRASES = (
    *(Phrase("en", pattern, kpi="sales.avg_deal_size") for pattern in _DEAL_SIZE_EN),
    *(Phrase("ru", pattern, kpi="sales.avg_deal_size") for pattern in _DEAL_SIZE_RU),
    *(Phrase("en", pattern, trap="vanity-metric") for pattern in _CALLS_EN),
    *(Phrase("ru", pattern, trap="vanity-metric") for pattern in _CALLS_RU),
    *(Phrase("en", pattern, trap="out-of-influence") for pattern in _REVENUE_EN),
    *(Phrase("ru", pattern, trap="out-of-influence") for pattern in _REVENUE_RU),
    Phrase("en", _WATCHED_EN, trap="control-of-people"),
    # What such slogans want can be measured: how much of what happens with customers is in the system.
    *(
        Phrase(language, pattern, kpi=_CAPTURE, trap=trap)
        for (language, trap), patterns in _SLOGANS.items()
        for pattern in patterns
    ),
)
