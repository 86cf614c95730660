"""How people speak of sales KPIs other than the size of a deal.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_DEALS_RU = r"(?:сдел(?:к|ок)|продаж|заказ)\w*"
_KPIS_EN = {
    "win_rate": (
        r"\bwin[\s-]+rates?\b",
        r"\bwin more of (?:our |the )?deals\b",
        r"\bshare\s+of\s+(?:closed\s+)?deals?\s+(?:that\s+are\s+)?won\b",
        r"\bshare\s+of\s+won\s+deals\b",
    ),
    "funnel_conversion": (
        r"\b(?:sales\s+)?funnel\s+conversion\b",
        r"\bconversion\s+(?:of|from)\s+(?:the\s+)?(?:deals?|funnel)(?:\s+to\s+(?:sale|order|contract)s?)?\b",
        r"\bdeal[\s-]to[\s-](?:sale|order|contract)\w*(?:\s+conversion)?\b",
        r"\bconversions?\b(?! (?:action|event))",
    ),
    "time_to_close": (
        r"\btime\s+to\s+close\b",
        r"\b(?:sales|deal)\s+cycles?\b",
        r"\bclose\s+(?:the\s+|our\s+)?deals?\s+(?:faster|in|within)\b",
        r"\b(?:length|duration)\s+of\s+(?:the\s+|a\s+)?(?:deals?|sales\s+cycle)\b",
    ),
    "repeat_share": (
        r"\bsecond\s+purchases?\b",
        r"\b(?:returning|repeat|regular)\s+(?:customers?|buyers?)\b",
    ),
    "loss_reason_recorded": (
        r"\blost\s+deals?\b.{0,25}\breasons?\b",
        r"\bloss\s+reasons?\b",
        r"\breasons?\s+(?:for|of)\s+(?:losing|lost)\b",
    ),
    "logged_on_time": (
        r"\b(?:calls?|meetings?|activities|visits?)\b.{0,30}\blogged\b",
        r"\blog\b.{0,25}\b(?:calls?|meetings?|activities|visits?)\b(?: and \w+)?",
    ),
    "capture_completeness": (
        r"\b(?:contacts?|interactions?)\b.{0,40}\b(?:recorded|captured|logged|entered)\b",
        r"\bcapture\s+completeness\b",
        r"\b(?:record|capture|log|enter)\b.{0,25}\b(?:customer\s+)?(?:contacts|interactions)\b",
    ),
    "revenue": (
        (
            r"\b(?:increas|grow|rais|boost|lift|improv|doubl|tripl"
            r"|quadrupl)\w* (?:the |our |total |annual |monthly )*sales\b"
            r"(?! (?:cycle|team|manager|rep|people|force|process|conversion|funnel))"
        ),
        (
            r"\bsales (?:growth|volume|revenue|figures|up|(?:will |must "
            r"|should |to )?(?:grow|rise|increase|double|triple)\w*)\b"
        ),
        r"\b(?:revenues?|turnover)\b(?! share)",
    ),
    "deals_won": (r"\b(?:number of |more )?deals? won\b", r"\bnumber of won deals\b", r"\bnew contracts signed\b"),
    "deals_created": (r"\b(?:number of )?(?:new|created) deals\b", r"\bdeals (?:created|opened)\b"),
    "margin_share": (r"\bmargins? (?:on|of) (?:the )?sales\b", r"\bsales margins?\b", r"\bgross margin\b"),
    "return_rate": (r"\b(?:product |goods )?returns? (?:rate|share)\b", r"\bshare of (?:returns|returned)\b"),
    "activities_per_rep_day": (
        r"\b(?:calls|meetings) (?:a|per) day\b",
        r"\b(?:calls|meetings|activities)\b.{0,12}\bper (?:rep|manager|salesperson|seller)\b",
        r"\b(?:each|every) (?:rep|manager|salesperson)\b.{0,20}\b(?:calls|meetings)\b",
    ),
    "results_recorded": (r"\b(?:activities|meetings)\b.{0,25}\b(?:have|with) (?:a )?(?:recorded )?results?\b",),
    "shadow_deals": (r"\bdeals? (?:entered|created|registered)\b.{0,25}\b(?:after|when|once)\b.{0,15}\bwon\b",),
    "zero_amounts": (r"\b(?:won )?deals? without (?:an )?amounts?\b", r"\bdeals? with (?:a )?zero amounts?\b"),
    "ownerless_deals": (r"\bdeals?\b.{0,15}\bwithout\s+(?:an\s+)?owner\b",),
}
_KPIS_RU = {
    "win_rate": (
        rf"\bдол\w+\s+(?:выигранн|успешн)\w*(?:\s+среди\s+(?:закрыт\w+|всех))?\s+{_DEALS_RU}",
        rf"\bпроцент\w*\s+(?:выигранн|успешн)\w*\s+{_DEALS_RU}",
    ),
    "funnel_conversion": (
        r"\bконверси\w+\s+(?:воронки|(?:в|по|всей)\s+воронк\w+)\b",
        r"\bсквозн\w+\s+конверси\w*",
        r"\bконверси\w+\s+(?:из\s+)?сдел\w+(?:\s+в\s+\w+)?",
        r"\bконверси\w*",
    ),
    "time_to_close": (
        r"\b(?:срок|врем|длительност|продолжительност)\w*\s+(?:закрытия\s+)?сделк\w*",
        r"\bцикл\w*\s+(?:сделк|продаж)\w*",
        r"\bсрок\w*\s+закрытия\b",
        r"\bзакры(?:вать|ть)\s+сделк\w+\s+(?:быстрее|за)\b",
    ),
    "repeat_share": (
        r"\bвтор\w*\s+(?:покуп|заказ)\w+",
        r"\bпостоянн\w+\s+(?:клиент|покупател)\w*",
    ),
    "loss_reason_recorded": (
        r"\bпроигранн\w+\s+сдел\w+\b.{0,25}\bпричин\w*(?:\s+отказа)?",
        r"\bпричин\w+\b.{0,40}\bпроигранн\w+\s+сдел\w+",
        r"\bпричин\w+\s+(?:проигрыш|отказ)\w*",
    ),
    "logged_on_time": (
        r"\b(?:звонк|встреч|дел)\w*.{0,30}\b(?:занес|внес)\w+",
        r"\b(?:занесени|внесени)\w+\s+(?:звонк|встреч|дел)\w+(?:\s+и\s+\w+)?",
    ),
    "capture_completeness": (
        r"\bконтакт\w*.{0,40}\b(?:занес|занос|фиксир|зафиксир|записан|внесен)\w*",
        r"\b(?:занес|занос|зафиксир|фиксир)\w+\s+(?:\w+\s+)?контакт\w*",
        r"\bполнот\w+\s+фиксации\b",
    ),
    "revenue": (
        r"\b(?:увелич|повы[сш]|подн[яи]|нараст|рост|прирост|удво|утро|роста)\w* (?:объем\w* |общ\w+ )*продаж\w*",
        r"\bпродажи (?:на новый|\+|-)",
        r"\bпродажи (?:\w+ )?(?:выр[ао]с|увелич|раст|подн)\w*",
        r"\bобъем\w* продаж\b",
        r"\b(?:выручк|оборот)\w*\b",
    ),
    "deals_won": (
        r"\b(?:числ|количеств)\w* (?:выигранн|успешн|закрыт)\w* сделок\b",
        r"\bвыигранн\w+ сделок\b(?!.{0,12}%)",
    ),
    "deals_created": (r"\b(?:числ|количеств)\w* (?:нов|созданн)\w* сделок\b", r"\bновых сделок\b(?! без)"),
    "margin_share": (r"\bмарж\w*(?: продаж\w*)?", r"\bрентабельност\w+ продаж\w*"),
    "return_rate": (r"\b(?:дол\w+ |процент\w* )?возврат(?:ы|ов|а)?\b(?! реклам)",),
    "activities_per_rep_day": (
        r"\b(?:звонк|встреч)\w* в день\b",
        r"\b(?:звонк|встреч)\w*.{0,15}\b(?:на (?:одного )?(?:менеджер|продавц)\w*|у (?:каждого )?менеджер\w*)",
        r"\b(?:каждый )?менеджер (?:делает|совершает|проводит).{0,20}(?:звонк|встреч)\w*",
    ),
    "results_recorded": (r"\b(?:дел|встреч)\w* с (?:заполненн\w+ )?результат\w*", r"\bрезультат\w* (?:встреч|дел)\w*"),
    "shadow_deals": (
        r"\bсдел\w+,? (?:занесенн|заведенн|созданн)\w+ (?:задним числом|после (?:оплат|выигрыш|продаж)\w*)",
    ),
    "zero_amounts": (r"\b(?:выигранн\w+ )?сдел\w+ (?:без сумм|с нулев)\w*",),
    "stage_dwell": (r"\b(?:время|срок) (?:нахождения |пребывания )?на (?:этап|стади)\w*",),
    "ownerless_deals": (r"\bсдел\w+\s+без\s+(?:ответственн|владельц|хозяин)\w*",),
}
# Repeat purchases are counted in orders; the default variant counts buyers.
_REPEAT_ORDERS = (
    ("en", r"\brepeat(?:ed)?\s+(?:purchases?|orders?)\b"),
    ("ru", r"\bповторн\w*\s+(?:покуп|заказ|продаж)\w+"),
)
KPI_PHRASES = (
    *(
        Phrase(language, pattern, kpi=f"sales.{kpi}")
        for language, patterns_by_kpi in (("en", _KPIS_EN), ("ru", _KPIS_RU))
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    ),
    *(Phrase(language, pattern, kpi="sales.repeat_share", variant="orders") for language, pattern in _REPEAT_ORDERS),
)
