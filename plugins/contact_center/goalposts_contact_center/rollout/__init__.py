"""A simulated rollout of a contact-centre platform, for the demonstration and for tests of the whole way."""

from goalposts import Simulator

from goalposts_contact_center.rollout.simulation import simulate_rollout

ROLLOUT = Simulator(
    "contact_center.rollout",
    {
        "en": "A new contact-centre platform: faster answers, the same talks, results recorded, more paperwork.",
        "ru": "Новая платформа контакт-центра: отвечают быстрее, говорят столько же, результаты записаны, "
        "бумажной работы больше.",
    },
    simulate_rollout,
    demo=True,
)

__all__ = ["ROLLOUT"]
