"""What people say of staff, and mean a KPI by; patterns meet texts in small letters with `ё` read as `е`."""

from goalposts import Phrase

FILL, EARLY, TURNOVER, ABSENCE = "hr.time_to_fill", "hr.early_attrition", "hr.turnover", "hr.absence_rate"

PHRASES = [
    Phrase("en", r"\b(?:fill\w*|clos\w+)\b.{0,20}\b(?:vacanc\w+|positions?|openings?)\b", kpi=FILL),
    Phrase("en", r"\b(?:vacanc\w+|positions?|openings?)\b.{0,20}\b(?:filled|closed)\b|\btime to hire\b", kpi=FILL),
    Phrase("en", r"\b(?:leave|quit|gone)\b.{0,25}\b(?:probation|first (?:three months|90 days))\b", kpi=EARLY),
    Phrase(
        "en",
        r"\b(?:staff|employee|labou?r) turnover\b|\b(?:people|employees|staff) (?:who )?(?:leav\w+|quit)\b",
        kpi=TURNOVER,
    ),
    Phrase("en", r"\b(?:of their own will|resignations?|voluntary turnover)\b", kpi=TURNOVER, variant="voluntary"),
    Phrase("en", r"\b(?:absen(?:ce|teeism)|sick (?:leave|days))\b", kpi=ABSENCE),
    Phrase("ru", r"\b(?:закры\w+|заполн\w+)\b.{0,20}\bваканси\w+", kpi=FILL),
    Phrase("ru", r"\b(?:уш|ух|увол)\w+\b.{0,25}\b(?:испытательн\w+ срок|перв\w+ (?:три месяца|90 дней))\w*", kpi=EARLY),
    Phrase("ru", r"\bваканси\w+ закры\w+|\bсрок\w* подбора\b", kpi=FILL),
    Phrase("ru", r"\bтекуч(?:к|ест)\w*", kpi=TURNOVER),
    Phrase("ru", r"\bпо собственному(?: желанию)?\b", kpi=TURNOVER, variant="voluntary"),
    Phrase("ru", r"\b(?:больничн\w+|невыход\w*|прогул\w*|отсутстви\w+ на работе)", kpi=ABSENCE),
]
