"""``narrative report``: every notebook of a study as a page, with figures and tables; ``verify``: is it still so?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis.cli.common import (
    PARTLY,
    Refused,
    articles_option,
    check_output,
    date_format_option,
    make_output,
    refusing,
    report_folder,
    say,
    study_argument,
)
from analysis.plurals import plural


def _parameters(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    """Part ``name=value``; a name given again has several values. The notebooks say which names and types they take."""
    values: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise Refused(f"A parameter must be written name=value; found {text!r}.")
        values.setdefault(name, []).append(value)
    return {name: several if len(several) > 1 else several[0] for name, several in values.items()}


@click.command(short_help="Make every notebook of a study a page, with figures.")
@study_argument
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: reports/STUDY]")
@click.option("--figures", type=click.Path(path_type=Path), help="Export the figures here: every format and width.")
@click.option(
    "-p",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_parameters,
    help="A parameter of the notebooks; given again for one name: one run for each value.",
)
@click.option("--only", metavar="NOTEBOOK", multiple=True, help="Run this notebook; may be given again.")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Notebooks that run at a time.")
@click.option("--seconds", type=click.IntRange(1, 10**7), default=600, show_default=True, help="Time limit of a run.")
@click.option(
    "--memory", type=click.IntRange(1, 10**7), default=6144, show_default=True, help="Memory limit of a run, in MB."
)
@click.option("--why", is_flag=True, help="Say what would run, and why; run nothing.")
@articles_option
@date_format_option
@refusing
def report(
    study: Path | None,
    out: Path | None,
    figures: Path | None,
    parameters: dict[str, Any],
    only: tuple[str, ...],
    jobs: int,
    seconds: int,
    memory: int,
    why: bool,
    articles: Path | None,
    date_format: str | None,
) -> None:
    """Run the notebooks of a study as far as they are not done, and write pages, figures and an index.

    With `-p outlets=…` and `-p period=…` all of a report (front page, reading room, tables, pages) is of the articles
    of these outlets, of this time, and every page says so; a report is of one selection.

    What is done is known by hash: a notebook runs again if it, its parameters, the articles that it reads, the study
    file or the code changed. A report that is ended early loses nothing: the same command does the rest.

    \b
    Example:
      narrative report my_study
      narrative report my_study --only 04_framing -p axis=growth-harm
      narrative report my_study --only 05_person -p person=ana -p person=ben -p period=2024
      narrative report my_study --why
    """
    from analysis.reports.run.batch import DELIVERED, Limits, explain_report, run_report
    from analysis.study import read_study

    chosen = read_study(study)
    out = out or report_folder(chosen)
    asked: dict[str, Any] = {"parameters": parameters, "only": only or None}
    asked |= {"articles": articles, "date_format": date_format}
    check_output(out, chosen, articles, DELIVERED)
    if figures:
        check_output(figures, chosen, articles)
    if why:
        return _say_why(explain_report(chosen, out, figures=figures, **asked))
    make_output(out, chosen, articles, DELIVERED)
    limits = Limits(seconds, memory << 20)
    try:
        with _Bar() as bar:
            done = run_report(
                chosen, out, figures=figures, jobs=jobs, limits=limits, begun=bar.begin, progress=bar.update, **asked
            )
    except KeyboardInterrupt as stopped:  # a Stopped, or a Ctrl-C before anything had begun
        say(f"{stopped or 'stopped'}; the same command does the rest")
        raise click.exceptions.Exit(getattr(stopped, "exit_code", 130)) from stopped
    made = f"{plural(len(done.pages), 'page')} and {plural(len(done.figures), 'figure')}"
    say(f"{plural(len(done.ran), 'run')} now, {made}: {done.index}")
    for name, error in done.failures.items():
        say(f"{name} failed: {error}")
    if done.n_quarantined:
        say(f"{plural(done.n_quarantined, 'record')} quarantined: {out / 'tables' / 'quarantine'}")
    click.get_current_context().exit(done.exit_code)


class _Bar:
    """How many runs are to be made, said at once, and a bar of them on a terminal from the first that is done."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.total = 0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.close()

    def begin(self, total: int) -> None:
        self.total = total
        say(f"{plural(total, 'run')} to make; the articles are read first", err=True)

    def update(self, name: str) -> None:
        if self.bar is None:
            from analysis.progress import Progress

            self.bar = Progress("runs", self.total)
        self.bar()


def _say_why(reasons: dict[str, list[str]]) -> None:
    for name, causes in reasons.items():
        shown = causes if len(causes) <= 5 else [*causes[:5], f"and {len(causes) - 5:,} more"]
        say(f"{name}: {'; '.join(shown)}")
    say(f"{len(reasons)} to make" if reasons else "nothing to do")


@click.command(short_help="Name what of a report was edited, cut or lost.")
@click.argument("out", type=click.Path(path_type=Path), default=Path("reports"))
@refusing
def verify(out: Path) -> None:
    """Hash everything that a report delivered again, and name what is edited, cut or missing.

    OUT is the folder of a report, reports if it is left out. Every file is held to the byte as it was delivered, tables
    with measured values too: nothing is measured again. Leaves with exit code 3 if there is anything; the report's
    own command makes it again.

    \b
    Example:
      narrative verify reports
    """
    from analysis.reports.run.records import verify_folder

    n_files, damage = verify_folder(out.resolve())
    for line in damage:
        say(line)
    say(f"{plural(n_files, 'file')}, {len(damage):,} not as they were made")
    if damage:
        click.get_current_context().exit(PARTLY)
