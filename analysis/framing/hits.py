"""Sentences + codebook -> frame hits: the words that count as evidence, in whose voice, about whom, in what scope."""

from __future__ import annotations

from bisect import bisect_right

import pandas as pd

from analysis.framing.matching import Match, Matcher, entries
from analysis.framing.scope import find_scopes
from analysis.study import Study
from analysis.tables import by_article, conform
from analysis.text.titles import find_titles

__all__ = ["SILENT_SECTIONS", "find_hits"]

#: Sections whose words are never evidence: photo credits, captions of other stories, calls to subscribe.
SILENT_SECTIONS = frozenset({"caption", "credit", "appeal"})


def find_hits(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
) -> pd.DataFrame:
    """Find the codebook's indicators in each article."""
    matcher = Matcher(entries(study.frames), study.study.language)
    titles = {work_id: work.titles for work_id, work in study.works.items()}
    parts = {name: dict(by_article(table)) for name, table in (("s", sentences), ("v", segments), ("m", mentions))}
    rows: list[tuple] = []
    for article_id, text in zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True):
        none = slice(0, 0)
        rows.extend(
            _article_rows(
                article_id,
                text,
                sentences.iloc[parts["s"].get(article_id, none)],
                segments.iloc[parts["v"].get(article_id, none)],
                mentions.iloc[parts["m"].get(article_id, none)],
                matcher,
                [(span.start, span.end) for span in find_titles(text, titles)],
                study,
            )
        )
    columns = (
        "article_id start end sentence_index section frame_id indicator surface function weight scope voice "
        "holder_kind holder_id about_id"
    )
    frame = pd.DataFrame(rows, columns=columns.split())
    frame = frame.drop_duplicates(["article_id", "start", "frame_id", "indicator"])
    return conform(frame, "frame_hits")


def _article_rows(article_id, text, sentences, segments, mentions, matcher, masked, study) -> list[tuple]:  # type: ignore[no-untyped-def]
    masked = sorted(masked + _spans(mentions[mentions["kind"] == "proper"]))
    voices = list(
        zip(
            segments["start"].tolist(),
            segments["end"].tolist(),
            segments["voice"].tolist(),
            segments["holder_kind"].tolist(),
            segments["holder_id"].tolist(),
            strict=True,
        )
    )
    starts = [voice[0] for voice in voices]
    people: dict[int, set[str]] = {}
    for index, person_id in zip(mentions["sentence_index"].tolist(), mentions["person_id"].tolist(), strict=True):
        if isinstance(person_id, str):
            people.setdefault(index, set()).add(person_id)
    rows = []
    for index, section, start, end in zip(
        sentences["sentence_index"].tolist(),
        sentences["section"].tolist(),
        sentences["start"].tolist(),
        sentences["end"].tolist(),
        strict=True,
    ):
        if section in SILENT_SECTIONS:
            continue
        for match in sorted(matcher.find(text, [(start, end)]), key=lambda m: m[:2]):
            if any(a < match.end and match.start < b for a, b in masked):
                continue
            at = bisect_right(starts, match.start) - 1
            voice = voices[at][2:] if at >= 0 and match.start < voices[at][1] else (None, None, None)
            if not _may_match(match, section, voice[0]):
                continue
            entry = match.entry
            rows.append(
                (article_id, match.start, match.end, index, section, entry.frame_id, entry.indicator)
                + (text[match.start : match.end], entry.function, entry.weight)
                + (find_scopes(text, (start, end), [(match.start, match.end)])[0], *voice)
                + (_about(people.get(index, set()), entry.about, study),)
            )
    return rows


def _spans(mentions: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(mentions["start"].tolist(), mentions["end"].tolist(), strict=True))


def _may_match(match: Match, section: str, voice: str | None) -> bool:
    place = "headline" if section == "headline" else voice
    return place is None or place in match.entry.where


def _about(people: set[str], about: str | None, study: Study) -> str | None:
    """Name whom a hit concerns: the required relation where only its members are in the sentence."""
    if about is None or about == "anyone":
        return about if about is None else None
    members = set(study.relations[about].people) if about in study.relations else {about}
    if people & members and not people - members:
        return about
    outside = sorted(people - members)
    if outside and not people & members:
        return outside[0]
    return about if people & members else None
