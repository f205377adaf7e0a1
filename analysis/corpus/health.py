"""What was read -> what it holds and what is missing, outlet by outlet."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from analysis.corpus.language import find_languages
from analysis.corpus.outlets import fold
from analysis.corpus.read import Loaded
from analysis.study import Study

#: Cases that are named of each finding.
SHOWN = 10


def describe_articles(loaded: Loaded, study: Study, progress: Callable[[int], object] | None = None) -> list[str]:
    """Say in lines of text what a source holds: its outlets, what is missing, what was flagged, and other languages.

    ``progress`` is called with 1 for each article whose language was told, which takes the most time.

    Examples
    --------
    >>> from analysis.corpus import read_articles
    >>> from analysis.study import read_study
    >>> describe_articles(read_articles(None, read_study()), read_study())[0]
    '  3 records: 3 articles, 0 quarantined'
    """
    articles = loaded.articles
    read = [
        f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in ((loaded.n_records, "record"), (len(articles), "article"))
    ]
    lines = [f"  {read[0]}: {read[1]}, {len(loaded.quarantine):,} quarantined"]
    if articles.empty:
        return lines
    outlets = (
        count_outlets(articles, study)
        .drop(columns="outlet_id")
        .rename(columns={"missing": "no date", "words": "raw words"})
    )
    lines += ["", *outlets.fillna({"outlet": "(not known)"}).to_string(index=False).split("\n"), ""]
    findings = _missing(articles, study, progress)
    for note in loaded.notes:
        findings.setdefault(note.kind.capitalize(), []).append(": ".join(filter(None, (note.article_id, note.message))))
    return lines + [_finding(what, cases) for what, cases in findings.items() if cases]


def _missing(articles: pd.DataFrame, study: Study, progress: Callable[[int], object] | None) -> dict[str, list[str]]:
    ids, language = articles["article_id"], find_languages(articles["raw"], progress)
    other = language.notna() & (language != study.study.language)
    people, outlets = find_absent(articles, study)
    return {
        "Not in the study's language": [
            f"{name} ({code})" for name, code in zip(ids[other], language[other], strict=True)
        ],
        "Language not certain (short or mixed)": ids[language.isna()].tolist(),
        "No headline": ids[articles["headline"].isna()].tolist(),
        "No address": ids[articles["url"].isna()].tolist(),
        "People of the study whom no article names": people,
        "Outlets of the study without an article": outlets,
    }


def _finding(what: str, cases: list[str]) -> str:
    more = f"; and {len(cases) - SHOWN:,} more" if len(cases) > SHOWN else ""
    return f"{what} ({len(cases):,}): {'; '.join(cases[:SHOWN])}{more}"


def count_outlets(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Count what is known of each outlet's articles.

    Parameters
    ----------
    articles : DataFrame
        Table `articles`; `text` may be missing still.
    study : Study
        Its outlets come first, in its order, also where they have no article; others follow by name.

    Returns
    -------
    DataFrame
        Key `outlet_id` (missing for articles whose outlet is not known); `outlet`, `articles`, `words` (parts between
        blanks in the raw documents), `headline` and `url` (articles that have one), and the articles whose date is
        `stated`, `inferred` or `missing`.
    """
    names = {outlet_id: outlet.name for outlet_id, outlet in study.outlets.items()}
    groups = dict(iter(articles.groupby("outlet_id", dropna=False)))
    unknown = [frame for outlet_id, frame in groups.items() if pd.isna(outlet_id)]
    named = [outlet_id for outlet_id in groups if isinstance(outlet_id, str) and outlet_id not in names]
    named.sort(key=lambda outlet_id: (fold(str(groups[outlet_id]["outlet"].iloc[0])), outlet_id))
    rows = [_row(outlet_id, names[outlet_id], groups.get(outlet_id, articles.iloc[:0])) for outlet_id in names]
    rows += [_row(outlet_id, groups[outlet_id]["outlet"].iloc[0], groups[outlet_id]) for outlet_id in named]
    return pd.DataFrame(rows + [_row(None, None, frame) for frame in unknown])


def _row(outlet_id: str | None, outlet: str | None, articles: pd.DataFrame) -> dict[str, object]:
    basis = articles["published_basis"].value_counts()
    return {
        "outlet_id": outlet_id,
        "outlet": outlet,
        "articles": len(articles),
        "words": sum(len(raw.split()) for raw in articles["raw"].tolist()),
        "headline": int(articles["headline"].notna().sum()),
        "url": int(articles["url"].notna().sum()),
        **{name: int(basis.get(name, 0)) for name in ("stated", "inferred", "missing")},
    }


def find_absent(articles: pd.DataFrame, study: Study) -> tuple[list[str], list[str]]:
    """Find the people that no article names (in any case of letters), and the outlets without an article."""
    texts = articles["raw"].tolist()
    people = [
        person_id
        for person_id, person in study.people.items()
        if not any(re.search(rf"(?i)\b(?:{'|'.join(map(re.escape, person.names))})\b", text) for text in texts)
    ]
    present = set(articles["outlet_id"].dropna())
    return people, [outlet_id for outlet_id in study.outlets if outlet_id not in present]
