"""Which touches a conversion is credited to."""

from goalposts import attribution

from goalposts_marketing.event_types import CONVERSION, TOUCH

CREDIT = attribution(
    "marketing.credit",
    touches=TOUCH,
    conversions=CONVERSION,
    # as Google Analytics, Yandex Metrica and their exports call visits without a source
    direct=("direct", "(direct)", "(none)", "Direct traffic", "Прямые заходы"),
    of_touch=("campaign",),
    of_conversion=("action", "value", "margin"),
    summary={
        "en": "A touch on the way to a conversion, with the share of it that every model gives to the touch.",
        "ru": "Касание на пути к целевому действию и его доля в нём по каждой модели.",
    },
)
