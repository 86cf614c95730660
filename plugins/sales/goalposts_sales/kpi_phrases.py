"""How people speak of sales KPIs other than the size of a deal.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_DEALS_RU = r"(?:сдел(?:к|ок)|продаж|заказ)\w*"
_KPIS_EN = {
    "win_rate": (
        r"\bclos\w+\s+\d+\s*%\s+of\s+(?:the\s+|our\s+)?(?:deals?|opportunit\w+)\b",
        r"\bshare\s+of\s+(?:\w+\s+)?(?:won|successful)\s+(?:deals?|opportunit(?:y|ies)|negotiations?)",
        r"\bwin\s+(?:\w+\s+){0,4}(?:closed\s+)?(?:deals?|opportunit(?:y|ies)|negotiations?)",
        r"\b(?:deals?|opportunit(?:y|ies)|negotiations?)\s+(?:we\s+)?(?:win|won)\b(?!\s+(?:a|per)\b)",
        r"\b(?:close|closing|closure|success)\s+rates?\b",
        r"\bhit\s+rates?\b",
        r"\bwin[\s-]+rates?\b",
        r"\bwin more of (?:our |the )?deals\b",
        r"\bshare\s+of\s+(?:closed\s+)?deals?\s+(?:that\s+are\s+)?won\b",
        r"\bshare\s+of\s+won\s+deals\b",
    ),
    "funnel_conversion": (
        r"\bclos\w+\s+\d+\s*%\s+of\s+(?:the\s+|our\s+)?(?:deals?|opportunit\w+)\b",
        (
            r"\b(?:deal|quote|proposal|offer|opportunity|order)s?\s+(?:in)?to\s+(?:a\s+)?(?:sale|order|contract"
            r"|deal)s?(?:\s+conversion)?\b"
        ),
        r"\b(?:sales|funnel|pipeline)\s+conversions?\b",
        r"\b(?:sales\s+)?funnel\s+conversion\b",
        r"\bconversion\s+(?:of|from)\s+(?:the\s+)?(?:deals?|funnel)(?:\s+to\s+(?:sale|order|contract)s?)?\b",
        r"\bdeal[\s-]to[\s-](?:sale|order|contract)\w*(?:\s+conversion)?\b",
        r"\bconversions?\b(?! (?:action|event))",
    ),
    "time_to_close": (
        (
            r"\bclos\w+\s+(?:the\s+|our\s+|a\s+|of\s+)*(?:deals?|opportunit(?:y|ies)"
            r"|negotiations?)\s+(?:\w+\s+){0,2}(?:faster|sooner|quicker|in|within|earlier)\b"
        ),
        (
            r"\b(?:time|days|weeks)\s+(?:it\s+takes\s+)?(?:to\s+close|to\s+win|from\s+(?:first\s+contact|enquiry"
            r"|lead|quote|offer)\s+to\s+(?:contract|order|signature|sale|deal))\b"
        ),
        r"\b(?:deals?|opportunit(?:y|ies)|negotiations?)\s+(?:length|duration|time|cycle)s?\b",
        (
            r"\b(?:deals?|opportunit(?:y|ies)|negotiations?)\s+(?:should\s+|must\s+)?(?:close|take"
            r"|last)s?\b.{0,10}\b(?:days|weeks|months|faster|sooner)\b"
        ),
        r"\b(?:selling|sale)\s+cycles?\b",
        r"\btime\s+to\s+close\b",
        r"\b(?:sales|deal)\s+cycles?\b",
        r"\bclose\s+(?:the\s+|our\s+)?deals?\s+(?:faster|in|within)\b",
        r"\b(?:length|duration)\s+of\s+(?:the\s+|a\s+)?(?:deals?|sales\s+cycle)\b",
    ),
    "repeat_share": (
        r"\b(?:return|returning|repeat|regular|loyal|existing)\s+(?:customers?|buyers?|clients?|business)\b",
        (
            r"\b(?:customers?|buyers?|clients?)\s+(?:who\s+)?(?:buy|order|purchase|come)\w*\s+(?:again|back|twice"
            r"|a second time|more than once)\b"
        ),
        r"\bsecond\s+purchases?\b",
        r"\b(?:returning|repeat|regular)\s+(?:customers?|buyers?)\b",
    ),
    "loss_reason_recorded": (
        r"\b(?:reason|cause)s?\b.{0,40}\b(?:lost|losing|loss|refus\w+|declin\w+)\b",
        r"\bwhy\s+(?:we\s+lost|(?:\w+\s+)?deals?\s+(?:are|were|is)\s+lost)\b",
        r"\blost\s+(?:deals?|opportunit\w+)\b.{0,40}\b(?:reasons?|explanation|cause)\b",
        r"\blost\s+deals?\b.{0,25}\breasons?\b",
        r"\bloss\s+reasons?\b",
        r"\breasons?\s+(?:for|of)\s+(?:losing|lost)\b",
    ),
    "logged_on_time": (
        (
            r"\b(?:calls?|meetings?|activities|visits?)\b.{0,40}\b(?:logged|entered|recorded|written up"
            r"|noted)\b.{0,30}\b(?:same|one|a|next|24|within|on time|in time)\b(?:\s+\w+)?"
        ),
        r"\b(?:calls?|meetings?|activities|visits?)\b.{0,30}\blogged\b",
        r"\blog\b.{0,25}\b(?:calls?|meetings?|activities|visits?)\b(?: and \w+)?",
    ),
    "capture_completeness": (
        (
            r"\b(?:customer|client|external)\s+(?:contacts?|interactions?|conversations?)\b(?:.{0,40}\b(?:recorded"
            r"|captured|logged|entered|visible)\b)?"
        ),
        r"\b(?:contacts?|interactions?)\b.{0,40}\b(?:recorded|captured|logged|entered)\b",
        r"\bcapture\s+completeness\b",
        r"\b(?:record|capture|log|enter)\b.{0,25}\b(?:customer\s+)?(?:contacts|interactions)\b",
    ),
    "revenue": (
        r"\b(?:sales|income)\s+(?:per|a)\s+(?:day|month|quarter|year)\b",
        r"\b(?:monthly|annual|yearly|quarterly|daily|total)\s+sales\b",
        r"\bsell\s+(?:\S+\s+){0,3}(?:more|much)\b",
        r"\bsales\s+(?:\w+\s+)?(?:up|plus|\+)\b(?!\s+\w+\s+(?:team|people))",
        (
            r"\b(?:increas|grow|rais|boost|lift|improv|doubl|tripl"
            r"|quadrupl|multipl(?:y|ied|ying))\w* (?:the |our |total |annual |monthly )*sales\b"
            r"(?! (?:cycle|team|manager|rep|people|force|process|conversion|funnel))"
        ),
        (
            r"\bsales (?:growth|volume|revenue|figures|up|(?:will |must "
            r"|should |to )?(?:grow|rise|increase|double|triple)\w*)\b"
        ),
        r"\b(?:revenues?|turnover)\b(?! share)",
    ),
    "deals_won": (
        (
            r"\b(?:number\s+of\s+)?(?:contracts?|orders?|deals?)\s+(?:signed|won|closed)(?:\s+(?:a"
            r"|per)\s+\w+)?\b(?!.{0,6}%)"
        ),
        r"\b(?:sign|win|close)\s+(?:\d+\s+|more\s+)(?:\w+\s+)?(?:contracts?|orders?|deals?)\b(?!\s*(?:faster|sooner))",
        r"\b(?:number of |more )?deals? won\b",
        r"\bnumber of won deals\b",
        r"\bnew contracts signed\b",
    ),
    "deals_created": (
        r"\b(?:number\s+of\s+)?(?:new|created|fresh)\s+(?:deals|opportunities)\b",
        r"\b(?:number of )?(?:new|created) deals\b",
        r"\bdeals (?:created|opened)\b",
    ),
    "margin_share": (
        r"\b(?:gross\s+|sales\s+|profit\s+)?margins?\b(?:\s+on\s+sales)?",
        r"\bmargins? (?:on|of) (?:the )?sales\b",
        r"\bsales margins?\b",
        r"\bgross margin\b",
    ),
    "return_rate": (
        r"\b(?:goods|products?|orders?|items)\s+(?:returned|sent\s+back|returns?)\b",
        r"\breturned\s+(?:goods|orders?|products?|items)\b",
        r"\breturns\b(?!\s+on)",
        r"\b(?:product |goods )?returns? (?:rate|share)\b",
        r"\bshare of (?:returns|returned)\b",
    ),
    "activities_per_rep_day": (
        r"\b(?:calls|meetings) (?:a|per) day\b",
        r"\b(?:calls|meetings|activities)\b.{0,12}\bper (?:rep|manager|salesperson|seller)\b",
        r"\b(?:each|every) (?:rep|manager|salesperson)\b.{0,20}\b(?:calls|meetings)\b",
    ),
    "results_recorded": (r"\b(?:activities|meetings)\b.{0,25}\b(?:have|with) (?:a )?(?:recorded )?results?\b",),
    "shadow_deals": (r"\bdeals? (?:entered|created|registered)\b.{0,25}\b(?:after|when|once)\b.{0,15}\bwon\b",),
    "zero_amounts": (
        r"\b(?:won\s+)?deals?\b.{0,20}\b(?:without|no|lacking|missing)\s+(?:an?\s+)?(?:amount|sum|value)s?\b",
        r"\b(?:won )?deals? without (?:an )?amounts?\b",
        r"\bdeals? with (?:a )?zero amounts?\b",
    ),
    "ownerless_deals": (
        r"\b(?:ownerless|orphan(?:ed)?|unassigned)\s+(?:deals?|opportunit\w+)\b",
        r"\bdeals?\b.{0,25}\b(?:no|without|lacking|missing)\s+(?:an?\s+)?(?:owner|responsible|person in charge)\b",
        r"\bdeals?\b.{0,15}\bwithout\s+(?:an\s+)?owner\b",
    ),
    "response_in_time": (
        (
            r"\b(?:enquir\w+|inquir\w+|requests?|leads?|applications?)\b.{0,40}\b(?:answered|responded|replied"
            r"|contacted|called back|handled|processed)\b(?:.{0,20}\b(?:in time|within|minutes?|hours?|same "
            r"day)\b)?"
        ),
        (
            r"\b(?:answer|respond|reply|call back|contact|process)\w*\b.{0,25}\b(?:enquir\w+|inquir\w+|requests?"
            r"|leads?|applications?)\b.{0,20}\b(?:in|within|under|inside)\b.{0,15}\b(?:minutes?|hours?|day)\b"
        ),
        r"\b(?:lead\s+)?response\s+times?\b",
    ),
    "churn": (
        r"\bchurn(?:\s+rate)?\b",
        r"\b(?:customers?|clients?)\s+(?:who\s+|we\s+)?(?:leav|left|los|lost)\w*",
        r"\b(?:customer|client)\s+(?:loss|attrition)(?:es)?\b",
        r"\battrition\b",
    ),
    "next_step_coverage": (
        (
            r"\b(?:deals?|opportunit\w+)\b.{0,25}\b(?:next\s+(?:step|action|task|activity)|planned\s+(?:step|task"
            r"|activity))\b"
        ),
        r"\bnext\s+(?:steps?|actions?|tasks?)\b",
    ),
    "stale_deals": (
        r"\b(?:stale|forgotten|abandoned|stuck|dormant|neglected|idle)\s+(?:open\s+)?(?:deals?|opportunit\w+)\b",
        r"\bdeals?\b.{0,20}\b(?:without|no)\s+(?:any\s+)?(?:activity|movement|contact)\b",
    ),
    "base_validity": (
        (
            r"\b(?:valid|correct|complete|clean|error-free)\s+(?:\w+\s+)?(?:customer|client|contact)\s+(?:records"
            r"|cards|profiles)\b"
        ),
        r"\b(?:customer|client)\s+records\b.{0,25}\b(?:valid|phone|e-?mail|filled|complete|correct)\b",
    ),
    "net_retention": (r"\bnrr\b|\bnet\s+(?:revenue\s+)?retention\b",),
    "stage_dwell": (r"\btime\s+(?:spent\s+)?(?:on|in|at)\s+(?:a|the|each|one)\s+(?:\w+\s+)?stages?\b",),
}
_KPIS_RU = {
    "win_rate": (
        rf"\b(?:дол\w+|процент\w*)\s+(?:\w+\s+)?(?:выигр|успешн|закрыт\w+ в плюс)\w*\s+(?:\w+\s+)?{_DEALS_RU}",
        rf"\b(?:выигрыва|выигра)\w*\s+(?:\S+\s+){{0,4}}{_DEALS_RU}",
        r"\bвинрейт\w*|\bвин-?рейт\w*|\bwin[\s-]?rate\b",
        rf"\b{_DEALS_RU}\s+(?:\w+\s+)?(?:выигрыва|выигран|успешн)\w*",
        rf"\bдол\w+\s+(?:выигранн|успешн)\w*(?:\s+среди\s+(?:закрыт\w+|всех))?\s+{_DEALS_RU}",
        rf"\bпроцент\w*\s+(?:выигранн|успешн)\w*\s+{_DEALS_RU}",
    ),
    "funnel_conversion": (
        r"\bконверси\w+\s+(?:\S+\s+)?(?:воронки|в\s+воронк\w+)",
        r"\bконверси\w+\s+(?:из\s+)?(?:кп|предложени\w+|переговор\w*|счет\w*|встреч\w*)\s+в\s+\w+",
        r"\bконверси\w+\s+(?:отдела\s+)?продаж\w*",
        r"\bконверси\w+\s+(?:воронки|(?:в|по|всей)\s+воронк\w+)\b",
        r"\bсквозн\w+\s+конверси\w*",
        r"\bконверси\w+\s+(?:из\s+)?сдел\w+(?:\s+в\s+\w+)?",
        r"\bконверси\w*",
    ),
    "time_to_close": (
        r"\b(?:закрыти|закрыва|закры)\w*\s+(?:\w+\s+)?сдел\w+(?:\s+\w+)?\s+(?:быстрее|за|на|раньше|скорее)\b",
        (
            r"\b(?:ускор|быстрее|скорее|скорост|сократи|срок)\w*\s+(?:\w+\s+)?(?:закры|доводить"
            r"|проводить)\w*\s+(?:\w+\s+)?сдел\w+"
        ),
        (
            r"\b(?:средн\w+\s+)?(?:срок|врем|длительност|продолжительност|цикл|длин)\w*\s+(?:\w+\s+)?(?:сдел"
            r"|продаж|до\s+(?:договор|оплат|сделк))\w*"
        ),
        r"\bсделк\w+\s+(?:\w+\s+)?(?:закрыва|длит|идет|идут|тян)\w*",
        (
            r"\bот\s+(?:первого\s+)?(?:контакта|заявки|обращения|лида|кп)\s+до\s+(?:договора|оплаты|сделки|продажи"
            r"|подписания)"
        ),
        r"\b(?:срок|врем|длительност|продолжительност)\w*\s+(?:закрытия\s+)?сделк\w*",
        r"\bцикл\w*\s+(?:сделк|продаж)\w*",
        r"\bсрок\w*\s+закрытия\b",
        r"\bзакры(?:вать|ть)\s+сделк\w+\s+(?:быстрее|за)\b",
    ),
    "repeat_share": (
        r"\b(?:дол\w+\s+)?(?:повторн|возвращающ|вернувш|постоянн|лояльн)\w*\s+(?:клиент|покупател|заказчик)\w*",
        (
            r"\b(?:клиент|покупател|заказчик)\w*,?\s+(?:\w+\s+)?(?:покупа|купи|заказыва|возвраща"
            r"|вернул)\w*\s+(?:снова|повторно|еще\s+раз|второй\s+раз|дважды|во\s+второй)"
        ),
        r"\b(?:покупа|купи|заказыва)\w*\s+(?:снова|повторно|еще\s+раз|второй\s+раз|дважды|во\s+второй\s+раз)",
        r"\bвтор\w*\s+(?:покуп|заказ)\w+",
        r"\bпостоянн\w+\s+(?:клиент|покупател)\w*",
    ),
    "loss_reason_recorded": (
        r"\bпричин\w+\s+(?:\w+\s+)?(?:проигр|отказ|потер|неудач|закрыти|слив)\w*(?:\s+сдел\w+)?",
        r"\b(?:проигранн|потерянн|закрыт)\w*\s+сдел\w+\b.{0,30}\bпричин\w*",
        r"\bпочему\s+(?:\w+\s+)?(?:проигр|отказ|потеря)\w*",
        r"\bпроигранн\w+\s+сдел\w+\b.{0,25}\bпричин\w*(?:\s+отказа)?",
        r"\bпричин\w+\b.{0,40}\bпроигранн\w+\s+сдел\w+",
        r"\bпричин\w+\s+(?:проигрыш|отказ)\w*",
    ),
    "logged_on_time": (
        (
            r"\b(?:звонк|встреч|визит|дел\b|дела|активност)\w*\b.{0,40}\b(?:занес|внес|запис|отмеч|заведен"
            r"|зафиксир|отраж)\w*\b.{0,30}\b(?:вовремя|в\s+тот\s+же\s+день|в\s+срок|за\s+\w+|в\s+течение\s+\w+)"
        ),
        r"\b(?:звонк|встреч|дел)\w*.{0,30}\b(?:занес|внес)\w+",
        r"\b(?:занесени|внесени)\w+\s+(?:звонк|встреч|дел)\w+(?:\s+и\s+\w+)?",
    ),
    "capture_completeness": (
        (
            r"\b(?:контакт|взаимодействи|общени|переговор|касани)\w*\b.{0,40}\b(?:занес|занос|фиксир|зафиксир"
            r"|записан|внесен|отраж|попада|видн)\w*"
        ),
        r"\bконтакт\w*.{0,40}\b(?:занес|занос|фиксир|зафиксир|записан|внесен)\w*",
        r"\b(?:занес|занос|зафиксир|фиксир)\w+\s+(?:\w+\s+)?контакт\w*",
        r"\bполнот\w+\s+фиксации\b",
    ),
    "revenue": (
        r"\bпродаж\w*\s+(?:в|за)\s+(?:день|месяц|квартал|год)\b",
        r"\b(?:продавать|продать|продадим)\s+(?:\w+\s+)?больше\b|\bбольше\s+прода(?:вать|ть|ж)\b",
        r"\bпродаж\w*\s+(?:\w+\s+){0,2}(?:вдвое|втрое|выше|больше|рост|кратно)\b",
        r"\bпродажи\s+(?:\w+\s+)?(?:увелич|удво|утро|взлет)\w*",
        r"\b(?:увелич|удво|утро|подн[яи]|повы[сш])\w*\s+(?:\w+\s+)?продажи\b",
        r"\b(?:увелич|повы[сш]|подн[яи]|нараст|рост|прирост|удво|утро|роста)\w* (?:объем\w* |общ\w+ )*продаж\w*",
        r"\bпродажи (?:на новый|\+|-)",
        r"\bпродажи (?:\w+ )?(?:выр[ао]с|увелич|раст|подн)\w*",
        r"\bобъем\w* продаж\b",
        r"\b(?:выручк|оборот)\w*\b",
    ),
    "deals_won": (
        (
            r"\b(?:числ|количеств)\w*\s+(?:заключенн|подписанн|выигранн|успешн|закрыт)\w*\s+(?:сдел|договор"
            r"|контракт|заказ)\w*"
        ),
        r"\b(?:заключ|подпис)\w*\s+(?:\d+\s+|больше\s+|на\s+\S+\s+больше\s+)(?:\w+\s+)?(?:договор|контракт|сдел)\w*",
        r"\b(?:числ|количеств)\w* (?:выигранн|успешн|закрыт)\w* сделок\b",
        r"\bвыигранн\w+ сделок\b(?!.{0,12}%)",
    ),
    "deals_created": (r"\b(?:числ|количеств)\w* (?:нов|созданн)\w* сделок\b", r"\bновых сделок\b(?! без)"),
    "margin_share": (
        r"\bмаржинальност\w*(?:\s+продаж\w*)?",
        r"\bваловая\s+маржа\b|\bваловую\s+маржу\b|\bваловой\s+марж\w*",
        r"\bмарж\w*(?: продаж\w*)?",
        r"\bрентабельност\w+ продаж\w*",
    ),
    "return_rate": (
        r"\b(?:возвращен|возвращаем)\w*\s+(?:товар|заказ)\w*",
        r"\b(?:дол\w+|процент\w*|числ\w*)\s+возврат\w*(?:\s+(?:товар|заказ)\w*)?",
        r"\bвозврат\w*\s+(?:товар|заказ)\w*",
        r"\b(?:дол\w+ |процент\w* )?возврат(?:ы|ов|а)?\b(?! реклам)",
    ),
    "activities_per_rep_day": (
        r"\b(?:звонк|встреч)\w* в день\b",
        r"\b(?:звонк|встреч)\w*.{0,15}\b(?:на (?:одного )?(?:менеджер|продавц)\w*|у (?:каждого )?менеджер\w*)",
        r"\b(?:каждый )?менеджер (?:делает|совершает|проводит).{0,20}(?:звонк|встреч)\w*",
    ),
    "results_recorded": (r"\b(?:дел|встреч)\w* с (?:заполненн\w+ )?результат\w*", r"\bрезультат\w* (?:встреч|дел)\w*"),
    "shadow_deals": (
        r"\bсдел\w+,? (?:занесенн|заведенн|созданн)\w+ (?:задним числом|после (?:оплат|выигрыш|продаж)\w*)",
    ),
    "zero_amounts": (
        r"\bсдел\w+\b.{0,20}\b(?:без|не\s+указан\w*|с\s+нулев\w+|нет)\s+(?:сумм|бюджет)\w*",
        r"\b(?:выигранн\w+ )?сдел\w+ (?:без сумм|с нулев)\w*",
    ),
    "stage_dwell": (r"\b(?:время|срок) (?:нахождения |пребывания )?на (?:этап|стади)\w*",),
    "ownerless_deals": (
        r"\b(?:бесхозн|ничь|ничей|осиротевш)\w*\s+сдел\w+",
        r"\bсдел\w+\b.{0,20}\b(?:без|нет|не\s+назначен)\s+(?:ответственн|владельц|хозяин|менеджер)\w*",
        r"\bсдел\w+\s+без\s+(?:ответственн|владельц|хозяин)\w*",
    ),
    "response_in_time": (
        (
            r"\b(?:заяв|обращени|лид|запрос)\w*\b.{0,40}\b(?:ответ|отвеч|обработ|перезвон|реакци"
            r"|связ)\w*\b.{0,25}\b(?:вовремя|за\s+\S+|в\s+течение|в\s+срок|не\s+позже"
            r"|в\s+тот\s+же\s+день)(?:\s+\w+)?"
        ),
        (
            r"\b(?:ответ|отвеч|обработ|обрабат|перезван|реаги|связ)\w*\b.{0,25}\b(?:заяв|обращени|лид"
            r"|запрос)\w*\b.{0,20}\b(?:за|в\s+течение|вовремя|в\s+срок|не\s+позже)\b(?:\s+\S+)?(?:\s+мин\w*"
            r"|\s+час\w*)?"
        ),
        (
            r"\b(?:скорост\w+|врем\w+)\s+(?:реакции|ответа|обработки)\s+(?:на\s+)?(?:\w+\s+)?(?:заяв|лид|обращени"
            r"|запрос)\w*"
        ),
    ),
    "churn": (
        r"\bотток\w*(?:\s+(?:клиент|абонент|покупател)\w*)?",
        r"\b(?:уход|ушедш|уходящ|потерянн)\w*\s+(?:клиент|абонент|покупател)\w*",
        r"\b(?:клиент|абонент)\w*\s+(?:\w+\s+)?(?:уход|ушед|ушл)\w*",
    ),
    "next_step_coverage": (
        r"\b(?:сдел\w+\b.{0,25})?\b(?:следующ|запланированн|назначенн)\w*\s+(?:шаг|действи|задач|контакт|касани)\w*",
        r"\bсдел\w+\s+(?:с|без)\s+(?:поставленн\w+\s+)?задач\w*",
    ),
    "stale_deals": (
        r"\b(?:заброшенн|забыт|зависш|висящ|застрявш|протухш|просроченн)\w*\s+(?:\w+\s+)?сдел\w+",
        r"\bсдел\w+\b.{0,20}\b(?:без\s+движени|без\s+активност|завис|висят)\w*",
    ),
    "base_validity": (
        (
            r"\b(?:карточ|клиент|запис)\w*\b.{0,25}\b(?:с\s+(?:валидн|корректн|правильн|верн|заполненн)"
            r"|без\s+ошибок|с\s+телефоном|с\s+почтой)\w*(?:\s+\w+)?"
        ),
    ),
    "net_retention": (r"\bnrr\b",),
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
