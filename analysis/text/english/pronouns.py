"""Forms of pronouns, by whom they can mean."""

from __future__ import annotations

from analysis.text.english.kin import KIN
from analysis.text.english.names import OFFICES

#: Third-person singular forms and the pronoun that each belongs to.
SINGULAR = dict.fromkeys("he him his himself".split(), "he") | dict.fromkeys("she her hers herself".split(), "she")
#: First-person forms, of one and of several.
FIRST_SINGULAR = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
#: Forms that can only be the subject of a clause.
SUBJECTS = frozenset("i he she we they".split())
#: Forms that can say something, though not by themselves tell who.
SPEAKING = SUBJECTS | frozenset("it you who".split())
#: Forms that possess what follows.
OWNING = frozenset("his her their".split())
#: How a form stands in its sentence: O object, P possessive, R reflexive. *Her* may be two, all others are subjects.
ROLES = (
    dict.fromkeys("him me".split(), "O")
    | dict.fromkeys("his hers my mine".split(), "P")
    | dict.fromkeys("himself herself myself themself".split(), "R")
)
#: Of one person whose pronoun is *they*; never of a group.
OF_ONE = frozenset(("themself",))
#: Endings of nouns for several people. Of the plural nouns of GUM dev that have one, 74 in 100 name people (-ers alone
#: 56); of the plural sources that speak in PolNeAR most have one, or are a trade or kin.
_ENDINGS = ("people", "folk", "folks", "men", "women", "children", "ers", "ors", "ists", "ians", "mates", "olds")
#: Nouns without such an ending: groups that take *they* though they have no plural, and the nouns for several people
#: that GUM dev or the sources of PolNeAR have more than once.
_WITHOUT_ENDING = frozenset(
    "police press staff crew jury crowd audience troops adults aides allies associates attendees authorities citizens "
    "conservatives delegates democrats employees experts families fans guests guys humans individuals liberals "
    "millennials officials operatives opponents participants patients progressives proponents pundits republicans "
    "residents respondents witnesses".split()
)


#: Things whose nouns end so.
_THINGS = frozenset(
    "answers borders chapters colors colours corners covers dinners doors drawers errors factors fingers floors"
    " flowers folders letters manners matters mirrors monitors motors numbers offers orders papers posters"
    " powers prayers quarters rumors rumours shelters shoulders showers summers towers trailers transfers"
    " trousers waters winters wonders".split()
)


def names_several(word: str) -> bool:
    """Tell whether a noun, in lower case, names several people by its ending, as a trade or kin, or as a group.

    Examples
    --------
    >>> [names_several(word) for word in ("voters", "singers", "sisters", "police", "books", "singer")]
    [True, True, True, True, False, False]
    """
    if word in _WITHOUT_ENDING or (word.endswith(_ENDINGS) and word not in _THINGS):
        return True
    return (word in KIN and KIN[word].is_plural) or (word[-1:] == "s" and (word[:-1] in OFFICES or word[:-1] in KIN))
