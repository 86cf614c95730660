"""`goalposts new-plugin`: the package of a plugin whose tests pass at once."""

from __future__ import annotations

from pathlib import Path

import click

from goalposts.cli.session import Session
from goalposts.locale import Text

_WRITTEN = Text(en="Written: {file}", ru="Создано: {file}")
_NEXT = Text(
    en="Next: `pip install -e '{folder}[test]'`, then `pytest` in it. "
    "Its tests pass; put your own trade in the place of the example.",
    ru="Дальше: `pip install -e '{folder}[test]'`, затем в этой папке `pytest`. "
    "Тесты проходят; замените пример своей предметной областью.",
)


@click.command("new-plugin")
@click.argument("name")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--minimal", is_flag=True, help="One event type and one KPI in a single module.")
@click.option("--prefix", metavar="LETTERS", default="", help="Begins the codes of its rules; made of NAME otherwise.")
@click.pass_obj
def command(session: Session, name: str, folder: Path, prefix: str, *, minimal: bool) -> int:
    """Write the package of a plugin for the domain NAME into DIR/goalposts-NAME; its tests pass at once.

    It holds one of everything: event type, KPIs, rule, preset, stream model, template, tests, README, CI file.
    """
    from goalposts.api.version import engine_version
    from goalposts.scaffolding import NewPlugin, prefix_for, write_plugin

    engine = ".".join(engine_version().split("+")[0].split(".")[:2])
    new = NewPlugin(name, prefix or prefix_for(name), engine, minimal=minimal)
    for path in write_plugin(new, folder, session.catalogue()):
        session.say(_WRITTEN.fill(file=str(path)))
    session.note(_NEXT.fill(folder=str(folder / new.folder)))
    return 0
