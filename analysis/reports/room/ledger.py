"""A Reading -> the ledger of quotations: each utterance with its tellings under each other, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

import pandas as pd

from analysis.compare.quotes.word_by_word import Aligned, align_tellings
from analysis.reading import Reading
from analysis.reports.room.marks import Row, row_dicts
from analysis.reports.room.names import Names, title_of
from analysis.reports.room.shelf import is_large
from analysis.reports.sentences.english import fill
from analysis.tables import map_articles, rows_at, speakers_of

#: Utterances on one page of the ledger, and on all pages of that of a large corpus.
A_PAGE, MOST_UTTERANCES = 40, 1_000

_T = TypeVar("_T")


class Part(NamedTuple):
    """Some words of a telling: same, added, dropped, or changed (then ``old`` is what the reference says)."""

    operation: str
    words: str
    old: str = ""


class Telling(NamedTuple):
    """How one article tells an utterance: its row of `shared_quotes` and of `quote_contexts`, and its words."""

    row: Row
    article: Row
    sentence_index: int
    lag: str
    source: str
    frames: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """What its article is called."""
        return title_of(self.article)


class Utterance(NamedTuple):
    """What one person said once, as far as articles tell: who, and every telling, the reference first."""

    number: int
    utterance_id: str
    speaker: str
    classes: str
    n_articles: int
    n_outlets: int
    tellings: tuple[Telling, ...]

    @property
    def words(self) -> str:
        """The reference's words."""
        return " ".join(part.words for part in self.tellings[0].parts)


class Told(NamedTuple):
    """By how many articles the words of a quotation are told, and the address of its utterance (empty: on no page)."""

    n_articles: int
    address: str


def read_ledger(reading: Reading, names: Names) -> list[Utterance]:
    """Gather the utterances of a Reading, those that most articles tell first: of a large corpus as many as are shown.

    Returns
    -------
    list of Utterance
        ``number`` counts utterances in the order in which the corpus first tells them. ``classes`` name the speaker,
        the outlets and the variants, for filters.
    """
    number_of = utterances_shown(reading.shared_quotes, len(reading.articles))
    shown = reading.shared_quotes[reading.shared_quotes["utterance_id"].isin(number_of)]
    shared = _as_told(_with_rows(reading.replace(shared_quotes=shown)))
    articles = {row["article_id"]: row for row in row_dicts(reading.articles.drop(columns=["raw", "text"]))}
    texts = map_articles(reading.articles)
    found = []
    groups = groupby(row_dicts(shared), key=lambda row: row["utterance_id"])
    for utterance_id, grouped in groups:
        rows = list(grouped)
        aligned = align_tellings([row for row in rows if row["variant"] != "paraphrased"], texts)
        tellings = tuple(_tellings(rows, _words(aligned, texts), texts, articles, names))
        outlets = {telling.article["outlet_id"] for telling in tellings} - {None}
        spoken = [row for row in rows if row["is_reference"]] or rows
        classes = [*names.person_classes(spoken[0]["who"]), *map(names.outlet_class, sorted(outlets))]
        classes += sorted({f"k-{row['variant']}" for row in rows})
        speaker = names.name(spoken[0]["who"]) or spoken[0]["source"] or "speaker not resolved"
        found.append(
            Utterance(
                number_of[utterance_id],
                utterance_id,
                speaker,
                " ".join(classes),
                rows[0]["n_articles"],
                max(len(outlets), 1),
                tellings,
            )
        )
    return sorted(found, key=lambda one: (-one.n_articles, one.number))


def utterances_shown(shared: pd.DataFrame, n_articles: int) -> dict[str, int]:
    """Number the utterances that pages show, in their order there: all, of a large corpus those that most tell.

    Parameters
    ----------
    shared : DataFrame
        Table `shared_quotes`.
    n_articles : int
        Of the corpus.
    """
    first = _as_told(shared).drop_duplicates("utterance_id")
    told = zip(first["utterance_id"].tolist(), first["n_articles"].tolist(), strict=True)
    order = sorted(enumerate(told), key=lambda one: (-one[1][1], one[0]))
    shown = order[:MOST_UTTERANCES] if is_large(n_articles) else order
    return {some_id: number for number, (some_id, _) in shown}


def find_utterances(shared: pd.DataFrame, n_articles: int = 0) -> dict[str, str]:
    """Give the address of each utterance that pages show, such as ``quotes-2.html#u41``.

    Parameters
    ----------
    shared : DataFrame
        Table `shared_quotes`.
    n_articles : int
        Of the corpus.
    """
    pages = part_ledger(list(utterances_shown(shared, n_articles).items()))
    return {some_id: f"{file}#u{number}" for file, part in pages for some_id, number in part}


def find_fullest(shared: pd.DataFrame, shown: Iterable[str]) -> list[str]:
    """Name the article with the fullest telling of each utterance, in the order in which these are shown."""
    fullest = shared[shared["is_reference"].fillna(False).astype(bool)].drop_duplicates("utterance_id")
    article_of = dict(zip(fullest["utterance_id"].tolist(), fullest["article_id"].tolist(), strict=True))
    return [article_of[one] for one in shown if one in article_of]


def find_told(shared: pd.DataFrame, addresses: Mapping[str, str]) -> dict[tuple[str, int], Told]:
    """Say of each quotation by how many articles its words are told, and where.

    Parameters
    ----------
    shared : DataFrame
        Table `shared_quotes`.
    addresses : mapping of str to str
        Of `find_utterances`.
    """
    first = shared.drop_duplicates(["utterance_id", "article_id", "attribution_index", "kind"])
    first = first[first["quote_index"].notna()].sort_values("n_articles", kind="stable")  # the most told one is last
    columns = (first[name].tolist() for name in ("article_id", "quote_index", "n_articles", "utterance_id"))
    return {
        (article_id, index): Told(n_articles, addresses.get(utterance_id, ""))
        for article_id, index, n_articles, utterance_id in zip(*columns, strict=True)
    }


def part_ledger(ledger: Sequence[_T]) -> Iterator[tuple[str, Sequence[_T]]]:
    """Part the ledger into pages: (file, utterances); an empty ledger is one page that says so."""
    for number, first in enumerate(range(0, max(len(ledger), 1), A_PAGE), 1):
        yield "quotes.html" if number == 1 else f"quotes-{number}.html", ledger[first : first + A_PAGE]


def lag_words(earliest: float | None, latest: float | None, is_first: bool | None) -> str:
    """Say how long after the first publication a telling was published; dates may be intervals.

    Examples
    --------
    >>> lag_words(0, 0, True), lag_words(2, 2, False), lag_words(0, 9, None), lag_words(None, None, None)
    ('first', '2 days after the first', '0 to 9 days after the first', 'not dated')
    """
    if earliest is None or latest is None:
        return "not dated"
    if is_first:
        return "first"
    template = "{last:day} after the first" if earliest == latest else "{first} to {last:day} after the first"
    return fill(template, first=round(earliest), last=round(latest))


def _as_told(shared: pd.DataFrame) -> pd.DataFrame:
    """Sort the utterances by where the corpus first tells them; what is only retold elsewhere does not count."""
    told = shared[shared["variant"] != "paraphrased"].sort_values(["article_id", "start"], kind="stable")
    place = {utterance_id: number for number, utterance_id in enumerate(told["utterance_id"].drop_duplicates())}
    return shared.sort_values("utterance_id", key=lambda ids: ids.map(place), kind="stable", ignore_index=True)


def _with_rows(reading: Reading) -> pd.DataFrame:
    """Join the ledger with its contexts, its quotations' sources, and the sentence in which each piece begins."""
    key = ["article_id", "quote_index"]
    sources = reading.quotes[[*key, "source"]].assign(who=speakers_of(reading.quotes))
    contexts = reading.quote_contexts.drop(columns=["before_start", "before_end", "after_start", "after_end"])
    shared = reading.shared_quotes.merge(contexts, on=["utterance_id", *key], how="left").merge(sources, how="left")
    rows = rows_at(reading.sentences, shared["article_id"], shared["start"])
    shared = reading.with_places(shared, name="stands_in")
    return shared.assign(sentence_index=reading.sentences["sentence_index"].to_numpy()[rows])


def _tellings(
    rows: Sequence[Row],
    words: Mapping[tuple[str, int], tuple[Part, ...]],
    texts: Mapping[str, str],
    articles: Mapping[str, Row],
    names: Names,
) -> Iterator[Telling]:
    """Make one telling of the pieces of an attribution; the reference first, then in the order of the corpus."""
    tellings: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        tellings.setdefault((row["article_id"], row["attribution_index"], row["kind"]), row)
    for (article_id, index, _), row in sorted(tellings.items(), key=lambda item: not item[1]["is_reference"]):
        whole = (Part("same", texts[article_id][row["start"] : row["end"]]),)
        yield Telling(
            row,
            articles[article_id],
            row["sentence_index"],
            lag_words(row["lag_earliest"], row["lag_latest"], row["is_first"]),
            names.name(row["who"]) or row["source"] or "",
            tuple(map(names.frame, (row["frames"] or "").split())),
            whole if row["variant"] == "paraphrased" else words.get((article_id, index), whole),
        )


def _words(aligned: Sequence[Aligned], texts: Mapping[str, str]) -> dict[tuple[str, int], tuple[Part, ...]]:
    """Turn the aligned words into stretches of one operation, as they are written with their marks."""
    tellings = groupby(aligned, key=lambda cell: (cell.article_id, cell.attribution_index))
    cells = {key: list(own) for key, own in tellings}
    reference = {cell.column: cell.word for cell in next(iter(cells.values()), ())}
    return {
        key: tuple(
            _part(operation, list(run), texts[key[0]], reference)
            for (operation, _), run in groupby(own, key=lambda cell: (cell.operation, cell.quote_index))
        )
        for key, own in cells.items()
    }


def _part(operation: str, run: Sequence[Aligned], text: str, reference: Mapping[int, str]) -> Part:
    if operation == "dropped":
        return Part(operation, " ".join(cell.word for cell in run))
    old = " ".join(reference.get(cell.column, "") for cell in run) if operation == "changed" else ""
    return Part(operation, text[run[0].start : run[-1].end], old)
