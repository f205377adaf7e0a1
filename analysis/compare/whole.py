"""Tables of all batches -> the tables that need the whole corpus, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from analysis.compare.axes import count_heard, score_heard, score_outlet_axes
from analysis.compare.contrasts import Question, adjust_families, contrast_question, pairs_of
from analysis.compare.copies import find_copies
from analysis.compare.coverage import find_coverage
from analysis.compare.events import contrast_event
from analysis.compare.quotes.contexts import find_contexts
from analysis.compare.quotes.ledger import find_shared_quotes
from analysis.compare.roles import add_touched, count_touched, told_tables
from analysis.compare.samples import measure_samples, parts_of, voices_as_units
from analysis.compare.shares import measure_shares
from analysis.compare.tables.grid import outlet_names
from analysis.compare.words.keyness import find_keyness
from analysis.framing.axes import count_sentences, counted_hits
from analysis.progress import tick
from analysis.study import Study
from analysis.tables import conform, map_articles, rows_by_article

Tables = Mapping[str, pd.DataFrame]
#: Columns of a hit by which axes are scored.
HIT = (
    "article_id sentence_index section frame_id indicator scope voice holder_kind holder_id about_id weight standing"
).split()


def find_all_copies(tables: Tables, study: Study) -> pd.DataFrame:
    """Group the near-duplicates of a whole corpus; what pages say to their readers makes no two articles alike."""
    return find_copies(
        without_appeals(tables["articles"], tables["sentences"]), tables["quotes"], story_days=study.story_days
    )


def compare_all(
    tables: Tables, study: Study, *, copies: pd.DataFrame | None = None, seed: int = 0
) -> dict[str, pd.DataFrame]:
    """Make every table that needs the whole corpus.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, segments, mentions, quotes, valences, sentiments, frame_hits, narrated_times and
        axis_scores of all batches; of the last, rows of other units than articles are made anew.
    study : Study
    copies : DataFrame, optional
        Table of that name, where it is known already.
    seed : int
        Of the draws behind `contrasts` and the intervals of `axis_scores`.

    Returns
    -------
    dict of str to DataFrame
        shared_quotes, quote_contexts, copies, coverage, contrasts, keyness, axis_scores. All but `copies`, and the
        scores of articles, are of the articles that tell the story; those that touch it are `n_touched` of `coverage`.
    """
    copies = find_all_copies(tables, study) if copies is None else copies
    told = told_tables(tables)
    scores = tables["axis_scores"]
    of_articles = scores[(scores["unit_kind"] == "article").to_numpy()]
    others = score_all_axes(told, copies, study, seed=seed)
    return {
        **compare_quotes(tables, study, copies),
        "copies": copies,
        "contrasts": contrast_all(told, copies, study, seed=seed),
        "keyness": find_keyness(
            told["articles"],
            told["segments"],
            name_pairs(told["articles"], study),
            copies=copies,
            names=study.names,
            minimum=study.minimum_articles,
            seed=seed,
        ),
        "axis_scores": conform(pd.concat([of_articles, others], ignore_index=True), "axis_scores"),
    }


def compare_quotes(tables: Tables, study: Study, copies: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Keep the ledger of quotations, what stands around each, and which outlet covers what.

    Parameters
    ----------
    tables, study, copies
        As in `compare_all`.

    Returns
    -------
    dict of str to DataFrame
        shared_quotes, quote_contexts, coverage.
    """
    told = told_tables(tables)
    articles, quotes = told["articles"], told["quotes"]
    shared_quotes = find_shared_quotes(quotes, articles)
    coverage = find_coverage(
        shared_quotes,
        told["mentions"],
        told["narrated_times"],
        articles,
        study,
        sentences=told["sentences"],
        copies=copies,
    )
    if (tables["articles"]["role"] == "touched").any():
        near = told_tables(tables, ("told", "touched"))
        wide = find_shared_quotes(near["quotes"], near["articles"])
        coverage = add_touched(coverage, count_touched(shared_quotes, wide, near))
    contexts = find_contexts(shared_quotes, told)
    return {"shared_quotes": shared_quotes, "quote_contexts": contexts, "coverage": coverage}


def score_all_axes(told: Tables, copies: pd.DataFrame, study: Study, *, seed: int = 0) -> pd.DataFrame:
    """Score outlets and speakers on each axis: rows of table `axis_scores`, of the articles that tell the story."""
    return score_counted(count_axes(told, study), told["articles"], copies, study, seed=seed)


def count_axes(told: Tables, study: Study) -> dict[str, pd.DataFrame]:
    """Give what scores on axes rest on, of a corpus or a part of it.

    Returns
    -------
    dict of str to DataFrame
        ``hits`` that count (`counted_hits`), the number of sentences by article and section (``lengths``), and of those
        in which a person is a source (``heard``).
    """
    return {
        "hits": counted_hits(told["frame_hits"], study)[HIT].reset_index(drop=True),
        "lengths": count_sentences(told["sentences"]),
        "heard": count_heard(told["segments"], told["sentences"]),
    }


def score_counted(
    counts: Tables, articles: pd.DataFrame, copies: pd.DataFrame, study: Study, *, seed: int = 0
) -> pd.DataFrame:
    """Score outlets and speakers by what `count_axes` gives of all parts; of `articles` no text is needed."""
    hits = counts["hits"]
    outlets = score_outlet_axes(hits, counts["lengths"], articles, study, copies=copies, seed=seed)
    people = score_heard(hits, counts["heard"], study, copies=copies, seed=seed)
    return conform(pd.concat([outlets, people], ignore_index=True), "axis_scores")


def contrast_all(
    tables: Tables, copies: pd.DataFrame, study: Study, *, seed: int = 0, draws: int = 2000
) -> pd.DataFrame:
    """Contrast outlets with each other, the times after and before each event, and own words with quoted ones.

    Parameters
    ----------
    tables, copies, study
        As in `compare_all`; the articles that tell the story.

    Returns
    -------
    DataFrame
        Table `contrasts`. Units are outlets; ``after:EVENT`` and ``before:EVENT``; own and quoted, whose facet names no
        voice. The false discovery rate is one of each question (outlets, voices, events) and measure.
    """
    samples, shares = measure_samples(tables, study), measure_shares(tables, study)
    return contrast_samples(samples, shares, tables["articles"], copies, study, seed=seed, draws=draws)


def contrast_samples(
    samples: pd.DataFrame | Iterable[pd.DataFrame],
    shares: pd.DataFrame | Iterable[pd.DataFrame],
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    study: Study,
    *,
    seed: int = 0,
    draws: int = 2000,
) -> pd.DataFrame:
    """Make the contrasts of `contrast_all` of what each article adds to each measure.

    Parameters
    ----------
    samples, shares : DataFrame, or an iterable of them
        As from `measure_samples` and `measure_shares`; those of parts of a corpus one after the other, as often as they
        are asked for.
    articles : DataFrame
        Of table `articles` the columns ``article_id``, ``outlet_id`` and the dates.
    """
    asked = ask_all(articles, study)
    tick(0.5 * len(articles))
    found = [contrast_one(one, samples, shares, articles, copies, study, seed=seed, draws=draws) for one in asked]
    return adjust_families(found)


class Asked(NamedTuple):
    """A piece of work on contrasts: pairs of outlets or voices, with or without near-duplicates, or an event by id."""

    question: str
    pairs: tuple[tuple[str, str], ...] = ()
    copies: str = ""
    event_id: str = ""


#: Pairs of a piece of work.
PAIRS = 8


def ask_all(articles: pd.DataFrame, study: Study) -> list[Asked]:
    """List the pieces of work that make table `contrasts`; of `articles` outlets are needed."""
    pairs = name_pairs(articles, study)
    asked = [("outlets", tuple(pairs[first : first + PAIRS])) for first in range(0, len(pairs), PAIRS)]
    asked.append(("voices", (("own", "quoted"),)))
    found = [Asked(*one, kept) for one in asked for kept in ("with", "without")]
    return found + [Asked("events", event_id=event_id) for event_id in study.events]


def contrast_one(
    asked: Asked,
    samples: pd.DataFrame | Iterable[pd.DataFrame],
    shares: pd.DataFrame | Iterable[pd.DataFrame],
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    study: Study,
    *,
    seed: int = 0,
    draws: int = 2000,
) -> pd.DataFrame:
    """Do a piece of work on contrasts, for `analysis.compare.contrasts.adjust_families`; else as `contrast_samples`."""
    samples, shares = parts_of(samples), parts_of(shares)
    options: dict[str, Any] = {"minimum": study.minimum_articles, "draws": draws, "seed": seed}
    if asked.question == "events":
        event = asked.event_id, study.events[asked.event_id]
        return contrast_event(samples, articles, copies, *event, window=study.event_days, **options)
    of_voices = asked.question == "voices"
    rows = Changed(samples, voices_as_units) if of_voices else Joined(samples, shares)
    return contrast_question(Question(asked.question, rows, asked.pairs), copies, asked.copies, **options)


@dataclass(frozen=True)
class Joined:
    """The frames of several iterables, those of each place put end to end, as often as they are asked for."""

    frames: tuple[Iterable[pd.DataFrame], ...]

    def __init__(self, *frames: Iterable[pd.DataFrame]) -> None:
        object.__setattr__(self, "frames", frames)

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return (pd.concat(parts) for parts in zip(*self.frames, strict=True))


@dataclass(frozen=True)
class Changed:
    """The frames of an iterable, each changed, as often as they are asked for."""

    frames: Iterable[pd.DataFrame]
    change: Callable[[pd.DataFrame], pd.DataFrame]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return map(self.change, self.frames)


def without_appeals(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Blank what an outlet's pages say to their readers, character for character: no two articles share it."""
    appeals = sentences[(sentences["section"] == "appeal").to_numpy()]
    spans = rows_by_article(appeals, "start end")
    texts = map_articles(articles).items()
    return articles.assign(text=[_blank(text, spans.get(article_id, ())) for article_id, text in texts])


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def name_pairs(articles: pd.DataFrame, study: Study) -> list[tuple[str, str]]:
    """Pair up the outlets that have articles, in the order of the study file, or each with all others (`pairs_of`)."""
    return pairs_of(list(outlet_names(articles, study)))
