"""`goalposts templates`: the project files to start from."""

from __future__ import annotations

import click

from goalposts.cli.layout import as_json, show_table
from goalposts.cli.options import format_option
from goalposts.cli.session import Session


@click.command("templates")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, form: str) -> int:
    """List the project files to start from: `goalposts init --template ID` writes one."""
    found = [
        {
            "id": template.id,
            "summary": template.summary.get(session.language),
            "plugin": owner.plugin,
            "plugin_version": owner.version,
        }
        for owner in session.catalogue().contributions
        for template in owner.domain.templates
    ]
    found.sort(key=lambda template: template["id"])
    if form == "json":
        session.say(as_json(found))
        return 0
    show_table(session, ((template["id"], template["plugin"], template["summary"]) for template in found), ("bold",))
    return 0
