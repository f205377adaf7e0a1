"""``narrative read``: every table on disk, with a manifest."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli.common import (
    PARTLY,
    articles_option,
    date_format_option,
    make_output,
    method_option,
    refusing,
    say,
    study_argument,
    tell_quarantine,
)
from analysis.plurals import plural

if TYPE_CHECKING:
    from analysis.reading import Reading
    from analysis.study import Study


@click.command(short_help="Write every table of a study as Parquet and CSV.")
@study_argument
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@articles_option
@date_format_option
@click.option("--lexicon", type=click.Choice(["study", "plain"]), default="study", show_default=True)
@method_option
@click.option("--jobs", type=click.IntRange(0), help="Read by parts in so many processes; 0: one a core.")
@click.option("--cluster", metavar="ADDRESS", help="Read by parts on the workers of a Dask scheduler.")
@click.option("--part", type=click.IntRange(1), default=5_000, show_default=True, help="Articles of a part.")
@refusing
def read(
    study: Path | None,
    out: Path,
    articles: Path | None,
    date_format: str | None,
    lexicon: str,
    method: str | None,
    jobs: int | None,
    cluster: str | None,
    part: int,
) -> None:
    """Write every table of a study as Parquet and CSV, with a manifest and what was set aside.

    With --jobs or --cluster, for a corpus of any size: as Parquet by parts, a folder a table. A run that was cut off
    goes on where it was; a part that fails is named, and tried again by the next run.

    \b
    Example:
      narrative read my_study --out tables
      narrative read my_study --articles more.jsonl --out tables
      narrative read my_study --out tables --jobs 0
      narrative read my_study --out tables --cluster tcp://node7:8786
    """
    from analysis import pipeline
    from analysis.compare.samples import export_samples
    from analysis.corpus import write_quarantine
    from analysis.progress import Progress
    from analysis.sentiment.ladder import with_method
    from analysis.study import read_study
    from analysis.tables import write_table

    chosen = with_method(read_study(study), method)
    make_output(out, chosen, articles)
    if jobs is not None or cluster is not None:
        _read_parts(chosen, articles, out, part, jobs, cluster, lexicon=lexicon, date_format=date_format)
        return
    with Progress("articles read and compared") as bar:
        reading = pipeline.read(chosen, articles, lexicon=lexicon, date_format=date_format, progress=bar)
    files = reading.write(out) + write_table(export_samples(reading.tables, reading.study), out, "samples")
    write_quarantine(reading, out)
    parameters = {
        "articles": None if articles is None else articles.name,
        "date_format": date_format,
        "lexicon": lexicon,
        "method": chosen.sentiment.method,
    }
    _write_manifest(reading, files, out, parameters)
    say(f"{len(reading.tables)} tables of {plural(len(reading.articles), 'article')} written to {out}")
    tell_quarantine(reading)


def _read_parts(
    study: Study, articles: Path | None, out: Path, part: int, jobs: int | None, cluster: str | None, **options: Any
) -> None:
    """Read by parts, and say what was read, what was set aside and what failed."""
    from analysis.parts import open_executor, read_corpus
    from analysis.parts.stages import FullDisk
    from analysis.progress import Progress

    try:
        with Progress("articles") as bar, open_executor(jobs or 0, cluster) as executor:
            corpus = read_corpus(study, articles, out, part, executor, progress=bar, **options)
    except FullDisk as error:
        if not error.finished:
            raise
        say(f"Failed: {error}")
        click.get_current_context().exit(PARTLY)
    counts = corpus.manifest["articles"]
    parts = [row for row in corpus.manifest["parts"] if row["is_read"]]
    say(f"{plural(counts['accepted'], 'article')} in {plural(len(parts), 'part')} written to {out}")
    ends = {f"parts {row['part']}": f", articles {row['first']} to {row['last']}" for row in corpus.manifest["parts"]}
    for what, reason in corpus.failed.items():
        say(f"Failed: {what}{ends.get(what, '')}: {reason}")
    tell_quarantine(corpus)
    if corpus.failed:
        click.get_current_context().exit(PARTLY)


def _write_manifest(reading: Reading, files: list[Path], out: Path, parameters: dict[str, Any]) -> None:
    """Write what the tables were made from and with: hashes, versions, parameters, rows in and out."""
    from analysis.hashing import hash_file
    from analysis.parts.records import list_versions
    from analysis.reading import MANIFEST
    from analysis.reports.figure.passport import PACKAGE, hash_files
    from analysis.tables import write_bytes

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
        "files": {path.name: hash_file(path) for path in files},
        "versions": list_versions(),
        "code": hash_files([PACKAGE]),
    }
    content = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    write_bytes(out / MANIFEST, content.encode())
