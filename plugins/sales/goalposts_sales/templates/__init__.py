"""The project file to start a CRM rollout from; its texts lie beside this file."""

from pkgutil import get_data

from goalposts import Template


def _text(file: str) -> str:
    content = get_data(__name__, file)
    assert content is not None, "the package's loader can always read its data"
    return content.decode()


TEMPLATE = Template(
    "crm",
    {"en": "Rollout of a CRM for the sales department.", "ru": "Внедрение CRM в отделе продаж."},
    {"en": _text("crm.en.yaml"), "ru": _text("crm.ru.yaml")},
)
