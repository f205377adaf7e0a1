"""``narrative report``: every notebook of a study as a page, with figures and tables."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import Refused, articles_option, date_format_option, make_output, refusing, say, study_argument

__all__ = ["report"]


def _parameter(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Part ``name=value``; the notebooks say which names and types they take."""
    for text in given:
        if "=" not in text:
            raise Refused(f"A parameter must be written name=value; found {text!r}.")
    return dict(text.split("=", 1) for text in given)


@click.command()
@study_argument
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: reports/STUDY]")
@click.option("--figures", type=click.Path(path_type=Path), help="Write the figures to this folder too.")
@click.option("-p", "parameters", metavar="NAME=VALUE", multiple=True, callback=_parameter, help="A parameter.")
@click.option("--only", metavar="NOTEBOOK", multiple=True, help="Run this notebook; may be given again.")
@articles_option
@date_format_option
@refusing
def report(
    study: Path | None,
    out: Path | None,
    figures: Path | None,
    parameters: dict[str, str],
    only: tuple[str, ...],
    articles: Path | None,
    date_format: str | None,
) -> None:
    """Run the notebooks of a study, and write pages, figures and an index.

    \b
    Example:
      narrative report my_study
      narrative report my_study --only 04_framing -p axis=growth-harm
    """
    from tqdm import tqdm

    from analysis.reports.batch import run_report
    from analysis.study import SHIPPED, read_study

    chosen = read_study(study)
    out = out or (Path("reports") if chosen.folder == SHIPPED else Path("reports") / chosen.id)
    make_output(out, articles)
    with tqdm(desc="notebooks", unit="", total=len(only or chosen.grid) or None, disable=None) as bar:
        done = run_report(
            chosen,
            out,
            figures=figures,
            parameters=parameters,
            only=only or None,
            articles=articles,
            date_format=date_format,
            progress=lambda name: bar.update(),
        )
    say(f"{len(done.pages)} pages and {len(done.figures)} figures: {done.index}")
    for name, error in done.failures.items():
        say(f"{name} failed: {error}")
    if done.n_quarantined:
        say(f"{done.n_quarantined:,} records quarantined: {out / 'tables' / 'quarantine'}")
    click.get_current_context().exit(done.exit_code)
