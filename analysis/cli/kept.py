"""``narrative kept``: the Readings that commands keep for each other, and a way to take them away."""

from __future__ import annotations

import click

from analysis.cli.common import refusing, say
from analysis.plurals import plural


@click.command(short_help="List the readings that commands keep, or clear them.")
@click.option("--clear", is_flag=True, help="Take them away; the next command reads again.")
@refusing
def kept(clear: bool) -> None:
    """List the readings that commands keep for each other in reports/.readings of this folder, or take them away.

    What one command read, the next opens: methods, find, figure, table, pack, code, suggest, codebook, and report. A
    kept reading is opened only while study, articles, code and its own files are as they were; nothing is lost without
    it. NARRATIVE_READINGS names another folder; set and empty, nothing is kept.

    \b
    Example:
      narrative kept
      narrative kept --clear
    """
    from analysis.reports.run.kept import READINGS, clear_kept, find_kept_readings, kept_folder

    folder = kept_folder()
    if folder is None:
        return say(f"{READINGS} is empty: nothing is kept")
    found = list(find_kept_readings())
    for entry, n_bytes in found:
        say(f"{entry}: {n_bytes / 1e6:,.1f} MB")
    n = clear_kept() if clear else len(found)
    say(f"{plural(n, 'reading')} {'taken away from' if clear else 'in'} {folder}")
