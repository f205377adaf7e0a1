"""What the commands share: arguments, refusals in one line, and words that no terminal obeys."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import StudyError
from analysis.plurals import plural

if TYPE_CHECKING:
    from analysis.corpus import Loaded
    from analysis.parts import Corpus
    from analysis.reading import Reading
    from analysis.study import Study

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


def say(text: str = "", err: bool = False) -> None:
    """Print a line that no terminal obeys; with ``err`` beside what the command is asked for, not in it."""
    click.echo(inert(text), err=err)


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
    help="Read these instead of the study's own: a file, a folder or a pattern, of any format that is read.",
)
method_option = click.option(
    "--method", help="Sentiment toward people, such as linear or clause.  [default: the study's]"
)
date_format_option = click.option("--date-format", metavar="FORMAT", help="How dates are written, such as %d/%m/%Y.")


def report_folder(study: Study) -> Path:
    """Name the folder of a study's report where the user names none."""
    from analysis.study import SHIPPED

    return Path("reports") if study.folder == SHIPPED else Path("reports") / study.id


def read_once(
    study: Study | Path | None, articles: Path | None, *, date_format: str | None = None, method: str | None = None
) -> Reading:
    """Read a study, or open what its report or an earlier command stored of it, if reading would give the same."""
    from functools import partial

    from analysis.reports.run.kept import keep_reading, open_kept
    from analysis.study import Study, read_study

    chosen = study if isinstance(study, Study) else read_study(study)
    if method is not None:
        from analysis.sentiment.ladder import with_method

        chosen = with_method(chosen, method)
    options: dict[str, Any] = {"date_format": date_format, "method": method}
    kept = open_kept(chosen, articles, options, report_folder(chosen))
    if kept is not None:
        return kept
    from analysis import pipeline

    return keep_reading(partial(pipeline.read, chosen, articles, **options), chosen, articles, options)


def check_output(out: Path, study: Study, articles: Path | None, parts: tuple[str, ...] = ()) -> None:
    """Refuse an output folder that is none, would become part of the input, or whose files would replace the input.

    ``parts`` are folders inside it that are written to as well. Nothing is made.
    """
    here = out.resolve()
    for folder in (here, *here.parents):
        if folder.exists() and not folder.is_dir():
            raise StudyError(f"The output must be a folder; {out if folder == here else folder} is a file.")
    from analysis.corpus.files.find import find_top, holds_pattern

    paths = study.articles_paths if articles is None else [articles]
    sources = [find_top(path).resolve() for path in paths]
    deep = [top for top, path in zip(sources, paths, strict=True) if "**" in str(path) or not holds_pattern(str(path))]
    if any(here.is_relative_to(folder) for source in deep for folder in _document_folders(source)):
        raise StudyError(f"The output folder must not lie inside the articles; {out} does.")
    folders = {study.folder, *(source if source.is_dir() else source.parent for source in sources)}
    if {here, *(here / part for part in parts)} & folders:
        raise StudyError(f"The output folder must not be that of the study or of its articles; {out} is.")


def make_output(out: Path, study: Study, articles: Path | None, parts: tuple[str, ...] = ()) -> None:
    """Make the output folder before any work, where `check_output` lets it be."""
    check_output(out, study, articles, parts)
    out.mkdir(parents=True, exist_ok=True)


def _document_folders(source: Path) -> Iterator[Path]:
    """Give the folders whose files are articles: the source, or those that a table's column `file` names."""
    if source.is_dir():
        yield source
    elif source.suffix.lower() in (".csv", ".tsv") and source.is_file():
        with source.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            head = next(file, "")
            if "file" not in re.split(r"[,;\t\"\r\n]", head):
                return
            table = csv.DictReader(chain([head], file), delimiter=max(",;\t", key=head.count))
            with suppress(csv.Error, ValueError):  # reading the articles will say what is wrong
                names = {str(Path(row["file"]).parent) for row in table if row["file"]}
                yield from {(source.parent / name).resolve() for name in names} - {source.parent}


def tell_quarantine(loaded: Loaded | Reading | Corpus, err: bool = False) -> None:
    """Say what was set aside, or is not all that was announced, and leave with the exit code for it."""
    from analysis.corpus.records import COUNT_DIFFERS

    notes: Any = loaded.notes if isinstance(loaded.notes, list) else loaded.notes.itertuples(index=False)
    differs = [str(note.message) for note in notes if note.kind == COUNT_DIFFERS]
    for message in differs:
        say(f"Count differs: {message}", err)
    reasons = loaded.quarantine["reason"].tolist()
    if reasons:
        say(f"{plural(len(reasons), 'record')} quarantined:", err)
        for reason in reasons[:20]:
            say(f"  {reason}", err)
        if len(reasons) > 20:
            say(f"  and {len(reasons) - 20:,} more, in quarantine.csv", err)
    if reasons or differs:
        click.get_current_context().exit(PARTLY)
