"""What people say of a help desk, and mean a KPI by; patterns meet texts in small letters with `ё` read as `е`."""

from goalposts import Phrase

SOLVED, REOPENED = "helpdesk.solved_at_once", "helpdesk.reopened"
BACKLOG, SATISFIED, ANSWERED = "helpdesk.backlog_age", "helpdesk.satisfied", "helpdesk.survey_answered"
_TICKET = r"(?:tickets?|incidents?|requests?)"
_RU_TICKET = r"(?:заяв\w+|обращени\w+|инцидент\w*)"

PHRASES = [
    Phrase("en", rf"\b{_TICKET}\b.{{0,40}}\b(?:without a second contact|at the first contact|at once)\b", kpi=SOLVED),
    Phrase("en", rf"\b{_TICKET}\b.{{0,30}}\b(?:come|came|coming) back\b|\breopened {_TICKET}\b", kpi=REOPENED),
    Phrase("en", rf"\b(?:backlog of {_TICKET}|{_TICKET} backlog|(?:old|stale|open) {_TICKET})\b", kpi=BACKLOG),
    Phrase("en", r"\b(?:content|satisfied|happy) with the (?:help ?desk|support)\b", kpi=SATISFIED),
    Phrase("en", r"\banswer\w* (?:to )?the (?:help ?desk )?survey\b", kpi=ANSWERED),
    Phrase("ru", rf"\b{_RU_TICKET}\b.{{0,40}}\bс первого (?:раза|обращения|контакта)\b", kpi=SOLVED),
    Phrase("ru", rf"\b(?:повторно открыт\w+|возвращ\w+) {_RU_TICKET}\b", kpi=REOPENED),
    Phrase(
        "ru", rf"\b(?:очеред\w+|завал\w*|хвост\w*) {_RU_TICKET}|\b(?:висящ|стар|открыт)\w+ {_RU_TICKET}", kpi=BACKLOG
    ),
    Phrase("ru", r"\b(?:довол\w+|удовлетворен\w+) (?:поддержк|службой поддержки)\w*", kpi=SATISFIED),
    Phrase("ru", r"\b(?:отвеча\w+|ответ\w*) на опрос", kpi=ANSWERED),
    Phrase("en", r"\b(?:everyone|everybody|all|must)\b.{0,30}\bticket (?:tool|system)\b", trap="adoption-slogan"),
    Phrase("ru", r"\b(?:все|долж\w+)\b.{0,30}\bзаявк\w+ (?:через|в) (?:систем|портал)\w*", trap="adoption-slogan"),
]
