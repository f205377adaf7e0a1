"""Articles and sentences -> table `narrated_times`: which days and years each article tells of, and which events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from analysis.study import Event, Study
from analysis.tables import TABLES, conform, rows_by_article
from analysis.times.calendar import Span
from analysis.times.context import Phrase
from analysis.times.phrases import find_phrases

SOON = timedelta(days=90)  # how far ahead of an article an event may lie that it tells of without a date


class _Told(NamedTuple):
    """A phrase or the words of an event, where they stand and what they say."""

    start: int
    end: int
    kind: str
    span: Span
    rule: str
    event_id: str | None


def find_narrated_times(articles: pd.DataFrame, sentences: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find what articles say about when: phrases of time, and words for the study's events.

    Parameters
    ----------
    articles, sentences : DataFrame
        Tables of the same articles.
    study : Study
        Its events are linked, the titles of its works skipped.

    Returns
    -------
    DataFrame
        Table `narrated_times`, key `article_id`, `start`, in text order. `kind` is date (named by the calendar),
        relative (to the publication), duration, age, or event (words for an event of the study, no time in them).
        `earliest` and `latest` bound the time that is told, resolved at both ends of the publication interval: a
        "Tuesday" of an article from the 9th to the 18th is one of two. Either is NA where it is open or cannot be
        resolved (undated articles, "a week later"). `precision` is that of the words, not of the interval; it is
        "open" where the words do not say which of two times is meant: a bare "November" of September 2016 that no verb
        and no event of the study puts before or after spans from November 2015 to November 2016.

        `event_id` is the event whose words stand in the sentence and whose dates overlap the time that is told, the
        nearest where several do, and then the time is the one of its possible readings that fits the event; or, without
        such words, the one event that happened on the very day. Words without a
        time are linked where one event alone fits and it does not lie after the article. What an article claims is
        kept by article: its "second divorce" need not be another's.
    """
    titles = _any_of(study.titles)
    events = _events(study.events)
    parts = rows_by_article(sentences, "sentence_index start end")
    columns = "article_id text published_earliest published_latest".split()
    rows: list[tuple[object, ...]] = []
    for article_id, text, *published in articles[columns].itertuples(index=False, name=None):
        if article_id not in parts:
            continue
        told = _day(published[0]), _day(published[1])
        hidden = [match.span() for match in titles.finditer(text)] if titles else []
        for number, item in _read(text, parts[article_id], told, events):
            if not any(start <= item.start < end for start, end in hidden):
                surface = text[item.start : item.end]
                rows.append((article_id, item.start, item.end, number, surface, item.kind, *item.span, *item[4:]))
    frame = pd.DataFrame(rows, columns=list(TABLES["narrated_times"].dtypes))
    return conform(frame.astype({"earliest": "datetime64[us]", "latest": "datetime64[us]"}), "narrated_times")


_Published = tuple[date | None, date | None]
#: Event, and the pattern of its words; events without words have None.
_Events = dict[str, tuple[Event, re.Pattern[str] | None]]


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()


def _any_of(words: Iterable[str], plural: str = "") -> re.Pattern[str] | None:
    """Match any of the words or titles, the longest first."""
    parts = [r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)}){plural}(?!\w)", re.IGNORECASE) if parts else None


def _events(events: Mapping[str, Event]) -> _Events:
    return {event_id: (event, _any_of(event.words, "s?")) for event_id, event in events.items()}


def _read(
    text: str, sentences: Iterable[tuple[int, int, int]], told: _Published, events: _Events
) -> Iterator[tuple[int, _Told]]:
    """Give what is told, each with the number of its sentence."""
    phrases = find_phrases(text)
    at = 0
    for number, start, end in sentences:
        while at < len(phrases) and phrases[at].start < start:
            at += 1
        inside = at
        while inside < len(phrases) and phrases[inside].start < end:
            inside += 1
        for item in _of_sentence(text, start, end, phrases[at:inside], told, events):
            yield number, item
        at = inside


def _of_sentence(
    text: str, start: int, end: int, phrases: list[Phrase], told: _Published, events: _Events
) -> list[_Told]:
    words = _words_of_events(text, start, end, events)
    found = []
    for phrase in phrases:
        span, event_id = _dated(phrase, told, words, events)
        found.append(_Told(phrase.start, phrase.end, phrase.kind, span, phrase.rule, event_id))
    dated = {item.event_id for item in found}
    return sorted([*found, *_undated(words, dated, [(p.start, p.end) for p in phrases], told, events)])


def _words_of_events(text: str, start: int, end: int, events: _Events) -> dict[str, list[tuple[int, int]]]:
    """Find the words of each event in a sentence; where words overlap the longest count, the earlier of equals.

    A "strike ballot" is no "strike". Events that claim the very same words both have them.
    """
    found = [
        (match.span(), event_id)
        for event_id, (_, pattern) in events.items()
        if pattern
        for match in pattern.finditer(text, start, end)
    ]
    taken: set[int] = set()
    longest = set()
    for first, last in sorted({place for place, _ in found}, key=lambda place: (place[0] - place[1], place)):
        if first not in taken and last - 1 not in taken:  # what is no longer than all before lies in none of them
            longest.add((first, last))
            taken.update(range(first, last))
    words: dict[str, list[tuple[int, int]]] = {}
    for place, event_id in found:
        if place in longest:
            words.setdefault(event_id, []).append(place)
    return words


def _dated(
    phrase: Phrase, told: _Published, words: dict[str, list[tuple[int, int]]], events: _Events
) -> tuple[Span, str | None]:
    """Resolve a phrase at both ends of the publication interval, and choose the event that it dates.

    Where an event's words stand in the sentence, what the phrase may mean besides what its tense says is tried, too.
    """
    said, *others = [_both(*spans) for spans in zip(*map(phrase.readings, told), strict=True)]
    if phrase.kind not in ("date", "relative"):
        return said, None
    for reading in [said, *others] if words else ():
        event_id = _event_of(phrase, reading, words, events) if reading.precision != "open" else None
        if event_id in words:
            return reading, event_id
    is_one_of_two = said.precision == "open" and len(set(others)) > 1
    return said, None if is_one_of_two else _event_of(phrase, said, words, events)


def _both(first: Span, last: Span) -> Span:
    return Span(first.earliest, last.latest, first.precision)


def _event_of(phrase: Phrase, span: Span, words: dict[str, list[tuple[int, int]]], events: _Events) -> str | None:
    """Choose the event that a phrase dates: by its words in the sentence, the nearest, else by its very day."""
    if span.earliest is None or span.latest is None:
        return None
    fits = {
        event_id
        for event_id, (event, _) in events.items()
        if event.earliest <= span.latest and span.earliest <= event.latest
    }
    named = [event_id for event_id in fits if event_id in words]
    if named:
        return min(
            named, key=lambda event_id: (min(abs(start - phrase.start) for start, _ in words[event_id]), event_id)
        )
    same = [
        i for i in fits if span.precision == "day" and events[i][0].earliest == events[i][0].latest == span.earliest
    ]
    return same[0] if len(same) == 1 and span.earliest == span.latest else None


def _undated(
    words: dict[str, list[tuple[int, int]]],
    dated: set[str | None],
    phrases: list[tuple[int, int]],
    told: _Published,
    events: _Events,
) -> list[_Told]:
    """Give the words of events that no phrase of their sentence dates, where one event alone can be meant."""
    until = told[1] + SOON if told[1] else date.max
    meant: dict[tuple[int, int], list[str]] = {}
    for event_id, spans in words.items():
        for place in spans:
            if events[event_id][0].earliest <= until:
                meant.setdefault(place, []).append(event_id)
    found = []
    for (start, end), ids in meant.items():
        inside = any(start < last and first < end for first, last in phrases)
        if len(ids) == 1 and ids[0] not in dated and not inside:
            event = events[ids[0]][0]
            span = Span(event.earliest, event.latest, "day" if event.earliest == event.latest else "open")
            found.append(_Told(start, end, "event", span, "words of an event", ids[0]))
    return found
