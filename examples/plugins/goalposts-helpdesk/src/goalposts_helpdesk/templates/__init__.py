"""Project files to start from; their texts lie beside this file."""

from pathlib import Path

from goalposts import Template

TEMPLATE = Template(
    "helpdesk",
    {"en": "A new help desk system.", "ru": "Новая система службы поддержки."},
    {language: (Path(__file__).parent / f"helpdesk.{language}.yaml").read_text("utf-8") for language in ("en", "ru")},
)
