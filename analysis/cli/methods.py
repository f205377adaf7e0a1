"""``narrative methods``: the methods section of a paper, from what was read and done."""

from __future__ import annotations

from pathlib import Path

import click

from analysis.cli.common import (
    articles_option,
    date_format_option,
    method_option,
    read_once,
    refusing,
    say,
    study_argument,
    tell_quarantine,
)


@click.command(short_help="Print the methods section of a paper.")
@study_argument
@articles_option
@date_format_option
@method_option
@click.option("--agreement", default="", metavar="SENTENCE", help="How the codebook agrees with hand coding.")
@click.option("--to", type=click.Choice(["text", "markdown", "latex", "bibtex"]), default="text", show_default=True)
@refusing
def methods(
    study: Path | None, articles: Path | None, date_format: str | None, method: str | None, agreement: str, to: str
) -> None:
    """Print a methods section for a paper: corpus, rules, counts, measured errors, versions and references.

    In LaTeX works are cited by natbib's commands; --to bibtex prints the entries of every work that is cited.

    \b
    Example:
      narrative methods my_study
      narrative methods my_study --to latex
      narrative methods my_study --agreement "Krippendorff's alpha was .79 (106 sentences, one coder)."
    """
    from analysis.reports.paper.methods import format_methods
    from analysis.reports.sentences.paper import write_methods

    reading = read_once(study, articles, method=method, date_format=date_format)
    say(format_methods(write_methods(reading, agreement=agreement), to).rstrip())
    tell_quarantine(reading, err=True)  # the section may be sent to a file
