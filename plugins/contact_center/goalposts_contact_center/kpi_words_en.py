"""How people speak of the KPIs of the contact centre in English: patterns by KPI.

They meet texts in lower case with `ё` read as `е`.
"""

KPIS_EN = {
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
