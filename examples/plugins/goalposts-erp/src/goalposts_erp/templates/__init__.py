"""Project files to start from; their texts lie beside this file."""

from pathlib import Path

from goalposts import Template

TEMPLATE = Template(
    "erp",
    {"en": "A new ERP system.", "ru": "Новая ERP-система."},
    {language: (Path(__file__).parent / f"erp.{language}.yaml").read_text("utf-8") for language in ("en", "ru")},
)
