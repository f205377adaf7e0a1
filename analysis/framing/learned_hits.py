"""Sentences of an article -> what learned readers of frames find in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import pandas as pd

from analysis.framing.background import printed_twice
from analysis.framing.concern import Concern, Place
from analysis.framing.learned import LEARNED, LEAST, Readers, Said, find_members
from analysis.framing.one_article import Article, Segment, Span, read_articles, segment_at
from analysis.framing.turns import Hit
from analysis.sentiment.valences import scoring_texts
from analysis.study import Study


def learned_hits(article: Article, text: str, counted: Sequence[Hit], readers: Readers, study: Study) -> Iterator[Hit]:
    """Yield what learned readers find in the sentences of an article of which no counted hit speaks."""
    concern = Concern(article.text, article.mentions, study)
    again = printed_twice(article.text, [row[:2] for row in article.sentences])
    for frame_id, members in readers.members.items():
        told = {hit.sentence_index for hit in counted if hit.frame_id in readers.rivals[frame_id]}
        rows = [(at, *row) for at, row in enumerate(_say(article, text, members)) if row[0][2] not in told]
        scores = readers.score(frame_id, [said for *_, said in rows]).tolist()
        for (at, (start, end, index, section), (_, _, *speaker), _), score in zip(rows, scores, strict=True):
            if score >= LEAST:
                about = concern.resolve(Place(start, end, (start, end), index, *speaker), study.frames[frame_id].about)
                words = article.text[start:end]
                row = (start, end, index, section, frame_id, LEARNED, words, None, score, "asserted", *speaker, about)
                yield Hit._make((*row, "background" if at in again else "learned"))


def _say(
    article: Article, text: str, members: frozenset[str]
) -> Iterator[tuple[tuple[int, int, int, str], Segment, Said]]:
    """Yield each sentence of an article, who says most of it, and how the reader of a frame about members sees it."""
    people: dict[int, frozenset[str]] = {}
    for mention in article.mentions:
        people[mention.sentence] = people.get(mention.sentence, frozenset()) | mention.people
    starts = [segment.start for segment in article.segments]
    for row in article.sentences:
        start, end, index, _ = row
        who = _main_segment(article.segments, starts, (start, end))
        n_named = len(people.get(index, frozenset()) & members)
        yield row, who, Said(text[start:end], n_named, len(members), who.voice == "quoted")


def say_sentences(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
    frame_id: str,
) -> dict[tuple[str, int], Said]:
    """Describe every sentence that may hold evidence as the learned reader of a frame sees it, by article and start."""
    members = find_members(study, study.frames[frame_id].about)
    texts = scoring_texts(articles, mentions, study, segments)
    return {
        (article_id, row[0]): said
        for article_id, article in read_articles(articles, sentences, segments, mentions, study)
        for row, _, said in _say(article, texts[article_id], members)
    }


def _main_segment(segments: Sequence[Segment], starts: Sequence[int], sentence: Span) -> Segment:
    """Give the segment that holds most of a sentence, the first of equals."""
    first, last = bisect_right(starts, sentence[0]) - 1, bisect_left(starts, sentence[1])
    own = segments[max(0, first) : last] or [segment_at(segments, starts, sentence[0])]
    return max(own, key=lambda one: min(one.end, sentence[1]) - max(one.start, sentence[0]))
