"""Learn the readers of the shipped study's two frames: ``python -m benchmarks.train_frames FOLDER [--on FILE …]``.

FOLDER holds coded articles (``benchmarks/coded_frames``: invented couples, written and coded for this), FILE others to
measure on that nothing was learned from. An article begins with ``@id | outlet | day | person | person``, a person
being ``name;alias,alias;pronoun;role,role``; ``# `` stands before its headline, and before each sentence what it
asserts: L the positive frame of the study's first axis, S the negative, B both, N neither. ``--write`` stores the
readers beside the study file.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from analysis.compare.axes import score_article_axes
from analysis.compare.intervals import interval_by_draws
from analysis.corpus import read_articles
from analysis.framing.axes import counted_hits
from analysis.framing.hits import find_hits
from analysis.framing.learned import Use, describe_sentences
from analysis.framing.learned_hits import say_sentences
from analysis.pipeline import read_people
from analysis.study import LearnedReader, Study, read_study
from analysis.validity.learn import FILE, Coded, describe_learned, learn, write_learned

__all__ = ["main"]

_PLAIN = str.maketrans("“”’‘–", "\"\"''-")
#: What the codes mean: whether the positive and the negative frame are there.
_CODES = {"L": (True, False), "S": (False, True), "B": (True, True), "N": (False, False)}


class Article(NamedTuple):
    """A coded article that is read: its study, its tables, the places of its coded sentences and what they hold."""

    key: str
    study: Study
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]
    spans: list[tuple[int, int]]
    there: list[tuple[bool, bool]]


def read_coded(path: Path, study: Study) -> Iterator[Article]:
    """Read the coded articles of a file, each by a study of its own two people and the frames of a study."""
    for block in re.split(r"(?m)^(?=@)", path.read_text(encoding="utf-8")):
        if not block.strip():
            continue
        head, *lines = block.strip("\n").split("\n")
        key, outlet, day, *people = [part.strip() for part in head[1:].split("|")]
        body = "\n".join(line[2:].strip() if line[:1] in _CODES else "" for line in lines[1:])
        text = "\n\n".join(" ".join(part.split("\n")) for part in re.split(r"\n\n+", body) if part.strip())
        own = _study_of(study, key, people)
        row = {"article_id": key, "outlet": outlet, "published": day, "headline": lines[0][2:], "text": text}
        tables = read_people(read_articles(pd.DataFrame([row]), own).articles, own)
        coded = [(line[0], line[2:].strip()) for line in lines[1:] if line[:1] in _CODES]
        spans = list(_places(tables["articles"]["text"].iloc[0], [words for _, words in coded]))
        names = ("articles", "sentences", "segments", "mentions")
        there = [_CODES[code] for code, _ in coded]
        yield Article(key, own, tuple(tables[name] for name in names), spans, there)  # type: ignore[arg-type]


def _study_of(study: Study, key: str, people: Sequence[str]) -> Study:
    found = {}
    for person_id, person in zip(("one", "two"), people, strict=True):
        name, aliases, pronouns, roles = ([*person.split(";"), "", "", ""])[:4]
        listed = [[part.strip() for part in one.split(",") if part.strip()] for one in (aliases, roles)]
        given = {"aliases": [one for one in listed[0] if one != name.strip()], "roles": listed[1]}
        found[person_id] = {"name": name.strip(), "pronouns": pronouns.strip(), **given}
    relations = {"couple": {"kind": "spouse", "members": ["one", "two"]}}
    about = {
        "study": {"id": "coded", "title": key},
        "articles": "articles.csv",
        "people": found,
        "relations": relations,
    }
    return Study.model_validate({"path": study.path, **about, "frames": study.frames, "axes": study.axes})


def _places(text: str, sentences: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find where each sentence stands; a sentence reaches to the next."""
    plain, at, starts = text.translate(_PLAIN), text.index("\n"), []
    for words in sentences:
        found = plain.find(words.translate(_PLAIN)[:60], at)
        starts.append(found if found >= 0 else at)
        at = starts[-1] + 1
    yield from zip(starts, [*starts[1:], len(text)], strict=True)


def _inside(article: Article, starts: Sequence[int]) -> list[int | None]:
    """Give the coded sentence in which each place stands."""
    return [next((at for at, (a, b) in enumerate(article.spans) if a <= start + 1 < b), None) for start in starts]


def code_frames(articles: Sequence[Article], study: Study) -> dict[str, Coded]:
    """Give the coded sentences of the two frames, as the pipeline cuts them."""
    axis = next(iter(study.axes.values()))
    sides = (axis.positive, axis.negative)
    found: dict[str, list[tuple[object, ...]]] = {frame_id: [] for frame_id in sides}
    for article in articles:
        hits = counted_hits(find_hits(*article.tables, article.study, learned="out"), article.study)
        for side, frame_id in enumerate(sides):
            said = say_sentences(*article.tables, article.study, frame_id)
            for ((_, start), one), at in zip(said.items(), _inside(article, [key[1] for key in said]), strict=True):
                if at is not None:
                    ends = [end for begin, end in article.spans if begin <= start + 1 < end]
                    own = hits[(hits["start"] >= start) & (hits["start"] < min(start + len(one.text), ends[0]))]
                    is_found = bool((own["frame_id"] == frame_id).any())
                    found[frame_id].append((one, article.there[at][side], article.key, is_found, own.empty))
    coded = {}
    for frame_id, rows in found.items():
        every, truth, keys, by_codebook, silent = (list(column) for column in zip(*rows, strict=True))
        ids = np.array(keys)
        states = describe_sentences(every)
        coded[frame_id] = Coded(
            states, np.array(truth, float), np.ones(len(ids)), ids, ids, np.array(by_codebook), np.array(silent)
        )
    return coded


def measure(articles: Sequence[Article], readers: dict[str, LearnedReader], study: Study) -> None:
    """Print, for each use of the readers, how right frames are by sentence and balances by article; with intervals."""
    axis = next(iter(study.axes.values()))
    sides = (axis.positive, axis.negative)
    truth = np.array([side for article in articles for side in article.there])
    at = np.repeat(np.arange(len(articles)), [len(article.there) for article in articles])
    base: np.ndarray | None = None
    for use in sorted(get_args(Use), key=lambda use: use != "out"):
        given, balances = [], []
        for article in articles:
            frames = {
                name: frame.model_copy(update={"learned": readers.get(name)})
                for name, frame in article.study.frames.items()
            }
            own = article.study.model_copy(update={"frames": frames})
            hits = find_hits(*article.tables, own, learned=use)
            counted = counted_hits(hits, own)
            rows = np.zeros((len(article.spans), 2), bool)
            for side, frame_id in enumerate(sides):
                for place in _inside(article, counted.loc[counted["frame_id"] == frame_id, "start"].tolist()):
                    if place is not None:
                        rows[place, side] = True
            given.append(rows)
            scores = score_article_axes(hits, article.tables[1], article.tables[0], own)
            balances.append(scores[(scores["voice"] == "all") & (scores["section"] == "all")].iloc[0])
        found = np.concatenate(given)
        values = _summary(found, truth, at, np.ones(len(articles)))
        pairs = [(who, n, str(row)) for n in range(len(truth)) for who, row in (("a", truth[n]), ("b", found[n]))]
        hand = np.array([np.subtract(*np.sum(article.there, axis=0)) for article in articles])
        own_balance = np.array([row["balance"] for row in balances], float)
        right = int((np.sign(hand) * np.nan_to_num(own_balance) > 0).sum())
        decided = np.array([row["verdict"] == "decided" for row in balances])
        leaning = np.array([row["verdict"] == "leaning" for row in balances])
        wrong = np.sign(hand) * np.nan_to_num(own_balance) < 0
        print(
            f"{use}: agreement {values[0]:.3f}, alpha {AnnotationTask(data=pairs).alpha():.3f}; "
            f"positive P {values[1]:.2f} R {values[2]:.2f} F1 {values[3]:.3f}; "
            f"negative P {values[4]:.2f} R {values[5]:.2f} F1 {values[6]:.3f}; "
            f"sign {right} of {int((hand != 0).sum())}; "
            f"decided {decided.sum()} (wrong {(decided & wrong).sum()}), leaning {leaning.sum()} (wrong "
            f"{(leaning & wrong).sum()})"
        )
        if base is None:
            base = found
            continue
        told = []
        for name, n in (("agreement", 0), ("positive F1", 3), ("negative F1", 6)):

            def gain(times: np.ndarray, found: np.ndarray = found, n: int = n, base: np.ndarray = base) -> np.ndarray:
                pairs = ((_summary(one, truth, at, row)[n] for one in (found, base)) for row in times)
                return np.array([after - before for after, before in pairs])

            lower, upper, _ = interval_by_draws(gain, len(articles), draws=1000, seed=0)
            told.append(f"{name} {gain(np.ones((1, len(articles))))[0]:+.3f} ({lower:+.3f} to {upper:+.3f})")
        print("   more than the codebook:", ", ".join(told), flush=True)


def _summary(found: np.ndarray, truth: np.ndarray, at: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Give agreement, and precision, recall and F1 of either frame, articles counting so many times."""
    weight = times[at]
    values = [float(weight @ (found == truth).all(axis=1) / weight.sum())]
    for side in (0, 1):
        right, given, there = (
            float(weight @ one) for one in (found[:, side] & truth[:, side], found[:, side], truth[:, side])
        )
        values += [right / max(given, 1), right / max(there, 1), 2 * right / max(given + there, 1)]
    return np.array(values)


def main() -> None:
    """Print what the readers add, cross-validated and on other files; store them if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train_frames", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--on", type=Path, nargs="*", default=[])
    parser.add_argument("--study", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    study = read_study(given.study)
    articles = [article for path in sorted(given.folder.glob("*.txt")) for article in read_coded(path, study)]
    readers = {}
    for frame_id, coded in code_frames(articles, study).items():
        readers[frame_id], gain = learn(coded)
        print(f"{frame_id}: {describe_learned(readers[frame_id], gain)}", flush=True)
    if given.write:
        print(write_learned(study.folder / FILE, readers))
    if given.on:
        measure([article for path in given.on for article in read_coded(path, study)], readers, study)


if __name__ == "__main__":
    main()
