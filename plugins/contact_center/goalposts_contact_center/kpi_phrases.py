"""How people speak of the contact centre's KPIs.

Patterns meet texts in lower case with `ё` read as `е`.
"""

from goalposts import Phrase

_KPIS_EN = {
    "service_level": (
        (
            r"\b(?:calls?|callers?|chats?)\b.{0,40}\b(?:within|in|under|inside)\s+(?:\d+|\w+|half a|twenty"
            r"|thirty)\s*(?:s\b|sec|minute)\w*"
        ),
        (
            r"\b(?:answer|pick|take|connect)\w*\b.{0,40}\b(?:within|in|under|inside)\s+(?:\d+|\w+|half a)\s*(?:s\b"
            r"|sec|minute)\w*"
        ),
        r"\bservice[\s-]+level\b",
        (
            r"\b\d+ ?/ ?\d+ (?:sl|service)\b|\bsla?\b(?= ?(?:of|to|at|from|up|should|must|will|is|needs|now|not|\d"
            r"|>|-|:|=))"
        ),
        r"\bcalls?\b.{0,25}\b(?:within|in|under)\s+\d+\s*s(?:ec(?:ond)?s?)?\b",
        r"\b(?:answer|pick)\w*\b.{0,40}\b(?:within|in|under)\s+\d+\s*s(?:ec(?:ond)?s?)?\b",
        r"\bwithin\s+\d+\s*s(?:ec(?:ond)?s?)?\b.{0,30}\banswer",
    ),
    "asa": (
        (
            r"(?<!percentile )(?<!p95 )\b(?:wait|waits|waiting|queue)\b(?!.{0,12}95).{0,20}\b(?:longer|more|less"
            r"|shorter|seconds?|minutes?)\b"
        ),
        r"\b(?:queue|waiting|wait|answer)\s+times?\b",
        r"\b(?:callers?|customers?|clients?|people)\s+(?:should\s+|must\s+|will\s+)?(?:not\s+)?wait\b",
        r"\btime\s+(?:in|to)\s+(?:the\s+)?(?:queue|answer)\b",
        r"\basa\b",
        r"\b(?:average\s+)?speed\s+(?:of|to)\s+answer\b(?:.{0,25}\d+\s*s(?:ec(?:ond)?s?)?\b)?",
        r"\baverage\s+(?:wait|waiting\s+time|answer\s+time)\b",
    ),
    "wait_p95": (
        r"\b(?:p95|95(?:th|\s*%)?[\s-]+percentile)\b.{0,30}\bwait",
        r"\bwait\w*\b.{0,30}\b(?:p95|95(?:th|\s*%)?[\s-]+percentile)\b",
        r"\b95\s*%\s+of\b.{0,30}\bwait\b(?:.{0,25}\b(?:seconds?|minutes?)\b)?",
    ),
    "abandon_rate": (
        r"\b(?:callers?|customers?|people)\s+(?:who\s+)?(?:give|giving|gave)\s+up\b",
        r"\b(?:drop|dropped)[\s-]+(?:off\s+)?(?:calls?|rate)\b",
        r"\bdrop\s*outs?\s+in\s+the\s+queue\b",
        r"\babandon(?:ed|ment)?[\s-]+(?:call|contact|rate|share|percentage)",
        r"\babandon(?:ment)?\b(?!\s+time)",
        r"\b(?:calls?|callers?|customers?)\b.{0,25}\b(?:abandon(?:ed|s)?|hang(?:s|ing)?\s+up)\b",
    ),
    "lost_rate": (
        (
            r"\bcalls?\s+(?:that\s+|which\s+)?(?:go|goes|going|went|left|remain\w*|are|get)\s+(?:un(?:answered"
            r"|attended)|missed|lost|without)\b"
        ),
        r"\bcalls?\s+(?:we\s+)?(?:never|not|don't|do not|fail to)\s+(?:answer|pick)\w*",
        r"\b(?:los(?:e|ing)|miss(?:ing)?)\s+(?:\w+\s+){0,2}calls?\b",
        r"\bcalls?\b.{0,25}\b(?:lost|missed|unanswered)\b",
        r"\bcalls?\s+not\s+(?:answered|picked)\b",
        r"\bunanswered\b",
        r"\b(?:lost|missed|unanswered)\s+calls?\b",
        r"\bcalls?\s+(?:lost|missed|without\s+(?:an\s+)?answer)\b",
    ),
    "ata": (r"\bata\b", r"\btime\s+to\s+abandon\b", r"\babandon(?:ment)?\s+time\b"),
    "aht": (
        r"\bhandl(?:e|ing)\b.{0,12}\b(?:time|minutes|seconds)\b",
        r"\btime\s+(?:spent\s+)?(?:per|on\s+(?:a|each|one))\s+(?:call|contact|case)\b",
        r"\b(?:average\s+)?(?:call|contact)\s+(?:handling|duration)\b",
        r"\baht\b",
        r"\bhandl(?:e|ing)\s+time\b",
    ),
    "att": (
        r"\b(?:length|duration)\s+of\s+(?:a\s+|the\s+|our\s+)?(?:calls?|talks?|conversations?)\b",
        r"\b(?:average\s+)?conversations?\s+(?:time|length)\b",
        r"\btalks?\s+(?:last|take)s?\b",
        r"\batt\b",
        r"\btalk(?:ing)?\s+time\b",
        r"\b(?:length|duration)\s+of\s+(?:the\s+)?conversations?\b",
    ),
    "acw": (
        r"\b(?:work|paperwork|typing|processing|notes?)\s+after\s+(?:the\s+|a\s+|each\s+)?calls?\b",
        r"\bpost[\s-]?call\s+(?:work|processing)\b",
        r"\bacw\b",
        r"\bafter[\s-]+call\s+work\b",
        r"\bwrap[\s-]?up(?:\s+time)?\b",
    ),
    "fcr": (
        r"\b(?:first|1st)[\s-]+(?:time|line|touch|contact|call)[\s-]+(?:fix|resolution|resolved|solution)\b",
        (
            r"\b(?:solv|resolv|settl|fix|clos|answer)\w*\b.{0,40}\b(?:on|at|in|during"
            r"|with)\s+(?:the\s+)?first\s+(?:contact|call|time|attempt|touch|go)\b"
        ),
        r"\bfirst\s+(?:contact|call|attempt|touch)\b.{0,30}\b(?:solv|resolv|settl|fix)\w*",
        r"\bfcr\b",
        r"\bfirst[\s-]+(?:contact|call)[\s-]+resolution\b",
        r"\b(?:solved|resolved|settled)\b.{0,20}\bfirst\s+(?:contact|call)\b",
    ),
    "csat": (
        r"\bsatisf(?:action|ied)\b(?:.{0,12}\b(?:customers?|callers?|clients?|score|index|rate)\b)?",
        r"\b(?:customers?|callers?|clients?)['’]?s?\s+(?:rating|marks?|score|satisfaction)\b",
        r"\bcsat\b",
        r"\b(?:customer|caller)s?\s+satisfaction\b",
        r"\bsatisfied\s+(?:customers|callers)\b",
    ),
    "transfer_rate": (
        r"\btransfers?\b(?:.{0,20}\bcalls?\b)?",
        r"\bcalls?\b.{0,25}\b(?:transferred|passed on|handed over|forwarded|escalated)\b",
        r"\b(?:transfer|forward|pass on|hand over|escalate)\w*\b.{0,25}\bcalls?\b",
        r"\btransfer(?:red)?\s+(?:calls?|rate|share)\b",
        r"\bcalls?\s+(?:are\s+)?transferred\b",
        r"\bcall\s+transfers?\b",
    ),
    "repeat_rate": (
        r"\b(?:repeat|repeated|second|follow-up)\s+(?:contacts?|enquir\w+|inquir\w+|calls?|calling)\b",
        r"\b(?:call|phone|ring|contact)\w*\s+(?:us\s+)?(?:again|back|twice|a second time)\b",
        r"\bcallers?\s+who\s+(?:call|phone|ring|come)\w*\s+(?:again|back)\b",
        r"\brepeat(?:ed)?\s+calls?(?:\s+rate)?\b",
        r"\b(?:callers?|customers?)\b.{0,15}\bcall(?:ing)?\s+(?:again|back)\b",
    ),
    "held_calls": (
        r"\b(?:on|put\s+on)\s+hold\b",
        r"\bcalls?\s+(?:put\s+)?on\s+hold\b",
    ),
    "blocked_rate": (r"\b(?:blocked|busy)\s+calls?\b",),
    "short_calls": (r"\b(?:very\s+)?short\s+calls?\b", r"\bcalls?\s+(?:shorter|of\s+less)\s+than\s+\d+"),
    "outcome_recorded": (
        (
            r"\b(?:call|contact)\s+(?:results?|outcomes?|dispositions?|topics?|reasons?)\b(?:.{0,30}\b(?:recorded"
            r"|logged|filled|entered)\b)?"
        ),
        r"\bcalls?\b.{0,30}\b(?:recorded|logged|entered|with)\s+(?:an?\s+|the\s+)?(?:outcome|result|disposition)\b",
        r"\b(?:results?|outcomes?|dispositions?)\b.{0,30}\b(?:recorded|logged|filled|entered)\b",
        r"\b(?:recorded|logged|filled|entered|record|log|enter)\b.{0,25}\b(?:results?|outcomes?|dispositions?)\b",
    ),
    "nps": (
        r"\bnps\b",
        r"\bnet\s+promoter(?:\s+score)?\b",
        r"\b(?:willing\w*|likely|likelihood|ready)\s+to\s+recommend\b",
        r"\brecommend\s+us\b",
    ),
    "occupancy": (r"\boccupancy\b",),
    "shrinkage": (r"\bshrinkage\b",),
    "adherence": (r"\b(?:schedule\s+)?adherence\b",),
}

_KPIS_RU = {
    "service_level": (
        (
            r"\b(?:звон|вызов|клиент|обращен)\w*\b.{0,45}\b(?:за|в\s+течение|в\s+первые)\s+(?:(?:\d+|двадцат\w+"
            r"|тридцат\w+|сорок\w*)\s*(?:с\b|сек\w*)|полминут\w*|минуту\b)"
        ),
        (
            r"\b(?:принят|принима|отвеч|ответ|снима|снят|дозв|взят|бер)\w*\b.{0,45}\b(?:за|в\s+течение"
            r"|в\s+первые)\s+(?:(?:\d+|двадцат\w+|тридцат\w+|сорок\w*)\s*(?:с\b|сек\w*)|полминут\w*|минуту\b)"
        ),
        r"\bсервис-?\s*левел\w*",
        r"\bуров\w+\s+(?:сервиса|обслуживания)\b",
        r"\b(?:принят|принима|отвеч|ответ|снима|снят)\w*\b.{0,40}\bза\s+\d+\s*с(?:ек\w*)?\b",
        r"\b(?:звон|вызов)\w*\b.{0,25}\b(?:за|в\s+течение)\s+\d+\s*с(?:ек\w*)?\b",
        r"\bsla?\b(?= ?(?:до|с|не|на|долж|нужн|сейчас|\d|>|-|:|=))",
        r"\b(?:за|в\s+течение)\s+\d+\s*с(?:ек\w*)?\b.{0,40}\b(?:принят|принима|отвеч|ответ)",
    ),
    "asa": (
        r"\b(?:жд(?:ать|ут|ет|ал\w*)|ожида(?:ть|ют|ет))\b.{0,25}\b(?:дольше|больше|меньше|не\s+более|минут\w*|сек\w*)",
        r"\b(?:врем\w+|срок\w*)\s+(?:ожидания|ответа|в\s+очереди|дозвона|до\s+ответа)\b(?!.{0,20}(?:брошен|потерян))",
        r"\bожидани\w+\s+(?:ответа|на\s+линии|в\s+очереди|оператора|клиент\w*)\b",
        r"\b(?:клиент|абонент|звонящ)\w*\s+(?:не\s+)?(?:\w+\s+)?(?:ждет|ждут|ждал\w*|ждать|ожида\w+)\b",
        r"\basa\b",
        r"\bжд(?:ать|ут|ет|али)\s+ответа\b",
        r"\bскорост\w+\s+ответа\b(?:.{0,25}\d+\s*с(?:ек\w*)?\b)?",
        r"\bсредн\w+\s+(?:время\s+)?(?:ожидани[ея]|ответа)\b(?!.{0,20}(?:брошен|потерян))",
    ),
    "wait_p95": (
        r"\b95-?\w*\s*(?:%\s*)?(?:перцентил|процентил)\w*.{0,30}\b(?:ожидани|ждут|ждать)",
        r"\bожидани\w*.{0,30}\b95-?\w*\s*(?:перцентил|процентил)",
        r"\b95\s*%.{0,30}\b(?:ждут|ждали|ждать|ожидают)\b(?:.{0,25}\b(?:минут|сек)\w*)?",
    ),
    "abandon_rate": (
        r"\b(?:брос|бросающ|бросивш)\w*\s+трубк\w*",
        r"\b(?:сброшен|сорванн|потерянн|брошенн)\w*\s+(?:звон|вызов|обращен)\w*",
        r"\b(?:потер|терят|теря)\w*\b.{0,20}\b(?:звон|вызов)\w*",
        r"\b(?:звон|вызов)\w*\b.{0,25}\b(?:потер|теря|брош|брос|срыва)\w*",
        r"\bпотерь\s+(?:вызовов|звонков|на\s+линии)\b",
        r"\b(?:потерян|брошен)\w*\s+(?:вызов|звон)",
        r"\b(?:вызов|звон)\w*.{0,20}\b(?:потеряно?|брошено?|теряем|теряется|теряются)\b",
        r"\bпотер\w+\s+(?:вызовов|звонков)\b",
        r"\b(?:потерянн|брошенн)\w+\s+(?=не\s|до\s|<|\d)",
        r"\bне\s+дожда(?:лись|вши\w*|ются|вшихся)\b",
    ),
    "lost_rate": (
        r"\b(?:звон|вызов)\w*\b.{0,30}\bне\s+(?:ответ|отвеч|приня|взя|подня|дожда)\w*",
        (
            r"\b(?:пропущен|неотвечен|непринят|необслужен|не\s*отвечен|не\s*принят|без\s*ответн"
            r"|неприн)\w*\b(?:\s+\w+)?(?:\s+(?:вызов|звон)\w*)?"
        ),
        r"\b(?:пропуск)\w*\s+(?:вызов|звон)\w*",
        r"\b(?:звон|вызов)\w*\b.{0,25}\b(?:пропущен|пропуска|не\s+принят|остал|остаются)\w*(?:\s+без\s+ответа)?",
        r"\bне\s+(?:берем|брать|снимаем|отвечаем)\b.{0,20}\b(?:трубк|звон)\w*",
        r"\b(?:пропущен|неотвечен|непринят|необслужен)\w*\s+(?:вызов|звон)",
        r"\b(?:вызов|звон)\w*.{0,30}\bбез\s+ответа\b",
    ),
    "ata": (
        r"\bata\b",
        r"\bврем\w+\s+до\s+(?:отказа|сброса|потери)\b",
        r"\bожидани\w+\s+(?:потерянн|брошенн)\w*(?:\s+(?:вызов|звон)\w*)?",
    ),
    "aht": (
        (
            r"\b(?:врем\w+|длительност\w+|продолжительност\w+)\s+(?:на\s+)?(?:обработк|обслуживани|один\s+(?:звон"
            r"|вызов)|одн\w+\s+обращени)\w*(?:\s+(?:\w+\s+)?(?:вызов|звон|обращени|клиент)\w*)?"
        ),
        r"\bобработк\w+\s+(?:одного\s+)?(?:звонка|вызова|обращени\w+)\b(?!.{0,10}после)",
        r"\baht\b",
        r"\b(?:врем\w+|длительност\w+)\s+(?:обработки|обслуживания)(?:\s+(?:вызов|звон|обращени|клиент)|\s*$|\s*\W)",
    ),
    "att": (
        r"\b(?:длина|длительност\w+|продолжительност\w+)\s+(?:одного\s+)?(?:разговор|звонк|беседы|диалог)\w*",
        r"\bразговор\w*\s+(?:\w+\s+)?(?:длит|короче|не\s+дольше)\w*",
        r"\batt\b",
        r"\b(?:врем\w+|длительност\w+)\s+разговор",
    ),
    "acw": (
        r"\bпост-?(?:вызывн|обработк|звонков)\w*",
        r"\b(?:оформлени|запис|заполнени)\w+\s+после\s+(?:звонка|вызова|разговора)\b",
        r"\bacw\b",
        r"\bпоствызывн",
        r"\bпостобработк",
        r"\b(?:работ|обработк)\w*\s+после\s+(?:звонка|вызова|разговора)\b",
    ),
    "fcr": (
        (
            r"\b(?:с|при|за)\s+(?:перв\w+|один|одного|одн\w+)\s+(?:звонк|раз|обращени|контакт"
            r"|касани)\w*.{0,30}\b(?:реш|закры|снима|отвеч)\w+"
        ),
        (
            r"\b(?:реш|закры|снима|отвеч)\w+\b.{0,40}\b(?:с|при|за)\s+(?:перв\w+|один|одного|одн\w+)\s+(?:звонк"
            r"|раз|обращени|контакт|касани)\w*"
        ),
        r"\bрешени\w+\s+(?:\w+\s+)?(?:с|при)\s+перв\w+\s+\w+",
        r"\bfcr\b",
        r"\b(?:решен|решаем|закрыт)\w*\b.{0,25}\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*",
        r"\b(?:вопрос|обращени|проблем|заявок|реша)\w*.{0,25}\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*",
        r"\bс\s+перв\w+\s+(?:звонк|раз|обращени|контакт)\w*.{0,20}\b(?:реш|закры)\w+",
    ),
    "csat": (
        r"\bудовлетворенност\w*",
        r"\bдовольн\w+\s+(?:клиент|абонент|обслуживани)\w*",
        r"\b(?:клиент|абонент)\w*,?\s+довольн\w+",
        r"\bоценк\w+\s+(?:качеств\w+\s+)?(?:обслуживани|сервис|разговор|звонк)\w*",
        r"\bcsat\b",
        r"\bудовлетворенност\w*(?:\s+(?:клиент|абонент)\w*)?",
        r"\bоценк\w+\s+(?:клиент|абонент)\w*",
    ),
    "transfer_rate": (
        (
            r"\b(?:перевод|переключени|перевед|переадресаци|переводим|переводят|переадресов)\w*\b.{0,20}(?:звон"
            r"|вызов|обращени)\w*"
        ),
        r"\b(?:звон|вызов)\w*\b.{0,25}\b(?:перевод|переключ|переадрес)\w*",
        r"\bперевод\w*\s+(?:звон|вызов)\w*",
        r"\bпереведенн\w*\s+(?:звон|вызов)\w*",
        r"\b(?:звон|вызов)\w*,?\s+переведенн\w*",
    ),
    "repeat_rate": (
        r"\b(?:звон|обраща|перезван)\w*\s+(?:снова|повторно|опять|второй\s+раз|еще\s+раз|по\s+второму)\b",
        r"\b(?:снова|повторно|опять|второй\s+раз)\s+(?:звон|обраща|обрати|перезван)\w*",
        r"\bповтор\w*\s+(?:звон|вызов|обращ)\w*",
        r"\bперезвон\w*",
        r"\bповторн\w*\s+(?:звон|вызов|обращени)\w*",
        r"\b(?:перезванива|звонят\s+(?:снова|повторно))\w*",
    ),
    "held_calls": (
        r"\b(?:постав|став|держ|наход)\w*\b.{0,20}\b(?:на\s+)?(?:удержани|холд)\w*",
        r"\bна\s+(?:удержани|холд)\w*",
        r"\b(?:звон|вызов)\w*\s+(?:с\s+удержани|на\s+удержани)\w*",
    ),
    "short_calls": (r"\bкоротк\w+\s+(?:вызов|звон|разговор)",),
    "outcome_recorded": (
        (
            r"\b(?:результат|итог|исход|тематик|причин)\w*\s+(?:\w+\s+)?(?:звонк|вызов|разговор"
            r"|обращени)\w*(?:.{0,30}\b(?:запис|занес|заполн|зафиксир|внес|указ|отмеч|простав)\w*)?"
        ),
        r"\b(?:звон|вызов)\w*\s+(?:с|имеют|есть)\s+(?:\w+\s+)?(?:результат|итог|исход)\w*",
        r"\b(?:результат|итог|исход)\w*.{0,30}\b(?:запис|занес|заполн|зафиксир|внес)",
        r"\b(?:запис|занес|заполн|зафиксир|внес)\w*.{0,25}\b(?:результат|итог|исход)",
    ),
    "nps": (
        r"\bnps\b",
        r"\bиндекс\w*\s+(?:потребительской\s+)?лояльности\b",
        r"\bготовност\w+\s+рекомендовать\b",
        r"\bрекоменд(?:уют|овать|ующ\w+)\b",
    ),
    "occupancy": (r"\b(?:занятост|загрузк|утилизаци)\w+\s+(?:оператор|агент)\w*",),
    "adherence": (r"\bсоблюдени\w+\s+(?:график|расписани)\w*",),
}


def _named(language: str, patterns_by_kpi: dict[str, tuple[str, ...]]) -> tuple[Phrase, ...]:
    return tuple(
        Phrase(language, pattern, kpi=f"contact_center.{kpi}")
        for kpi, patterns in patterns_by_kpi.items()
        for pattern in patterns
    )


KPI_PHRASES = (*_named("en", _KPIS_EN), *_named("ru", _KPIS_RU))
