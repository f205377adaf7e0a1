"""Forms of pronouns, by whom they can mean."""

from __future__ import annotations

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
#: Several people: a person whose own pronoun is *they* is hardly meant where one of these stands nearer.
SEVERAL_PEOPLE = frozenset(
    "police people folk folks fans critics officials children kids boys girls men women parents friends guests "
    "followers neighbors neighbours colleagues students pupils teachers residents locals protesters protestors "
    "supporters opponents rivals voters viewers readers listeners visitors tourists prosecutors detectives deputies "
    "firefighters paramedics doctors nurses patients witnesses victims survivors relatives siblings brothers sisters "
    "twins troops soldiers workers employees employers members players teammates experts scientists "
    "researchers republicans democrats lawmakers senators mps families couples crowds gangs jury jurors crowd audience "
    "staff crew press publishers producers organisers organizers promoters thieves robbers burglars hackers "
    "scammers trolls attackers thugs bullies".split()
)
