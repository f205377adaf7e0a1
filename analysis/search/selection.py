"""A Reading -> the stretches that are searched: by outlet, voice, speaker, section, person and period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.periods import days_of
from analysis.reading import Reading
from analysis.tables import SECTIONS, VOICES

#: How a speaker is called who is none of the study's, or could not be found.
SOMEONE_ELSE, NOBODY_KNOWN = "someone else", "not resolved"


@dataclass(frozen=True)
class Filters:
    """What of a Reading is searched; None is all of it.

    ``outlet`` is an id, ``voice`` one of `analysis.tables.VOICES`, ``speaker`` the id of the person whose words these
    are (not those said together with others), ``person`` the id of one whom the sentence names or means, ``section``
    one of `analysis.tables.SECTIONS`, and ``period`` a year, month or day of publication or two of them
    (``2024-09/2025``); an article is in it with its whole interval of publication.
    """

    outlet: str | None = None
    voice: str | None = None
    speaker: str | None = None
    person: str | None = None
    section: str | None = None
    period: str | None = None

    def check(self, reading: Reading) -> None:
        """Refuse what the Reading does not know.

        Raises
        ------
        StudyError
            Names the filter and what is allowed.
        """
        study = reading.study
        outlets = sorted({*study.outlets, *reading.articles["outlet_id"].dropna()})
        allowed: dict[str, Iterable[str]] = {
            "outlet": outlets,
            "voice": VOICES,
            "speaker": study.people,
            "person": study.people,
            "section": SECTIONS,
        }
        for name, known in allowed.items():
            value = getattr(self, name)
            if value is not None and value not in known:
                raise StudyError(f"`{name}` must be one of {', '.join(known) or 'none'}; found `{value}`.")
        try:
            days_of(self.period)
        except ValueError as error:
            raise StudyError(f"`period` {error}; found {self.period!r}.") from error


def select_segments(reading: Reading, filters: Filters) -> pd.DataFrame:
    """Keep the stretches of one voice that the filters take.

    Returns
    -------
    DataFrame
        Rows of the table `segments` with ``section``, in its order.
    """
    filters.check(reading)
    articles = reading.articles
    kept = articles if filters.outlet is None else articles[(articles["outlet_id"] == filters.outlet).to_numpy()]
    kept = kept[_in_period(kept, filters.period)]
    sections = reading.sentences[["article_id", "sentence_index", "section"]]
    segments = reading.segments[reading.segments["article_id"].isin(kept["article_id"]).to_numpy()]
    segments = segments.merge(sections, on=["article_id", "sentence_index"], how="left")
    for column, value in (("voice", filters.voice), ("section", filters.section), ("holder_id", filters.speaker)):
        if value is not None:
            segments = segments[(segments[column] == value).fillna(False).to_numpy(bool)]
    if filters.person is not None:
        named = reading.mentions.loc[(reading.mentions["person_id"] == filters.person).fillna(False).to_numpy(bool)]
        named = named[["article_id", "sentence_index"]].drop_duplicates()
        segments = segments.merge(named, on=["article_id", "sentence_index"])
    return segments.reset_index(drop=True)


def _in_period(articles: pd.DataFrame, period: str | None) -> np.ndarray:
    """Tell which articles were published within a period with their whole interval."""
    first, last = days_of(period)
    earliest, latest = (articles[f"published_{end}"].dt.strftime("%Y-%m-%d") for end in ("earliest", "latest"))
    inside = np.ones(len(articles), bool)
    if first:
        inside &= (earliest >= first).fillna(False).to_numpy(bool)
    if last:
        inside &= (latest <= last).fillna(False).to_numpy(bool)
    return inside


def name_speakers(segments: pd.DataFrame, reading: Reading) -> list[str | None]:
    """Say whose words each stretch is: people of the study, someone else, not resolved; None where the outlet's."""
    others = {"other": SOMEONE_ELSE, "unresolved": NOBODY_KNOWN}
    return [
        (reading.study.name_people(holder) if kind in ("person", "several") else others.get(kind))
        for kind, holder in zip(segments["holder_kind"], segments["holder_id"], strict=True)
    ]


def people_of_sentences(reading: Reading) -> dict[tuple[str, int], list[int]]:
    """Number whom each sentence names or means, by article and sentence: numbers are those of the study's order."""
    number_of = {person_id: at for at, person_id in enumerate(reading.study.people)}
    found = reading.mentions[["article_id", "sentence_index", "person_id"]].drop_duplicates()
    named: dict[tuple[str, int], list[int]] = {}
    for article_id, sentence_index, person_id in found.itertuples(index=False, name=None):
        if person_id in number_of:
            named.setdefault((article_id, sentence_index), []).append(number_of[person_id])
    return {key: sorted(people) for key, people in named.items()}
