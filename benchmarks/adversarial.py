"""Texts that mix every rule of VADER, its oddities included, to hold the fast scorer against the reference."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["adversarial_texts"]

_POOLS = {
    "valence": "good bad great terrible love loves hate happy sad win fraud kind no lol sux worst best :) :( :D <3",
    "booster": "very so really extremely barely kinda sorta hardly slightly more most incredibly fucking less",
    "negation": "not never without isn't don't cant cannot neither nor none won't despite rarely n't can't, hadn’t",
    "special": "so this doubt least at very no or nor kind of sort just enough but BUT But, but. 'but'",
    "idiom": "the shit bomb bad ass badass bus stop yeah right kiss of death to die for beating heart",
    "filler": "table monday 1999 U.S. I A it -- ... - ?? — “quoted ” naïve ÉCOLE ǅ ª İ İT KİLL 中文 ﬁne ß NO, of. so!",
    "emoji": "😀 😂 ❤ ❤️ 👍🏽 💔 © ® ™ ‼ ⁉ ℹ 🔛 🆙 😡! love😀 😀love 👩‍👩‍👧 🇺🇸 1️⃣",
}
_WEIGHTS = {"valence": 6, "booster": 3, "negation": 3, "special": 4, "idiom": 3, "filler": 4, "emoji": 0.4}
_PHRASES = (
    "never so", "never this", "without doubt", "without a doubt", "kind of", "sort of", "just enough", "at least",
    "very least", "the least", "yeah right", "to die for", "kiss of death", "the bomb", "bus stop", "no good or bad",
    "good but good but good", "not so good", "great , but great great", "can't stand", "fed up",
)  # fmt: skip
_BLANKS = (" ", " ", " ", " ", " ", " ", " ", "  ", "\t", "\n", "\u00a0", "\u2003", "\u3000", "\x1c", "\x85", "\u2028")
_MARKS = ("", "", "", "", "", "", ".", ",", "!", "?", "!!", "???", "!?!?!", '"', "'", ")", "...", "…", ";")


def adversarial_texts(n: int, words: list[str], seed: int = 0) -> Iterator[str]:
    """Make texts of 0 to 30 tokens, the same for a seed.

    Parameters
    ----------
    n : int
        How many.
    words : list of str
        The lexicon's words; one token in eight is drawn from them.
    seed : int
        Of the random generator.

    Yields
    ------
    str
        Tokens in any case with marks at either end, joined by any white space, some of it leading and trailing.
    """
    chance = random.Random(seed)
    pools = {name: text.split() for name, text in _POOLS.items()} | {"lexicon": words, "phrase": list(_PHRASES)}
    names, weights = list(pools), [*_WEIGHTS.values(), 3, 3]
    for _ in range(n):
        drawn = chance.choices(names, weights, k=chance.choice((0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 30)))
        loud = chance.choice((0.0, 0.1, 0.5, 1.0))
        blanks = _BLANKS if chance.random() < 0.2 else (" ",)
        text = "".join(_token(chance, pools[name], loud) + chance.choice(blanks) for name in drawn)
        yield chance.choice(("", "", "", " ", "\n")) + (text if chance.random() < 0.1 else text[:-1])


def _token(chance: random.Random, pool: list[str], loud: float) -> str:
    token = chance.choice(pool)
    if chance.random() < loud:
        token = chance.choice((token.upper(), token.title(), token.swapcase()))
    return chance.choice(("", "", "", "", "", '"', "(", "'", "#", "“")) + token + chance.choice(_MARKS)
