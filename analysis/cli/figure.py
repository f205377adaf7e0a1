"""``narrative figure``: a figure made again from its passport, and whether its table is the same."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import PARTLY, articles_option, date_format_option, make_output, refusing, say
from analysis.errors import StudyError

__all__ = ["figure"]


@click.command(short_help="Make a figure again from its passport.")
@click.argument("passport", type=click.Path(path_type=Path))
@click.option("--study", type=click.Path(path_type=Path), help="The passport's study, if it is not the shipped one.")
@articles_option
@date_format_option
@click.option(
    "--out", type=click.Path(path_type=Path), default="remade", show_default=True, help="Folder for the new figure."
)
@refusing
def figure(passport: Path, study: Path | None, articles: Path | None, date_format: str | None, out: Path) -> None:
    """Make a figure again from its passport, a JSON file, and say whether its data table is identical.

    Leaves with exit code 3 if it is not. What else changed since (articles, study, code, versions) is named either way.

    \b
    Example:
      narrative figure figures/balance_by_outlet.json
      narrative figure reports/harbour/figures/balance_by_outlet.json --study harbour
    """
    from analysis import pipeline
    from analysis.reports.figure.again import compare_figures, make_figure, read_passport
    from analysis.study import read_study

    chosen = read_study(study)
    then = read_passport(passport, chosen)
    make_output(out, chosen, articles)
    if out.resolve() == passport.resolve().parent:
        raise StudyError("The output must not be the folder of the passport: the new table is held to the one there.")
    now = make_figure(then, pipeline.read(chosen, articles, date_format=date_format), out)
    name = then["figure"]
    same = then["table_sha256"] == now["table_sha256"]
    say(f"{out / name}.png: the table is {'identical' if same else 'different'} ({now['n']['rows']:,} rows)")
    for line in compare_figures(then, now, passport.with_suffix(".csv"), out / f"{name}.csv"):
        say(f"  {line}")
    click.get_current_context().exit(0 if same else PARTLY)
