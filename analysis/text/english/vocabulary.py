"""Words -> the letters of their classes, worked out when a word is first met."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analysis.text.english.classes import CLOSED, TAKES, TOOK
from analysis.text.english.cues import ALSO_NOUNS, CueForm, cue_forms
from analysis.text.english.grammar import letters
from analysis.text.english.not_regular import NOT_ADVERBS, NOT_PAST

#: Words kept between articles; beyond this number a vocabulary is emptied, so that memory stays flat.
LIMIT = 100_000

#: A word (with what hangs together: “Roe’s”, “didn't”, “ex-wife”, “R&B”) or a sign.
TOKEN = r"\w++(?:[’'&./-]\w++)*+|--|[^\w\s]"
#: What stands in for a quotation among the words; no token has marks.
STAND_INS = {"“Q”": "sentences", "“q”": "phrase", "“k”": "tagged", "“T”": "phrase", "“K”": "tagged"}
_STAND_INS = {word: letters(name) for word, name in STAND_INS.items()}
_CLOSED = {word: letter for letter, words in CLOSED.values() for word in words.split()}
_VERBS = dict.fromkeys(TOOK.split(), letters("took")) | dict.fromkeys(TAKES.split(), letters("takes"))
_SIGNS = {sign: sign for sign in ",:;()"} | {"[": "(", "]": ")"}
_SIGNS |= dict.fromkeys(("-", "–", "—", "--", "―"), letters("dash")) | dict.fromkeys(".!?…", letters("stop"))
_SIGNS |= dict.fromkeys('"“”„‟«»', '"') | dict.fromkeys("'’", letters("apostrophe"))
_OTHER, _POSSESSIVE, _NAME, _NUMBER, _WORD = map(letters, "other possessive name number word".split())
_SAID, _SAYS, _ADVERB, _ING, _ED, _PLURAL = map(letters, "said says often ing ed plural".split())


class Vocabulary(dict[str, str]):
    """Letter of each word as written.

    ``cues`` has the cue form of those of the words that may attribute.
    """

    def __init__(self, forms: dict[str, CueForm]) -> None:
        super().__init__(_STAND_INS)
        self.forms = forms
        self.cues: dict[str, CueForm] = {}

    def __missing__(self, written: str) -> str:
        if len(self) > LIMIT:
            self.clear()
            self.update(_STAND_INS)
        word = written.lower()
        form = self.forms.get(word)
        if form is not None:
            self.cues[written] = form
        is_name = written.isupper() and len(written) > 1  # US, IT, MAY: not the small words they look like
        self[written] = letter = (not is_name and _CLOSED.get(word)) or _class_of(written, word, form)
        return letter


@lru_cache(maxsize=4)
def read_vocabulary(add: tuple[str, ...] = ()) -> Vocabulary:
    """Give the vocabulary with the cues that a study adds."""
    return Vocabulary(cue_forms(add))


def classes_of(words: Sequence[str]) -> str:
    """Give the letters of words, with no cues beyond those of the list."""
    return "".join(map(read_vocabulary().__getitem__, words))


def _class_of(written: str, word: str, cue: CueForm | None) -> str:
    """Give the class of a token that is in no closed list."""
    first = written[0]
    if not (first.isalnum() or first == "_"):
        return _SIGNS.get(written, _OTHER)
    if word.endswith(("’s", "'s", "s’", "s'")):
        return _POSSESSIVE
    if first.isupper():
        return _NAME
    if first.isdigit():
        return _NUMBER
    if cue is not None and cue.form in ("past", "participle"):
        return _SAID
    if cue is not None and cue.form == "s" and cue.lemma not in ALSO_NOUNS:
        return _SAYS
    if word in _VERBS:
        return _VERBS[word]
    if word.endswith("ly") and word not in NOT_ADVERBS:
        return _ADVERB
    if word.endswith("ing"):
        return _ING
    if word.endswith("ed") and word not in NOT_PAST:
        return _ED
    return _PLURAL if word.endswith("s") and not word.endswith("ss") else _WORD
