"""The project files to start a contact-centre rollout from; their texts lie beside this file."""

from pkgutil import get_data

from goalposts import Template


def _template(name: str, en: str, ru: str) -> Template:
    return Template(
        name, {"en": en, "ru": ru}, {language: _text(f"{name}.{language}.yaml") for language in ("en", "ru")}
    )


def _text(file: str) -> str:
    content = get_data(__name__, file)
    assert content is not None, "the package's loader can always read its data"
    return content.decode()


TEMPLATES = (
    _template(
        "contact_center",
        "Rollout of a contact-centre platform: the shortest file, with one recorder.",
        "Внедрение платформы контакт-центра: самый короткий файл, с одним источником.",
    ),
    _template(
        "contact-centre",
        "A new contact-centre platform in phases, with a parallel run.",
        "Новая платформа контакт-центра по фазам, с параллельной работой.",
    ),
)
