"""`read_corpus`: the stages in their order, each part of each stage a task that is done once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.budget import set_aside
from analysis.compare.agency import find_spread
from analysis.compare.roles import told_of
from analysis.corpus.quarantine import write_quarantine
from analysis.corpus.read import Loaded
from analysis.errors import StudyError
from analysis.hashing import hash_file
from analysis.lock import hold_folder
from analysis.parts.copies import find_all_copies
from analysis.parts.corpus import BY_PART, Corpus, open_corpus
from analysis.parts.executors import Serial
from analysis.parts.intake import Delivered, deliver
from analysis.parts.ledger import find_ledger
from analysis.parts.records import file_name, hash_all, hash_code, hash_table, keys_of, list_versions, write_file
from analysis.parts.slices import read_part
from analysis.parts.stages import FULL, Call, FullDisk, Run
from analysis.parts.steps import READ, correct_one, list_paragraphs, read_one, voice_one
from analysis.parts.whole import (
    NEAR,
    RATIOS,
    REPEATED,
    SCORES,
    TOLD,
    UNITS,
    WHOLE,
    ask_contrasts,
    join_contexts,
    join_contrasts,
    list_units,
    load,
    load_repeated,
    see_axes,
    see_codes,
    see_contexts,
    see_contrasts,
    see_coverage,
    see_headlines,
    see_quotes,
    see_repeated,
)
from analysis.parts.words import find_all_words
from analysis.people.corrections import read_corrections
from analysis.pipeline import join_notes
from analysis.reading import MANIFEST
from analysis.sentiment.ladder import with_method
from analysis.study import Study, read_study
from analysis.tables import conform, write_bytes
from analysis.text.repeated import note_repeated
from analysis.validity.folder import coding_folder
from analysis.validity.frames import Ratio, correct_axes

#: Articles of a part: little enough for any memory, enough that its start costs nothing.
PART = 5_000


def read_corpus(
    study: Study | str | Path | None,
    articles: pd.DataFrame | str | Path | None,
    out: str | Path,
    part: int = PART,
    executor: Executor | None = None,
    *,
    lexicon: str = "study",
    method: str | None = None,
    date_format: str | None = None,
    progress: Callable[[int], object] | None = None,
) -> Corpus:
    """Read articles of any number into tables in folders, by parts; what is done already is not done again.

    Parameters
    ----------
    study, articles, lexicon, method, date_format
        As in `analysis.read`.
    out : path
        The folder of the tables: ``articles/part-00000.parquet`` and so on, a folder a table, sorted by its key;
        ``whole/`` holds the tables that see the whole corpus, ``work/`` what may be deleted. On a cluster every worker
        must see this folder under this name.
    part : int
        Articles of a part. The rows of all parts together do not depend on it.
    executor : concurrent.futures.Executor, optional
        Does the parts: `analysis.parts.open_executor` gives a pool of processes or a cluster; None: this process.
    progress : callable, optional
        Called with the number of articles after each part.

    Returns
    -------
    Corpus
        Its rows are those of `analysis.read`. A part that failed is in none of them: `Corpus.failed` names it and the
        reason, and the next run tries it again.

    Raises
    ------
    StudyError
        The study or the articles cannot be read as a whole, or no part could be read. `FullDisk` where there was no
        room to write: what was finished is kept, and the next run goes on there.
    """
    if not isinstance(part, int) or part < 1:
        raise StudyError(f"`part` must be a number of articles, 1 or more; found {part!r}.")
    study = with_method(study if isinstance(study, Study) else read_study(study), method)
    asked = study.model_dump(mode="json", exclude={"path"})
    run = Run(Path(out).resolve(), study, executor or Serial(), hash_all(asked, hash_code(), lexicon))
    with hold_folder(run.folder / "work", "run", StudyError):
        source = None if articles is None else "frame" if isinstance(articles, pd.DataFrame) else Path(articles).name
        parameters = {"articles": source, "date_format": date_format, "lexicon": lexicon}
        try:
            delivered = deliver(articles, study, run.folder, part, date_format)
            parts = _read_all(run, delivered, lexicon, progress)
            return _finish(run, delivered, parts, part, parameters | {"method": study.sentiment.method})
        except OSError as error:
            if error.errno in FULL:
                raise FullDisk("the articles or what sees all of them", error, run.folder) from error
            raise


def _read_all(run: Run, delivered: Delivered, lexicon: str, progress: Callable[[int], object] | None) -> list[int]:
    """Read every part and make the tables that see the whole corpus; give the parts that have both."""
    every, study = range(len(delivered.parts)), run.study
    known = dict(enumerate(delivered.hashes))
    made = run.stage(
        "work/paragraphs", [(one, known[one], list_paragraphs, (str(delivered.path(one)),)) for one in every]
    )
    sizes, least = delivered.sizes, study.health.repeated_articles
    depends = [keys_of(made.values()), sorted(sizes.items()), least]
    chosen = run.stage(REPEATED, [(0, depends, see_repeated, (str(run.folder), sorted(made), sizes, least))])
    if not chosen:
        raise StudyError(f"The paragraphs that outlets repeat must be counted; {run.failed[f'{REPEATED} 0']}.")
    repeated = load_repeated(run.folder)
    corrections = read_corrections(study)
    options = hash_all(sorted(repeated.items()), corrections.to_dict("list"))
    read = run.stage(
        "parts",
        [
            (
                one,
                [known[one], options],
                read_one,
                (str(delivered.path(one)), study, corrections, lexicon, repeated),
            )
            for one in sorted(made)
        ],
        lambda one: progress(delivered.parts[one][2]) if progress else None,
    )
    parts = sorted(read)
    if not parts:
        raise StudyError("A part at least must be readable; none was: " + "; ".join(run.failed.values()))
    delivered.notes += note_repeated(repeated)
    return _see_whole(run, parts, read, delivered)


def _see_whole(run: Run, parts: list[int], read: dict[int, dict[str, Any]], delivered: Delivered) -> list[int]:
    """Make the tables that see the whole corpus, and what they change in each part; give the parts that have both."""
    folder = str(run.folder)
    copies = find_all_copies(run, parts, read)
    agencies = load(folder, f"{READ}/articles", parts, "article_id agency role")
    spread = find_spread(agencies, copies)
    by_agency = agencies["agency"].notna() | agencies["article_id"].isin(spread["article_id"])
    has_agency = not told_of(agencies[by_agency]).empty
    calls: list[Call] = []
    for part in parts:
        first, last, _ = delivered.parts[part]
        own = [table[table["article_id"].between(first, last)].reset_index(drop=True) for table in (spread, copies)]
        depends = [keys_of([read[part]]), has_agency, *map(hash_table, own)]
        calls.append((part, depends, voice_one, (folder, part, run.study, *own, has_agency, len(parts))))
    voiced = run.stage("work/voices", calls)
    parts = sorted(voiced)
    # what comes after reads the tables of a part too, whatever of them changed
    voiced = {part: {"files": read[part]["files"] | one["files"]} for part, one in voiced.items()}
    coding = coding_folder(run.study)
    codes = [(file.name, hash_file(file)) for file in sorted(coding.glob("*.*"))] if coding.is_dir() else []
    notes = run.folder / "whole" / "notes.parquet"
    write_file(join_notes([load(folder, f"{READ}/notes", parts)], delivered.notes), notes)
    depends = [keys_of(voiced.values()), codes, hash_file(notes)]
    find_all_words(run, parts, voiced)
    if codes:
        listed = [(part, [keys_of([voiced[part]]), codes], list_units, (folder, part, run.study)) for part in parts]
        depends = [depends, keys_of(run.stage(UNITS, listed).values())]
    whole: list[Call] = [(number, depends, step, (folder, parts, run.study)) for number, step in enumerate(WHOLE)]
    asked = enumerate(ask_contrasts(folder, parts, run.study), len(WHOLE))
    contrasts: list[Call] = [
        (number, [depends, one], see_contrasts, (folder, parts, run.study, one)) for number, one in asked
    ]
    made = run.stage("work/whole", contrasts + whole)
    pieces = [number for number, *_ in contrasts if number in made]
    joined = len(pieces) == len(contrasts) and run.stage(
        "work/contrasts", [(0, keys_of(made[one] for one in pieces), join_contrasts, (folder, pieces))]
    )
    if not joined:
        (run.folder / file_name("whole/contrasts", 0)).unlink(missing_ok=True)
    _see_ledger(run, parts, voiced, delivered, hash_table(copies))
    corrected = run.folder / "whole" / "axis_scores.parquet"
    corrected.unlink(missing_ok=True)
    if not {WHOLE.index(see_axes), WHOLE.index(see_codes)} <= set(made):
        return parts
    scores, found = (
        read_part(folder, name, WHOLE.index(step)) for name, step in ((SCORES, see_axes), (RATIOS, see_codes))
    )
    ratios = {axis_id: Ratio(log, error) for axis_id, log, error in found.itertuples(index=False, name=None)}
    write_file(correct_axes(conform(scores, "axis_scores"), ratios), corrected)
    calls = [
        (part, [keys_of([voiced[part]]), hash_table(found)], correct_one, (folder, part, ratios)) for part in parts
    ]
    return sorted(run.stage("work/axes", calls))


def _see_ledger(
    run: Run, parts: list[int], voiced: dict[int, dict[str, Any]], delivered: Delivered, copies: str
) -> None:
    """Keep the ledger, what stands around each quotation, and coverage; a step that fails leaves none of its tables."""
    folder, own = str(run.folder), {part: keys_of([voiced[part]]) for part in parts}
    roles = load(folder, "articles", parts, "role")["role"]
    is_near = bool((roles == "touched").any())
    pieces = find_ledger(run, parts, voiced, ("told",), TOLD)
    near = find_ledger(run, parts, voiced, ("told", "touched"), NEAR) if is_near else {}
    rows = {} if pieces is None else run.stage(
        "work/ledger", [(0, keys_of(pieces.values()), see_quotes, (folder, parts, TOLD))]
    )  # fmt: skip
    contexts: list[Call] = []
    headlines: list[Call] = []
    known = keys_of((pieces or {}).values())
    every = [known, copies, sorted(own.items())]
    for part in parts if rows else ():
        between = delivered.parts[part][:2]
        contexts.append((part, [known, own[part]], see_contexts, (folder, parts, part, *between, TOLD)))
        headlines.append((part, every, see_headlines, (folder, parts, part, run.study, TOLD)))
    around = run.stage("work/contexts", contexts)
    joined = len(around) == len(parts) and run.stage(
        "work/joined", [(0, keys_of(around.values()), join_contexts, (folder, parts))]
    )
    retold = run.stage("work/headlines", headlines)
    depends = [known, keys_of((near or {}).values()), keys_of(retold.values()), copies, sorted(own.items())]
    covered = len(retold) == len(parts) and near is not None and run.stage(
        "work/coverage", [(0, depends, see_coverage, (folder, parts, run.study, is_near))]
    )  # fmt: skip
    for name, is_made in (("shared_quotes", rows), ("quote_contexts", joined), ("coverage", covered)):
        if not is_made:
            (run.folder / file_name(f"whole/{name}", 0)).unlink(missing_ok=True)


def _finish(run: Run, delivered: Delivered, parts: list[int], part: int, parameters: dict[str, Any]) -> Corpus:
    """Write what was set aside and, last of all, the manifest; take away what is left of earlier parts."""
    aside = load(run.folder, f"{READ}/aside", parts)
    quarantine, kept = set_aside(delivered.quarantine, delivered.kept, aside)
    write_quarantine(Loaded(aside, quarantine, kept=kept), run.folder)
    write_file(quarantine, run.folder / "whole" / "quarantine.parquet")
    n_read = len(load(run.folder, "articles", parts, "article_id"))
    for name in BY_PART:
        for file in (run.folder / name).glob("part-*.parquet"):
            if int(file.stem.removeprefix("part-")) not in parts:
                file.unlink()
    files = sorted(file for name in ("whole", *BY_PART) for file in (run.folder / name).glob("*.parquet"))
    manifest = {
        "study": {"id": run.study.id, "sha256": run.study.sha256},
        "articles": {"accepted": n_read, "quarantined": len(quarantine), "per_part": part},
        "parts": [
            {"part": number, "first": first, "last": last, "articles": n, "is_read": number in parts}
            for number, (first, last, n) in enumerate(delivered.parts)
        ],
        "failed": run.failed,
        "sources": delivered.sources,
        "parameters": parameters,
        "code": hash_code(),
        "versions": list_versions(),
        "files": {file.relative_to(run.folder).as_posix(): hash_file(file) for file in files},
    }
    content = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    write_bytes(run.folder / MANIFEST, content.encode())
    return open_corpus(run.folder, run.study)
