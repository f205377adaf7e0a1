"""``narrative pack``: a study's results without its texts, for others to check; ``--verify``: are they the same?"""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import (
    PARTLY,
    Refused,
    articles_option,
    date_format_option,
    refusing,
    report_folder,
    say,
    study_argument,
    tell_quarantine,
)
from analysis.cli.find import read_or_open, tables_option
from analysis.plurals import plural


@click.command(short_help="Pack results without texts, for others to check.")
@study_argument
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The zip.  [default: STUDY-pack.zip]")
@click.option(
    "--figures",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of figures with passports, such as reports/STUDY/figures.  [default: that of the report, if there]",
)
@click.option(
    "--verify", metavar="PACK", type=click.Path(path_type=Path), help="Hold this pack, a zip or folder, to the texts."
)
@click.option("--tables-only", is_flag=True, help="With --verify: do not run the notebooks of its figures.")
@tables_option
@articles_option
@date_format_option
@refusing
def pack(
    study: Path | None,
    out: Path | None,
    figures: Path | None,
    verify: Path | None,
    tables_only: bool,
    tables: Path | None,
    articles: Path | None,
    date_format: str | None,
) -> None:
    """Pack tables, figures, passports, study file, versions and hashes of a study, without the text of an article.

    In the place of words of articles stand their hashes, and offsets: no eight words run on as in an article, in no
    file of the pack. Who holds the texts checks it with --verify, which reads them again and says what is equal: counts
    and offsets to the byte, measured values to .002. Leaves with exit code 3 if anything is different, or if a figure
    is left out because it is of other articles.

    \b
    Example:
      narrative pack my_study --out my_study.zip
      narrative pack my_study --verify my_study.zip
    """
    from analysis.study import read_study

    chosen = read_study(study)
    if verify is not None:
        if out is not None or figures is not None:
            raise Refused("With --verify nothing is written: leave out --out and --figures.")
        return _verify(verify, study, tables, articles, date_format, not tables_only)
    from analysis.reports.pack import build_pack
    from analysis.reports.pack.build import SHOWS_WORDS
    from analysis.tables import write_bytes

    report = report_folder(chosen) / "figures"
    figures = figures or (report if report.is_dir() else None)
    reading = read_or_open(study, tables, articles, date_format)
    content, manifest = build_pack(reading, figures)
    out = write_bytes(out or Path(f"{chosen.id}-pack.zip"), content)
    say(f"{plural(len(manifest['files']), 'file')} packed without text: {out} ({len(content):,} bytes)")
    if figures is None:
        say("No figures: there is no report of the study; name a folder with --figures.")
    for name, reason in manifest["left_out"].items():
        say(f"  left out: {name}: {reason}")
    tell_quarantine(reading)
    if set(manifest["left_out"].values()) - {SHOWS_WORDS}:
        click.get_current_context().exit(PARTLY)


def _verify(
    path: Path,
    study: Path | None,
    tables: Path | None,
    articles: Path | None,
    date_format: str | None,
    figures: bool,
) -> None:
    from analysis.reports.pack import verify_pack
    from analysis.reports.pack.opened import open_pack

    opened = open_pack(path)  # refused before the articles are read
    checks = verify_pack(path, read_or_open(study, tables, articles, date_format), figures=figures, opened=opened)
    for check in checks:
        say(f"{check.part}: {check.words}")
    wrong = sum(not check.is_same for check in checks)
    say(f"{plural(len(checks), 'part')}, {wrong:,} not the same")
    click.get_current_context().exit(PARTLY if wrong else 0)
