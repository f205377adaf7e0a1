"""Cases of exports and files that researchers have: ``python -m benchmarks.cases corpora FOLDER``.

A case is a folder with its files and an ``expected.json``: ``input`` names the files, ``study_options`` what study.yaml
says of them, ``expected`` what is to come of it. Numbers, lists and tables by id are checked; what is written in words
alone is for a reader, and counted as such.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analysis.corpus import Loaded, read_articles
from analysis.errors import StudyError
from analysis.study import ArticleSource, read_study
from analysis.text.clean import clean_articles

__all__ = ["Checked", "run_corpora"]


class Checked(NamedTuple):
    """What came of one case: its name, the checks that fail, and those that only a reader can make."""

    id: str
    failed: list[str]
    in_words: list[str]


def run_corpora(folder: Path) -> Iterator[Checked]:
    """Run the cases of a folder, in the order of their names."""
    for file in sorted(folder.glob("*/expected.json")):
        case = json.loads(file.read_text(encoding="utf-8"))
        loaded, error = _load(file.parent, case)
        failed, in_words = [], []
        for key, wanted in case["expected"].items():
            check = _CHECKS.get(key)
            found = check(wanted, loaded, error) if check else None
            if found is None:
                in_words.append(f"{key}: {wanted}")
            elif found:
                failed.append(f"{key}: {found}" + (f" ({error})" if error else ""))
        yield Checked(case["case"], failed, in_words)


def _load(folder: Path, case: dict[str, Any]) -> tuple[Loaded | None, str]:
    """Read the files of a case with the study that it asks for: a folder as a folder, single files as such."""
    names = dict.fromkeys(name.partition("/")[0] for name in case["input"])
    known = {key: one for key, one in case["study_options"].items() if key in ArticleSource.model_fields}
    options = {key: one for key, one in known.items() if key != "columns" or isinstance(one, dict)}
    sources = [{"path": str(folder.resolve() / name), **options} for name in names]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "study.yaml"
        study = {"study": {"id": "case", "title": "Case"}, "articles": sources}
        file.write_text(yaml.safe_dump(study), encoding="utf-8")
        try:
            return read_articles(None, read_study(file)), ""
        except StudyError as error:
            return None, str(error)


def _texts(loaded: Loaded | None) -> list[str]:
    return [] if loaded is None else clean_articles(loaded.articles)[0]["text"].tolist()


def _count(part: str) -> Callable[[Any, Loaded | None, str], str | None]:
    def check(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
        if isinstance(wanted, dict) and part == "quarantine":
            return _ids_aside(wanted, loaded)
        if not isinstance(wanted, int):
            return None
        n = 0 if loaded is None else len(getattr(loaded, part))
        return "" if n == wanted else f"{wanted} are there; found {n}"

    return check


def _ids_aside(wanted: dict[str, str], loaded: Loaded | None) -> str:
    aside = set() if loaded is None else set(loaded.quarantine["article_id"].dropna())
    return "" if set(wanted) <= aside else f"{sorted(wanted)} are set aside; found {sorted(aside)}"


def _column(name: str) -> Callable[[Any, Loaded | None, str], str | None]:
    def check(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
        if not isinstance(wanted, list):
            return None
        values = [] if loaded is None else loaded.articles[name].tolist()
        if name == "published_earliest":
            values = [str(value)[:10] if value == value else None for value in values]
        found = sorted((value if isinstance(value, str) else None for value in values), key=str)
        return "" if found == sorted(wanted, key=str) else f"{wanted}; found {found}"

    return check


def _absent(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
    left = [words for words in wanted if any(words in text for text in _texts(loaded))]
    return f"not in any text; found {left}" if left else ""


def _flagged(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
    noted = set() if loaded is None else {note.article_id for note in loaded.notes}
    kept = set() if loaded is None else set(loaded.articles["article_id"])
    lost = [one for one in wanted if one not in noted & kept]
    return f"{lost} are articles with a flag" if lost else ""


def _reason(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
    reasons = "" if loaded is None else " ".join(loaded.quarantine["reason"])
    words = re.sub(r"\(.*?\)", "", wanted).casefold().strip()
    return "" if words in reasons.casefold() else f"{wanted}; found {reasons}"


def _no_outlet(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
    table = None if loaded is None else loaded.articles
    found = [] if table is None else table.loc[table["outlet"].isna(), "article_id"].tolist()
    return "" if found == wanted else f"{wanted}; found {found}"


def _message(wanted: Any, loaded: Loaded | None, error: str) -> str | None:
    """Look for the words before the first colon, the numbers, and what is marked as code, in what was said."""
    said = " ".join([error, *(note.message for note in loaded.notes)] if loaded else [error]).casefold()
    parts = [wanted.partition(":")[0], *re.findall(r"\d+ \w+", wanted), *re.findall(r"`(\w+)`", wanted)]
    lost = [part for part in parts if part.casefold() not in said]
    return f"{lost} are said; found {said[:300]}" if lost else ""


_CHECKS: dict[str, Callable[[Any, Loaded | None, str], str | None]] = {
    "articles": _count("articles"),
    "quarantine": _count("quarantine"),
    "published": _column("published_earliest"),
    "outlets": _column("outlet"),
    "headlines": _column("headline"),
    "urls": _column("url"),
    "ids": _column("article_id"),
    "not_in_text": _absent,
    "accepted_with_flag": _flagged,
    "flag": _flagged,
    "quarantine_reason_mentions": _reason,
    "outlet_missing": _no_outlet,
    "message": _message,
}
