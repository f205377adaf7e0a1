"""Names and what stands around them: titles, offices, particles, given names, and words that name no person."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

#: Titles before a name and the pronoun they tell of.
HONORIFICS: dict[str, str | None] = {
    "mr": "he", "mister": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "duke": "he", "baron": "he",
    "father": "he", "brother": "he", "monsieur": "he", "pope": "he", "emperor": "he", "count": "he", "earl": "he",
    "don": "he", "uncle": "he", "mrs": "she", "ms": "she", "miss": "she", "mme": "she", "madame": "she", "lady": "she",
    "dame": "she", "queen": "she", "princess": "she", "duchess": "she", "sister": "she", "countess": "she",
    "baroness": "she", "empress": "she", "aunt": "she", "mother": "she", "mx": "they",
    "dr": None, "doctor": None, "prof": None, "professor": None, "sen": None, "senator": None, "rep": None, "gov": None,
    "governor": None, "president": None, "captain": None, "general": None, "gen": None, "col": None, "colonel": None,
    "lt": None, "sgt": None, "judge": None, "justice": None, "mayor": None, "minister": None, "secretary": None,
    "chancellor": None, "rev": None, "reverend": None, "bishop": None, "archbishop": None, "cardinal": None,
    "saint": None, "st": None, "coach": None, "officer": None, "detective": None, "inspector": None,
    "congressman": "he", "congresswoman": "she", "chairman": "he", "chairwoman": "she",
}  # fmt: skip


#: Titles that a stage name may begin with, and that are that name where no article stands before them.
NOBLE = frozenset("king queen prince princess duke duchess count countess earl baron baroness lady lord".split())


#: Titles that make a first name that of a sovereign, of their family or of a pope.
ROYAL = frozenset("king queen prince princess emperor empress pope".split())


#: Nouns of trade that stand before a name ("rapper X", "coach Y") and say that it is a person's.
OFFICES = frozenset(
    "actor actress activist adviser advisor analyst anchor archbishop architect artist artiste "
    "astronaut athlete attorney author "
    "ballerina banker bassist bishop blogger boxer broadcaster businessman businesswoman candidate captain cellist "
    "chairman champion chef chief choreographer coach columnist comedian comic commentator composer conductor "
    "congressman congresswoman contestant correspondent creator critic dancer defender designer "
    "detective dictator diplomat director "
    "doctor driver drummer economist editor engineer entrepreneur executive filmmaker fighter "
    "footballer founder friend "
    "frontman general goalkeeper golfer governor guitarist heiress historian host humorist "
    "illustrator influencer inventor investor "
    "journalist judge keyboardist lawmaker lawyer leader linguist lyricist magician magistrate "
    "manager mathematician mayor "
    "midfielder minister model mogul musician nominee novelist nurse officer owner painter partner performer "
    "philosopher photographer physicist pianist pilot pitcher player playwright poet policeman "
    "politician priest producer "
    "professor prosecutor psychologist publicist quarterback racer rapper receiver reporter "
    "representative rival saxophonist "
    "scholar scientist screenwriter sculptor secretary senator sergeant singer singer-songwriter "
    "skater skier soldier "
    "songwriter soprano spokesman spokesperson spokeswoman star statistician storyteller striker "
    "student superstar surgeon "
    "swimmer teacher teammate tenor tycoon vocalist violinist vlogger winger wrestler writer youtuber".split()
)  # fmt: skip


#: Further words of titles before a name ("former Vice President X", "Senators X and Y").
TITLE_PARTS = frozenset(
    "former vice prime deputy acting chief attorney ambassador senators sens reps gov govs sen rep sgt capt cmdr maj "
    "justices presidents u.s u.n u.k commissioner superintendent sheriff councilman councilwoman assemblyman senior "
    "junior then-president mp mps mep msp peer".split()
)

#: Titles cut short before a name, and the role that each gives.
SHORT_TITLES: dict[str, str] = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "prof": "professor",
    "dr": "doctor", "capt": "captain", "gen": "general", "col": "colonel", "sgt": "sergeant", "rev": "reverend",
}  # fmt: skip

#: What stands before names of performers.
_STAGE_TITLES = frozenset("dj mc lil".split())

#: Small words inside surnames.
PARTICLES = tuple("de van von der den del della di da dos du la le bin ibn al ben el ter ten af zu".split())

#: What joins two surnames to one: Ortega y Gasset, Costa e Silva, Puig i Cadafalch.
JOINERS = frozenset(("y", "e", "i"))

#: What stands behind a name and is no part of it, without stops.
NAME_SUFFIXES = frozenset("Jr jr Sr sr II III IV VI VII VIII Esq MD PhD MP MEP QC KC JD OBE MBE CBE".split())


def is_title(word: str) -> bool:
    """Tell whether a word is a title or an office, as written before a name.

    Examples
    --------
    >>> is_title("Mr."), is_title("Mayor"), is_title("Ruiz")
    (True, True, False)
    """
    word = word.rstrip(".'’").lower()
    return word in HONORIFICS or word in OFFICES or word in TITLE_PARTS or word in _STAGE_TITLES


#: Verbs that a headline gives to people; a word before one of them is a name.
PERSONAL_VERBS = frozenset(
    "said says told tells admits admitted reveals revealed shares shared praises praised slams "
    "slammed reacts reacted responds "
    "responded confirms confirmed denies denied claims claimed insists insisted adds added explains "
    "explained announces announced "
    "gushes gushed apologizes apologized marries married dates dated wants wanted thinks thought "
    "loves loved calls called posts posted "
    "tweets tweeted sings sang raps rapped jokes joked thanks thanked addresses addressed defends "
    "defended blasts blasted confesses "
    "confessed recalls recalled speaks spoke talks talked wrote writes files filed asks asked admires "
    "believes believed hopes hoped "
    "celebrates celebrated mourns mourned weds wed sues sued begs begged teases teased".split()
)


@cache
def given_names() -> dict[str, str]:
    """Common given names and the pronoun that goes with each ("" where both do); compiled for this project."""
    with (files("analysis.text.english") / "given_names.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["pronouns"] for row in csv.DictReader(file)}


@cache
def not_people() -> dict[str, str]:
    """Capitalised words that tell a place, an organisation, a time or a thing from a person."""
    with (files("analysis.text.english") / "not_people.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["kind"] for row in csv.DictReader(file)}
