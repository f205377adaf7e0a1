"""A seed -> a folder with a study, articles and what was planted in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analysis.corpus.demo.speech import Said, alter, fill, make_utterance, trim
from analysis.corpus.demo.story import EVENT_DAY, LEADS, Outlet, make_outlets, study_text
from analysis.corpus.demo.words import read_words
from analysis.errors import StudyError
from analysis.tables import write_bytes

FIRST_DAY = date(2024, 1, 1)
DAYS = 366
EVENT_SHIFT = 0.2  # by which the event lowers the chance of a warm sentence
COPIED = 0.1  # share of articles that are copies of another outlet's
#: What outlets do to the words of an utterance, and how often.
VARIANTS = {"verbatim": 0.6, "trimmed": 0.25, "altered": 0.15}


def write_demo(folder: str | Path, *, articles: int = 400, outlets: int = 6, seed: int = 0) -> list[Path]:
    """Write a corpus of invented articles whose effects are known.

    Planted are: the balance of each outlet in its own words, falling evenly from the first to the last, the two in the
    middle alike; an event in the middle of the year that lowers it everywhere; one article in ten that is a copy of
    another outlet's with a new opening; answers that several outlets quote whole, trimmed or altered; an outlet, the
    last, that never quotes one of the two people; one pet word of each outlet; a past that is recalled by pole.

    Parameters
    ----------
    folder : path
        Made if it is not there; files of an earlier demo are replaced.
    articles, outlets : int
        At least 2 articles an outlet; 1 to 200 outlets.
    seed : int
        The same seed writes the same bytes.

    Returns
    -------
    list of Path
        ``study.yaml``, ``articles.csv``, and, as the truth, ``planted.json`` and ``planted_quotes.csv`` (one row a
        quotation: article_id, utterance, speaker, variant).

    Raises
    ------
    StudyError
        There are too few articles or too many outlets, or the folder holds a study that is no demo.
    """
    if not 1 <= outlets <= 200 or articles < 2 * outlets:
        raise StudyError(
            f"A demo must have 1 to 200 outlets, each of two articles; found {outlets} outlets, {articles} articles."
        )
    target = Path(folder)
    if (target / "study.yaml").exists() and not (target / "planted.json").exists():
        raise StudyError(f"A demo must not replace another study; {target} holds a study.yaml.")
    random = np.random.default_rng(seed)
    papers = make_outlets(outlets)
    written = _write_articles(papers, articles, random)
    quotes = [quote for article in written for quote in article.quotes]
    rows = [(a.article_id, a.outlet.name, a.published.isoformat(), a.headline, a.text) for a in written]
    files = {
        "study.yaml": study_text(papers),
        "articles.csv": _csv(("article_id", "outlet", "published", "headline", "text"), rows),
        "planted.json": json.dumps(_planted(papers, written), indent=2) + "\n",
        "planted_quotes.csv": _csv(("article_id", "utterance", "speaker", "variant"), quotes),
    }
    return [write_bytes(target / name, text.encode()) for name, text in files.items()]


def _csv(names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return buffer.getvalue()


class _Occasion(NamedTuple):
    """A day on which the two people answered questions."""

    day: int
    place: str
    answers: list[tuple[int, Said]]


class _Article(NamedTuple):
    article_id: str
    outlet: Outlet
    published: date
    headline: str
    paragraphs: list[str]
    quotes: list[tuple[str, int, str, str]]
    n_warm: int
    n_cold: int
    copy_of: str | None

    @property
    def text(self) -> str:
        return "\n\n".join([" ".join(self.paragraphs[:2]), *self.paragraphs[2:]])


def _write_articles(papers: list[Outlet], n: int, random: np.random.Generator) -> list[_Article]:
    """Invent occasions and let outlets report them, in the order of publication."""
    occasions = _occasions(max(n // 8, 1), random)
    n_copies = round(COPIED * n) if len(papers) > 1 else 0
    plans = sorted(
        (int(random.integers(len(occasions))), number % len(papers), int(random.integers(0, 4)))
        for number in range(n - n_copies)
    )
    found: list[_Article] = []
    for occasion, paper, late in plans:
        article_id = f"demo-{len(found):04}"
        found.append(_report(article_id, papers[paper], occasions[occasion], late, random))
    for original in random.choice(len(found), n_copies, replace=False).tolist():
        found.append(_copy(f"demo-{len(found):04}", found[original], papers, random))
    return sorted(found, key=lambda article: (article.published, article.article_id))


def _occasions(n: int, random: np.random.Generator) -> list[_Occasion]:
    found: list[_Occasion] = []
    number = 0
    for day in sorted(random.integers(0, DAYS - 7, n).tolist()):
        answers = []
        for _ in range(int(random.integers(2, 5))):
            answers.append((number, make_utterance(str(random.choice([lead.person_id for lead in LEADS])), random)))
            number += 1
        found.append(_Occasion(day, str(random.choice(read_words()["slots"]["place"])), answers))
    return found


def _report(article_id: str, outlet: Outlet, occasion: _Occasion, late: int, random: np.random.Generator) -> _Article:
    """Write one outlet's article about an occasion."""
    published = occasion.day + late
    lean = outlet.lean - (EVENT_SHIFT if published >= EVENT_DAY else 0.0)
    lean = float(random.beta(10 * max(lean, 0.02), 10 * (1 - max(lean, 0.02))))  # articles of an outlet differ
    poles = ["warm" if random.random() < lean else "cold" for _ in range(int(random.integers(4, 9)))]
    pole = "warm" if random.random() < lean else "cold"
    names = {"a": LEADS[0].last, "b": LEADS[1].last, "place": occasion.place, "pet": outlet.pet}
    words = read_words()
    patterns = [str(random.choice(words[side])) for side in poles]
    patterns += [str(random.choice(words["neutral"])) for _ in range(int(random.integers(3, 7)))]
    own = [fill(pattern, random).format(**names) for pattern in (*patterns, words["pet_sentence"])]
    recalled = "warm" if pole == "warm" or published < EVENT_DAY else "cold"
    own.append(str(random.choice(words["recalled"][recalled])).format(**names))
    random.shuffle(own)
    quotes, told = _quotes(article_id, outlet, occasion, pole, random)
    day = FIRST_DAY + timedelta(days=occasion.day)
    lead = f"{LEADS[0].name} and {LEADS[1].name} were seen in {occasion.place} on {day:%B} {day.day}."
    paragraphs = [lead, *_mix(own, quotes, random)]
    headline = str(random.choice(words["headlines"][pole])).format(**names)
    counts = poles.count("warm"), poles.count("cold")
    return _Article(
        article_id, outlet, FIRST_DAY + timedelta(days=published), headline, paragraphs, told, *counts, None
    )


def _quotes(
    article_id: str, outlet: Outlet, occasion: _Occasion, pole: str, random: np.random.Generator
) -> tuple[list[str], list[tuple[str, int, str, str]]]:
    """Choose which answers an outlet quotes and what it does to them: paragraphs and what was planted."""
    paragraphs, told = [], []
    cues = read_words()["cues"][pole if abs(outlet.lean - 0.5) > 0.2 else "middle"]
    for number, said in occasion.answers:
        lead = next(lead for lead in LEADS if lead.person_id == said.speaker)
        if (outlet.is_deaf and lead is LEADS[1]) or random.random() < 0.25:
            continue
        variant = str(random.choice(list(VARIANTS), p=list(VARIANTS.values())))
        variant = variant if len(said.text.split()) >= 10 else "verbatim"
        text = {"verbatim": lambda text, _: text, "trimmed": trim, "altered": alter}[variant](said.text, random)
        text = (text[0].upper() + text[1:]).rstrip(".,;")
        end = "" if text[-1] in "?!" else ","
        paragraphs.append(f"“{text}{end}” {lead.last} {random.choice(cues)}.")
        told.append((article_id, number, said.speaker, variant))
    return paragraphs, told


def _mix(own: list[str], quotes: list[str], random: np.random.Generator) -> list[str]:
    """Put two or three own sentences into a paragraph and the quotations between paragraphs."""
    paragraphs = []
    while own:
        size = int(random.integers(2, 4))
        paragraphs.append(" ".join(own[:size]))
        own = own[size:]
    for quote in quotes:
        paragraphs.insert(int(random.integers(1, len(paragraphs) + 1)), quote)
    return paragraphs


def _copy(article_id: str, original: _Article, papers: list[Outlet], random: np.random.Generator) -> _Article:
    """Let another outlet print an article a day or two later, with an opening of its own."""
    others = [paper for paper in papers if paper is not original.outlet and not paper.is_deaf]
    outlet = others[int(random.integers(len(others)))] if others else original.outlet
    opening = f"This story reached us from {original.outlet.name}. It is printed here as it came."
    return original._replace(
        article_id=article_id,
        outlet=outlet,
        published=original.published + timedelta(days=int(random.integers(1, 3))),
        paragraphs=[opening, *original.paragraphs[1:]],
        quotes=[(article_id, number, speaker, variant) for _, number, speaker, variant in original.quotes],
        copy_of=original.article_id,
    )


def _planted(papers: list[Outlet], written: list[_Article]) -> dict[str, Any]:
    """Say what was planted; balances are those of the sentences that were written, copies counted with them."""
    return {
        "balance": {paper.outlet_id: _balance(a for a in written if a.outlet is paper) for paper in papers},
        "balance_by_side": {
            side: _balance(a for a in written if ((a.published - FIRST_DAY).days >= EVENT_DAY) is is_after)
            for side, is_after in (("before", False), ("after", True))
        },
        "alike": [papers[place].outlet_id for place in (len(papers) // 2 - 1, len(papers) // 2)]
        if len(papers) > 3
        else [],
        "event": {"id": "filing", "day": (FIRST_DAY + timedelta(days=EVENT_DAY)).isoformat()},
        "copies": {a.article_id: a.copy_of for a in written if a.copy_of},
        "never_quotes": {paper.outlet_id: LEADS[1].person_id for paper in papers if paper.is_deaf},
        "pet_words": {paper.outlet_id: paper.pet for paper in papers},
    }


def _balance(articles: Iterable[_Article]) -> float | None:
    counts = [(article.n_warm, article.n_cold) for article in articles]
    warm, cold = sum(n for n, _ in counts), sum(n for _, n in counts)
    return round((warm - cold) / (warm + cold), 4) if warm + cold else None
