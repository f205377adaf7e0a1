"""``narrative new``: a commented study that runs at once, to be made one's own."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import Refused, refusing, say

TEMPLATE = Path(__file__).resolve().parent / "template"


@click.command(short_help="Write a commented study that runs, to make your own.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@refusing
def new(folder: Path) -> None:
    """Write a commented study with invented articles into DIR; it runs at once.

    DIR must not exist, or be empty. Its study.yaml explains every section, its README.md the commands and notebooks.

    \b
    Example:
      narrative new my_study
      narrative report my_study
    """
    from analysis.tables import write_bytes

    if folder.exists() and not folder.is_dir():
        raise Refused(f"DIR must be a folder; {folder} is a file.")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"DIR must be empty or not exist; {folder} holds files.")
    for source in sorted(TEMPLATE.iterdir()):
        write_bytes(folder / source.name, source.read_bytes())
    typed = f'"{folder}"' if " " in str(folder) else folder
    say(f"{folder} holds a study that runs: narrative report {typed}")
