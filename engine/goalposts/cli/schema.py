"""`goalposts schema`: the JSON Schema of the project file."""

from __future__ import annotations

import click

from goalposts.cli.layout import as_json
from goalposts.cli.session import Session


@click.command("schema")
@click.pass_obj
def command(session: Session) -> int:
    """Print the JSON Schema of the project file, for editors: completion, and mistakes shown while they are typed.

    KPIs, event types and presets are those of the loaded plugins. What a schema cannot say, `goalposts check` says.
    """
    from goalposts.formats.schema import project_schema

    session.say(as_json(project_schema(session.catalogue())))
    return 0
