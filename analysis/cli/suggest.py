"""``narrative suggest``: parts of a study file, from its articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.common import articles_option, read_once, refusing, say, study_argument
from analysis.plurals import plural

if TYPE_CHECKING:
    from analysis.study import Study

#: Where a candidate stands, by its kind.
_WHERE = {
    "near": "near its hits in {n_articles:article}, near others alone in {n_others}",
    "coded": "in sentences coded so in {n_articles:article}, in others alone in {n_others}",
}


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

    Without a study, or with articles in its place, everybody is new. A form of somebody declared is offered as such.

    \b
    Examples:
      narrative suggest people my_study --least 3
      narrative suggest people articles.csv
    """
    from analysis import pipeline
    from analysis.corpus.outlets import slug
    from analysis.people.names.forms import form_of
    from analysis.people.names.roster import compile_roster
    from analysis.people.names.suggest import suggest_people
    from analysis.study import Study

    chosen, articles = _choose(study, articles)
    reading = pipeline.read(chosen, articles) if isinstance(chosen, Study) else read_once(chosen, articles)
    roster = compile_roster(reading.study)
    known = {_bare(name) for person in reading.study.people.values() for name in person.names}
    known |= {_bare(title) for title in reading.study.titles}
    names = suggest_people(reading.articles, reading.sentences)
    say("people:")
    for name, n, n_articles, pronouns, contexts in names[names["n"] >= least].values.tolist():
        entry = {"name": name} | ({"pronouns": pronouns} if isinstance(pronouns, str) else {})
        fields = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        form = form_of(name, roster)
        mark = "#" if _bare(name) in known or form else ""
        say(f"  {mark}{slug(name) or 'person'}: {{{fields}}}  # places: {n}, articles: {n_articles}")
        if form and _bare(name) not in known:
            person, is_read = form
            told = "that is read already" if is_read else f": add it to the aliases of {person}"
            say(f"    # a form of {person}{' ' * is_read}{told}")
        for context in contexts.split(" | "):
            say(f"    # {context}")
    if known:
        say("# Lines that begin with # name people and works that the study has already.")


@suggest.command()
@study_argument
@articles_option
@click.option("--least", default=3, show_default=True, help="Articles near a frame's hits that hold a candidate.")
@click.option("--level", default=0.05, show_default=True, help="List candidates up to this q.")
@refusing
def terms(study: Path | None, articles: Path | None, least: int, level: float) -> None:
    """List words that the codebook may lack, as lines for `frames:` of a study file; nothing is accepted by itself.

    Words and phrases that stand near the hits of one frame and not near another's, or in sentences that coders see it
    in and not in others, counted by article and corrected for how many were tried; and words of the articles akin to a
    listed one that are none of its forms. Under each: its places by outlet, five of them, and what accepting it would
    change in the balance of each outlet.

    \b
    Example:
      narrative suggest terms my_study --least 5
    """
    from analysis.compare.candidates import suggest_terms
    from analysis.reports.sentences.english import fill, signed
    from analysis.validity.frames import coded_sentences

    reading = read_once(study, articles)
    coded = coded_sentences(reading.tables, reading.study) if len(reading.labels) else None
    table = suggest_terms(reading, least=least, level=level, coded=coded)
    say("frames:")
    for frame_id, rows in table.groupby("frame_id", sort=False):
        say(f"  {frame_id}:\n    functions:\n      problem_definition:\n        indicators:")
        for row in rows.to_dict("records"):
            word = f"={row['indicator']}" if row["kind"] == "form" else row["indicator"]
            why = (
                fill(_WHERE[row["kind"]], row) + f", log ratio {signed(row['log_ratio'])}, q {row['q']:.2g}"
                if row["kind"] in _WHERE
                else f"akin to {row['of']}"
            )
            places = fill("{outlets:,}", row) or "none"
            say(f"          - {json.dumps(word, ensure_ascii=False)}  # {why}; places: {places}")
            for context in row["contexts"]:
                say(f"            # {context}")
            for (axis_id, outlet), (before, after) in row["balances"].items():
                say(f"            # {axis_id}, {outlet}: {signed(before)}, with it {signed(after)}")
    say(f"# {plural(len(table), 'candidate')}. None is in the codebook until you write it there.")


def _choose(study: Path | None, articles: Path | None) -> tuple[Study | Path | None, Path | None]:
    """Give the study to read with, and its articles: a study of nobody, where only articles are given."""
    from analysis.study import About, Study

    is_study = study is not None and (study.suffix in (".yaml", ".yml") or (study / "study.yaml").is_file())
    if is_study or not (study is None or study.exists()) or (study is None and articles is None):
        return study, articles
    empty = Study(path=Path("study.yaml").resolve(), study=About(id="new", title="New study"))
    return empty, articles if articles is not None else study


def _bare(name: str) -> str:
    return name.casefold().strip("?!. ")
