"""``narrative check`` and ``narrative codebook``: what a study holds, and whether its codebook does what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli.common import (
    PARTLY,
    articles_option,
    date_format_option,
    read_once,
    refusing,
    report_folder,
    say,
    study_argument,
    tell_quarantine,
)
from analysis.plurals import plural

if TYPE_CHECKING:
    from pandas import DataFrame

    from analysis.corpus import Loaded
    from analysis.reading import Reading
    from analysis.study import Study

#: Paragraphs that an outlet repeats, shown at most.
MOST = 20


@click.command(short_help="Say what a study holds, and what is missing or wrong in it.")
@study_argument
@articles_option
@date_format_option
@refusing
def check(study: Path | None, articles: Path | None, date_format: str | None) -> None:
    """Say what a study holds: what each file is and by what sign, what is missing or wrong, and which articles are
    not English.

    \b
    Example:
      narrative check my_study
    """
    from analysis.corpus import read_articles
    from analysis.corpus.health import describe_articles
    from analysis.corpus.understood import describe_sources
    from analysis.framing.matching import Matcher, entries
    from analysis.people.names.roster import describe_names
    from analysis.progress import Progress
    from analysis.study import read_study

    chosen = read_study(study)
    Matcher(entries(chosen.frames), chosen.study.language)  # refuses an indicator that is written wrongly
    loaded = read_articles(articles, chosen, date_format=date_format)
    parts = ("people", "relations", "works", "frames", "axes", "events", "grid")
    say(f"{chosen.id}: {chosen.study.title}")
    say("  " + ", ".join(f"{name}: {len(getattr(chosen, name))}" for name in parts))
    for line in describe_sources(articles, chosen, loaded):
        say(line)
    with Progress("languages", len(loaded.articles)) as bar:
        lines = describe_articles(loaded, chosen, bar)
    for line in lines:
        say(line)
    _say_health(chosen, loaded, articles, date_format)
    if chosen.people:
        say("Names of people, and the short names that count once an article has given a whole one:")
    for person_id, name, adds in describe_names(chosen):
        say(f"  {person_id}: {name} (adds {', '.join(adds) or 'no short name'})")
    tell_quarantine(loaded)


def _survey(study: Study, loaded: Loaded, articles: Path | None, date_format: str | None) -> Mapping[str, DataFrame]:
    """Take the tables of a stored Reading where it holds, else read as far as they need."""
    from analysis.pipeline import survey
    from analysis.progress import Progress
    from analysis.reports.run.kept import open_kept
    from analysis.study import CORRECTIONS

    is_corrected = (study.folder / CORRECTIONS).is_file()  # of which a survey knows nothing
    stored = None if is_corrected else open_kept(study, articles, {"date_format": date_format}, report_folder(study))
    if stored is not None:
        return stored
    with Progress("articles", len(loaded.articles)) as bar:
        return survey(study, loaded, bar)


def _say_health(study: Study, loaded: Loaded, articles: Path | None, date_format: str | None) -> None:
    """Say which articles tell the story, what outlets print again and again, and what the health of each is."""
    from analysis.compare.health import CHECKS
    from analysis.compare.roles import count_roles
    from analysis.compare.tables.health import say_value
    from analysis.people.names.forms import describe_forms

    if loaded.articles.empty:
        return
    tables = _survey(study, loaded, articles, date_format)
    say("Which articles measures take" + ("" if study.story else "; the study names no `story`, so all are told:"))
    roles = count_roles(tables["articles"]).drop(columns="outlet_id").fillna({"outlet": "(not known)"})
    for line in roles.to_string(index=False).split("\n"):
        say(f"  {line}")
    health, notes = tables["health"], tables["notes"]
    for message in notes.loc[notes["kind"] == "repeated paragraph", "message"].head(MOST):
        say(f"Printed again and again, read as no part of the telling: {message}")
    doubts = health[health["verdict"] == "doubt"]
    say(f"Health of the outlets: {plural(len(doubts), 'check')} in doubt")
    for row in doubts.to_dict("records"):
        check, bound = CHECKS[row["check"]], "at least" if CHECKS[row["check"]].doubt == "below" else "at most"
        value, threshold = (say_value(row["check"], row[name]) for name in ("value", "threshold"))
        say(f"  {row['outlet_id']}: {check.label} {value} ({bound} {threshold}; bears on {', '.join(check.concerns)})")
    if study.people:
        say("Forms in which articles name people:")
        for line in describe_forms(study, tables["articles"], tables["mentions"]):
            say(f"  {line}")


def _influences(reading: Reading) -> Iterator[str]:
    """Tell of each axis the indicators without which the balance of an outlet changes most."""
    from analysis.framing.robustness import score_influence
    from analysis.reports.sentences.english import fill

    outlets = reading.articles.dropna(subset="outlet")
    units = {str(name): part["article_id"].tolist() for name, part in outlets.groupby("outlet", sort=False)}
    for axis_id in reading.study.axes:
        table = score_influence(reading.frame_hits, reading.study, axis_id, units).dropna(subset="change")
        if len(table):
            yield f"\nBalance on {axis_id} without one indicator, the largest changes:"
        for row in table[:10].to_dict("records"):
            yield fill("  {unit_id}, {indicator} ({n:hit}): {balance}, without {balance_without}", row)


def _shortened(indicator: str) -> str:
    return indicator if len(indicator) <= 40 else f"{indicator[:39]}…"


@click.command(short_help="Test a codebook by its own examples and articles.")
@study_argument
@articles_option
@refusing
def codebook(study: Path | None, articles: Path | None) -> None:
    """Test a study's codebook by its own examples and articles: what does not count, and what counts too much.

    Leaves with exit code 3 if there is a problem; notes are no problem.

    \b
    Example:
      narrative codebook my_study
    """
    from analysis import pipeline
    from analysis.compare.roles import select_told
    from analysis.framing.codebook import FINDINGS, check_codebook
    from analysis.framing.indicators import describe_codebook
    from analysis.validity.frames import precision_of_indicators

    reading = select_told(read_once(study, articles))
    indicators = describe_codebook(reading)
    precision = precision_of_indicators(reading)
    if len(precision):
        indicators = indicators.merge(precision, on=["frame_id", "indicator"], how="left")
    hit = indicators[indicators["n"] > 0].drop(columns=["share", "read_as", "surfaces", "passed_over"])
    say(hit.assign(indicator=hit["indicator"].map(_shortened)).to_string(index=False) if len(hit) else "No hit.")
    if len(hit) < len(indicators):
        say(f"{plural(len(indicators) - len(hit), 'more indicator')} of the codebook hit nothing.")
    say("\nWhat each indicator was read as, and the words that it hit:")
    for row in indicators.to_dict("records"):
        passed = f"; not its forms: {row['passed_over']}" if row["passed_over"] else ""
        say(f"  {row['indicator']} ({row['kind']}): {row['read_as']}; hit: {row['surfaces'] or 'nothing'}{passed}")
    for line in _influences(reading):
        say(line)
    findings = check_codebook(reading, pipeline.read)
    say()
    for (level, finding, frame_id), cases in findings.fillna("").groupby(["level", "finding", "frame_id"], sort=False):
        say(f"{level}: {finding}, {frame_id or 'all frames'} ({len(cases)}): {FINDINGS[str(finding)][1]}")
        told = cases["indicator"].str.cat(": " + cases["detail"]).where(cases["indicator"] != "", cases["detail"])
        for line in ["; ".join(cases["indicator"])] if finding == "never matches" else told:
            say(f"  {line}")
    problems = int((findings["level"] == "problem").sum())
    examples = sum(len(frame.include) + len(frame.exclude) for frame in reading.study.frames.values())
    say(
        f"{plural(len(indicators), 'indicator')}, {plural(problems, 'problem')}, "
        f"{plural(len(findings) - problems, 'note')}; {plural(examples, 'example')} read"
    )
    if problems:
        click.get_current_context().exit(PARTLY)
