"""An article and its hits -> the article as a reader sees it, the evidence marked: HTML that needs nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup, escape

from analysis.framing.hits import SILENT_SECTIONS
from analysis.study import Study

__all__ = ["COLOURS", "mark_article", "mark_legend"]

#: Colours of the frames in the order of the study file, told apart by colour-blind readers and in grey (petroff6).
COLOURS = ("#5790fc", "#f89c20", "#e42536", "#964a8b", "#9c9ca1", "#7a21dd")

#: How the line under a hit says its scope.
LINES = {"asserted": "solid", "denied": "dashed", "reported": "dotted", "question": "double"}

_STYLE = Markup(
    "<style>.marked{{max-width:52rem;line-height:1.6}}.marked .row{{display:flex;gap:1rem;margin:.6rem 0}}"
    ".marked .row p{{flex:1;margin:0}}.marked .row aside{{flex:0 0 12rem;font-size:.75rem;color:#555}}"
    ".marked .headline{{font-weight:bold}}.marked .subhead{{font-weight:bold;font-size:.95rem}}"
    ".marked .silent{{color:#888}}.marked mark{{background:none;color:inherit;border-bottom:3px solid}}"
    ".marked mark.aside{{opacity:.55}}{}</style>"
)


_COLUMNS = ("start", "end", "frame_id", "indicator", "scope", "voice", "holder_id", "about_id")


class _Hit(NamedTuple):
    start: int
    end: int
    frame_id: str
    indicator: str
    scope: str
    voice: str | None
    holder_id: str | None
    about_id: str | None
    counts: bool


def mark_article(
    text: str, sentences: pd.DataFrame, hits: pd.DataFrame, study: Study, *, counted: Sequence[bool] | None = None
) -> Markup:
    """Turn one article into HTML with its hits underlined in the colour of their frame.

    Parameters
    ----------
    text : str
        `articles.text` of the article.
    sentences, hits : DataFrame
        The article's rows of the tables `sentences` and `frame_hits`.
    study : Study
        Names the frames and people; the order of its frames sets the colours.
    counted : sequence of bool, optional
        Of each hit, whether it enters the balance; those that do not are pale. All do if missing.

    Returns
    -------
    Markup
        One ``<div class="marked">`` with its own style: a paragraph a row, beside it the sources of its quoted and
        paraphrased hits. The line under a hit is solid where it is asserted, dashed where denied, dotted where
        hearsay, double where open; a tooltip tells frame, scope, voice, source and target. Captions, credits and
        appeals are grey. All text is escaped.

    Examples
    --------
    >>> from analysis.study import read_study
    >>> from analysis.tables import empty
    >>> rows = [("a", 0, 0, "body", 0, 10)]
    >>> sentences = pd.DataFrame(rows, columns=list(empty("sentences").columns))
    >>> "It is &lt;b&gt;." in mark_article("It is <b>.", sentences, empty("frame_hits"), read_study())
    True
    """
    counts = list(counted) if counted is not None else [True] * len(hits)
    columns = [hits[name].astype(object).where(hits[name].notna(), None).tolist() for name in _COLUMNS]
    found = sorted(map(_Hit._make, zip(*columns, counts, strict=True)), key=lambda hit: hit[:2])
    rows = []
    for _, part in sentences.groupby("paragraph_index", sort=True):
        start, end, section = int(part["start"].iloc[0]), int(part["end"].iloc[-1]), str(part["section"].iloc[0])
        inside = found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]
        rows.append(_row(text, start, end, section, inside, study))
    return Markup('{}<div class="marked">{}</div>').format(_style(study), Markup("").join(rows))


def mark_legend(study: Study) -> Markup:
    """Name the colours of the frames and the lines of the scopes, as marked by `mark_article`."""
    frames = [
        Markup('<mark class="{}">{}</mark>').format(_class(study, frame_id), frame.label)
        for frame_id, frame in study.frames.items()
    ]
    scopes = [
        Markup('<mark style="border-bottom-style:{}">{}</mark>').format(line, scope) for scope, line in LINES.items()
    ]
    return Markup('{}<div class="marked"><p>{}; {}; pale: does not count</p></div>').format(
        _style(study), Markup(" · ").join(frames), Markup(" · ").join(scopes)
    )


def _style(study: Study) -> Markup:
    colours = Markup("").join(
        Markup(".marked .{}{{border-color:{}}}").format(_class(study, frame_id), COLOURS[at % len(COLOURS)])
        for at, frame_id in enumerate(study.frames)
    )
    return _STYLE.format(colours)


def _class(study: Study, frame_id: str) -> str:
    return f"frame-{list(study.frames).index(frame_id)}"


def _start(hit: _Hit) -> int:
    return hit.start


def _row(text: str, start: int, end: int, section: str, hits: Sequence[_Hit], study: Study) -> Markup:
    words = Markup("").join(_pieces(text, start, end, hits, study))
    sources = dict.fromkeys(_source(hit, study) for hit in hits)
    return Markup('<div class="row"><p class="{}">{}</p><aside>{}</aside></div>').format(
        "silent" if section in SILENT_SECTIONS else section, words, Markup("<br>").join(filter(None, sources))
    )


def _pieces(text: str, start: int, end: int, hits: Sequence[_Hit], study: Study) -> Iterator[Markup]:
    """Cut a paragraph wherever a hit begins or ends; hits that overlap nest in every piece they share."""
    cuts = sorted({start, end, *(min(cut, end) for hit in hits for cut in (hit.start, hit.end))})
    coming, here = deque(hits), list[_Hit]()
    for first, last in pairwise(cuts):
        while coming and coming[0].start <= first:
            here.append(coming.popleft())
        here = [hit for hit in here if hit.end > first]
        piece = escape(text[first:last])
        for hit in here:
            piece = Markup('<mark class="{}{}" style="border-bottom-style:{}" title="{}">{}</mark>').format(
                _class(study, hit.frame_id), "" if hit.counts else " aside", LINES[hit.scope], _note(hit, study), piece
            )
        yield piece


def _note(hit: _Hit, study: Study) -> str:
    """Tell all of a hit in one line, for the tooltip."""
    voice, about = _source(hit, study) or "the outlet", _name(hit.about_id, study) or "not known whom"
    return f"{study.frames[hit.frame_id].label} · {hit.indicator} · {hit.scope} · {voice} · about {about}"


def _source(hit: _Hit, study: Study) -> str:
    if hit.voice not in ("quoted", "paraphrased"):
        return ""
    return f"{_name(hit.holder_id, study) or 'source not resolved'} ({hit.voice})"


def _name(some_id: str | None, study: Study) -> str:
    if some_id in study.relations:
        return " and ".join(study.people[person].name for person in study.relations[some_id].people)
    return study.people[some_id].name if some_id in study.people else some_id or ""
