"""Project files to start from; their texts lie beside this file."""

from pathlib import Path

from goalposts import Template

TEMPLATE = Template(
    "hr",
    {"en": "A new HR system.", "ru": "Новая кадровая система."},
    {language: (Path(__file__).parent / f"hr.{language}.yaml").read_text("utf-8") for language in ("en", "ru")},
)
