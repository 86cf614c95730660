"""A simulated rollout of a contact-centre platform, for the demonstration and for tests of the whole way."""

from goalposts import Simulator

from goalposts_contact_center.rollout.simulation import (
    BASELINE_DAYS,
    CALLS_A_DAY,
    EFFECT,
    EVALUATION_DAYS,
    simulate_rollout,
)

ROLLOUT = Simulator(
    "contact_center.rollout",
    {
        "en": "A new contact-centre platform: faster answers, the same talks, results recorded, more paperwork.",
        "ru": "Новая платформа контакт-центра: отвечают быстрее, говорят столько же, результаты записаны, "
        "бумажной работы больше.",
    },
    simulate_rollout,
    params={
        "effect": EFFECT,
        "calls_a_day": CALLS_A_DAY,
        "baseline_days": BASELINE_DAYS,
        "evaluation_days": EVALUATION_DAYS,
    },
    demo=True,
)

__all__ = ["ROLLOUT"]
