"""What every command of the command line has in common: options, output, exit statuses, errors in plain words."""

import contextlib
import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from data import reps, store
from data.job_runner import plain
from data.settings import Settings

PROBLEMS, NOTHING = 1, 2
_UNEXPECTED = "Something went wrong that should not ({}). RAPPORT_DEBUG=1 shows where."


class Refusal(click.ClickException):
    """Nothing was done; the message says why."""

    exit_code = NOTHING


class Shell:
    """What every command has: where the workspace is, and how to say something."""

    def __init__(self, settings: Settings, as_json: bool) -> None:
        self.settings, self.as_json = settings, as_json
        self.db = settings.database

    def say(self, data: Any, *lines: str) -> None:
        """Print the result: JSON with --json, otherwise the lines."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=1) if self.as_json else "\n".join(lines))

    def progress(self, what: str, done: int, total: int) -> None:
        """Show how far it is, on a terminal only."""
        if sys.stderr.isatty() and total:
            click.echo(f"\r\x1b[K{done * 100 // total:3d} %  {what}", err=True, nl=False)

    def rep(self, name: str | None) -> str | None:
        """Return the id of a rep named on the command line."""
        if name is None:
            return None
        with store.reading(self.db) as conn:
            found = reps.find(conn, name)
        if found is None:
            raise Refusal(f"There is no rep {name!r}. Reps here: {self._reps()}.")
        return found

    def _reps(self) -> str:
        with store.reading(self.db) as conn:
            return ", ".join(row[0] for row in conn.execute("SELECT name FROM rep ORDER BY name")) or "none"


@contextlib.contextmanager
def plain_words() -> Iterator[None]:
    """Turn what can go wrong into one sentence and exit status 2; RAPPORT_DEBUG=1 shows where it went wrong."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        raise Refusal("Stopped. What was stored is whole; the same command goes on from there.") from None
    except Exception as error:
        if os.environ.get("RAPPORT_DEBUG"):
            raise
        raise Refusal(plain(error) or _UNEXPECTED.format(type(error).__name__)) from error


class PlainGroup(click.Group):
    """A group whose commands fail in plain words."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with plain_words():
            return super().invoke(ctx)


def command(group: click.Group, name: str, *, fresh: bool = True) -> Callable[[Callable], click.Command]:
    """Declare a command of a group: gives it --db and --json and, unless it replaces the file, a prepared workspace."""

    def declare(function: Callable) -> click.Command:
        @group.command(name, help=function.__doc__)
        @click.option("--db", type=click.Path(path_type=Path), help="The workspace's file (default: RAPPORT_DB).")
        @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
        @functools.wraps(function)
        def run(db: Path | None, as_json: bool, **options: Any) -> Any:
            settings = Settings.from_env({**os.environ, **({"RAPPORT_DB": str(db)} if db else {})})
            if fresh:
                store.prepare(settings.database, settings.backups)
            return function(Shell(settings, as_json), **options)

        return run

    return declare


def day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Take a day as days are stored."""
    if value:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is no day; write it as 2026-07-31.") from None
    return value


def pairs(_ctx: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Take several name=value."""
    found = {}
    for one in value:
        name, equals, said = one.partition("=")
        if not (equals and name.strip() and said.strip()):
            raise click.BadParameter(f"{one!r} is no answer; write it as question=value.")
        found[name.strip()] = said.strip()
    return found
