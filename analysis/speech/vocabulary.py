"""Words -> their one-letter classes, so that the grammar of attributions can be written as patterns over letters.

===  =======================================  ===  ==========================================
Q    a quotation that reads like sentences    k    any other that ends as before "she said": “a mess,”
q    any other: a title, a few words          g    "to"
n    subject pronoun                          C    a capitalised word (not one of the below)
o    object pronoun                           P    a possessive ("Roe’s")
d    determiner or possessive pronoun         #    a number
p    preposition                              T    a word for a day or a time
t    "that"                                   v    a finite form of a cue verb (said, says)
s    other subordinating word                 i e  words in -ing; other words in -ed
m    quantifier that may stand alone ("many") c    "and", "or", "but"                       x    auxiliary, modal, "not"
                                         a    adverb
w    any other word
===  =======================================  ===  ==========================================


Punctuation stands for itself; dashes are all "-", brackets "(" and ")", everything else ".".
"""

from __future__ import annotations

from functools import lru_cache

from analysis.speech.cues import ALSO_NOUNS, CueForm, cue_forms

__all__ = ["NOT_ADVERBS", "TITLES", "Vocabulary", "ends_as_tagged", "read_vocabulary", "stand_in"]

#: Words kept between articles; beyond this number a vocabulary is emptied, so that memory stays flat.
LIMIT = 100_000

# What stands in for a quotation among the words; no token has marks.
_SENTENCES, _PHRASE, _TAGGED_PHRASE, _TITLE, _TAGGED_TITLE = "“Q”", "“q”", "“k”", "“T”", "“K”"
_QUOTES = {_SENTENCES: "Q", _PHRASE: "q", _TAGGED_PHRASE: "k", _TITLE: "q", _TAGGED_TITLE: "k"}
TITLES = (_TITLE, _TAGGED_TITLE)
_DASHES = frozenset(("-", "–", "—", "--", "―"))


def _classes(**words: str) -> dict[str, str]:
    return {word: name for name, several in words.items() for word in several.split()}


_CLASS = _classes(
    n="""i he she we they it you who's everyone everybody someone somebody nobody others anyone
       he’s she’s it’s they’re we’re you’re i’m he's she's it's they're we're you're i'm he’d she’d they’d he'd she'd
       they'd i’ve we’ve they’ve i've we've they've he’ll she’ll they’ll he'll she'll they'll there""",
    o="him them me us himself herself themselves itself myself yourself ourselves",
    d="the a an his her their its my our your no every",
    m="""this these those some any each both another all several many most few more none neither either
       one two three four five six seven eight nine ten""",
    p="""of in on at by for with from about as into over after before during against between among under through
       across toward towards without within upon despite beyond amid behind beside besides near around off out up
       down like than alongside outside inside via regarding concerning following including""",
    g="to",
    t="that",
    s="""because while when if although though since until unless who whom whose which what where why how whether
       whereas whenever wherever once lest whatever whoever""",
    c="and or but nor yet &",
    x="""is was are were be been being am has have had having do does did will would can could may might must should
       shall not never isn’t wasn’t aren’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t
       couldn’t shouldn’t isn't wasn't aren't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't
       couldn't shouldn't cannot ’s ’d ’ve ’re ’ll""",
    a="""also then later still even often just already again once soon now always ever earlier ago here so too
       instead perhaps maybe indeed however further furthermore moreover meanwhile afterward afterwards thus therefore
       nevertheless nonetheless once more rather quite very much well only almost simply first""",
    T="""monday tuesday wednesday thursday friday saturday sunday january february april june july august
       september october november december today yesterday tomorrow tonight morning afternoon evening night week
       weekend month year last next sept nov dec jan feb aug oct""",
)
#: Words in -ly that are nouns, verbs or adjectives; English has few, and makes adverbs of all other adjectives.
NOT_ADVERBS = frozenset(
    """
    ally anomaly assembly belly bully butterfly contumely doily dolly dragonfly duopoly family filly firefly fly folly
    gadfly gully hillbilly holly homily italy jelly july lily lolly melancholy monopoly oligopoly panoply potbelly rally
    tally underbelly
    apply bely comply dally imply misapply multiply oversupply rely reply resupply sully supply
    beastly bodily brotherly bubbly burly chilly comely costly courtly cowardly crinkly crumbly cuddly curly deadly
    disorderly earthly easterly elderly fatherly friendly ghastly ghostly gnarly godly grisly heavenly hilly holy homely
    jolly kingly leisurely likely lively lonely lovely lowly manly masterly matronly measly miserly motherly
    neighborly neighbourly northerly oily only orderly pearly pebbly pimply portly prickly princely saintly scholarly
    seemly shapely sickly silly sisterly slovenly smelly southerly spindly sprightly squiggly stately steely straggly
    surly timely ugly unfriendly ungainly ungodly unlikely unruly unseemly unsightly untimely unworldly westerly wily
    wobbly womanly woolly worldly wrinkly
    bimonthly biweekly daily early fortnightly hourly monthly nightly quarterly weekly yearly
    """.split()
)


class Vocabulary(dict[str, str]):
    """Class of each word as written, worked out when it is first asked for.

    ``cues`` has those of the words that may attribute.
    """

    def __init__(self, forms: dict[str, CueForm]) -> None:
        super().__init__(_QUOTES)
        self.forms = forms
        self.cues: dict[str, CueForm] = {}

    def __missing__(self, written: str) -> str:
        if len(self) > LIMIT:
            self.clear()
            self.update(_QUOTES)
        word = written.lower()
        form = self.forms.get(word)
        if form is not None:
            self.cues[written] = form
        is_name = written.isupper() and len(written) > 1  # US, IT, MAY: not the small words they look like
        self[written] = name = (not is_name and _CLASS.get(word)) or _class_of(written, word, form)
        return name


@lru_cache(maxsize=4)
def read_vocabulary(add: tuple[str, ...] = ()) -> Vocabulary:
    """Give the vocabulary with the cues that a study adds."""
    return Vocabulary(cue_forms(add))


def stand_in(content: str) -> str:
    """Tell what a quotation reads like: sentences (a capital first, or the end of a clause), a title, a phrase.

    Examples
    --------
    >>> [stand_in(quote) for quote in ("We did it,", "a great man", "a mess,", "Who Is Next?", "Roe & Friends")]
    ['“Q”', '“q”', '“k”', '“K”', '“T”']
    """
    words = content.split(None, 12)
    is_tagged = ends_as_tagged(content)
    capitals = sum(word[0].isupper() for word in words)
    if len(words) <= 12 and 2 * capitals > len(words) and all(w[0].isupper() for w in words if len(w) > 4):
        return _TAGGED_TITLE if is_tagged else _TITLE
    if content[0].islower() or not (content[-1] in ",.?!…—–-" or any(w[0].islower() and len(w) > 4 for w in words)):
        return _TAGGED_PHRASE if is_tagged else _PHRASE
    return _SENTENCES


def ends_as_tagged(content: str) -> bool:
    """Tell whether a quotation ends as one does before the words that tag it: “Yes,” she said."""
    return content.rstrip("'’ ").endswith((",", "?", "!", "…", "—", "–", "-"))


def _class_of(written: str, word: str, cue: CueForm | None) -> str:
    """Give the class of a token that is in no closed list."""
    first = written[0]
    if not (first.isalnum() or first == "_"):
        return "-" if written in _DASHES else written if written in ",:;()" else "(" if first == "[" else "."
    if word.endswith(("’s", "'s", "s’", "s'")):
        return "P"
    if first.isupper():
        return "C"
    if first.isdigit():
        return "#"
    if cue is not None and (cue.form in ("past", "participle") or (cue.form == "s" and cue.lemma not in ALSO_NOUNS)):
        return "v"
    if word.endswith("ly") and word not in NOT_ADVERBS:
        return "a"
    return "i" if word.endswith("ing") else "e" if word.endswith("ed") else "w"
