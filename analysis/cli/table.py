"""``narrative table``: a table for a paper, in LaTeX, HTML or CSV; or the caption of a figure."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import (
    articles_option,
    date_format_option,
    refusing,
    report_folder,
    say,
    study_argument,
    tell_quarantine,
)
from analysis.cli.find import read_or_open, tables_option


@click.command(short_help="Write a table, or a figure's caption, for a paper.")
@click.argument("name")
@study_argument
@click.option("--to", type=click.Choice(["latex", "html", "csv"]), default="latex", show_default=True)
@click.option("--columns", metavar="A,B,…", default="", help="Only these columns, in this order.")
@click.option("--most", type=click.IntRange(1), default=60, show_default=True, help="Rows.")
@click.option("--figure", "is_figure", is_flag=True, help="The figure itself with its caption, in LaTeX.")
@click.option(
    "--figures",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of figures with passports.  [default: that of the study's report]",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@tables_option
@articles_option
@date_format_option
@refusing
def table(
    name: str,
    study: Path | None,
    to: str,
    columns: str,
    most: int,
    is_figure: bool,
    figures: Path | None,
    out: Path | None,
    tables: Path | None,
    articles: Path | None,
    date_format: str | None,
) -> None:
    """Write a table for a paper: three lines in the style of booktabs, notes with n and method, a stable label.

    NAME is a figure of the study's report, such as balance_by_outlet, whose table is taken with its caption, or a table
    of the reading, such as contrasts.

    \b
    Example:
      narrative table balance_by_outlet my_study --to latex
      narrative table contrasts my_study --columns measure,unit_a,unit_b,difference,lower,upper,q --to html
      narrative table balance_by_outlet my_study --figure
    """
    from analysis.errors import ReportError
    from analysis.reports.paper.tables import figure_latex, table_of_figure, table_of_reading
    from analysis.study import read_study
    from analysis.tables import TABLES, write_bytes

    chosen = read_study(study)
    figures = figures or report_folder(chosen) / "figures"
    passports = {path.stem: path for path in sorted(figures.glob("*.json"))}
    if name not in passports and (is_figure or name not in TABLES):
        known = f"of figures in {figures}: {', '.join(passports) or 'none'}"
        known += "" if is_figure else f"; of tables: {', '.join(TABLES)}"
        raise ReportError(f"NAME must be one {known}; found `{name}`.")
    reading = None
    if is_figure:
        written = figure_latex(passports[name])
    else:
        if name in passports:
            found = table_of_figure(passports[name])
        else:
            reading = read_or_open(study, tables, articles, date_format)
            found = table_of_reading(reading, name)
        found = found.choose([part.strip() for part in columns.split(",") if part.strip()], most)
        written = {"latex": found.to_latex, "html": found.to_html, "csv": found.to_csv}[to]()
    if out is None:
        say(written.rstrip("\n"))
    else:
        write_bytes(out, written.encode("utf-8", "replace"))
    if reading is not None:
        tell_quarantine(reading, err=True)
