"""Project files to start from; their texts lie beside this file."""

from pathlib import Path

from goalposts import Template

TEMPLATE = Template(
    "warehouse",
    {"en": "A new warehouse system.", "ru": "Новая система склада."},
    {language: (Path(__file__).parent / f"warehouse.{language}.yaml").read_text("utf-8") for language in ("en", "ru")},
)
