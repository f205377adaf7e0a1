"""Quotes and articles of a corpus -> table `shared_quotes`: every utterance, who told it, and with what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from analysis.compare.publication import Days, Lag, lags
from analysis.compare.quotes.alignment import aligned_runs, solid_runs
from analysis.compare.quotes.overlaps import tells
from analysis.compare.quotes.paraphrases import SENTENCE, find_paraphrases, list_indirect, stems_of_sentences
from analysis.compare.quotes.tellings import Telling, Tellings, read_tellings
from analysis.compare.quotes.utterances import Part, find_parts
from analysis.compare.quotes.variants import Difference, Wording, choose_reference, compare_wordings
from analysis.tables import TABLES, conform, empty, map_articles

_DAYS = ("earliest", "latest")
ROWS_TOGETHER = 50_000  # rows of the ledger that are held as objects
SUPPORTED = 0.8  # share of a headline's quoted words that one quotation of its body must hold


def find_shared_quotes(quotes: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Keep a ledger of quotations: one row a piece of a quotation and utterance that it tells.

    Parameters
    ----------
    quotes, articles : DataFrame
        Tables of the whole corpus.

    Returns
    -------
    DataFrame
        Table `shared_quotes`, key `utterance_id`, `article_id`, `quote_index`. Utterances that one article alone tells
        are there too: `n_articles` is 1.

        `utterance_id` names the reference, ``article_id:quote_index``: the fullest telling that the others agree with
        (`choose_reference`). Each telling shares with it most words of the shorter of the two, or a long run. `variant`
        and the counts say how the telling (all pieces of one attribution; each piece repeats them) differs from the
        reference: reattributed before joined (cut out of a telling that tells another utterance too) before altered
        before trimmed before joined (runs on beyond it) before verbatim, which adds and drops no word. Reattributed is
        a telling that names another speaker than most tellings do, in an article that does not name theirs; a
        description is no name, and one of several who speak together is no other speaker. `similarity` is Dice's: twice
        the words that are the same, over the words of both. `start`, `end`: where in the article the piece tells this
        utterance. `kind` is headline, indirect or, for direct and mixed quotes, direct. Indirect quotes that retell the
        utterance in the outlet's words (`find_paraphrases`) are paraphrased; their `n_words`, `n_same` and `similarity`
        count content stems.

        `is_first` and the lag (days after the first publication, at least and at most) follow from publication
        intervals: NA where they do not decide, or where the article is not dated. `is_supported` is given for
        headlines only: False where no quotation of the body holds four fifths of the words, in order.

    Notes
    -----
    Known failures: two answers that one outlet runs together stay one utterance where no article holds them apart and
    too few tell either (see `analysis.compare.quotes.utterances`); a phrase of a few words that one quotation alone
    holds is a trimmed telling of it, whatever it was said about; a sentence that two people say word for word is one
    utterance, reattributed; a short sentence in which an outlet altered the only telling word is another utterance.
    """
    if quotes.empty:
        return empty("shared_quotes")
    quotes = quotes.sort_values(["article_id", "quote_index"])  # ties are the same in any order of the articles
    tellings = read_tellings(quotes, articles)
    texts = map_articles(articles)
    told, sentences = tell_utterances(
        tellings,
        find_parts(tellings),
        list_supported(tellings),
        lambda row, start, end: texts[tellings.rows[row].article_id][start:end],
    )
    retold = find_paraphrases(list_indirect(quotes, articles), sentences)
    return conform(close_utterances(told, retold), "shared_quotes")


#: What a row of the table is before all of its utterance is known.
_TOLD = (
    "utterance utterance_id article_id quote_index attribution_index kind start end variant similarity is_reference"
    " earliest latest n_words n_same n_dropped n_altered n_added is_supported"
).split()


def tell_utterances(
    tellings: Tellings,
    parts: list[Part],
    supported: Sequence[bool | None],
    text_of: Callable[[int, int, int], str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tell of each utterance who told it and how, and what its reference says.

    Parameters
    ----------
    tellings, parts
        Of the whole corpus, or of tellings that overlap with no others.
    supported : sequence of bool or None
        As from `list_supported`.
    text_of : callable
        Gives a stretch of the text of a telling's article: the row of the telling, first character and the one behind
        the last.

    Returns
    -------
    told : DataFrame
        The columns of table `shared_quotes` that other utterances and indirect quotes have no part in, with the number
        of the utterance and the days of the article (``earliest``, ``latest``).
    sentences : DataFrame
        Of each utterance whose speaker is known, each sentence of the reference: ``utterance``, ``telling`` and ``low``
        (where the first of its parts stands: the order of utterances), ``n``, ``speaker``, the days, and ``stems``
        between blanks.
    """
    frames: list[pd.DataFrame] = []
    rows: list[tuple[object, ...]] = []
    sentences: list[tuple[object, ...]] = []
    number = 0
    for group in _groups(parts):
        for utterance in _split(_Utterance(tellings, group)):
            for row in utterance.rows(supported):
                rows.append((number, *row))
                if len(rows) == ROWS_TOGETHER:
                    frames.append(_as_told(rows))
                    rows = []
            if utterance.speaker:
                own = utterance.member(utterance.reference)
                place = (group[0].telling, group[0].low)
                sentences += (
                    (number, *place, n, utterance.speaker, own.earliest, own.latest, " ".join(sorted(stems)))
                    for n, stems in enumerate(stems_of_sentences(utterance.text(text_of)))
                )
            number += 1
    if rows or not frames:
        frames.append(_as_told(rows))
    told = pd.concat(frames, ignore_index=True)
    return told, pd.DataFrame(sentences, columns=SENTENCE).astype(dict.fromkeys(_DAYS, float))


def _as_told(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=_TOLD).astype({"is_supported": "boolean", **dict.fromkeys(_DAYS, float)})


def close_utterances(told: pd.DataFrame, retold: pd.DataFrame) -> pd.DataFrame:
    """Add the indirect quotes that retell utterances, and what each utterance's rows say of all of them together.

    Parameters
    ----------
    told : DataFrame
        As from `tell_utterances`, with whole utterances.
    retold : DataFrame
        As from `find_paraphrases`, what retells them.

    Returns
    -------
    DataFrame
        The columns of table `shared_quotes`, in any order of rows.
    """
    names = dict(told[["utterance", "utterance_id"]].itertuples(index=False, name=None))
    added = retold.assign(
        utterance_id=[names[one] for one in retold["utterance"].tolist()],
        kind="indirect",
        variant="paraphrased",
        is_reference=False,
        is_supported=pd.array([None] * len(retold), "boolean"),
        **dict.fromkeys(("n_dropped", "n_altered", "n_added"), 0),
    )
    rows = pd.concat([told, added[_TOLD]], ignore_index=True) if len(added) else told
    dates: dict[int, dict[str, Days]] = defaultdict(dict)
    members = rows[["utterance", "article_id", *_DAYS]].itertuples(index=False, name=None)
    for utterance, article_id, earliest, latest in members:
        dates[utterance][article_id] = (earliest, latest)
    found = {utterance: lags(days) for utterance, days in dates.items()}
    at = list(zip(rows["utterance"].tolist(), rows["article_id"].tolist(), strict=True))
    lag = pd.DataFrame([found[utterance][article_id] for utterance, article_id in at], rows.index, Lag._fields)
    columns: dict[str, Any] = {
        "is_first": lag["is_first"].astype("boolean"),
        "lag_earliest": lag["earliest"].astype(float),
        "lag_latest": lag["latest"].astype(float),
        "n_articles": [len(dates[utterance]) for utterance, _ in at],
    }
    return rows.assign(**columns)[list(TABLES["shared_quotes"].dtypes)]


def _groups(parts: list[Part]) -> Iterator[list[Part]]:
    """Give each utterance's parts."""
    groups: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        groups[part.utterance].append(part)
    yield from groups.values()


def _split(utterance: _Utterance) -> Iterator[_Utterance]:
    """Keep what tells the reference; the rest, chained to it by tellings between, is of other utterances."""
    while True:
        own, others = utterance.divide()
        yield own
        if not others:
            return
        utterance = _Utterance(utterance.tellings, others)


@lru_cache(maxsize=1 << 20)
def _same_number(number: int) -> int:
    """Give the number as the one object that all wordings of a corpus hold."""
    return number


def _are_others(one: str, two: str) -> bool:
    """Tell whether nobody is among both speakers, each of whom may be several together."""
    return set(one.split("|")).isdisjoint(two.split("|"))


@lru_cache(maxsize=1 << 12)
def _none_noted(size: int) -> tuple[bool, ...]:
    return (False,) * size


class _Utterance:
    """The tellings of one utterance and what they have in common."""

    def __init__(self, tellings: Tellings, parts: list[Part]) -> None:
        self.tellings = tellings
        self.parts = parts
        first = tellings.first
        self.is_joined = [bool(part.high - part.low < first[part.telling + 1] - first[part.telling]) for part in parts]
        self.wordings = [self._wording(part) for part in self.parts]
        self.reference = choose_reference(self.wordings, self.is_joined)
        self.speaker = self._speaker()

    def divide(self) -> tuple[_Utterance, list[Part]]:
        """Part the tellings that share enough with the reference from those that do not."""
        reference = self.wordings[self.reference].words
        known = {wording: tells(reference, wording.words) for wording in dict.fromkeys(self.wordings)}
        own = [member for member, words in zip(self.parts, self.wordings, strict=True) if known[words]]
        others = [member for member, words in zip(self.parts, self.wordings, strict=True) if not known[words]]
        return (_Utterance(self.tellings, own) if others else self), others

    def member(self, number: int) -> Telling:
        """Give the telling of a part."""
        return self.tellings.rows[self.parts[number].telling]

    def _members(self) -> Iterator[Telling]:
        return (self.tellings.rows[part.telling] for part in self.parts)

    def _wording(self, part: Part) -> Wording:
        first = int(self.tellings.first[part.telling])
        where = slice(first + part.low, first + part.high)
        is_note = self.tellings.is_note[where]
        notes = tuple(is_note.tolist()) if is_note.any() else _none_noted(len(is_note))
        return Wording(tuple(map(_same_number, self.tellings.keys[where].tolist())), notes)

    def _speaker(self) -> str | None:
        """Whom most tellings name; the reference decides a tie."""
        named = Counter(telling.speaker for telling in self._members() if telling.speaker)
        most = [speaker for speaker, times in named.items() if times == max(named.values())]
        own = self.member(self.reference).speaker
        return own if own in most or not most else most[0]

    def text(self, text_of: Callable[[int, int, int], str]) -> str:
        """Give the reference's words as they are written."""
        part = self.parts[self.reference]
        spans = self._spans(part, self.member(self.reference))
        return " ".join(text_of(part.telling, start, end) for _, start, end in spans)

    def rows(self, supported: Sequence[bool | None]) -> Iterator[tuple[object, ...]]:
        """Give the rows of `tell_utterances`, but for the number of the utterance."""
        reference = self.wordings[self.reference]
        utterance_id = self._id()
        for number, (part, telling) in enumerate(zip(self.parts, self._members(), strict=True)):
            difference = compare_wordings(reference, self.wordings[number])
            similarity = 2 * difference.n_same / (len(reference.words) + part.high - part.low)
            for quote_index, start, end in self._spans(part, telling):
                yield (
                    utterance_id,
                    telling.article_id,
                    quote_index,
                    telling.attribution_index,
                    "headline" if telling.is_headline else "direct",
                    start,
                    end,
                    self._variant(number, telling, difference),
                    similarity,
                    number == self.reference,
                    telling.earliest,
                    telling.latest,
                    part.high - part.low,
                    *difference,
                    supported[part.telling],
                )

    def _id(self) -> str:
        part, telling = self.parts[self.reference], self.member(self.reference)
        quote_index = next(self._spans(part, telling))[0]
        return f"{telling.article_id}:{quote_index}"

    @cached_property
    def _articles_of_speaker(self) -> set[str]:
        return {telling.article_id for telling in self._members() if telling.speaker == self.speaker}

    def _variant(self, number: int, telling: Telling, difference: Difference) -> str:
        is_other = telling.speaker and self.speaker and _are_others(telling.speaker, self.speaker)
        if is_other and telling.article_id not in self._articles_of_speaker:
            return "reattributed"
        return "joined" if self.is_joined[number] else difference.variant

    def _spans(self, part: Part, telling: Telling) -> Iterator[tuple[int, int, int]]:
        """Give the pieces of a part: quote_index and its stretch of the article's text."""
        ends = [first for _, first in telling.pieces[1:]] + [telling.last]
        for (quote_index, first), last in zip(telling.pieces, ends, strict=True):
            low, high = max(first, telling.first + part.low), min(last, telling.first + part.high)
            if low < high:
                yield quote_index, int(self.tellings.starts[low]), int(self.tellings.ends[high - 1])


def list_supported(tellings: Tellings) -> list[bool | None]:
    """For each quotation of a headline: whether one quotation of the same article's body holds its words; else None."""
    bodies: dict[str, list[list[int]]] = defaultdict(list)
    for telling in tellings.rows:
        if not telling.is_headline:
            bodies[telling.article_id].append(tellings.words(telling))

    def share(telling: Telling) -> float:
        words = tellings.words(telling)
        return max((_held(words, body) for body in bodies[telling.article_id]), default=0.0)

    return [share(telling) >= SUPPORTED if telling.is_headline else None for telling in tellings.rows]


def _held(words: list[int], body: list[int]) -> float:
    runs = solid_runs(aligned_runs(words, body), least=min(len(words), 2))
    return sum(run.length for run in runs) / len(words)
