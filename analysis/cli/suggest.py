"""``narrative suggest``: parts of a study file, from its articles."""

from __future__ import annotations

import json
from pathlib import Path

import click

from analysis.cli.common import articles_option, refusing, say, study_argument

__all__ = ["suggest"]


@click.group(short_help="Suggest parts of a study file from its articles.")
def suggest() -> None:
    """Suggest parts of a study file from its articles.

    \b
    Example:
      narrative suggest people my_study
    """


@suggest.command()
@study_argument
@articles_option
@click.option("--least", default=2, show_default=True, help="Leave out names with fewer places.")
@refusing
def people(study: Path | None, articles: Path | None, least: int) -> None:
    """List whom the articles name, as lines for `people:` of a study file, with places to judge them by.

    \b
    Example:
      narrative suggest people my_study --least 3
    """
    from analysis import pipeline
    from analysis.corpus.outlets import slug
    from analysis.people.names.suggest import suggest_people

    reading = pipeline.read(study, articles)
    known = {_bare(name) for person in reading.study.people.values() for name in person.names}
    known |= {_bare(title) for title in reading.study.titles}
    names = suggest_people(reading.articles, reading.sentences)
    say("people:")
    for name, n, n_articles, pronouns, contexts in names[names["n"] >= least].values.tolist():
        entry = {"name": name} | ({"pronouns": pronouns} if isinstance(pronouns, str) else {})
        fields = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        mark = "#" if _bare(name) in known else ""
        say(f"  {mark}{slug(name) or 'person'}: {{{fields}}}  # places: {n}, articles: {n_articles}")
        for context in contexts.split(" | "):
            say(f"    # {context}")
    if known:
        say("# Lines that begin with # name people and works that the study has already.")


def _bare(name: str) -> str:
    return name.casefold().strip("?!. ")
