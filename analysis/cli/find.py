"""``narrative find``: words, phrases, stems and wildcards over all articles of a study, as a concordance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.common import (
    articles_option,
    date_format_option,
    read_once,
    refusing,
    say,
    study_argument,
    tell_quarantine,
)
from analysis.plurals import plural

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reading import Reading

tables_option = click.option(
    "--tables",
    type=click.Path(path_type=Path, file_okay=False),
    help="Take the tables that `read --out` or a report wrote, and read no article again.",
)


@click.command(short_help="Find a phrase in all articles: a concordance.")
@click.argument("query")
@study_argument
@click.option("--outlet", metavar="ID", help="Only articles of this outlet.")
@click.option("--voice", help="Only own, agency, quoted or paraphrased words.")
@click.option("--speaker", metavar="ID", help="Only words that this person of the study says alone.")
@click.option("--person", metavar="ID", help="Only sentences that name or mean this person of the study.")
@click.option("--section", help="Only headline, subhead, body, caption, credit or appeal.")
@click.option("--period", help="Only articles published in it: 2024, 2024-09, 2024-09/2025-02.")
@click.option("--most", type=click.IntRange(0), default=50, show_default=True, help="Lines shown; all go to --out.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write all lines to this CSV file.")
@tables_option
@articles_option
@date_format_option
@refusing
def find(
    query: str,
    study: Path | None,
    most: int,
    out: Path | None,
    tables: Path | None,
    articles: Path | None,
    date_format: str | None,
    **filters: Any,
) -> None:
    """Find words, phrases, stems and wildcards in all articles, with outlet, date, voice, speaker and section.

    QUERY is a word or a phrase: love finds this form, lov* and *ship words that begin or end so, ~hope every word of
    that stem, "no * idea" up to five words between, and "he|she said" one of several. How often and how evenly it is
    used follows: its dispersion over articles is Gries' DP, 0 (as even as they are long) to 1.

    \b
    Example:
      narrative find "no idea" my_study
      narrative find "~promise" my_study --voice own --outlet tide --out promises.csv
    """
    from analysis.search import disperse
    from analysis.search import find as find_lines
    from analysis.tables import csv_text, write_bytes

    reading = read_or_open(study, tables, articles, date_format)
    lines = find_lines(reading, query, **filters)
    for line in _columns(lines.head(most)):
        say(line)
    if len(lines) > most:
        say(f"and {len(lines) - most:,} more lines; --out FILE writes all, --most N shows more")
    if out is not None:
        write_bytes(out, csv_text(lines).encode())
        say(f"{plural(len(lines), 'line')} written to {out}")
    for row in disperse(reading, query, **filters).to_dict("records"):
        even = "" if row["dispersion"] != row["dispersion"] else f", dispersion {row['dispersion']:.2f}"
        rate = f"{row['per_10000']:.2f} in 10,000 of " if row["n_words"] else ""
        say(
            f"{row['outlet']}: {row['n']:,} in {row['n_articles']:,} of {plural(row['articles'], 'article')}, "
            f"{rate}{plural(row['n_words'], 'word')}{even}"
        )
    tell_quarantine(reading, err=True)


def read_or_open(
    study: Path | None, tables: Path | None, articles: Path | None, date_format: str | None = None
) -> Reading:
    """Read a study, or open the tables that are stored of it."""
    from analysis.errors import StudyError

    if tables is None:
        return read_once(study, articles, date_format=date_format)
    if articles is not None or date_format is not None:
        raise StudyError("With --tables no article is read: leave out --articles and --date-format.")
    from analysis.reading import open_reading

    return open_reading(tables, study)


def _columns(lines: pd.DataFrame) -> list[str]:
    """Lay the hits out one under the other, with where each stands behind it."""
    width = int(lines["left"].str.len().max()) if len(lines) else 0
    filled = lines.fillna({"outlet": "outlet not known", "speaker": "", "voice": ""})
    days = filled["published"].dt.strftime("%Y-%m-%d").fillna("no date")
    filled = filled.assign(day=days, who=filled["speaker"].where(filled["speaker"] == "", " of " + filled["speaker"]))
    return [
        f"{row['left']:>{width}} [{row['hit']}] {row['right']}  ({row['outlet']} {row['day']}, {row['voice']}"
        f"{row['who']}, {row['section']}; {row['article_id']}, sentence {row['sentence_number']})"
        for row in filled.to_dict("records")
    ]
