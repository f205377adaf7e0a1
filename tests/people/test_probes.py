"""Who is meant, in small texts with invented names: a table of what is right today, so that it stays right.

Each row is a text, the words of a mention with what stands around them, and the people meant, joined by |, or nobody.
Where a careful reader may leave a mention open, "nobody" is as right as the person; the row holds what is read.
"""

from pathlib import Path

import pandas as pd
import pytest

from analysis import read
from analysis.study import read_study

STUDY = """
study: {id: probes, title: Probes}
people:
  mara: {name: Mara Quill, pronouns: she, roles: [singer]}
  tobin: {name: Tobin Hask, pronouns: he, roles: [rapper]}
  ed: {name: Edgar Voss, aliases: [Voss], pronouns: he, roles: [producer]}
  lene: {name: Lene Orr, pronouns: she, roles: [mayor]}
  rin: {name: Rin Sallow, pronouns: they, roles: [poet]}
  nora: {name: Nora Sandoval, aliases: [Nora Bell], pronouns: she, roles: [actress]}
  emil: {name: Emil Sandoval, pronouns: he}
relations:
  couple: {kind: spouse, members: [mara, tobin]}
  other-couple: {kind: spouse, members: [nora, emil]}
works:
  low-tide: {title: Low Tide, kind: song, by: [mara]}
"""
PROBES = pd.read_csv(Path(__file__).with_name("probes.csv"), dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    file = tmp_path_factory.mktemp("probes") / "study.yaml"
    file.write_text(STUDY, encoding="utf-8")
    rows = [
        {"article_id": f"{number:03}", "outlet": "Daily", "published": "2025-03-12", "text": text}
        for number, text in enumerate(PROBES["text"])
    ]
    return read(read_study(file), pd.DataFrame(rows)).mentions


@pytest.mark.parametrize("number", PROBES.index, ids=PROBES["around"])
def test_each_mention_means_whom_a_reader_takes_it_to_mean(found, number):
    probe = PROBES.loc[number]
    start = probe["text"].index(probe["around"]) + probe["around"].index(probe["words"])
    rows = found[(found["article_id"] == f"{number:03}") & (found["start"] <= start)]
    rows = rows[rows["end"] >= start + len(probe["words"])]
    narrowest = rows[(rows["end"] - rows["start"]) == (rows["end"] - rows["start"]).min()]
    assert "|".join(sorted(narrowest["person_id"].dropna())) == probe["people"]
