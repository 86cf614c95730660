"""The group of all commands, and the one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from goalposts.cli.commands import BUILT_IN, TIMELESS, built_in
from goalposts.cli.options import refuse_day, with_common_options
from goalposts.cli.outdated import outdated_plugins_told
from goalposts.cli.plugin_commands import plugin_commands, with_way_out
from goalposts.cli.session import Session
from goalposts.cli.usage_errors import show
from goalposts.errors import GoalpostsError, PluginError, did_you_mean
from goalposts.locale import Text
from goalposts.plugin_api import PluginWarning

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
BROKEN = 4
_INTERRUPTED = Text(en="Interrupted.", ru="Прервано.")


class CommandGroup(click.Group):
    """Loads a command when it is asked for; its help needs no command's module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the built-in commands in the order of work, then those of plugins."""
        return [*BUILT_IN, *sorted(plugin_commands(_session(ctx).without))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; it takes the common options too."""
        # A built-in command loads plugins itself, after `--without` behind it was read.
        if cmd_name in BUILT_IN:
            return with_common_options(built_in(cmd_name), timeless=cmd_name in TIMELESS)
        found = plugin_commands(_session(ctx).without).get(cmd_name)
        return None if found is None else with_common_options(found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for; of an unknown one, say which is near."""
        refuse_day(args[0], given=args[0] in TIMELESS and _session(ctx).as_of is not None)
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = did_you_mean(args[0], self.list_commands(ctx))
            message = f"{error.message.rstrip('.')}; {near.en}" if near else error.message
            raise click.UsageError(message, ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their help lines."""
        added = plugin_commands(_session(ctx).without)
        with formatter.section("Commands"):
            formatter.write_dl(list(BUILT_IN.items()))
        if added:
            with formatter.section("Commands of plugins"):
                formatter.write_dl([(name, added[name].get_short_help_str()) for name in sorted(added)])

    def main(  # type: ignore[override]  # the overloads differ only in standalone_mode, which is always off here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run a command and exit."""
        sys.exit(self._exit_code(args, prog_name or "goalposts", extra))

    def _exit_code(self, args: Sequence[str] | None, prog_name: str, extra: dict[str, Any]) -> int:
        session = Session()
        try:
            with outdated_plugins_told(session):
                code = super().main(args, prog_name, **{**extra, "standalone_mode": False, "obj": session})
        except GoalpostsError as error:
            session.warn(with_way_out(error).sentence(session.language))
            return error.exit_code
        except PluginWarning as warning:
            session.warn(warning.sentence(session.language))
            return PluginError.exit_code
        except click.ClickException as error:
            show(error, sys.argv[1:] if args is None else args)
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            session.warn(_INTERRUPTED)
            return INTERRUPTED
        except Exception:  # noqa: BLE001 - a bug keeps its traceback, and must not look like the answer "no"
            traceback.print_exc()
            return BROKEN
        return code if isinstance(code, int) else 0


def _session(ctx: click.Context) -> Session:
    return ctx.ensure_object(Session)
