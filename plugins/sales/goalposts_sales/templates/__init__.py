"""The project files to start the rollout of a sales system from; their texts lie beside this file."""

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
        "crm",
        "Rollout of a CRM for the sales department: the shortest file.",
        "Внедрение CRM в отделе продаж: самый короткий файл.",
    ),
    _template("from-excel", "From spreadsheets to the first CRM.", "Из Excel в первую CRM."),
    _template("replace-crm", "One CRM makes way for another.", "Одна CRM сменяет другую."),
    _template("outgrown-bitrix24", "Bitrix24 has become too small.", "Из Битрикс24 выросли."),
    _template(
        "leave-western-crm",
        "The vendor leaves: another CRM, and nothing may be lost on the way.",
        "Поставщик уходит: другая CRM, и при переезде ничего не должно пропасть.",
    ),
    _template(
        "crm-not-satisfying",
        "There is a CRM, and the business is unhappy: where does it leak?",
        "CRM есть, а бизнес недоволен: где теряются клиенты?",
    ),
)
