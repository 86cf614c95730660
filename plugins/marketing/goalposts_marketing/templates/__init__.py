"""The project file to start marketing automation from; its texts lie beside this file."""

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
        "marketing-automation",
        "Mailings, scoring and advertising from one system.",
        "Рассылки, оценка лидов и реклама в одной системе.",
    ),
)
