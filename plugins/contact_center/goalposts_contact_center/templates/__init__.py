"""The project file to start a contact-centre rollout from; its texts lie beside this file."""

from pkgutil import get_data

from goalposts import Template


def _text(file: str) -> str:
    content = get_data(__name__, file)
    assert content is not None, "the package's loader can always read its data"
    return content.decode()


TEMPLATE = Template(
    "contact_center",
    {"en": "Rollout of a contact-centre platform.", "ru": "Внедрение платформы контакт-центра."},
    {"en": _text("contact_center.en.yaml"), "ru": _text("contact_center.ru.yaml")},
)
