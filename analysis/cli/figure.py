"""``narrative figure``: a figure made again from its passport, and whether its table is the same."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import PARTLY, articles_option, date_format_option, make_output, read_once, refusing, say
from analysis.errors import StudyError

_SAME = "the same, counts and offsets to the byte and measured values to .002, the largest difference {:.2g}"


@click.command(short_help="Make a figure again from its passport.")
@click.argument("passport", type=click.Path(path_type=Path))
@click.option("--study", type=click.Path(path_type=Path), help="The passport's study.  [default: that of its report]")
@articles_option
@date_format_option
@click.option(
    "--out", type=click.Path(path_type=Path), default="remade", show_default=True, help="Folder for the new figure."
)
@refusing
def figure(passport: Path, study: Path | None, articles: Path | None, date_format: str | None, out: Path) -> None:
    """Make a figure again from its passport, a JSON file, and say whether its data table is identical.

    Counts, offsets and words are held to the byte, measured values to .002: another machine may round them elsewhere,
    and that is said. Leaves with exit code 3 if the table is different. What else changed since (articles, study, code,
    versions) is named either way.

    \b
    Example:
      narrative figure figures/balance_by_outlet.json
      narrative figure reports/harbour/figures/balance_by_outlet.json
      narrative figure balance_by_outlet.json --study harbour
    """
    from analysis.reports.figure.again import compare_figures, hold_tables, make_figure, read_passport
    from analysis.reports.run.articles import study_of_report
    from analysis.study import read_study

    chosen = read_study(study or study_of_report(passport.resolve().parent.parent))
    then = read_passport(passport, chosen)
    make_output(out, chosen, articles)
    if out.resolve() == passport.resolve().parent:
        raise StudyError("The output must not be the folder of the passport: the new table is held to the one there.")
    now = make_figure(then, read_once(chosen, articles, date_format=date_format), out)
    name = then["figure"]
    tables = passport.with_suffix(".csv"), out / f"{name}.csv"
    largest = hold_tables(*tables, then["table_sha256"])
    same = _SAME if largest else "different" if largest is None else "identical"
    say(f"{out / name}.png: the table is {same.format(largest)} ({now['n']['rows']:,} rows)")
    for line in compare_figures(then, now, *tables):
        say(f"  {line}")
    click.get_current_context().exit(PARTLY if largest is None else 0)
