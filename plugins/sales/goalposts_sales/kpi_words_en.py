"""How people speak of the KPIs of sales in English: patterns by KPI.

They meet texts in lower case with `ё` read as `е`.
"""

KPIS_EN = {
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
    "rescued_deals": (r"\b(?:rescue|save)d?\s+(?:\w+\s+)?deals?\b",),
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
