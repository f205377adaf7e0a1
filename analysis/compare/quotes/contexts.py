"""Ledger and tables of a whole corpus -> table `quote_contexts`: what each outlet puts around the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.tables import TABLES, by_article, conform, empty, map_articles
from analysis.text.english.cues import cue_forms
from analysis.text.english.function_words import DETERMINERS
from analysis.text.english.not_regular import NOT_ADVERBS

#: What a cue says beyond the fact that somebody spoke, by verb. After the reporting verbs of Thompson & Ye (1991,
#: "Evaluation in the reporting verbs used in academic papers") and newsroom advice on "said"; the list is our own.
COLOURS: dict[str, frozenset[str]] = {
    "plain": frozenset(
        "say tell add ask answer reply respond write post tweet note state speak continue explain".split()
    ),
    "firm": frozenset(
        "declare insist emphasize emphasise stress vow proclaim assert reiterate affirm reaffirm swear announce"
        " maintain underline underscore pledge promise warn demand order urge assure".split()
    ),
    "doubted": frozenset("claim allege contend argue suggest imply purport believe think suppose".split()),
    "conceded": frozenset("admit concede confess acknowledge reveal disclose divulge confide concur agree".split()),
    "warm": frozenset(
        "praise gush rave applaud laud thank compliment cheer celebrate congratulate hail salute toast enthuse".split()
    ),
    "hostile": frozenset(
        "slam blast accuse criticize criticise attack condemn denounce mock ridicule rip bash scold blame deny refute"
        " dismiss reject snap bark rant lash".split()
    ),
    "felt": frozenset(
        "exclaim joke laugh quip tease sigh cry sob shout scream yell whisper lament moan groan grumble complain fume"
        " smile shrug boast brag plead beg murmur mumble".split()
    ),
}
_COLOUR = {verb: colour for colour, verbs in COLOURS.items() for verb in verbs}

_forms = cache(cue_forms)
_WORD = re.compile(r"[^\W\d_]+")
#: Adverbs kept of one sentence: a bound for text without sentences.
MOST_ADVERBS = 20
#: Adverbs in -ly that say when or how surely, not in what manner.
_NO_MANNER = frozenset(
    "recently newly previously formerly currently shortly lately finally nearly really exactly probably possibly"
    " reportedly".split()
)


def cue_colour(cue: object) -> str | None:
    """Name the colour of a cue by its verb; "other" where the list has none, None without a cue.

    >>> cue_colour("said"), cue_colour("declaring"), cue_colour("gushed"), cue_colour(None)
    ('plain', 'firm', 'warm', None)
    """
    if not isinstance(cue, str) or not cue:
        return None
    for word in _WORD.findall(cue.lower()):
        form = _forms().get(word)
        if form:
            return _COLOUR.get(form.lemma, "other")
    return "other"


def find_contexts(shared_quotes: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Describe the place of each telling in its article.

    Parameters
    ----------
    shared_quotes : DataFrame
        Table of that name.
    tables : mapping of str to DataFrame
        articles, sentences, segments, valences, quotes and frame_hits of the whole corpus.

    Returns
    -------
    DataFrame
        Table `quote_contexts`, key as in `shared_quotes`. `cue` as written, NA where the quotation has none, and its
        `cue_colour`: plain, firm, doubted, conceded, warm, hostile, felt or other (`COLOURS`). `adverbs`: adverbs of
        manner in the outlet's own words of the sentences that hold the quotation or its cue, separated by blanks, NA
        without one. `position` of the piece in the text, 0 (first character) to 1. `before_start`, `before_end`,
        `after_start`, `after_end`: the sentences before and after the whole attribution, NA at the ends of the
        article. `tone` and `n_tone`: mean valence of
        the outlet's own words in the quotation's sentences and these two, and the segments it rests on; `frames`: the
        frames that are asserted there in the outlet's own words, the most frequent first, separated by blanks.
    """
    if shared_quotes.empty:
        return empty("quote_contexts")
    texts = map_articles(tables["articles"])
    cues = _cues(tables["quotes"])
    articles = _Articles(tables)
    whole = shared_quotes.groupby(["article_id", "attribution_index", "kind"], sort=False)
    extent = zip(whole["start"].transform("min").tolist(), whole["end"].transform("max").tolist(), strict=True)
    keys = ["utterance_id", "article_id", "quote_index"]
    rows = []
    for (*key, start), span in zip(
        shared_quotes[[*keys, "start"]].itertuples(index=False, name=None), extent, strict=True
    ):
        article_id, text = key[1], texts[key[1]]
        cue, cue_start = cues.get((article_id, key[2]), (None, None))
        around = articles.around(article_id, *span, cue_start, text)
        rows.append((*key, cue, cue_colour(cue), start / len(text), *around))
    names = [*keys, "cue", "cue_colour", "position", *_AROUND]
    frame = pd.DataFrame(rows, columns=names)
    return conform(frame[list(TABLES["quote_contexts"].dtypes)], "quote_contexts")


_AROUND = ["adverbs", "before_start", "before_end", "after_start", "after_end", "tone", "n_tone", "frames"]


def _cues(quotes: pd.DataFrame) -> dict[tuple[str, int], tuple[str | None, int | None]]:
    columns = quotes[["article_id", "quote_index", "cue", "cue_start"]].itertuples(index=False, name=None)
    return {
        (article_id, index): (None, None) if pd.isna(start) else (cue, int(start))
        for article_id, index, cue, start in columns
    }


class _Articles:
    """Sentences, own words and asserted frames of each article, as arrays."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        own = tables["segments"][tables["segments"]["voice"] == "own"]
        scored = tables["valences"][tables["valences"]["unit"] == "segment"].rename(
            columns={"unit_index": "segment_index"}
        )
        own = own.merge(
            scored[["article_id", "segment_index", "compound"]], on=["article_id", "segment_index"], how="left"
        )
        hits = tables["frame_hits"]
        hits = hits[(hits["voice"] == "own") & (hits["scope"] == "asserted")]
        self.sentences = _by_article(tables["sentences"], "start end")
        self.own = _by_article(own, "sentence_index start end compound")
        self.hits = _by_article(hits, "sentence_index frame_id")
        self.known: dict[tuple[str, int, int, int], tuple[object, ...]] = {}

    def around(self, article_id: str, start: int, end: int, cue: int | None, text: str) -> tuple[object, ...]:
        starts, ends = self.sentences[article_id]

        def sentence(position: int) -> int:
            return max(int(np.searchsorted(starts, position, side="right")) - 1, 0)

        first, last = sentence(start), sentence(max(end - 1, start))
        before = (int(starts[first - 1]), int(ends[first - 1])) if first else (None, None)
        after = (int(starts[last + 1]), int(ends[last + 1])) if last + 1 < len(starts) else (None, None)
        key = article_id, first, last, first if cue is None else sentence(cue)
        if key not in self.known:  # a sentence of many quotations is read once
            self.known[key] = self._near(*key, text)
        adverbs, *near = self.known[key]
        return adverbs, *before, *after, *near

    def _near(self, article_id: str, first: int, last: int, at_cue: int, text: str) -> tuple[object, ...]:
        """Give the adverbs, tone, number of stretches and frames around what stands in some sentences."""
        index, seg_start, seg_end, compound = self.own.get(article_id, [np.zeros(0)] * 4)
        beside = ((index >= first) & (index <= last)) | (index == at_cue)
        words = [text[int(a) : int(b)] for a, b in zip(seg_start[beside], seg_end[beside], strict=True)]
        near = (index >= first - 1) & (index <= last + 1) & ~np.isnan(compound.astype(float))
        tone = float(compound[near].astype(float).mean()) if near.any() else None
        return _adverbs(words), tone, int(near.sum()), self._frames(article_id, first - 1, last + 1)

    def _frames(self, article_id: str, first: int, last: int) -> str | None:
        sentence, frame = self.hits.get(article_id, [np.zeros(0)] * 2)
        counts = Counter(frame[(sentence >= first) & (sentence <= last)].tolist())
        return " ".join(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))) or None


def _by_article(table: pd.DataFrame, columns: str) -> dict[str, list[np.ndarray]]:
    arrays = [table[column].to_numpy() for column in columns.split()]
    return {article_id: [array[rows] for array in arrays] for article_id, rows in by_article(table)}


def _adverbs(stretches: list[str]) -> str | None:
    """Find the adverbs of manner, none with a capital or a determiner: Kelly said, a rally, a deeply sad day."""
    found = []
    for stretch in stretches:
        words = _WORD.findall(stretch)
        for before, word in pairwise(["", *words]):
            is_adverb = len(word) > 4 and word.islower() and word.endswith("ly") and word not in NOT_ADVERBS
            if is_adverb and word not in _NO_MANNER and before.lower() not in (*DETERMINERS, "that"):
                found.append(word)
    return " ".join(found[:MOST_ADVERBS]) or None
