"""What the commands share: arguments, refusals in one line, and words that no terminal obeys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import StudyError

if TYPE_CHECKING:
    from analysis.corpus import Loaded
    from analysis.reading import Reading

__all__ = [
    "PARTLY",
    "Refused",
    "articles_option",
    "date_format_option",
    "make_output",
    "refusing",
    "say",
    "study_argument",
    "tell_quarantine",
]

#: Exit code: done, but something was set aside or failed.
PARTLY = 3

_LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Refused(click.ClickException):
    """An error of the user's making: one line, no traceback, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the one line."""
        click.echo("error: " + inert(self.message.replace("\n", " ")), err=True)


def inert(text: str) -> str:
    """Spell out the characters that a terminal would obey."""
    return _LIVE.sub(lambda found: ascii(found[0])[1:-1], text)


def say(text: str = "") -> None:
    """Print a line that no terminal obeys."""
    click.echo(inert(text))


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what the user can mend into one line."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except (StudyError, OSError) as error:
            raise Refused(str(error)) from error

    return run


study_argument = click.argument("study", required=False, type=click.Path(path_type=Path))
articles_option = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    help="Read these instead of the study's own: a CSV, JSON Lines, or a folder of .txt files.",
)
date_format_option = click.option("--date-format", metavar="FORMAT", help="How dates are written, such as %d/%m/%Y.")


def make_output(out: Path, articles: Path | None) -> None:
    """Make the output folder before any work, where it cannot become part of the input."""
    if articles is not None and articles.is_dir() and out.resolve().is_relative_to(articles.resolve()):
        raise StudyError(f"The output folder must not lie inside the articles; {out} does.")
    if out.exists() and not out.is_dir():
        raise StudyError(f"The output must be a folder; {out} is a file.")
    out.mkdir(parents=True, exist_ok=True)


def tell_quarantine(loaded: Loaded | Reading) -> None:
    """Say what was set aside, and leave with the exit code for it."""
    reasons = loaded.quarantine["reason"].tolist()
    if reasons:
        say(f"{len(reasons):,} records quarantined:")
        for reason in reasons[:20]:
            say(f"  {reason}")
        if len(reasons) > 20:
            say(f"  and {len(reasons) - 20:,} more, in quarantine.csv")
        click.get_current_context().exit(PARTLY)
