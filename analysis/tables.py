"""Every table's columns, dtypes and key; `conform` holds a frame to them, `write_table` puts it on disk.

Every table is sorted by its key, so that it does not depend on the order in which articles were read.
Dtypes are set here and never inferred. Text columns are ``str`` (missing: NaN), whole numbers that may be
missing ``Int64``, other numbers ``float64`` (missing: NaN), dates ``datetime64[us]``.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import lt
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from analysis.errors import TableError

#: Agency copy is not an outlet's own words: it is told in the voice of the agency.
VOICES = ("own", "agency", "quoted", "paraphrased")
SECTIONS = ("headline", "subhead", "body", "caption", "credit", "appeal")
#: Credits and captions of pictures, often of other stories, and appeals to readers are no part of the telling: no
#: score reads them, and no count of an article's or an outlet's sentences holds them.
SILENT_SECTIONS = frozenset({"caption", "credit", "appeal"})
#: Who may speak: a person of the study, several of them together, somebody else, nobody that the rules know.
SOURCE_KINDS = ("person", "several", "other", "unresolved")
HOLDER_KINDS = ("outlet", "agency", *SOURCE_KINDS)
SCOPES = ("asserted", "denied", "reported", "question")
#: What a hit rests on: words that tell something, words that only say once more who is who, no words of its own.
STANDINGS = ("news", "background", "context", "learned")
#: Whether what somebody is said to say was said, by the article; only what is asserted counts as theirs.
SPEECH_SCOPES = ("asserted", "denied", "asked", "conditional", "future")
#: Whether an article tells the story of the study, only touches it, or neither.
ROLES = ("told", "touched", "other")
BASES = ("stated", "inferred", "missing")
#: Over what `lower` and `upper` of a score are a 95 % interval: articles, which speaks of what an outlet could have
#: printed, or the hits within the one text that there is, which speaks of this text alone.
KINDS_OF_RANGE = ("articles", "hits", "corrected hits")
#: How sure a balance is: its interval leaves 0; most of it on one side and no single word carries that; neither.
VERDICTS = ("decided", "leaning", "balanced or too few")

#: First characters that a spreadsheet may run as a formula (OWASP, "CSV injection", and full-width forms).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

TEXT, COUNT, MAYBE_COUNT, NUMBER, FLAG, DATE = "str", "int64", "Int64", "float64", "bool", "datetime64[us]"


@dataclass(frozen=True)
class Table:
    """The contract of one table: key columns, every column's dtype, and the values that a column may take."""

    name: str
    key: tuple[str, ...]
    dtypes: dict[str, str]
    choices: dict[str, tuple[str, ...]]


def _table(name: str, key: str, columns: dict[str, str], **choices: tuple[str, ...]) -> Table:
    return Table(name, tuple(key.split()), columns, choices)


def _columns(**groups: str) -> dict[str, str]:
    """Column names grouped by dtype, in the order written: ``_columns(str="a b", int64="c")``."""
    return {name: dtype for dtype, names in groups.items() for name in names.split()}


_SPAN = {"start": COUNT, "end": COUNT}
_BASIS = {f"{what}_{column}": TEXT for what in ("outlet", "headline", "url") for column in ("basis", "evidence")}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "articles",
            "article_id",
            _columns(str="article_id file source_file source_sha256 locator reader outlet_id outlet headline url")
            | {"published_earliest": DATE, "published_latest": DATE}
            | _columns(str="published_basis published_evidence raw text sha256 language")
            | _BASIS
            | _columns(str="role role_evidence agency agency_evidence"),
            role=ROLES,
            published_basis=BASES,
            outlet_basis=BASES,
            headline_basis=BASES,
            url_basis=BASES,
        ),
        _table(
            "quarantine",
            "file row",
            {"file": TEXT, "row": MAYBE_COUNT} | _columns(str="article_id reason sha256"),
        ),
        _table("notes", "article_id kind message", _columns(str="article_id kind message")),
        _table("raw_parts", "article_id start", {"article_id": TEXT, **_SPAN, "locator": TEXT}),
        _table("repairs", "article_id repair", {"article_id": TEXT, "repair": TEXT, "n": COUNT}),
        _table(
            "raw_offsets",
            "article_id start",
            {"article_id": TEXT, **_SPAN, "field": TEXT, "raw_start": COUNT, "raw_end": COUNT},
            field=("headline", "document"),
        ),
        _table(
            "sentences",
            "article_id sentence_index",
            {"article_id": TEXT, "sentence_index": COUNT, "paragraph_index": COUNT, "section": TEXT, **_SPAN},
            section=SECTIONS,
        ),
        _table(
            "segments",
            "article_id segment_index",
            {"article_id": TEXT, "segment_index": COUNT, "sentence_index": COUNT, **_SPAN}
            | _columns(str="voice holder_kind holder_id"),
            voice=VOICES,
            holder_kind=HOLDER_KINDS,
        ),
        _table(
            "mentions",
            "article_id mention_index",
            {"article_id": TEXT, "mention_index": COUNT, "sentence_index": COUNT, **_SPAN}
            | {"surface": TEXT, "kind": TEXT, "person_id": TEXT, "group_index": MAYBE_COUNT}
            | {"confidence": NUMBER, "candidates": TEXT, "rule": TEXT},
            kind=("proper", "nominal", "pronoun", "first_person"),
        ),
        _table(
            "quotes",
            "article_id quote_index",
            {"article_id": TEXT, "quote_index": COUNT, "attribution_index": COUNT, "kind": TEXT}
            | {"content_start": COUNT, "content_end": COUNT}
            | {"quoted_start": MAYBE_COUNT, "quoted_end": MAYBE_COUNT}
            | {"cue": TEXT, "cue_start": MAYBE_COUNT, "cue_end": MAYBE_COUNT}
            | {"source": TEXT, "source_start": MAYBE_COUNT, "source_end": MAYBE_COUNT}
            | {"source_kind": TEXT, "person_id": TEXT, "people": TEXT, "is_closed": "boolean", "rule": TEXT}
            | {"scope": TEXT},
            kind=("direct", "mixed", "indirect", "summary", "thought", "headline"),
            source_kind=SOURCE_KINDS,
            scope=SPEECH_SCOPES,
        ),
        _table(
            "valences",
            "article_id unit unit_index",
            {"article_id": TEXT, "unit": TEXT, "unit_index": COUNT}
            | _columns(float64="neg neu pos compound")
            | {"n_lexicon": COUNT, "lexicon": TEXT, "encoder": NUMBER},
            unit=("sentence", "segment"),
        ),
        _table(
            "sentiments",
            "article_id mention_index method",
            {"article_id": TEXT, "mention_index": COUNT}
            | _columns(str="method target_id voice holder_kind holder_id")
            | _SPAN
            | {"value": NUMBER, "n": COUNT, "unsure": COUNT}
            | _columns(str="lexicon"),
            voice=VOICES,
            holder_kind=HOLDER_KINDS,
        ),
        _table(
            "frame_hits",
            "article_id start frame_id indicator",
            {"article_id": TEXT, **_SPAN, "sentence_index": COUNT}
            | _columns(str="section frame_id indicator surface function")
            | {"weight": NUMBER}
            | _columns(str="scope voice holder_kind holder_id about_id standing"),
            section=SECTIONS,
            scope=SCOPES,
            standing=STANDINGS,
            voice=VOICES,
            holder_kind=HOLDER_KINDS,
        ),
        _table(
            # What `lower` and `upper` are is told by `kind`; `n` counts the hits of both frames, `n_positive` and
            # `n_negative` those of each (`analysis.framing.axes`, `analysis.compare.axes`).
            "axis_scores",
            "unit_kind unit_id axis_id voice section",
            _columns(str="unit_kind unit_id axis_id voice section")
            | _columns(float64="balance balance_without intensity coverage lower upper")
            | {
                "kind": TEXT,
                "verdict": TEXT,
                "n": COUNT,
                "n_positive": COUNT,
                "n_negative": COUNT,
                "n_sentences": COUNT,
                "n_articles": COUNT,
            },
            voice=("all", *VOICES),
            section=("all", *SECTIONS),
            kind=KINDS_OF_RANGE,
            verdict=VERDICTS,
        ),
        _table(
            "person_scores",
            "article_id person_id measure facet",
            _columns(str="article_id person_id measure facet", float64="value lower upper", int64="n unsure")
            | _columns(str="outlet_id outlet"),
        ),
        _table(
            "copies",
            "article_id",
            _columns(str="article_id cluster_id drawn_id")
            | {"similarity": NUMBER, "is_first": "boolean", "n_copies": COUNT, "n_words": COUNT, "own_share": NUMBER},
        ),
        _table(
            "shared_quotes",
            "utterance_id article_id quote_index",
            _columns(str="utterance_id article_id")
            | {"quote_index": COUNT, "attribution_index": COUNT, "kind": TEXT, **_SPAN, "variant": TEXT}
            | {"similarity": NUMBER, "is_reference": FLAG, "is_first": "boolean"}
            | {"lag_earliest": NUMBER, "lag_latest": NUMBER}
            | _columns(int64="n_words n_same n_dropped n_altered n_added n_articles")
            | {"is_supported": "boolean"},
            kind=("direct", "headline", "indirect"),
            variant=("verbatim", "trimmed", "joined", "altered", "paraphrased", "reattributed"),
        ),
        _table(
            "quote_contexts",
            "utterance_id article_id quote_index",
            _columns(str="utterance_id article_id")
            | {"quote_index": COUNT}
            | _columns(str="cue cue_colour adverbs")
            | {"position": NUMBER}
            | _columns(Int64="before_start before_end after_start after_end")
            | {"tone": NUMBER, "n_tone": COUNT, "frames": TEXT},
            cue_colour=("plain", "firm", "doubted", "conceded", "warm", "hostile", "felt", "other"),
        ),
        _table(
            "coverage",
            "item_kind item_id outlet_id",
            _columns(str="item_kind item_id outlet_id")
            | {"covered": "boolean", "n_articles": COUNT, "n_observed": COUNT, "n_others": COUNT}
            | {"window_earliest": DATE, "window_latest": DATE, "n_touched": COUNT},
            item_kind=("utterance", "person", "event"),
        ),
        _table(
            # `difference` is `unit_a` less `unit_b`; `q` the false discovery rate over the `n_tests` of a `family` and
            # kind of `copies`; `method` says what was tested or why nothing was (`analysis.compare.contrasts`). Units
            # are outlets, voices, or `after:EVENT` and `before:EVENT`, whose difference is a jump beside a slope.
            "contrasts",
            "measure facet unit_a unit_b copies",
            _columns(str="measure facet unit_a unit_b copies")
            | _columns(float64="mean_a mean_b difference lower upper p p_error q")
            | _columns(int64="n_a n_b n_effective n_tests")
            | {"family": TEXT, "method": TEXT, "seed": COUNT},
            copies=("with", "without"),
        ),
        _table(
            "health",
            "outlet_id check",
            _columns(str="outlet_id check", float64="value threshold") | {"verdict": TEXT, "n": COUNT},
            verdict=("sound", "doubt", "open"),
        ),
        _table(
            "narrated_times",
            "article_id start",
            {"article_id": TEXT, **_SPAN, "sentence_index": COUNT}
            | _columns(str="surface kind")
            | {"earliest": DATE, "latest": DATE}
            | _columns(str="precision rule event_id"),
            kind=("date", "relative", "duration", "age", "event"),
            precision=("day", "week", "month", "season", "year", "decade", "open"),
        ),
        _table(
            # `g2` describes; `p` is over articles, `q` over the terms of a pair, voice and `kind`; `n_a` counts the
            # term, `total_a` words, `articles_a` articles with it, `largest_share` the part of its uses in one article
            # (`analysis.compare.words.keyness`).
            "keyness",
            "unit_a unit_b voice term",
            _columns(str="unit_a unit_b voice term kind")
            | _columns(float64="g2 effect p q")
            | _columns(int64="n_a n_b total_a total_b articles_a articles_b")
            | {"largest_share": NUMBER, "is_small": FLAG},
            voice=("all", *VOICES),
            kind=("word", "name", "function"),
        ),
        _table(
            "coding_units",
            "unit_id",
            _columns(str="unit_id kind article_id")
            | _SPAN
            | _columns(str="variable target outlet_id machine stratum", float64="pi")
            | _columns(str="group cluster_id coders made_by"),
            kind=("frame", "sentiment", "speech", "mention", "membership"),
        ),
        _table(
            "labels",
            "unit_id coder_id variable",
            _columns(str="unit_id coder_id variable value", boolean="sure") | _columns(str="note coded_at"),
        ),
        _table(
            "agreement",
            "variable level coder_a coder_b",
            _columns(str="variable level coder_a coder_b", float64="alpha lower upper share")
            | _columns(int64="n_units n_undefined"),
            level=("nominal", "interval"),
        ),
        _table(
            "errors",
            "measure outlet_id class",
            _columns(str="measure outlet_id class")
            | _columns(float64="precision precision_lower precision_upper recall recall_lower recall_upper")
            | _columns(float64="f1 lower upper bias bias_lower bias_upper p_equal")
            | {"n_coded": COUNT},
        ),
        _table(
            "corrected",
            "measure facet unit_a unit_b",
            _columns(str="measure facet unit_a unit_b", float64="machine corrected lower upper error coding_error df")
            | _columns(int64="n_coded n_units")
            | {"estimator": TEXT, "reason": TEXT},
        ),
    )
}


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Hold a frame to its table: columns in order, dtypes set, values allowed, key unique.

    Parameters
    ----------
    frame : DataFrame
        Has every column of the table; more columns are refused.
    name : str
        A key of `TABLES`.

    Returns
    -------
    DataFrame
        A new frame with a fresh RangeIndex, sorted by the key, missing values first; `quarantine` alone keeps its
        order, for the bytes of its records stand beside it.

    Raises
    ------
    TableError
        Names the table, the column and what is allowed.
    """
    table = TABLES[name]
    missing = [column for column in table.dtypes if column not in frame.columns]
    surplus = [column for column in frame.columns if column not in table.dtypes]
    if missing or surplus:
        raise TableError(
            f"Table `{name}` must have the columns {', '.join(table.dtypes)}; "
            f"missing: {', '.join(missing) or 'none'}, not known: {', '.join(map(str, surplus)) or 'none'}."
        )
    if frame.empty:
        return empty(name)
    try:
        columns = frame if list(frame.columns) == list(table.dtypes) else frame[list(table.dtypes)]
        held = dict(zip(columns.columns, columns.dtypes, strict=True))
        other: Any = {column: dtype for column, dtype in table.dtypes.items() if held[column] != dtype}
        result = _in_order(columns.astype(other) if other else columns, table)
    except (TypeError, ValueError) as error:
        raise TableError(f"Table `{name}` must hold {table.dtypes}; {error}.") from error
    _check_choices(result, table)
    _check_key(result, table)
    return result


def from_rows(rows: Sequence[tuple[object, ...]], name: str) -> pd.DataFrame:
    """Make a table from its rows, each with every column in order; the same as `conform` of a frame of them, sooner.

    Parameters
    ----------
    rows : sequence of tuple
        Values in the order of the table's columns.
    name : str
        In `TABLES`.
    """
    if not rows:
        return empty(name)
    table = TABLES[name]
    dtypes: dict[str, Any] = dict(table.dtypes)
    try:
        typed = zip(dtypes.items(), zip(*rows, strict=True), strict=True)
        result = pd.DataFrame({column: pd.array(list(values), dtype=dtype) for (column, dtype), values in typed})
        is_ordered = _are_ordered(rows, table)
        result = result if is_ordered else _in_order(result, table)
    except (TypeError, ValueError) as error:
        raise TableError(f"Table `{name}` must hold {table.dtypes}; {error}.") from error
    _check_choices(result, table)
    if not is_ordered:
        _check_key(result, table)
    return result


def _are_ordered(rows: Sequence[tuple[object, ...]], table: Table) -> bool:
    """Tell whether rows stand by their key already, and no key twice, as the steps of a batch make them."""
    at = [list(table.dtypes).index(column) for column in table.key]
    if at != list(range(len(at))) or not all(type(value) in (str, int) for value in rows[0][: len(at)]):
        return False
    keys = [row[: len(at)] for row in rows]
    try:
        return all(map(lt, keys, keys[1:]))
    except TypeError:
        return False  # a missing value, which stands first


def empty(name: str) -> pd.DataFrame:
    """Make the table without rows."""
    return _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    dtypes: Any = TABLES[name].dtypes
    return pd.DataFrame({column: [] for column in dtypes}).astype(dtypes)


def _in_order(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Sort rows by the table's key."""
    if table.name == "quarantine" or len(frame) < 2:
        return frame.reset_index(drop=True)
    return frame.sort_values(list(table.key), kind="stable", na_position="first", ignore_index=True)


def _check_choices(frame: pd.DataFrame, table: Table) -> None:
    for column, allowed in table.choices.items():
        found = {value for value in frame[column].unique() if not pd.isna(value) and value not in allowed}
        if found:
            raise TableError(
                f"Column `{column}` of table `{table.name}` must be one of {', '.join(allowed)}; "
                f"found {', '.join(sorted(found))}."
            )


def _check_key(frame: pd.DataFrame, table: Table) -> None:
    if len(frame) < 2 or table.name in (
        "quarantine",
        "notes",
    ):  # a whole file has no row number and may fail for several reasons
        return
    twice = frame.duplicated(list(table.key))
    if twice.any():
        values = frame.loc[twice, list(table.key)].iloc[0].to_dict()
        raise TableError(
            f"Table `{table.name}` must have one row for each {', '.join(table.key)}; {values} stands twice."
        )


def join_people(people: Iterable[str | None]) -> str | None:
    """Write people who speak together as one: their ids, sorted and joined with |; None if one is not known.

    >>> join_people({"roe", "doe"}), join_people(["roe"]), join_people(["roe", None])
    ('doe|roe', 'roe', None)
    """
    found = list(people)
    known = sorted(one for one in found if one)
    return "|".join(known) if known and len(known) == len(found) else None


def people_of(kind: str | None, some_id: str | None) -> frozenset[str]:
    """Give the people of the study that a source or holder is: one, several together, or none of them.

    >>> sorted(people_of("several", "doe|roe")), people_of("outlet", "post")
    (['doe', 'roe'], frozenset())
    """
    return frozenset(some_id.split("|")) if some_id and kind in ("person", "several") else frozenset()


def speakers_of(quotes: pd.DataFrame) -> pd.Series:
    """Give who of the study speaks in each row of table `quotes`: an id, those of several joined with |, or NA."""
    return quotes["person_id"].fillna(quotes["people"])


def without_topics(quotes: pd.DataFrame) -> pd.DataFrame:
    """Leave out of table `quotes` what somebody only praises, denounces or speaks of, which is none of their words."""
    return quotes[~quotes["rule"].isin(("topic",))]


def only_said(quotes: pd.DataFrame) -> pd.DataFrame:
    """Keep of table `quotes` what the article says was said: what is asserted and no mere topic."""
    return without_topics(quotes[quotes["scope"] == "asserted"])


def by_article(frame: pd.DataFrame) -> Iterator[tuple[str, slice]]:
    """Yield each article's id and the slice of rows that hold it; rows of an article must stand together.

    Examples
    --------
    >>> list(by_article(pd.DataFrame({"article_id": ["a", "a", "b"]})))
    [('a', slice(0, 2, None)), ('b', slice(2, 3, None))]
    """
    ids = frame["article_id"].to_numpy(dtype=object)
    if not len(ids):
        return
    starts = [0, *((ids[1:] != ids[:-1]).nonzero()[0] + 1).tolist(), len(ids)]
    for start, end in pairwise(starts):
        yield ids[start], slice(start, end)


def rows_by_article(frame: pd.DataFrame, columns: str) -> dict[str, list[tuple[Any, ...]]]:
    """Cut a table into the rows of each article, as tuples of some columns; rows of an article must stand together.

    Examples
    --------
    >>> rows_by_article(pd.DataFrame({"article_id": ["a", "a", "b"], "start": [0, 5, 0], "cue": ["says", None, None]}),
    ...                 "start cue")
    {'a': [(0, 'says'), (5, None)], 'b': [(0, None)]}
    """
    lists = [frame[name].astype(object).where(frame[name].notna(), None).tolist() for name in columns.split()]
    rows = list(zip(*lists, strict=True))
    return {article_id: rows[where] for article_id, where in by_article(frame)}


def map_articles(articles: pd.DataFrame, column: str = "text") -> dict[str, Any]:
    """Map the id of each article to its text, or to its value in another column.

    Examples
    --------
    >>> map_articles(pd.DataFrame({"article_id": ["a", "b"], "text": ["One.", "Two."]}))
    {'a': 'One.', 'b': 'Two.'}
    """
    return dict(zip(articles["article_id"].tolist(), articles[column].tolist(), strict=True))


def sentence_number(sentence_index: Any) -> Any:
    """Number a sentence, or a column of them, as people do: from 1, the headline's first sentence being the first.

    Tables keep `sentence_index`, from 0. Every page, picture, note and anchor, and the table beside a picture, shows
    this number.

    Examples
    --------
    >>> sentence_number(0), sentence_number(pd.Series([0, 4])).tolist()
    (1, [1, 5])
    """
    return sentence_index + 1


def rows_at(spans: pd.DataFrame, article_ids: pd.Series, positions: pd.Series) -> np.ndarray:
    """Find, for each position in an article's text, the row of the span that holds it.

    Parameters
    ----------
    spans : DataFrame
        Columns article_id, start, end; the spans of one article do not overlap.
    article_ids, positions : Series
        Of one length, M.

    Returns
    -------
    ndarray of int64, shape (M,)
        Row numbers (positions, not labels) of ``spans``; -1 where no span holds the position.

    Examples
    --------
    >>> spans = pd.DataFrame({"article_id": ["a", "a", "b"], "start": [0, 5, 0], "end": [4, 9, 3]})
    >>> rows_at(spans, pd.Series(["a", "a", "b", "c"]), pd.Series([5, 4, 2, 0]))
    array([ 1, -1,  2, -1])
    """
    if not len(spans):
        return np.full(len(article_ids), -1)
    codes, known = pd.factorize(spans["article_id"])
    wanted = pd.Index(known).get_indexer(pd.Index(article_ids))
    start, end = spans["start"].to_numpy(), spans["end"].to_numpy()
    position = np.asarray(positions)
    width = int(max(end.max(), position.max(initial=0))) + 2
    order = np.argsort(codes * width + start, kind="stable")
    keys = (codes * width + start)[order]
    row = order[np.maximum(np.searchsorted(keys, wanted * width + position, side="right") - 1, 0)]
    held = (wanted >= 0) & (codes[row] == wanted) & (start[row] <= position) & (position < end[row])
    return np.where(held, row, -1)


def guard_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before text cells that a spreadsheet might run as a formula; numbers stay."""
    guarded = frame.copy()
    for column in guarded.columns:
        text = guarded[column]
        if text.dtype == object:  # of anything, or of nothing at all: cell by cell
            guarded[column] = text.map(lambda cell: f"'{cell}" if _runs(cell) else cell)
        elif pd.api.types.is_string_dtype(text.dtype):
            runs = text.str.startswith(FORMULA_STARTS, na=False)
            if runs.any():
                guarded[column] = text.where(~runs, "'" + text)
    return guarded


def csv_text(frame: pd.DataFrame, **options: Any) -> str:
    """Write a frame as CSV that a spreadsheet may open, the same on every system.

    Parameters
    ----------
    frame : DataFrame
    **options
        Of `pandas.DataFrame.to_csv`.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"n": [1], "word": ["=1+1"]}))
    "n,word\\n1,'=1+1\\n"
    """
    return str(guard_formulas(frame).to_csv(index=False, lineterminator="\n", **options))


def _runs(cell: object) -> bool:
    """Tell whether a spreadsheet might run a cell as a formula."""
    return isinstance(cell, str) and cell.startswith(FORMULA_STARTS)


def write_whole(path: Path, write: Callable[[IO[bytes]], Any]) -> Path:
    """Write a file whole or not at all: to a temporary name in its folder, then `os.replace`.

    Parameters
    ----------
    path : Path
        Its folder is made if it is not there.
    write : callable
        Takes the open file.

    Raises
    ------
    OSError
        Names the file, and the bytes that were written by then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as error:
        written = Path(part).stat().st_size if Path(part).exists() else 0
        Path(part).unlink(missing_ok=True)
        raise OSError(error.errno, f"{error.strerror or error} after {written:,} bytes", str(path)) from error
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return path


def write_bytes(path: Path, content: bytes) -> Path:
    """Write bytes to a file, whole or not at all.

    Parameters
    ----------
    path : Path
    content : bytes
    """
    return write_whole(path, lambda file: file.write(content))


def read_file(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read a Parquet file as `pandas.read_parquet` does, but by this thread alone: a small file takes half the time.

    Parameters
    ----------
    path : Path
    columns : sequence of str, optional
        All, if they are not named.

    Raises
    ------
    KeyError
        The file has no such column.
    """
    from pyarrow.parquet import ParquetFile  # slow to import: who reads nothing needs none of it

    with ParquetFile(path) as file:
        unknown = sorted(set(columns or ()) - set(file.schema_arrow.names))
        if unknown:
            raise KeyError(f"there is no {', '.join(unknown)}")
        rows = file.read(None if columns is None else list(columns), use_threads=False)
    found: pd.DataFrame = rows.to_pandas(use_threads=False)
    return found


def write_table(frame: pd.DataFrame, folder: Path, name: str, *, csv: bool = True) -> list[Path]:
    """Write a frame as ``name.parquet`` (exact) and ``name.csv`` (spreadsheet-safe), each whole or absent.

    Parameters
    ----------
    frame : DataFrame
    folder : Path
    name : str
        Of the files, without their endings.
    csv : bool
        Whether to write the CSV file.
    """
    files = [write_whole(folder / f"{name}.parquet", lambda file: frame.to_parquet(file, index=False))]
    if csv:
        files.append(write_bytes(folder / f"{name}.csv", csv_text(frame).encode()))
    return files
