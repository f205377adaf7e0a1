"""Speech as other people write it: small texts, each with every stretch that somebody is said to say, and who.

The right value of each probe is the whole table: nothing else may be anybody's words. A failing probe names its kind.
"""

from pathlib import Path

import pandas as pd
import pytest

from analysis import read
from analysis.study import read_study

STUDY = """
study: {id: probes, title: Probes}
people:
  roe: {name: Jane Roe, aliases: [Roe], pronouns: she, roles: [mayor]}
  doe: {name: John Doe, aliases: [Doe], pronouns: he, roles: [builder]}
  vance: {name: Mia Vance, aliases: [Vance], pronouns: she}
"""
#: Kind, text (¶ a blank line, ↵ a line end) and, parted by ¦, what is said: words, by whom (other: somebody else; open:
#: nobody knows), and its scope where that is not asserted.
PROBES = [
    (
        row["kind"],
        row["text"].replace(" ¶ ", "\n\n").replace(" ↵ ", "\n"),
        [one for one in row["said"].split(" ¦ ") if one],
    )
    for row in pd.read_csv(Path(__file__).with_name("probes.csv"), dtype=str, keep_default_na=False).to_dict("records")
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    file = tmp_path_factory.mktemp("probes") / "study.yaml"
    file.write_text(STUDY, encoding="utf-8")
    rows = [
        {"article_id": f"{number:03}", "outlet": "Daily", "published": "2025-03-12", "text": text}
        for number, (_, text, _) in enumerate(PROBES)
    ]
    return read(read_study(file), pd.DataFrame(rows))


@pytest.mark.parametrize("number", range(len(PROBES)), ids=[kind for kind, _, _ in PROBES])
def test_each_probe_has_its_whole_speech_and_no_more(found, number):
    article_id = f"{number:03}"
    text = found.articles.set_index("article_id")["text"][article_id]
    rows = found.quotes[found.quotes["article_id"] == article_id]
    said = []
    for row in rows.itertuples():
        who = {"person": row.person_id, "several": row.people, "unresolved": "open"}.get(row.source_kind, "other")
        who = str(who).replace("|", "+")
        scope = "" if row.scope == "asserted" else f"|{row.scope}"
        said.append(f"{text[row.content_start : row.content_end]}|{who}{scope}")
    assert said == PROBES[number][2]


def test_an_interview_that_is_not_understood_is_noted_and_in_nobodys_voice(found):
    note, *_ = found.notes[found.notes["kind"] == "looks like an interview"].itertuples()
    voices = found.segments[found.segments["article_id"] == note.article_id]
    assert PROBES[int(note.article_id)][0] == "not understood"
    assert voices["voice"].tolist() == ["own", "quoted", "quoted", "quoted"]
    assert set(voices["holder_kind"]) == {"outlet", "unresolved"}


def test_what_was_not_said_is_in_no_share_and_in_the_outlets_voice(found):
    never = next(f"{number:03}" for number, probe in enumerate(PROBES) if probe[0] == "never")
    assert set(found.segments.loc[found.segments["article_id"] == never, "voice"]) == {"own"}


def test_a_pronoun_that_speaks_is_the_same_person_in_both_tables(found):
    spans = {"source_start": "start", "source_end": "end"}
    pronouns = found.mentions[found.mentions["kind"] == "pronoun"]
    both = found.quotes.rename(columns=spans).merge(pronouns, on=["article_id", "start", "end"])
    assert "other" in set(both["source_kind"])
    together = both[both["source_kind"] == "several"]
    assert together["people"].tolist() == ["doe|roe"] * 2
    assert together["person_id_y"].tolist() == ["roe", "doe"]
    both = both[~both["source_kind"].isin(["several", "unresolved"])]
    assert both["person_id_x"].fillna("").tolist() == both["person_id_y"].fillna("").tolist()
