"""How people speak of sales KPIs, and how they name a tool where an outcome should stand.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_DEAL_SIZE_EN = (
    r"\b(?:average|mean)\s+(?:deal|order|sale|ticket|check|cheque|invoice)(?:\s+(?:size|value|amount))?\b(?!\s+(?:cycle|time))",
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
    rf"{_UNDATED_EN}(?:implement|deploy|introduc|install|launch|adopt|set up|setting up|roll out|rolling out)"
    r"(?:e|ing)?\b"
)
_CHANGE_TO_EN = rf"{_UNDATED_EN}(?:mov|switch|migrat)(?:e|ing)?\b.{{0,25}}\bto\b"
_EVERYBODY_EN = (
    r"\b(?:must|should|shall|has to|have to|needs? to|everyone|everybody|all)\b.{0,30}\b(?:works?|uses?|lives?)\b"
)
_SYSTEM_EN = r"\b(?:crm|bitrix(?:24)?|amocrm|kommo|salesforce|hubspot)\b"
_TOOL_EN = (
    rf"{_INTRODUCE_EN}.{{0,40}}{_SYSTEM_EN}",
    rf"{_CHANGE_TO_EN}.{{0,30}}{_SYSTEM_EN}",
    rf"{_EVERYBODY_EN}.{{0,25}}{_SYSTEM_EN}",
    rf"\b(?:keep|enter|put)\b.{{0,15}}\b(?:all|every|the whole)\b.{{0,30}}\bin(?:to)?\b.{{0,10}}{_SYSTEM_EN}",
    r"\bautomat(?:e|ing)\b(?!.{0,12}\d).{0,40}\b(?:sales|deals?|leads?)\b",
)

# The genitive (after the rollout) only dates a goal, so the nouns stand in the nominative here.
_INTRODUCE_RU = (
    r"\b(?:внедр(?:ить|им|яем|ение)|запус(?:тить|тим|каем|к)|установ(?:ить|им)|настро(?:ить|им)|развернуть)\b"
)
_CHANGE_TO_RU = r"\b(?:перейти|перейдем|переходим|переход|перевести)\b.{0,30}\b(?:на|в)\b"
_MUST_RU = r"\bдолж(?:ен|н[ыа])\b.{0,30}\b(?:работать|пользоваться|вести)\b"
_EVERYBODY_RU = (
    r"\b(?:менеджеры|сотрудники|продавцы|все|чтобы)\b.{0,30}"
    r"\b(?:работают|работали|ведут|вели|пользуются|пользовались)\b"
)
_SYSTEM_RU = r"\b(?:crm|срм|битрикс|bitrix|амо|amo)"
_TOOL_RU = (
    rf"{_INTRODUCE_RU}.{{0,40}}{_SYSTEM_RU}",
    rf"{_CHANGE_TO_RU}.{{0,30}}{_SYSTEM_RU}",
    rf"{_MUST_RU}.{{0,30}}{_SYSTEM_RU}",
    rf"{_EVERYBODY_RU}.{{0,30}}{_SYSTEM_RU}",
    rf"\b(?:вести|завести|занести|внести)\b.{{0,30}}\bв\b.{{0,10}}{_SYSTEM_RU}",
    rf"\bвс[ея]\b(?: \w+)? в {_SYSTEM_RU}",
    r"\bавтоматизир(?:овать|уем)\b(?!.{0,12}\d).{0,40}\b(?:продаж|сдел|лид)",
)

PHRASES = (
    *(Phrase("en", pattern, kpi="sales.avg_deal_size") for pattern in _DEAL_SIZE_EN),
    *(Phrase("ru", pattern, kpi="sales.avg_deal_size") for pattern in _DEAL_SIZE_RU),
    *(Phrase("en", pattern, trap="tool-not-outcome") for pattern in _TOOL_EN),
    *(Phrase("ru", pattern, trap="tool-not-outcome") for pattern in _TOOL_RU),
)
