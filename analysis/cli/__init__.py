"""The command line, ``python -m analysis`` or ``narrative``: one module for each command.

Exit codes: 0 all went well; 2 refused, with one line that says why; 3 done, but something was set aside or failed.
Libraries are loaded inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path

import click

from analysis.cli.adapt import adapt
from analysis.cli.check import check, codebook
from analysis.cli.code import code
from analysis.cli.demo import demo
from analysis.cli.figure import figure
from analysis.cli.find import find
from analysis.cli.import_articles import import_articles
from analysis.cli.kept import kept
from analysis.cli.methods import methods
from analysis.cli.new import new
from analysis.cli.pack import pack
from analysis.cli.read import read
from analysis.cli.report import report, verify
from analysis.cli.room import room
from analysis.cli.suggest import suggest
from analysis.cli.table import table

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("narrative-analysis"), prog_name="narrative")
def main() -> None:
    """Show how news outlets tell one story: quotes, sentiment and frames, each number followed back to a sentence.

    STUDY is a folder with a study.yaml, or such a file; without it, the study that is shipped.

    \b
    Example:
      narrative check my_study
      narrative read my_study --out tables
      narrative report my_study
    """
    from narrative_analysis import find_hiding, say_hiding

    for stream in (sys.stdout, sys.stderr):  # minus signs and curly marks, also into a file or pipe on Windows
        if stream.encoding.lower().replace("-", "") != "utf8" and isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")

    hiding = find_hiding([str(Path.cwd())])
    if hiding is not None:
        click.echo(f"note: {say_hiding(hiding)}", err=True)


for _command in (
    read,
    report,
    room,
    verify,
    import_articles,
    check,
    codebook,
    suggest,
    code,
    find,
    figure,
    kept,
    methods,
    new,
    pack,
    table,
    demo,
):
    main.add_command(_command)
code.add_command(adapt)
