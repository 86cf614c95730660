"""`goalposts presets`: how the exports of known systems are read."""

from __future__ import annotations

from typing import Any

import click

from goalposts.cli.layout import as_json, show_table
from goalposts.cli.options import format_option
from goalposts.cli.session import Session


@click.command("presets")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, form: str) -> int:
    """List the presets of the loaded plugins: a source names one by `format:`."""
    found = [
        {
            "id": preset.id,
            "version": preset.version,
            "event_type": preset.event_type,
            "format": preset.format,
            "summary": preset.note.get(session.language) if preset.note else None,
            "plugin": owner.plugin,
            "plugin_version": owner.version,
        }
        for owner in session.catalogue().contributions
        for preset in owner.domain.presets
    ]
    found.sort(key=lambda preset: str(preset["id"]))
    if form == "json":
        session.say(as_json(found))
        return 0
    show_table(session, (_row(preset) for preset in found), ("bold",))
    return 0


def _row(preset: dict[str, Any]) -> tuple[str, str, str]:
    return preset["id"], preset["event_type"], f"{preset['plugin']} {preset['plugin_version']}".rstrip()
