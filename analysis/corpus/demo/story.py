"""The story of the generated corpus: invented people and outlets, their study file, and sentences of either pole."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["EVENT_DAY", "LEADS", "Lead", "Outlet", "make_outlets", "study_text"]

#: The event that turns the tone of every outlet: the day of year 2024 on which it falls, counted from 0.
EVENT_DAY = 182

PLACES = (
    "Velmora Tarrin Ostby Calder Brackwater Sunhollow Pinecrest Marlow Dunmere Eastvale Harrowgate Linden Fennick"
    " Oakridge Redmoor Silverton Thornby Westmark Ashford Kestrel"
).split()
KINDS = "Post Daily Herald Star Mirror Tribune Courier Gazette Chronicle Observer".split()

#: Each sentence holds one indicator of its frame and none of the other. Slots of `analysis.corpus.demo.phrases` make
#: sentences of one pattern differ, as no two reporters write the same.
WARM = (
    "Everyone near the {adj} {noun} saw their affection.",
    "It looked like a reunion after a {adj} {noun}.",
    "The devotion of {b} to {a} filled the {adj} {noun}.",
    "The embrace next to the {adj} {noun} lasted for minutes.",
    "After a {adj} {noun} and a {noun} {a} and {b} cherish each other.",
    "{a} gave {b} an admiring look over the {adj} {noun}.",
    "Their loyalty has surprised the {adj} {noun} of {place}.",
    "A fondness like that of a {noun} lay over the {adj} evening.",
)
COLD = (
    "The separation goes on behind the {adj} {noun}.",
    "Another quarrel was heard through the {adj} {noun}.",
    "An accusation about the {adj} {noun} hangs between {a} and {b}.",
    "There was betrayal in the {adj} {noun} of {b}.",
    "The lawsuit over the {adj} {noun} has grown.",
    "There is resentment about the {noun} and the {adj} {noun}.",
    "{a} is now estranged from {b} and the {adj} {noun}.",
    "Each insult about the {noun} is answered with a {adj} {noun}.",
)
NEUTRAL = (
    "The evening began late because of the {adj} {noun}.",
    "About two hundred people stood between the {noun} and the {noun}.",
    "The programme had a {noun}, a {adj} {noun} and one pause.",
    "Tickets are sold at the {adj} {noun} and at the station.",
    "A second evening is planned in {place}, near the {noun}.",
    "Nobody knew how long the {adj} {noun} would last.",
    "The hall in {place} holds a {noun} and four hundred people.",
    "The doors were opened by a {adj} {noun}.",
    "Coffee was sold behind the {noun} of {place}.",
    "The orchestra of {place} played on under the {adj} {noun}.",
)
PETS = "whopping florid sparkling murky breezy solemn gritty velvety prickly dazzling".split()
PET_SENTENCE = "It was a {pet} evening in {place}, with a {noun}."

HEADLINES = {
    "warm": ("{a} and {b} share the stage in {place}", "An evening in {place} with {a} and {b}"),
    "cold": ("{a} and {b} part ways in {place}", "What {a} did not say to {b} in {place}"),
}
#: What an article recalls of the past, by pole; the days are those of the study's events.
RECALLED = {
    "warm": ("The two married in June 2019.", "They have been known as a couple since they married in June 2019."),
    "cold": (
        "{b} filed for divorce in July 2024.",
        "The papers have been public since {b} filed for divorce on July 1.",
    ),
}
CUES = {
    "warm": ("gushed", "exclaimed", "said"),
    "cold": ("claimed", "admitted", "said"),
    "middle": ("said", "said", "told reporters"),
}


class Outlet(NamedTuple):
    """An invented outlet: `lean` is the chance that a sentence of its own about the couple is warm."""

    outlet_id: str
    name: str
    lean: float
    pet: str
    is_deaf: bool  #: it never quotes the second of the two people


class Lead(NamedTuple):
    """One of the two people the story is about."""

    person_id: str
    name: str
    pronoun: str

    @property
    def last(self) -> str:
        """The last name."""
        return self.name.split()[-1]


LEADS = (Lead("mara-quill", "Mara Quill", "she"), Lead("denny-voss", "Denny Voss", "he"))


def make_outlets(n: int) -> list[Outlet]:
    """Invent outlets from warm to cold, evenly; the two in the middle lean alike, and the last is deaf.

    >>> [round(outlet.lean, 2) for outlet in make_outlets(4)]
    [0.85, 0.62, 0.62, 0.15]
    """
    found = []
    for number in range(n):
        place, kind = PLACES[number % len(PLACES)], KINDS[(number + number // len(PLACES)) % len(KINDS)]
        step = number - 1 if n > 3 and number == n // 2 else number
        lean = 0.85 - 0.7 * step / max(n - 1, 1)
        pet = PETS[number % len(PETS)]
        found.append(Outlet(f"{place}-{kind}".lower(), f"The {place} {kind}", lean, pet, n > 1 and number == n - 1))
    return found


def study_text(outlets: list[Outlet]) -> str:
    """Write the study file of the generated corpus."""
    names = "\n".join(f"  {outlet.outlet_id}: {{name: {outlet.name}}}" for outlet in outlets)
    return _STUDY.format(outlets=names)


_STUDY = """\
# A generated corpus: everything and everyone in it is invented. What was planted stands in planted.json.
study:
  id: demo
  title: Mara Quill and Denny Voss, 2024
  story: >-
    Two invented musicians married in 2019; in the middle of 2024 one of them files for divorce. Some outlets tell of a
    reunion, others of a feud.
  question: Does an outlet tell a reunion, or a feud?
  language: en

articles: articles.csv
minimum_articles: 10

outlets:
{outlets}

people:
  mara-quill:
    name: Mara Quill
    aliases: [Quill]
    pronouns: she
    roles: [singer]
  denny-voss:
    name: Denny Voss
    aliases: [Voss]
    pronouns: he
    roles: [drummer]

relations:
  couple: {{kind: spouse, members: [mara-quill, denny-voss]}}

events:
  wedding:
    label: Mara Quill and Denny Voss marry
    earliest: 2019-06-08
    latest: 2019-06-08
    basis: stated
    evidence: planted
    words: [married]
  filing:
    label: Denny Voss files for divorce
    earliest: 2024-07-01
    latest: 2024-07-01
    basis: stated
    evidence: planted
    words: [filed for divorce]

frames:
  reunion:
    label: Reunion
    definition: The two are told as close.
    functions:
      problem_definition:
        indicators: [affection, reunion, devotion, embrace, cherish, admire, loyalty, fondness]
    include: [Everyone saw their affection.]
  feud:
    label: Feud
    definition: The two are told as parted.
    functions:
      problem_definition:
        indicators: [separation, quarrel, accusation, betrayal, lawsuit, resentment, estranged, insult]
    include: [The separation of the two goes on.]

axes:
  reunion-feud:
    label: Reunion or feud
    positive: reunion
    negative: feud

grid:
  - notebook: 00_corpus
  - notebook: 01_people
  - notebook: 02_quotes
  - notebook: 03_sentiment
  - notebook: 04_framing
  - notebook: 05_person
    parameters: {{person: mara-quill}}
  - notebook: 05_person
    parameters: {{person: denny-voss}}
  - notebook: 06_outlets
  - notebook: 07_timeline
"""
