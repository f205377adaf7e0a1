"""The story of the generated corpus: invented people and outlets, and their study file."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from analysis.corpus.demo.words import read_words

#: The event that turns the tone of every outlet: the day of year 2024 on which it falls, counted from 0.
EVENT_DAY = 182


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
    found, words = [], read_words()
    places, kinds, pets = words["slots"]["place"], words["papers"], words["pets"]
    for number in range(n):
        place, kind = places[number % len(places)], kinds[(number + number // len(places)) % len(kinds)]
        step = number - 1 if n > 3 and number == n // 2 else number
        lean = 0.85 - 0.7 * step / max(n - 1, 1)
        pet = pets[number % len(pets)]
        found.append(Outlet(f"{place}-{kind}".lower(), f"The {place} {kind}", lean, pet, n > 1 and number == n - 1))
    return found


def study_text(outlets: list[Outlet]) -> str:
    """Write the study file of the generated corpus: ``study.yaml`` beside this module, with its outlets."""
    names = "".join(f"\n  {outlet.outlet_id}: {{name: {outlet.name}}}" for outlet in outlets)
    text = (files("analysis.corpus.demo") / "study.yaml").read_text(encoding="utf-8")
    return text.replace("outlets: {}", f"outlets:{names}")
