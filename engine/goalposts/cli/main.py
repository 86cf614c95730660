"""The entry point of the command `goalposts`."""

from __future__ import annotations

import io
import os
import sys

import click

from goalposts.cli.group import CommandGroup
from goalposts.cli.options import common_options


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if wanted and not ctx.resilient_parsing:
        from goalposts.api.version import engine_version

        click.echo(f"goalposts {engine_version()}")
        ctx.exit()


cli = CommandGroup(
    "goalposts",
    help="Fix the goalposts before an IT rollout starts, then measure whether the ball went in.\n\n"
    "PROJECT is a project file, by default goalposts.yaml in this folder. Results go to stdout, everything else to "
    "stderr.\n\n"
    "Exit codes: 0 fine, 1 the answer is no, 2 the input is wrong, 3 undecided, 4 a plugin failed.",
    params=[
        *common_options(),
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="The version."
        ),
    ],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def main() -> None:
    """Run the command line on this process's arguments and exit."""
    # A verdict asks for thousands of small matrix products: dividing each among threads takes longer than the product,
    # on a busy machine ten times as long. NumPy reads this when it is loaded, which is later.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding must neither mangle Cyrillic nor stop the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli.main()


if __name__ == "__main__":
    main()
