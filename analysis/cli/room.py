"""``narrative room``: pages of more articles in the reading room of a report."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import refusing, report_folder, say


@click.command(short_help="Write the pages of more articles into a report.")
@click.argument("study", type=click.Path(path_type=Path))
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: reports/STUDY]")
@refusing
def room(study: Path, articles: tuple[str, ...], out: Path | None) -> None:
    """Write the pages of articles, with every mark and its reason, into the reading room of a report.

    In the report of a small corpus every article has a page already. That of more than 2,000 articles has pages of
    those that its tables and its ledger lead to most, and of some by chance; search and links show the others as plain
    text, and lead to their pages once this command has written them. A later report keeps them.

    \b
    Example:
      narrative room my_study tide-0412 bay-0007
    """
    from analysis.reports.run.asked import write_asked_pages
    from analysis.study import read_study

    chosen = read_study(study)
    for path in write_asked_pages(out or report_folder(chosen), chosen, tuple(dict.fromkeys(articles))):
        say(str(path))
