"""Sentences + codebook -> frame hits: the words that count as evidence, in whose voice, about whom, in what scope."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis.framing.answers import answered
from analysis.framing.axes import find_targets, is_wanted
from analysis.framing.background import is_background, printed_twice
from analysis.framing.concern import Concern, Place
from analysis.framing.forms import is_other_adjective
from analysis.framing.learned import Readers, Use
from analysis.framing.learned_hits import learned_hits
from analysis.framing.masks import is_declared, is_part_of_name
from analysis.framing.matching import Match, Matcher, entries
from analysis.framing.one_article import Article, Segment, Span, read_articles, segment_at
from analysis.framing.scope import find_scopes
from analysis.framing.turns import Hit, Piece, carry_over
from analysis.sentiment.valences import scoring_texts
from analysis.study import Study
from analysis.tables import TABLES, conform
from analysis.text.english.scope import EDGE


def find_hits(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
    *,
    learned: Use = "silent",
) -> pd.DataFrame:
    """Find the codebook's indicators in each article.

    Words inside the title of a work or inside a name are no evidence, nor is anything in a caption, a credit or a
    call to subscribe. Where indicators overlap, the longest counts, so that no word counts twice
    for a frame.

    Parameters
    ----------
    articles, sentences, segments, mentions : DataFrame
        Tables of those names; rows of an article stand together.
    study : Study
        Its frames are the codebook; its works, people and relations tell what is masked and who is concerned.
    learned : {"silent", "beside", "alone", "out"}
        Where the learned reader of a frame is heard, if it has one: in sentences without a hit that counts of the frame
        or of the one against it on an axis, in all, in all and the codebook in none, or nowhere.

    Returns
    -------
    DataFrame
        Table `frame_hits`, in text order. Every hit is kept, also what is denied or concerns others; `scope` and
        `about_id` tell; hits of a frame whose `scope` is off are all asserted, of one with `hearsay` those that
        are reported. `about_id` is a person, a relation or NA
        (unknown). Voice and holder are NA where no segment holds the hit. `standing` is ``background`` where words only
        say once more who is who (`analysis.framing.background`) or their sentence is printed twice, ``context`` where a
        sentence without words of its own goes on with what its source said before (`analysis.framing.turns`; its
        `indicator` is that of the sentence before), ``learned`` where a reader learned from coded sentences found the
        frame (`analysis.framing.learned`: its words are the sentence, its `indicator` is ``learned reader``, its
        weight its score, and it serves no function), else ``news``.

    Raises
    ------
    StudyError
        An indicator is not written in the syntax of `analysis.framing.syntax`.
    """
    matcher = Matcher(entries(study.frames), study.study.language)
    readers = Readers(study)
    texts = scoring_texts(articles, mentions, study, segments) if readers and learned != "out" else {}
    wanted = find_targets(study) if texts else {}
    rows = []
    for article_id, article in read_articles(articles, sentences, segments, mentions, study):
        hits = _article_hits(article, matcher, study)
        if texts:
            asserted = [hit for hit in hits if hit.scope == "asserted"] if learned == "silent" else []
            counted = [hit for hit in asserted if is_wanted(wanted, hit.frame_id, hit.indicator, hit.about_id)]
            found = learned_hits(article, texts[article_id], counted, readers, study)
            hits = sorted([*(hits if learned != "alone" else []), *found], key=itemgetter(0, 1))
        rows += [(article_id, *hit) for hit in hits]
    return conform(pd.DataFrame(rows, columns=list(TABLES["frame_hits"].dtypes)), "frame_hits")


def _article_hits(article: Article, matcher: Matcher, study: Study) -> list[Hit]:
    hits = list(_hits(article, matcher, study))
    pieces = _pieces(article)
    return carry_over(article.text, hits, pieces, article.mentions, study) if hits and pieces else hits


def _hits(article: Article, matcher: Matcher, study: Study) -> Iterator[Hit]:
    """Yield the hits of an article that have words, in text order."""
    text, spans = article.text, [row[:2] for row in article.sentences]
    concern = Concern(text, article.mentions, study)
    again = printed_twice(text, spans)
    for at, found in groupby(_kept(article, matcher.find(text, spans)), key=lambda item: item[0].sentence):
        hits = list(found)
        edges = [edge.span() for edge in EDGE.finditer(text, *spans[at])]
        scopes = find_scopes(text, spans[at], [match[:2] for match, _ in hits], _within(article.titles, spans[at]))
        for (match, segment), scope in zip(hits, scopes, strict=True):
            entry, (_, _, *speaker) = match.entry, segment
            clause = _clause(spans[at], edges, match)
            about = concern.resolve(Place(*match[:2], clause, article.sentences[at][2], *speaker), entry.about)
            scope = answered(text, spans[at], spans[min(at + 2, len(spans) - 1)][1], match[:2], scope)
            frame = study.frames[entry.frame_id]
            scope = "asserted" if not frame.scope or (frame.hearsay and scope == "reported") else scope
            is_old = at in again or is_background(text, spans[at], *match[:2])
            standing = "background" if is_old else "news"
            words = text[match.start : match.end]
            told = (entry.frame_id, entry.indicator, words, entry.function, entry.weight, scope)
            yield Hit._make((*match[:2], *article.sentences[at][2:], *told, *speaker, about, standing))


def _pieces(article: Article) -> list[Piece]:
    """Give what sources say in the body of an article, by sentence: between marks, and what people are said to say."""
    firsts = [row[0] for row in article.sentences]
    pieces = []
    for segment in article.segments:
        at = bisect_right(firsts, segment.start) - 1
        is_said = segment.voice == "quoted" and segment.holder_kind != "unresolved"
        is_told = segment.voice == "paraphrased" and segment.holder_kind in ("person", "several")
        if (is_said or is_told) and at >= 0:
            _, end, index, section = article.sentences[at]
            if section == "body" and segment.start < end:
                pieces.append(Piece(index, segment.start, segment.end, segment.holder_kind, segment.holder_id))
    return pieces


def _within(titles: list[Span], sentence: Span) -> list[Span]:
    """Give the titles that begin in a sentence; they stand in text order."""
    first, last = (bisect_left(titles, place, key=itemgetter(0)) for place in sentence)
    return titles[first:last]


def _kept(article: Article, matches: Sequence[Match]) -> list[tuple[Match, Segment]]:
    """Drop matches inside titles and names, where the codebook does not want them, and inside longer ones."""
    starts = [segment.start for segment in article.segments]
    masked = sorted(article.titles + article.names)
    kept = []
    for match in matches:
        start, end, _, section = article.sentences[match.sentence]
        segment = segment_at(article.segments, starts, match.start)
        place = "headline" if section == "headline" else "own" if segment.voice == "agency" else segment.voice
        if (
            (place is None or place in match.entry.where)
            and not _is_name(article, masked, (start, end), match)
            and not _is_other_word(article.text, match)
        ):
            kept.append(match)
    return [(match, segment_at(article.segments, starts, match.start)) for match in keep_longest(kept)]


def _is_name(article: Article, masked: Sequence[Span], sentence: Span, match: Match) -> bool:
    """Tell whether a match stands in a title or a name; one that is declared to be a name may stand in names."""
    if is_declared(article.text[match.start : match.end], match.entry.names):
        return _is_masked(article.titles, match)
    return _is_masked(masked, match) or is_part_of_name(article.text, sentence, match.start, match.end)


def _is_other_word(text: str, match: Match) -> bool:
    """Tell whether a participle is no form of the indicator's word here (*a gifted singer*) and not written out."""
    words = text[match.start : match.end].split()
    is_written = len(words) == 1 and words[0].lower() in re.split(r"[^\w'’]+", match.entry.indicator.lower())
    return len(words) == 1 and not is_written and is_other_adjective(text, match.start, match.end)


def _is_masked(masked: Sequence[Span], match: Match) -> bool:
    """Tell whether the first or last word stands in a title or name; one in the gap of a phrase does no harm."""
    for position in (match.start, match.end - 1):
        at = bisect_right(masked, position, key=itemgetter(0))
        if any(position < end for _, end in masked[max(0, at - 3) : at]):
            return True
    return False


def keep_longest(matches: Sequence[Match]) -> list[Match]:
    """Of overlapping matches keep the longest, the earlier of equals; in text order.

    "child support" is strain and not support, "love confession" counts once. Frames that claim the very same words
    both have them.
    """
    kept: list[Match] = []
    for group in _touching(matches):
        chosen: list[Match] = []
        for match in sorted(group, key=lambda match: (match.start - match.end, match.start)):
            rivals = [other for other in chosen if other.start < match.end and match.start < other.end]
            if all(other[:2] == match[:2] and other.entry.frame_id != match.entry.frame_id for other in rivals):
                chosen.append(match)
        kept.extend(sorted(chosen, key=itemgetter(0, 1)))
    return kept


def _touching(matches: Sequence[Match]) -> Iterator[list[Match]]:
    """Cut matches in text order into runs in which each overlaps what comes before it."""
    group: list[Match] = []
    end = 0
    for match in matches:
        if group and match.start >= end:
            yield group
            group = []
        group.append(match)
        end = max(end, match.end) if len(group) > 1 else match.end
    if group:
        yield group


def _clause(sentence: Span, edges: Sequence[Span], match: Match) -> Span:
    """Give the clause around a match: what no edge cuts off."""
    before = bisect_right(edges, match.start, key=itemgetter(1)) - 1
    after = bisect_left(edges, match.end, key=itemgetter(0))
    first = edges[before][1] if before >= 0 else sentence[0]
    return first, edges[after][0] if after < len(edges) else sentence[1]
