"""The command line, ``python -m analysis`` or ``narrative``: read, report, check, codebook, suggest people.

Exit codes: 0 all went well; 2 refused, with one line that says why; 3 done, but something was set aside or failed.
Libraries are loaded inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.errors import StudyError

if TYPE_CHECKING:
    from analysis.corpus import Loaded
    from analysis.reading import Reading

__all__ = ["main"]

PARTLY = 3
#: The packages whose version may change a number.
PACKAGES = ("ftfy", "nltk", "numpy", "pandas", "py3langid", "pyarrow", "vaderSentiment")

_LIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Refused(click.ClickException):
    """An error of the user's making: one line, no traceback, exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the one line."""
        click.echo("error: " + _inert(self.message.replace("\n", " ")), err=True)


def _inert(text: str) -> str:
    """Spell out the characters that a terminal would obey."""
    return _LIVE.sub(lambda found: ascii(found[0])[1:-1], text)


def _say(text: str = "") -> None:
    click.echo(_inert(text))


def _refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what the user can mend into one line."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except (StudyError, OSError) as error:
            raise Refused(str(error)) from error

    return run


_study = click.argument("study", required=False, type=click.Path(path_type=Path))
_articles = click.option(
    "--articles",
    type=click.Path(path_type=Path),
    help="Read these instead of the study's own: a CSV, JSON Lines, or a folder of .txt files.",
)
_date_format = click.option("--date-format", metavar="FORMAT", help="How dates are written, such as %d/%m/%Y.")


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


@main.command()
@_study
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@_articles
@_date_format
@click.option("--lexicon", type=click.Choice(["study", "plain"]), default="study", show_default=True)
@click.option("--method", help="Sentiment toward people: sentence, clause, linear or neural.  [default: the study's]")
@_refusing
def read(
    study: Path | None,
    out: Path,
    articles: Path | None,
    date_format: str | None,
    lexicon: str,
    method: str | None,
) -> None:
    """Write every table of a study as Parquet and CSV, with a manifest and what was set aside.

    \b
    Example:
      narrative read my_study --out tables
      narrative read my_study --articles more.jsonl --out tables
    """
    from tqdm import tqdm

    from analysis import pipeline
    from analysis.corpus import write_quarantine
    from analysis.study import read_study

    chosen = read_study(study)
    _make_output(out, articles)
    with tqdm(desc="articles", unit="", disable=None) as bar:
        reading = pipeline.read(
            chosen, articles, lexicon=lexicon, method=method, date_format=date_format, progress=bar.update
        )
    files = reading.write(out)
    write_quarantine(reading, out)
    parameters = {
        "articles": None if articles is None else articles.name,
        "date_format": date_format,
        "lexicon": lexicon,
        "method": reading.study.sentiment.method,
    }
    _write_manifest(reading, files, out, parameters)
    _say(f"{len(reading.tables)} tables of {len(reading.articles):,} articles written to {out}")
    _tell_quarantine(reading)


def _make_output(out: Path, articles: Path | None) -> None:
    """Make the output folder before any work, where it cannot become part of the input."""
    if articles is not None and articles.is_dir() and out.resolve().is_relative_to(articles.resolve()):
        raise StudyError(f"The output folder must not lie inside the articles; {out} does.")
    if out.exists() and not out.is_dir():
        raise StudyError(f"The output must be a folder; {out} is a file.")
    out.mkdir(parents=True, exist_ok=True)


def _tell_quarantine(loaded: Loaded | Reading) -> None:
    """Say what was set aside, and leave with the exit code for it."""
    reasons = loaded.quarantine["reason"].tolist()
    if reasons:
        _say(f"{len(reasons):,} records quarantined:")
        for reason in reasons[:20]:
            _say(f"  {reason}")
        if len(reasons) > 20:
            _say(f"  and {len(reasons) - 20:,} more, in quarantine.csv")
        click.get_current_context().exit(PARTLY)


def _write_manifest(reading: Reading, files: list[Path], out: Path, parameters: dict[str, Any]) -> None:
    """Write what the tables were made from and with: hashes, versions, parameters, rows in and out."""
    from analysis.reports.passport import hash_files
    from analysis.tables import write_whole

    hashes = reading.articles["article_id"] + " " + reading.articles["sha256"].fillna("")
    accepted, aside = len(reading.articles), len(reading.quarantine)
    manifest = {
        "study": {"id": reading.study.id, "sha256": reading.study.sha256},
        "articles": {
            "records": accepted + aside,
            "accepted": accepted,
            "quarantined": aside,
            "sha256": sha256("\n".join(hashes).encode()).hexdigest(),
        },
        "parameters": parameters,
        "notes": reading.notes["kind"].value_counts().sort_index().to_dict(),
        "tables": {name: {"rows": len(table)} for name, table in reading.tables.items()},
        "files": {path.name: sha256(path.read_bytes()).hexdigest() for path in files},
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "code": hash_files([Path(__file__).parent]),
    }
    content = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_whole(out / "manifest.json", lambda file: file.write(content.encode()))


def _parameter(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Part ``name=value``; the notebooks say which names and types they take."""
    for text in given:
        if "=" not in text:
            raise Refused(f"A parameter must be written name=value; found {text!r}.")
    return dict(text.split("=", 1) for text in given)


@main.command()
@_study
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the report.  [default: reports/STUDY]")
@click.option("--figures", type=click.Path(path_type=Path), help="Write the figures to this folder too.")
@click.option("-p", "parameters", metavar="NAME=VALUE", multiple=True, callback=_parameter, help="A parameter.")
@click.option("--only", metavar="NOTEBOOK", multiple=True, help="Run this notebook; may be given again.")
@_articles
@_date_format
@_refusing
def report(
    study: Path | None,
    out: Path | None,
    figures: Path | None,
    parameters: dict[str, str],
    only: tuple[str, ...],
    articles: Path | None,
    date_format: str | None,
) -> None:
    """Run the notebooks of a study, and write pages, figures and an index.

    \b
    Example:
      narrative report my_study
      narrative report my_study --only 04_framing -p axis=growth-harm
    """
    from tqdm import tqdm

    from analysis.reports.batch import run_report
    from analysis.study import SHIPPED, read_study

    chosen = read_study(study)
    out = out or (Path("reports") if chosen.folder == SHIPPED else Path("reports") / chosen.id)
    _make_output(out, articles)
    with tqdm(desc="notebooks", unit="", total=len(only or chosen.grid) or None, disable=None) as bar:
        done = run_report(
            chosen,
            out,
            figures=figures,
            parameters=parameters,
            only=only or None,
            articles=articles,
            date_format=date_format,
            progress=lambda name: bar.update(),
        )
    _say(f"{len(done.pages)} pages and {len(done.figures)} figures: {done.index}")
    for name, error in done.failures.items():
        _say(f"{name} failed: {error}")
    if done.n_quarantined:
        _say(f"{done.n_quarantined:,} records quarantined: {out / 'tables' / 'quarantine'}")
    click.get_current_context().exit(done.exit_code)


@main.command()
@_study
@_articles
@_date_format
@_refusing
def check(study: Path | None, articles: Path | None, date_format: str | None) -> None:
    """Say what a study holds, what is missing, what is wrong, and which articles are not English.

    \b
    Example:
      narrative check my_study
    """
    from analysis.corpus import read_articles
    from analysis.corpus.health import describe_articles
    from analysis.study import read_study

    chosen = read_study(study)
    loaded = read_articles(articles, chosen, date_format=date_format)
    parts = ("people", "relations", "works", "frames", "axes", "events", "grid")
    _say(f"{chosen.id}: {chosen.study.title}")
    _say("  " + ", ".join(f"{name}: {len(getattr(chosen, name))}" for name in parts))
    for line in describe_articles(loaded, chosen):
        _say(line)
    _tell_quarantine(loaded)


@main.command()
@_study
@_articles
@_refusing
def codebook(study: Path | None, articles: Path | None) -> None:
    """Test a study's codebook by its own examples and articles: what does not count, and what counts too much.

    Leaves with exit code 3 if there is a problem; notes are no problem.

    \b
    Example:
      narrative codebook my_study
    """
    from analysis import pipeline
    from analysis.framing.codebook import check_codebook, describe_codebook

    reading = pipeline.read(study, articles)
    indicators = describe_codebook(reading)
    _say(indicators.drop(columns="share").to_string(index=False))
    findings = check_codebook(reading, pipeline.read)
    _say()
    for (level, finding, frame_id), cases in findings.fillna("").groupby(["level", "finding", "frame_id"], sort=False):
        shown = cases["detail"].where((cases["indicator"] == "") | (level == "problem"), cases["indicator"])
        _say(f"{level}: {finding}, {frame_id or 'all frames'} ({len(cases)}): {'; '.join(shown)}")
    problems = int((findings["level"] == "problem").sum())
    _say(f"{len(indicators)} indicators, {problems} problems, {len(findings) - problems} notes")
    if problems:
        click.get_current_context().exit(PARTLY)


@main.group()
def suggest() -> None:
    """Suggest parts of a study file from its articles.

    \b
    Example:
      narrative suggest people my_study
    """


@suggest.command()
@_study
@_articles
@click.option("--least", default=2, show_default=True, help="Leave out names with fewer places.")
@_refusing
def people(study: Path | None, articles: Path | None, least: int) -> None:
    """List whom the articles name, as lines for `people:` of a study file, with places to judge them by.

    \b
    Example:
      narrative suggest people my_study --least 3
    """
    from analysis import pipeline
    from analysis.corpus.outlets import slug
    from analysis.people.suggest import suggest_people

    reading = pipeline.read(study, articles)
    known = {_bare(name) for person in reading.study.people.values() for name in person.names}
    known |= {_bare(title) for title in reading.study.titles}
    names = suggest_people(reading.articles, reading.sentences)
    _say("people:")
    for name, n, n_articles, pronouns, contexts in names[names["n"] >= least].values.tolist():
        entry = {"name": name} | ({"pronouns": pronouns} if isinstance(pronouns, str) else {})
        fields = ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
        mark = "#" if _bare(name) in known else ""
        _say(f"  {mark}{slug(name) or 'person'}: {{{fields}}}  # places: {n}, articles: {n_articles}")
        for context in contexts.split(" | "):
            _say(f"    # {context}")
    if known:
        _say("# Lines that begin with # name people and works that the study has already.")


def _bare(name: str) -> str:
    return name.casefold().strip("?!. ")
