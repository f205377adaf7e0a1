"""The table of articles -> what it holds and what is missing, outlet by outlet."""

from __future__ import annotations

import re

import pandas as pd

from analysis.study import Study

__all__ = ["count_outlets", "find_absent"]


def count_outlets(articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Count what is known of each outlet's articles.

    Parameters
    ----------
    articles : DataFrame
        Table `articles`; `text` may be missing still.
    study : Study
        Its outlets come first, in its order, also where they have no article.

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
