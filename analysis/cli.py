"""The command line, ``python -m analysis`` or ``narrative``: read, report, check, codebook, suggest.

Exit codes: 0 all went well; 2 refused, with one line that says why; 3 done, but something was set aside or failed.
Libraries are loaded inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable, Sized
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
    from analysis.study import Study

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
@_refusing
def read(study: Path | None, out: Path, articles: Path | None, date_format: str | None, lexicon: str) -> None:
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
        reading = pipeline.read(chosen, articles, lexicon=lexicon, date_format=date_format, progress=bar.update)
    files = reading.write(out)
    write_quarantine(reading, out)
    parameters = {
        "articles": None if articles is None else articles.name,
        "date_format": date_format,
        "lexicon": lexicon,
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
        "code": _code_hash(),
    }
    content = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_whole(out / "manifest.json", lambda file: file.write(content.encode()))


def _code_hash() -> str:
    """Hash the modules and word lists of this package by name and content."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in {".py", ".csv", ".json"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


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
    from analysis.study import read_study

    checked = read_study(study)
    loaded = read_articles(articles, checked, date_format=date_format)
    _tell_study(checked)
    _tell_articles(loaded, checked)
    _tell_notes(loaded)
    _tell_quarantine(loaded)


def _tell_study(study: Study) -> None:
    _say(f"{study.id}: {study.study.title}")
    parts: dict[str, Sized] = {
        "people": study.people,
        "relations": study.relations,
        "works": study.works,
        "frames": study.frames,
        "axes": study.axes,
        "events": study.events,
        "grid": study.grid,
    }
    _say("  " + ", ".join(f"{name}: {len(part)}" for name, part in parts.items()))


def _tell_articles(loaded: Loaded, study: Study) -> None:
    from analysis.corpus.health import count_outlets, find_absent
    from analysis.corpus.language import find_languages

    articles = loaded.articles
    _say(f"  {loaded.n_records:,} records: {len(articles):,} articles, {len(loaded.quarantine):,} quarantined")
    if articles.empty:
        return
    outlets = count_outlets(articles, study).drop(columns="outlet_id").rename(columns={"missing": "no date"})
    _say("\n" + outlets.fillna({"outlet": "(not known)"}).to_string(index=False))
    people, silent = find_absent(articles, study)
    language = find_languages(articles["raw"])
    other = language.notna() & (language != study.study.language)
    foreign = [f"{name} ({code})" for name, code in zip(articles["article_id"][other], language[other], strict=True)]
    _say()
    _tell("Not in the study's language", foreign)
    _tell("Language not certain (short or mixed)", articles["article_id"][language.isna()].tolist())
    _tell("No headline", articles["article_id"][articles["headline"].isna()].tolist())
    _tell("No address", articles["article_id"][articles["url"].isna()].tolist())
    _tell("People of the study whom no article names", people)
    _tell("Outlets of the study without an article", silent)


def _tell_notes(loaded: Loaded) -> None:
    kinds: dict[str, list[str]] = {}
    for note in loaded.notes:
        kinds.setdefault(note.kind, []).append(": ".join(filter(None, (note.article_id, note.message))))
    for kind, found in kinds.items():
        _tell(kind.capitalize(), found)


def _tell(what: str, found: list[str]) -> None:
    """Print a finding with its count and the first ten cases; nothing where there are none."""
    if found:
        shown = "; ".join(found[:10]) + (f"; and {len(found) - 10:,} more" if len(found) > 10 else "")
        _say(f"{what} ({len(found):,}): {shown}")
