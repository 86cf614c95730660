"""What is measured."""

from goalposts import DAY, DOWN, UP, Kpi, mean, share

from goalposts_helpdesk.events import OPEN_TICKET, TICKET

SOLVED_AT_ONCE = Kpi(
    id="helpdesk.solved_at_once",
    name={"en": "First-contact resolution", "ru": "Решение с первого обращения"},
    summary={
        "en": "Share of tickets solved without a second contact.",
        "ru": "Доля обращений, решённых с первого раза.",
    },
    over=TICKET,
    value=share(of=TICKET.contacts == 1),
    direction=UP,
    guardrails=["helpdesk.reopened"],
    gaming={
        "en": "Tickets are closed at the first contact, done or not, and come back.",
        "ru": "Обращения закрывают при первом же контакте, решён вопрос или нет, и они возвращаются.",
    },
    attributability="direct",
)

REOPENED = Kpi(
    id="helpdesk.reopened",
    name={"en": "Reopened tickets", "ru": "Повторно открытые обращения"},
    summary={
        "en": "Share of closed tickets that came back, by the day on which they were opened.",
        "ru": "Доля закрытых обращений, которые открыли повторно; по дню регистрации.",
    },
    over=TICKET,
    value=share(of=TICKET.reopened, among=TICKET.closed_at.is_not_null()),
    direction=DOWN,
    maturity=14 * DAY,
    attributability="intermediate",
)

BACKLOG_AGE = Kpi(
    id="helpdesk.backlog_age",
    name={"en": "Age of the backlog", "ru": "Возраст очереди"},
    summary={
        "en": "Mean age of the tickets that are open when the backlog is counted.",
        "ru": "Средний возраст обращений, открытых в момент подсчёта очереди.",
    },
    over=OPEN_TICKET,
    value=mean(of=OPEN_TICKET.counted_at - OPEN_TICKET.opened_at),
    direction=DOWN,
    guardrails=["helpdesk.reopened"],
    gaming={
        "en": "Old tickets are closed unsolved, or closed and opened anew to make them young.",
        "ru": "Старые обращения закрывают без решения или закрывают и заводят заново, чтобы обнулить возраст.",
    },
    attributability="intermediate",
)

SATISFIED = Kpi(
    id="helpdesk.satisfied",
    name={"en": "Satisfied customers (CSAT)", "ru": "Удовлетворённость клиентов (CSAT)"},
    summary={
        "en": "Share of the answers to the survey that give 4 or 5 points of 5.",
        "ru": "Доля оценок 4 и 5 среди ответов на опрос.",
    },
    over=TICKET,
    value=share(of=TICKET.score >= 4, among=TICKET.score.is_not_null()),
    direction=UP,
    maturity=14 * DAY,
    guardrails=["helpdesk.survey_answered"],
    gaming={
        "en": "The survey is sent to those only who are likely to be content.",
        "ru": "Опрос рассылают только тем, кто, скорее всего, доволен.",
    },
    attributability="outcome",
)

SURVEY_ANSWERED = Kpi(
    id="helpdesk.survey_answered",
    name={"en": "Answered surveys", "ru": "Доля ответов на опрос"},
    summary={
        "en": "Share of closed tickets whose survey was answered.",
        "ru": "Доля закрытых обращений, по которым получен ответ на опрос.",
    },
    over=TICKET,
    value=share(of=TICKET.score.is_not_null(), among=TICKET.closed_at.is_not_null()),
    direction=UP,
    maturity=14 * DAY,
    attributability="intermediate",
)
