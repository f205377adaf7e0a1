"""A reader of a frame that is learned from coded sentences, beside the codebook and never in its place.

A linear layer over what the small encoder sees in a sentence, and over who is named in it and whether it is quoted.
A frame has one only where the study names its file (``learned``), made by ``narrative code adapt --measure frame``,
or ``python -m benchmarks.train_frames`` for the shipped study. It reads the sentences of which the codebook says
nothing, of this frame or of the one against it: a word that a person listed and that counts is not overruled. What it
finds is one hit a sentence, which weighs its score, the probability that a coder sees the frame there, and says that
it was learned.

The layer sees one sentence and nothing around it; whom the sentence concerns is told by `analysis.framing.concern`, as
for any hit. Denial, hearsay and irony it knows as far as coders' sentences taught it: scope is always asserted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from analysis.errors import StudyError
from analysis.sentiment.linear import has_words
from analysis.sentiment.small import hash_encoder, recall
from analysis.sentiment.tone import known_states
from analysis.study import Study

#: In the place of an indicator.
LEARNED = "learned reader"
#: The least score of a hit: a coder more likely sees the frame than not.
LEAST = 0.5
#: Where a learned reader is heard: where the codebook is silent, also beside it, in its place, nowhere.
Use = Literal["silent", "beside", "alone", "out"]
_KNOWN: dict[tuple[str, float, str], float] = {}


class Said(NamedTuple):
    """A sentence as a learned reader sees it: its text to be scored, who of those the frame asks for is named in it.

    ``named`` is the number of them, ``asked`` how many there are (0: the frame asks for nobody).
    """

    text: str
    named: int
    asked: int
    is_quoted: bool


def find_members(study: Study, about: str | None) -> frozenset[str]:
    """Give the people whom a frame asks for by a person or a relation; none where it asks for nobody."""
    if about is None or about == "anyone":
        return frozenset()
    relation = study.relations.get(about)
    return frozenset(relation.people) if relation else frozenset({about})


def describe_sentences(said: Sequence[Said]) -> np.ndarray:
    """Give the inputs of a learned reader, (sentences, width + 3): states of the encoder, any named, all named, quoted.

    Raises
    ------
    StudyError
        The weights of the encoder are missing.
    """
    states = known_states([one.text for one in said])
    return np.concatenate([states, _circumstances(said)], axis=1)


def _circumstances(said: Sequence[Said]) -> np.ndarray:
    rows = [(one.named > 0, 0 < one.asked == one.named, one.is_quoted) for one in said]
    return np.array(rows, float).reshape(-1, 3)


class Readers:
    """The learned readers of a study's frames; there may be none.

    Raises
    ------
    StudyError
        One was learned over another encoder than the one that is here.
    """

    def __init__(self, study: Study) -> None:
        self._readers = {name: reader for name, frame in study.frames.items() if (reader := frame.learned)}
        for frame_id, reader in self._readers.items():
            if reader.encoder_sha256 != hash_encoder():
                raise StudyError(
                    f"`learned` of frame `{frame_id}` must be learned over the encoder of this version; its file names "
                    "another. Learn it again: narrative code adapt --measure frame."
                )
        self.members: Mapping[str, frozenset[str]] = {
            frame_id: find_members(study, study.frames[frame_id].about) for frame_id in self._readers
        }
        #: The frames whose hits break the silence: its own, and those against which an axis sets it.
        self.rivals: Mapping[str, frozenset[str]] = {
            frame_id: frozenset([frame_id]).union(
                *(pair for axis in study.axes.values() if frame_id in (pair := {axis.positive, axis.negative}))
            )
            for frame_id in self._readers
        }

    def __bool__(self) -> bool:
        return bool(self._readers)

    def score(self, frame_id: str, said: Sequence[Said]) -> np.ndarray:
        """Score how likely a coder sees a frame in sentences, (sentences,), in [0, 1]; nan of one without a word."""
        if not said:
            return np.empty(0)
        reader = self._readers[frame_id]
        weights = np.array(reader.weights)

        def read(keys: Sequence[tuple[str, float, str]]) -> list[float]:
            found: list[float] = (known_states([text for *_, text in keys]) @ weights[:-3]).tolist()
            return found

        keys = [(reader.sentences_sha256, reader.weights[0], one.text) for one in said]
        scores = np.array(recall(_KNOWN, keys, read)) + _circumstances(said) @ weights[-3:] + reader.constant
        known = has_words([one.text for one in said], [(0, 0)] * len(said))
        found: np.ndarray = np.where(known, np.clip(scores, 0, 1).round(3), np.nan)
        return found
