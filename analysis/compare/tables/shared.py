"""The tables of a whole corpus -> tidy tables of what several outlets tell: ledger, contexts, omissions, copies, words.

Outlets stand in the order of the study file. Articles without an outlet are in none of these tables.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.compare.contrasts import MOST_PAIRS, REST
from analysis.compare.roles import told_of
from analysis.compare.tables.grid import outlets_of
from analysis.compare.words.keyness import find_keyness
from analysis.reading import Reading
from analysis.tables import speakers_of

__all__ = [
    "Reading",
    "choose_utterance",
    "contexts_of_shared_words",
    "copies_by_outlet",
    "coverage_by_outlet",
    "keyness_of_outlets",
    "ledger_by_outlet",
    "strongest_words",
    "unsupported_headlines",
]


ROWS = 60  # of a chart
_KEY = ["utterance_id", "article_id", "quote_index"]


def ledger_by_outlet(reading: Reading, *, most: int | None = None) -> pd.DataFrame:
    """List who carried which utterance, and how.

    Parameters
    ----------
    most : int, optional
        As many utterances as a picture has room for; None: all, as sentences count them. Those of more outlets come
        first, then of more articles, then the longer ones. One that a single article tells is left out.

    Returns
    -------
    DataFrame
        One row a piece of a telling: `utterance_id`, ``utterance`` (the reference's words), ``speaker`` (one or several
        together; NA: not known in the study), ``article_id``, ``attribution_index`` (pieces of one telling share it),
        ``quote_index``, ``outlet_id``, ``outlet``, `variant`, `kind`, `is_reference`, `is_first`, ``lag_earliest`` and
        ``lag_latest`` in days (NA: not dated), `n_words`, `n_same`, `n_dropped`, `n_altered`, ``start``, ``end``,
        ``words``, ``place`` in the delivered file (`Reading.with_places`).
    """
    rows = reading.shared_quotes[reading.shared_quotes["n_articles"] > 1]
    outlets = outlets_of(reading.articles, reading.study)
    rows = rows.merge(outlets, on="article_id")
    weight = rows.groupby("utterance_id").agg(
        n_outlets=("outlet_id", "nunique"), n=("n_articles", "max"), n_words=("n_words", "max")
    )
    weight = weight.sort_values(["n_outlets", "n", "n_words"], ascending=False, kind="stable")
    rows = rows[rows["utterance_id"].isin(weight.index[:most])]
    turn = {outlet_id: number for number, outlet_id in enumerate(outlets["outlet_id"].drop_duplicates())}
    rows = reading.with_places(reading.with_words(rows.assign(turn=rows["outlet_id"].map(turn))))
    said = rows[rows["is_reference"]].groupby("utterance_id")["words"].agg(" ".join)
    speakers = rows.merge(reading.quotes[_KEY[1:]].assign(who=speakers_of(reading.quotes)), on=_KEY[1:], how="left")
    first = speakers.dropna(subset="who").drop_duplicates("utterance_id").set_index("utterance_id")["who"]
    order = {utterance_id: place for place, utterance_id in enumerate(weight.index)}
    rows = rows.assign(
        utterance=rows["utterance_id"].map(said),
        speaker=rows["utterance_id"].map(first).map(reading.study.name_people, na_action="ignore").astype("str"),
        order=rows["utterance_id"].map(order),
    ).sort_values(["order", "turn", "article_id", "quote_index"], kind="stable", ignore_index=True)
    columns = (
        "utterance_id utterance speaker article_id attribution_index quote_index outlet_id outlet variant kind "
        "is_reference is_first"
    )
    counts = "lag_earliest lag_latest n_words n_same n_dropped n_altered start end words place"
    return rows[[*columns.split(), *counts.split()]]


def choose_utterance(ledger: pd.DataFrame, utterance: str | None = None) -> str | None:
    """Give an utterance to show word by word: the one named, else the one with most changed words, None without any."""
    if utterance is not None or ledger.empty:
        return utterance
    changed = (ledger["n_dropped"] + ledger["n_altered"]) * (ledger["n_same"] > 0)
    return str(changed.groupby(ledger["utterance_id"], sort=False).sum().idxmax())


def contexts_of_shared_words(reading: Reading, *, most: int | None = None) -> pd.DataFrame:
    """Say what each outlet puts around the same words.

    Parameters
    ----------
    most : int, optional
        As many utterances as a picture has room for, in at most `ROWS` rows (one utterance at least); None: all.

    Returns
    -------
    DataFrame
        One row an article that tells an utterance of `ledger_by_outlet` (its first piece): ``utterance_id``,
        ``utterance``, ``outlet_id``, ``outlet``, ``article_id``, ``variant``, ``cue``, ``cue_colour``, ``adverbs``,
        ``position`` in the article (0 to 1), ``before`` and ``after`` (the sentences around it), ``tone`` in [-1, 1]
        of the outlet's words there over ``n_tone`` stretches, ``frames`` asserted there, ``place`` of the quotation.
    """
    ledger = ledger_by_outlet(reading, most=most)
    table = ledger.merge(reading.quote_contexts, on=_KEY, how="left")
    table = table.drop_duplicates(["utterance_id", "article_id"], ignore_index=True)
    if most is not None:
        end = table.groupby("utterance_id", sort=False).size().cumsum()
        table = table[table["utterance_id"].isin([*end.index[:1], *end.index[end <= ROWS]])].reset_index(drop=True)
    for side in ("before", "after"):
        table = reading.with_words(table, f"{side}_start", f"{side}_end", side)
    labels = {frame_id: frame.label for frame_id, frame in reading.study.frames.items()}
    frames = [", ".join(labels.get(one, one) for one in ids.split()) for ids in table["frames"].fillna("").tolist()]
    table["frames"] = pd.Series(frames, dtype="str").mask(table["frames"].isna())
    columns = "utterance_id utterance outlet_id outlet article_id variant cue cue_colour adverbs position"
    return table[[*columns.split(), "before", "after", "tone", "n_tone", "frames", "place"]]


def coverage_by_outlet(reading: Reading, *, most: int | None = None) -> pd.DataFrame:
    """Say which outlet covered which event, person and shared utterance, and which could have and did not.

    Parameters
    ----------
    most : int, optional
        As many utterances of `ledger_by_outlet` as a picture has room for; None: all.

    Returns
    -------
    DataFrame
        One row an item and outlet: ``item_kind``, ``item_id``, ``item`` (its name, year and label, or words),
        ``outlet_id``, ``outlet``, ``covered`` (NA: the outlet has no article in the window, or fewer than two others
        tell of the item: no omission), ``n_articles`` of ``n_observed``, ``n_others`` outlets that tell of it then, and
        the window. People whom nobody mentions are left out.
    """
    ledger = ledger_by_outlet(reading, most=most)
    said = dict(zip(ledger["utterance_id"], ledger["utterance"], strict=True))
    study, table = reading.study, reading.coverage
    names = {("event", key): f"{event.earliest:%Y}: {event.label}" for key, event in study.events.items()}
    names |= {("person", key): person.name for key, person in study.people.items()}
    names |= {("utterance", key): f"“{words}”" for key, words in said.items()}
    keys = list(zip(table["item_kind"], table["item_id"], strict=True))
    items = pd.Series([names.get(key) for key in keys], index=table.index, dtype="str")
    table = table.assign(item=items).dropna(subset="item")
    told = table.groupby(["item_kind", "item_id"])["n_articles"].transform("sum")
    table = table[(told > 0) | (table["item_kind"] == "event")]
    outlets = outlets_of(reading.articles, study).drop_duplicates("outlet_id")[["outlet_id", "outlet"]]
    order = {key: place for place, key in enumerate(names)}
    table = outlets.merge(table, on="outlet_id").assign(
        order=lambda rows: [order[key] for key in zip(rows["item_kind"], rows["item_id"], strict=True)]
    )
    table = table.sort_values("order", kind="stable", ignore_index=True)
    return table[
        "item_kind item_id item outlet_id outlet covered n_articles n_observed n_others"
        " window_earliest window_latest".split()
    ]


def copies_by_outlet(reading: Reading) -> pd.DataFrame:
    """Count each outlet's near-duplicates, and say how much of its words stand in no other article.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``n_articles``, ``n_copies`` (articles of which another one is a near-duplicate),
        ``n_effective`` (clusters), ``own_share`` in [0, 1] of its ``n_words`` words.
    """
    table = outlets_of(reading.articles, reading.study).merge(reading.copies, on="article_id")
    table = table.assign(own=table["own_share"] * table["n_words"], is_copy=table["n_copies"] > 1)
    table["measured"] = table["n_words"].where(table["own_share"].notna())
    grouped = table.groupby(["outlet_id", "outlet"], sort=False)
    found = grouped.agg(
        n_articles=("article_id", "size"),
        n_copies=("is_copy", "sum"),
        n_effective=("cluster_id", "nunique"),
        own=("own", "sum"),
        measured=("measured", "sum"),
        n_words=("n_words", "sum"),
    ).reset_index()
    found["own_share"] = found["own"] / found["measured"].where(found["measured"] > 0)
    return found[["outlet_id", "outlet", "n_articles", "n_copies", "n_effective", "own_share", "n_words"]]


def unsupported_headlines(reading: Reading) -> pd.DataFrame:
    """List quotations of headlines with whether a quotation of their article's body holds them.

    Returns
    -------
    DataFrame
        ``outlet``, ``article_id``, ``start`` in its text, ``words``, ``is_supported``, ``place`` in the delivered file.
    """
    rows = reading.shared_quotes[reading.shared_quotes["kind"] == "headline"]
    rows = reading.with_words(rows.merge(outlets_of(reading.articles, reading.study), on="article_id", how="left"))
    rows = reading.with_places(rows)
    return rows.sort_values(["is_supported", "article_id", "start"], kind="stable")[
        ["outlet", "article_id", "start", "words", "is_supported", "place"]
    ].reset_index(drop=True)


def keyness_of_outlets(
    reading: Reading, *, voices: Sequence[str] = ("own", "quoted"), most: int | None = None
) -> pd.DataFrame:
    """Find the words that each outlet uses more than all others together, its own words apart from quoted ones.

    Returns
    -------
    DataFrame
        ``outlet_id``, ``outlet``, ``voice``, ``term``, ``kind`` {word, name, function}, ``g2`` (signed log-likelihood,
        a description), ``effect`` (binary logarithm of the ratio of relative frequencies), ``p`` and ``q`` over
        articles (NA: not tested), ``n`` of ``total`` words of the outlet and ``n_others`` of ``total_others``,
        ``articles`` and ``articles_others`` with the term, ``largest_share`` of the outlet's uses in one article,
        ``is_small``; of each outlet and voice the words with q at most .05 first, then those with the largest g2; as
        many as `strongest_words` keeps (``most`` None: all with a g2 above 0).
    """
    outlets = outlets_of(reading.articles, reading.study).drop_duplicates("outlet_id")[["outlet_id", "outlet"]]
    pairs = [(outlet_id, REST) for outlet_id in outlets["outlet_id"]] if len(outlets) > 1 else []
    study = reading.study
    found = find_keyness(
        told_of(reading.articles),
        reading.segments,
        pairs,
        copies=reading.copies,
        names=study.names,
        voices=voices,
        minimum=study.minimum_articles,
        most=None,
    )
    found = found[found["g2"] > 0].assign(is_open=lambda rows: ~(rows["q"] <= 0.05))
    found = found.sort_values(["is_open", "g2"], ascending=[True, False], kind="stable").rename(
        columns={
            "unit_a": "outlet_id",
            "n_a": "n",
            "n_b": "n_others",
            "total_a": "total",
            "total_b": "total_others",
            "articles_a": "articles",
            "articles_b": "articles_others",
        }
    )
    grid = outlets.merge(pd.DataFrame({"voice": list(voices)}, dtype="str"), how="cross")
    table = grid.merge(found, on=["outlet_id", "voice"])
    columns = "outlet_id outlet voice term kind g2 effect p q n total n_others total_others articles articles_others"
    table = table[[*columns.split(), "largest_share", "is_small"]]
    return table if most is None else strongest_words(table, most)


def strongest_words(keyness: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep as many words of each outlet and voice as a picture has room for: `most`, of more than six outlets one.

    Names of the study's people and function words are left out.
    """
    shown = most if keyness["outlet_id"].nunique() <= MOST_PAIRS else 1
    words = keyness[keyness["kind"] == "word"]
    return words.groupby(["outlet_id", "voice"], sort=False).head(shown).reset_index(drop=True)
