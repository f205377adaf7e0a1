"""Quotes and articles of a corpus -> table `shared_quotes`: every utterance, who told it, and with what changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.compare.publication import lags
from analysis.compare.quotes.alignment import aligned_runs, solid_runs
from analysis.compare.quotes.overlaps import tells
from analysis.compare.quotes.paraphrases import Paraphrase, Source, find_paraphrases
from analysis.compare.quotes.tellings import Telling, Tellings, read_tellings
from analysis.compare.quotes.utterances import Part, find_parts
from analysis.compare.quotes.variants import Difference, Wording, choose_reference, compare_wordings
from analysis.tables import TABLES, conform

__all__ = ["find_shared_quotes"]

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
        Table `shared_quotes`, key `utterance_id`, `article_id`, `quote_index`, ordered by utterance (in the order in
        which the corpus first tells them), then as in `quotes`. Utterances that one article alone tells are there too:
        `n_articles` is 1.

        `utterance_id` names the reference, ``article_id:quote_index``: the fullest telling that the others agree with
        (`choose_reference`). Each telling shares with it most words of the shorter of the two, or a long run. `variant`
        and the counts say how the telling (all pieces of one attribution; each piece repeats them) differs from the
        reference: reattributed before joined (cut out of a telling that tells another utterance too) before altered
        before trimmed before joined (runs on beyond it) before verbatim, which adds and drops no word. Reattributed is
        a telling that names another speaker than most tellings do, in an article that does not name theirs; a
        description is no name. `similarity` is Dice's: twice the words that are the same, over the words of both.
        `start`, `end`: where in the article the piece tells this utterance. `kind` is headline, indirect or, for direct
        and mixed quotes, direct. Indirect quotes that retell the utterance in the outlet's words (`find_paraphrases`)
        are paraphrased; their `n_words`, `n_same` and `similarity` count content stems.

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
    given = pd.Series(range(len(quotes)), pd.MultiIndex.from_frame(quotes[["article_id", "quote_index"]]))
    quotes = quotes.sort_values(["article_id", "quote_index"])  # ties are the same in any order of the articles
    tellings = read_tellings(quotes, articles)
    groups = _groups(find_parts(tellings))
    utterances = [utterance for group in groups for utterance in _split(_Utterance(tellings, group))]
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    sources = [utterance.source(number, texts) for number, utterance in enumerate(utterances)]
    for paraphrase in find_paraphrases(quotes, articles, sources):
        utterances[paraphrase.number].retold.append(paraphrase)
    rows = [row for utterance in utterances for row in utterance.rows()]
    frame = pd.DataFrame(rows, columns=list(TABLES["shared_quotes"].dtypes))
    supported = _supported(tellings)
    keys = zip(frame["article_id"].tolist(), frame["attribution_index"].tolist(), frame["kind"].tolist(), strict=True)
    frame["is_supported"] = pd.array(
        [supported.get((article, index)) if kind == "headline" else None for article, index, kind in keys], "boolean"
    )
    frame["place"] = given.loc[list(zip(frame["article_id"], frame["quote_index"], strict=True))].to_numpy()
    first = frame.sort_values(["place", "start"], kind="stable").drop_duplicates("utterance_id")["utterance_id"]
    frame["order"] = frame["utterance_id"].map(dict(zip(first, range(len(first)), strict=True)))
    frame = frame.sort_values(["order", "place"], kind="stable", ignore_index=True)
    return conform(frame.drop(columns=["place", "order"]), "shared_quotes")


def _groups(parts: list[Part]) -> Iterator[list[tuple[Part, bool]]]:
    """Give each utterance's parts, each with whether its telling has several."""
    times = Counter(part.telling for part in parts)
    groups: dict[int, list[tuple[Part, bool]]] = defaultdict(list)
    for part in parts:
        groups[part.utterance].append((part, times[part.telling] > 1))
    yield from groups.values()


def _split(utterance: _Utterance) -> Iterator[_Utterance]:
    """Keep what tells the reference; the rest, chained to it by tellings between, is of other utterances."""
    while True:
        own, others = utterance.divide()
        yield own
        if not others:
            return
        utterance = _Utterance(utterance.tellings, others)


class _Utterance:
    """The tellings of one utterance and what they have in common."""

    def __init__(self, tellings: Tellings, group: list[tuple[Part, bool]]) -> None:
        self.tellings = tellings
        self.parts = [part for part, _ in group]
        self.is_joined = [joined for _, joined in group]
        self.members = [tellings.rows[part.telling] for part in self.parts]
        self.wordings = [self._wording(part) for part in self.parts]
        self.reference = choose_reference(self.wordings, self.is_joined)
        self.speaker = self._speaker()
        self.retold: list[Paraphrase] = []

    def divide(self) -> tuple[_Utterance, list[tuple[Part, bool]]]:
        """Part the tellings that share enough with the reference from those that do not."""
        reference = self.wordings[self.reference].words
        known = {wording: tells(reference, wording.words) for wording in dict.fromkeys(self.wordings)}
        group = list(zip(self.parts, self.is_joined, strict=True))
        own = [member for member, words in zip(group, self.wordings, strict=True) if known[words]]
        others = [member for member, words in zip(group, self.wordings, strict=True) if not known[words]]
        return (_Utterance(self.tellings, own) if others else self), others

    def _wording(self, part: Part) -> Wording:
        first = self.tellings.rows[part.telling].first
        where = slice(first + part.low, first + part.high)
        return Wording(tuple(self.tellings.keys[where].tolist()), tuple(self.tellings.is_note[where].tolist()))

    def _speaker(self) -> str | None:
        """Whom most tellings name; the reference decides a tie."""
        named = Counter(telling.speaker for telling in self.members if telling.speaker)
        most = [speaker for speaker, times in named.items() if times == max(named.values())]
        own = self.members[self.reference].speaker
        return own if own in most or not most else most[0]

    def source(self, number: int, texts: dict[str, str]) -> Source:
        """Give the reference's words, for finding paraphrases."""
        telling = self.members[self.reference]._replace(speaker=self.speaker)
        spans = self._spans(self.parts[self.reference], telling)
        return Source(number, telling, " ".join(texts[telling.article_id][start:end] for _, start, end in spans))

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows of table `shared_quotes`, `is_supported` left open."""
        reference = self.wordings[self.reference]
        utterance_id = self._id()
        everyone: list[Telling | Paraphrase] = [*self.members, *self.retold]
        dates = {member.article_id: (member.earliest, member.latest) for member in everyone}
        lag, n_articles = lags(dates), len(dates)
        for number, (part, telling) in enumerate(zip(self.parts, self.members, strict=True)):
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
                    self._variant(number, difference),
                    similarity,
                    number == self.reference,
                    *lag[telling.article_id],
                    part.high - part.low,
                    *difference,
                    n_articles,
                    None,
                )
        for row in self.retold:
            counts = (row.n_words, row.n_same, 0, 0, 0)
            yield (
                utterance_id,
                row.article_id,
                row.quote_index,
                row.attribution_index,
                "indirect",
                row.start,
                row.end,
                "paraphrased",
                row.similarity,
                False,
                *lag[row.article_id],
                *counts,
                n_articles,
                None,
            )

    def _id(self) -> str:
        part, telling = self.parts[self.reference], self.members[self.reference]
        quote_index = next(self._spans(part, telling))[0]
        return f"{telling.article_id}:{quote_index}"

    def _variant(self, number: int, difference: Difference) -> str:
        telling = self.members[number]
        if telling.speaker and self.speaker and telling.speaker != self.speaker:
            same = {member.article_id for member in self.members if member.speaker == self.speaker}
            if telling.article_id not in same:
                return "reattributed"
        return "joined" if self.is_joined[number] else difference.variant

    def _spans(self, part: Part, telling: Telling) -> Iterator[tuple[int, int, int]]:
        """Give the pieces of a part: quote_index and its stretch of the article's text."""
        ends = [first for _, first in telling.pieces[1:]] + [telling.last]
        for (quote_index, first), last in zip(telling.pieces, ends, strict=True):
            low, high = max(first, telling.first + part.low), min(last, telling.first + part.high)
            if low < high:
                yield quote_index, int(self.tellings.starts[low]), int(self.tellings.ends[high - 1])


def _supported(tellings: Tellings) -> dict[tuple[str, int], bool]:
    """For each quotation of a headline: whether one quotation of the same article's body holds its words."""
    bodies: dict[str, list[list[int]]] = defaultdict(list)
    for telling in tellings.rows:
        if not telling.is_headline:
            bodies[telling.article_id].append(tellings.words(telling))
    found = {}
    for telling in tellings.rows:
        if telling.is_headline:
            words = tellings.words(telling)
            held = [_held(words, body) for body in bodies[telling.article_id]]
            found[telling.article_id, telling.attribution_index] = max(held, default=0.0) >= SUPPORTED
    return found


def _held(words: list[int], body: list[int]) -> float:
    runs = solid_runs(aligned_runs(words, body), least=min(len(words), 2))
    return sum(run.length for run in runs) / len(words)
