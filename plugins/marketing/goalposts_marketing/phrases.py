"""How people speak of marketing KPIs.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_KPIS_EN = {
    "cpl": (
        (
            r"\b(?:price|cost)s?\s+(?:per|of\s+an?|of\s+one|for\s+(?:a|each|every)|of)\s+(?:\w+\s+)?(?:leads?"
            r"|enquir\w+|inquir\w+)\b"
        ),
        r"\bleads?\b.{0,20}\b(?:costs?|cheaper|price)\b",
        r"\b(?:pay|paying|spend)\b.{0,25}\b(?:per|for\s+(?:a|each))\s+leads?\b",
        r"\bcost[\s-]per[\s-]lead\b",
        r"\bcpl\b",
        r"\bcosts?\s+(?:per|of\s+an?|of)\s+(?:qualified\s+|valid\s+)?leads?\b",
        r"\bleads?\s+costs?\b",
    ),
    "cpa": (r"\bcpa\b", r"\bcosts?\s+(?:per|of\s+an?)\s+(?:action|conversion|acquisition)\b"),
    "leads": (
        r"\b(?:\d[\d ,]*k?|twice\s+as\s+many|more|double|extra)\s+(?:\w+\s+)?leads\b",
        r"\bleads?\s+(?:volume|numbers?|count|flow)\b",
        r"\binflow\s+of\s+leads\b",
        r"\b(?:number\s+of|more)\s+(?:new\s+|valid\s+|qualified\s+)?leads\b",
        r"\bleads\s+(?:a|per)\s+(?:day|week|month)\b",
    ),
    "ltv": (
        r"\b(?:customer|client)\s+(?:lifetime\s+)?value\b",
        r"\b(?:ltv|clv)\b(?!\s*(?:[:/]|to\b))",
        r"\b(?:customer\s+)?lifetime\s+value\b",
    ),
    "ltv_to_cac": (r"\bltv\s*(?:[:/]|to)\s*cac\b",),
    "retention": (
        r"\bretain\w*\b.{0,20}\b(?:customers?|clients?|buyers?)\b",
        r"\b(?:customers?|clients?)\s+(?:we\s+)?(?:retain|kept|keep)\w*",
        r"\bkeep\s+(?:\S+\s+){0,4}(?:customers|clients)\b",
        r"\b(?:customer\s+)?retention(?:\s+rate)?\b",
        r"\bcustomers?\s+who\s+come\s+back\b",
    ),
    "payback": (r"\bpayback\b(?:.{0,12}\bcustomers?\b)?",),
    "new_customers": (
        r"\b(?:first-time|newly\s+won)\s+(?:customers?|buyers?)\b",
        r"\b(?:win|acquire|gain)\s+(?:\S+\s+){0,2}(?:customers|buyers)\b",
        r"\b(?:number\s+of\s+)?new\s+customers\b(?!\s+cost)",
    ),
    "lead_validity": (
        r"\b(?:valid|real|genuine|usable)\s+(?:leads?|enquiries)\b(?!\s+(?:cost|a\b|per\b))",
        r"\b(?:junk|spam|invalid|fake)\s+leads?\b",
        r"\bleads?\b.{0,20}\b(?:valid|usable|reachable)\b",
        r"\bvalid\s+leads\b(?!\s+(?:cost|a\b|per\b))",
        r"\bshare\s+of\s+valid\s+leads\b",
    ),
    "qualified_to_sale": (r"\bqualified\s+leads?\s+(?:that\s+)?(?:buy|bought|convert\w*|(?:in)?to\s+sales?)\b",),
    "cac": (
        (
            r"\bcosts?\s+(?:to|of)\s+(?:win|winning|acquir\w+|get\w*)\s+(?:a\s+|one\s+"
            r"|each\s+)?(?:new\s+)?(?:customer|client|buyer)s?\b"
        ),
        r"\b(?:customer|client)\s+acquisition\s+costs?\b",
        r"\bacquisition\s+costs?\b",
        r"\bcac\b",
        r"\bcosts?\s+(?:per|of\s+an?)\s+(?:new\s+)?customer\b",
    ),
    "romi": (
        r"\b(?:marketing|advertising)\s+(?:roi|return)\b",
        r"\broi\s+(?:of|on|in)\s+(?:our\s+|the\s+)?(?:marketing|advertising|campaigns?)\b",
        r"\breturn\s+on\s+(?:our\s+|the\s+)?(?:marketing|campaigns?)\b",
        r"\b(?:marketing|advertising|campaigns?)\b.{0,15}\bpay(?:s|ing)?\s+(?:for\s+itself|off|back)\b",
        r"\bromi\b",
        r"\breturn\s+on\s+(?:our\s+)?marketing\b",
    ),
    "roas": (
        r"\breturn\s+on\s+(?:our\s+|the\s+)?ad(?:vertising|s|vert)?(?:\s+spend\w*)?\b",
        r"\bad(?:vertising)?\s+spend\s+return\b",
        r"\broas\b",
        r"\breturn\s+on\s+ad(?:vertising)?\b",
    ),
    "qualification": (
        r"\bqualif\w+\b.{0,20}\bleads?\b(?!\s+(?:cost|a\b|per\b|that\s+b|to\s+sale))",
        r"\bleads?\b.{0,35}\b(?:qualif\w+|accepted\s+by\s+sales)\b(?!\s+cost)",
        r"\bleads?\s+(?:that\s+|which\s+)?(?:are\s+|get\s+)?qualified\b(?!\s+cost)",
        r"\b(?:share|percentage|rate)\s+of\s+qualified\s+leads\b",
        r"\blead\s+qualification\b",
        r"\bmql\b.{0,12}\bsql\b",
    ),
    "lead_to_sale": (
        (
            r"\bleads?\b.{0,25}\b(?:convert\w*|becom\w+\s+(?:an?\s+)?(?:customers?|sales?|deals?|clients?)"
            r"|turn\w*\s+into\s+\w+|end\s+in\s+(?:a\s+)?sales?)\b"
        ),
        r"\b(?:turn|convert)\w*\s+(?:\S+\s+){0,4}leads?\s+(?:in)?to\s+\w+\b",
        r"\bconversion\s+(?:rate\s+)?(?:of|from)\s+(?:\w+\s+)?leads?\b(?:.{0,15}\b(?:sale|deal|order|customer)s?)?",
        r"\bleads?\s+(?:that\s+)?(?:buy|bought|convert\w*)\b",
        r"\blead\s+conversion\b",
        r"\bconvert\w*\s+(?:more\s+|of\s+)?(?:our\s+|the\s+)?leads\b",
        r"\blead[\s-]to[\s-](?:sale|deal|customer)s?(?:\s+conversion)?\b",
        r"\bconversion\s+(?:of|from)\s+(?:a\s+)?leads?(?:\s+(?:in)?to\s+\w+)?\b",
        r"\bconversions?\b(?! (?:action|event))",
    ),
    "unattributed": (
        (
            r"\bleads?\b.{0,25}\b(?:unknown|no|missing|without|untagged)\s+(?:an?\s+)?(?:channel|source|origin"
            r"|attribution)\b"
        ),
        r"\bsource\s+unknown\b",
        r"\bunattributed\s+leads?\b",
        r"\bleads?\b.{0,20}\b(?:unknown\s+origin|without\s+(?:a\s+)?(?:channel|source|origin))\b",
    ),
    "ctr": (
        r"\bclick-?\s?through\b(?:\s+rates?)?",
        r"\bclicks?\s+rates?\b",
        r"\bctr\b",
        r"\bclick(?:-?through)?\s+rate\b",
    ),
    "cpc": (
        r"\b(?:price|cost)s?\s+(?:of|per|for)\s+(?:a\s+|one\s+|each\s+)?clicks?\b",
        r"\bcpc\b",
        r"\bcosts?\s+per\s+click\b",
    ),
}
_KPIS_RU = {
    "cpl": (
        r"\b(?:лид|заявк|заявок)\w*\s+(?:по|за|в)\s+\d[\d\s]*(?:руб|₽|р\.|тыс)\w*",
        r"\b(?:стоимост|цен|себестоимост)\w*\s+(?:\w+\s+){0,2}(?:лид|заявк|обращени)\w*",
        r"\b(?:лид|заявк)\w*\b.{0,25}\b(?:дешевле|стоит|стоить|стоят|обход|по\s+цене)\w*",
        r"\b(?:платить|тратить|платим|тратим)\b.{0,20}\bза\s+(?:\w+\s+)?(?:лид|заявк)\w*",
        r"\bудешев\w+\s+(?:\w+\s+)?(?:лид|заявк)\w*",
        r"\bcpl\b",
        r"\b(?:стоимост|цен)\w*\s+(?:\w+\s+)?(?:лид|заявк)\w*",
        r"\bлид\w*\s+(?:\w+\s+)?(?:стоит|стоить|стоят|обходится|обходиться|дешев\w+)",
    ),
    "leads": (
        (
            r"\b(?:\d[\d ]*|вдвое\s+больше|больше|в\s+\w+\s+раза?\s+больше|поток\w*|прирост\w*|объем\w*|числ\w*"
            r"|количеств\w*)\s+(?!качествен|хорош|целев)(?:\w+\s+)?(?:лид(?:ов|а|ы)?\b|заявок|заявк\w*)"
        ),
        r"\b(?:лид|заяв)\w*\s+(?:\w+\s+){0,2}(?:в\s+(?:день|неделю|месяц|сутки)|больше)\b",
        r"\b(?:числ|количеств)\w*\s+(?:нов\w+\s+|валидн\w+\s+|входящ\w+\s+)?(?:лид|заяв)\w*",
        r"\b(?:лидов|заявок)\s+в\s+(?:день|неделю|месяц)\b",
    ),
    "ltv": (
        r"\bценност\w+\s+(?:\w+\s+)?клиент\w*",
        r"\bдоход\w*\s+с\s+(?:одного\s+)?клиента\b",
        r"\bltv\b(?!\s*[:/])",
        r"\b(?:пожизненн\w+\s+)?ценност\w+\s+клиент\w*",
    ),
    "ltv_to_cac": (r"\bltv\s*(?:[:/]|к)\s*cac\b",),
    "retention": (
        r"\b(?:удерж|сохран)\w*\s+(?:\S+\s+){0,3}(?:клиент|покупател)\w*",
        r"\bудержани\w+\b(?!\s+(?:вызов|звонк))",
        r"\bудержани\w+(?:\s+клиент\w*)?(?!\s+(?:вызов|звонк))",
        r"\bretention\b",
    ),
    "payback": (
        r"\bокуп\w+\s+(?:\w+\s+)?(?:клиента|покупателя)\b",
        r"\bклиент\w*\s+(?:\w+\s+)?окуп\w+",
        r"\bсрок\w*\s+окупаемости(?:\s+клиента)?\b",
    ),
    "new_customers": (
        r"\b(?:привле|приве)\w*\s+(?:\S+\s+){0,3}(?:клиент|покупател)\w*",
        r"\bнов\w+\s+(?:клиент|покупател)\w*(?:\s+(?:в|за)\s+\w+)?",
        r"\b(?:числ|количеств)\w*\s+новых\s+клиентов\b",
        r"\bновых\s+клиентов\s+в\s+(?:день|месяц)\b",
    ),
    "lead_validity": (
        r"\b(?:валидн|реальн|нормальн|настоящ)\w*\s+(?:лид|заявк|заявок)\w*",
        r"\b(?:мусорн|спамн|нецелев|фейков|битых|пуст)\w*\s+(?:лид|заявк|заявок)\w*",
        r"\bвалидност\w*\s+(?:лид|заявк|заявок)\w*",
        r"\b(?:дол\w+\s+)?валидн\w+\s+лид\w*",
    ),
    "qualified_to_sale": (r"\bконверси\w+\s+(?:из\s+)?квал\w*\.?\s*(?:лид\w*)?\s*в\s+(?:продаж|сделк|оплат)\w*",),
    "cpa": (
        r"\b(?:стоимост|цен)\w*\s+(?:одного\s+|за\s+)?(?:целев\w+\s+)?(?:действи|конверси)\w*",
        r"\bcpa\b",
        r"\b(?:стоимост|цен)\w*\s+(?:целевого\s+)?действи\w*",
    ),
    "cac": (
        r"\b(?:стоимост|цен)\w*\s+(?:\w+\s+){0,2}(?:клиента|покупателя)\b",
        r"\b(?:стоимост|расход|затрат)\w*\s+(?:на\s+)?привлечени\w+(?:\s+(?:\w+\s+)?(?:клиент|покупател)\w*)?",
        r"\bcac\b",
        r"\b(?:стоимост|цен)\w*\s+(?:привлечени\w+\s+)?(?:нового\s+)?клиента\b",
    ),
    "romi": (
        r"\bокупаемост\w*\s+(?:\w+\s+)?(?:маркетинг|реклам|продвижени|кампани)\w*",
        r"\b(?:маркетинг|реклам)\w*\s+(?:\w+\s+)?окуп\w+",
        r"\bотдач\w+\s+(?:от\s+)?(?:маркетинг|реклам)\w*",
        r"\bromi\b",
        r"\bокуп(?:ить|ать|им)\s+(?:маркетинг|реклам)\w*",
        r"\b(?<!срок )(?<!срока )окупаемост\w*\s+(?:маркетинга|рекламы)\b",
    ),
    "roas": (
        r"\bдрр\b",
        r"\bокупаемост\w*\s+рекламн\w+\s+(?:расход|затрат|бюджет)\w*",
        r"\broas\b",
        r"\bвозврат\w*\s+рекламн\w+\s+(?:расход|затрат)\w*",
    ),
    "qualification": (
        (
            r"\b(?:квалифицированн|целев|качественн|принят)\w*\s+(?:лид(?:ов|ы|а)?\b|заявок|заявки)(?=.{0,25}%"
            r"|.{0,25}процент)"
        ),
        r"\b(?:лид|заявк|заявок)\w*\b.{0,25}\bквалиф\w*",
        r"\bквалиф\w*\s+(?:\S+\s+){0,3}(?:лид|заявк|заявок)\w*",
        r"\bдол\w+\s+(?:квалифицированн|принят|целев)\w*\s+лид\w*",
        r"\bквалификаци\w+\s+лид\w*",
        r"\bлид\w*\s*,?\s+принят\w+\s+продаж\w+",
    ),
    "lead_to_sale": (
        (
            r"\bконверси\w+\s+(?:из\s+|с\s+)?(?:\w+\s+)?(?:лид|заяв|обращени)\w*(?:\s+в\s+(?:\w+\s+)?(?:продаж"
            r"|сделк|оплат|клиент|покуп|договор|заказ)\w*)?"
        ),
        r"\b(?:лид|заявк|заявок)\w*\s+(?:\w+\s+)?(?:станов|превраща|доход|конвертир|покупа)\w*(?:\s+(?:в|до)\s+\w+)?",
        r"\bконвертир\w*\s+(?:\S+\s+){0,3}(?:лид|заявк|заявок)\w*",
        r"\bконверси\w+\s+(?:из\s+)?(?:лид|заяв)\w*(?:\s+в\s+(?:продаж|сделк|оплат|клиент|покуп)\w*)?",
        r"\bконверси\w*",
    ),
    "unattributed": (
        (
            r"\b(?:лид|заяв)\w*\b.{0,25}\b(?:без|неизвестн\w+|неопределенн\w+|не\s+определен\w*"
            r"|непонятн\w+)\s+(?:источник|канал|происхожден|метк)\w*"
        ),
        r"\bисточник\w*\s+(?:не\s*извест|не\s+определ)\w*",
        r"\bлид\w*\s+(?:неизвестн\w+\s+(?:происхожден|источник)\w*|без\s+источник\w*)",
    ),
    "ctr": (r"\bктр\b", r"\bctr\b", r"\bкликабельност\w*"),
    "cpc": (
        r"\b(?:стоимост|цен)\w*\s+(?:\w+\s+)?(?:клик|переход)\w*",
        r"\bклик\w*\s+(?:\w+\s+)?(?:дешевле|стоит|дороже|обход)\w*",
        r"\bcpc\b",
        r"\b(?:стоимост|цен)\w*\s+клика\b",
    ),
}


# Analytics are bought to know where leads come from; so that is what such a goal is about.
_ANALYTICS = {
    "en": (
        (
            r"\b(?:implement|deploy|introduc|install|launch|set up|setting up|roll out|connect"
            r"|buy)\w*\b(?:(?!speech|voice|text).){0,25}"
            r"\b(?:analytics|attribution|call ?tracking|tracking|cdp)\b"
        ),
    ),
    "ru": (
        (
            r"\b(?:внедр|запус|установ|настро|подключ|разверн|купи)\w*\b(?:(?!речев|голосов).){0,25}"
            r"\b(?:аналитик|коллтрекинг|атрибуци|utm|cdp|метрик[уи]\b)\w*"
        ),
    ),
}


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"marketing.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


PHRASES = (
    *_named("en", _KPIS_EN),
    *_named("ru", _KPIS_RU),
    *(
        Phrase(language, pattern, kpi="marketing.unattributed", trap="tool-not-outcome")
        for language, patterns in _ANALYTICS.items()
        for pattern in patterns
    ),
)
