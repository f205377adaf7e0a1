"""What an outlet prints under many different articles is its boilerplate: an appeal, counted, in no score, no copy."""

import pandas as pd
import pytest
import yaml

import analysis
from analysis import pipeline
from analysis.text.repeated import find_repeated

NOTE = (
    "We print every letter, for harm done to the bay is harm done to us all, and our readers have a right to know of it"
    " whenever the harbour board meets behind closed doors again."
)
PLACES = "Ash Birch Cedar Dover Elm Fern Grove Holt Iris Juniper Kelp Larch".split()


def story(at: int, note: str = "") -> str:
    words = " ".join(f"{PLACES[at]} {one}" for one in PLACES)
    return (
        f"The trade of {PLACES[at]} grew in week {at}, the board of {words} said.\n\nIt rained on {PLACES[at]}.{note}"
    )


def frame_of(texts: dict[str, str], outlet: str = "Gazette") -> pd.DataFrame:
    rows = [(article_id, outlet, "2024-03-01", text) for article_id, text in texts.items()]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"])


def loaded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(raw=frame["text"], headline=None, outlet_id=frame["outlet"].str.lower())


@pytest.fixture
def study(tmp_path):
    frames = {
        name: {
            "label": name,
            "definition": name,
            "functions": {"problem_definition": {"indicators": [word]}},
        }
        for name, word in (("growth", "trade"), ("harm", "harm"))
    }
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "frames": frames,
        "axes": {"growth-harm": {"label": "g", "positive": "growth", "negative": "harm"}},
    }
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return analysis.read_study(tmp_path)


def test_a_paragraph_in_many_different_articles_of_an_outlet_is_found():
    texts = {str(at): story(at, f"\n\n{NOTE}") for at in range(6)} | {f"x{at}": story(at) for at in range(6, 9)}
    found = find_repeated(loaded(frame_of(texts)))
    assert [(outlet, n, NOTE.startswith(text)) for (outlet, _), (n, text) in found.items()] == [("gazette", 6, True)]


@pytest.mark.parametrize(
    "texts",
    [
        {str(at): story(at, f"\n\n{NOTE}") for at in range(3)},
        {str(at): story(0, f"\n\n{NOTE}") for at in range(6)},
        {str(at): story(0, "\n\n" + "\n\n".join(story(one) for one in range(1, at + 1))) for at in range(6)},
        {str(at): story(at, "\n\n“We will never leave the bay,” she said.") for at in range(6)},
    ],
    ids=["three articles", "one text six times", "a text that grows", "a quotation"],
)
def test_what_is_no_boilerplate(texts):
    assert find_repeated(loaded(frame_of(texts))) == {}


def test_paragraphs_of_several_outlets_are_not_added_up():
    parts = [frame_of({f"{outlet}{at}": story(at, f"\n\n{NOTE}") for at in range(3)}, outlet) for outlet in ("A", "B")]
    assert find_repeated(loaded(pd.concat(parts))) == {}


def test_boilerplate_counts_in_no_score_and_makes_no_copies_in_any_order_or_batch(study, monkeypatch):
    frame = frame_of({f"a{at}": story(at, f"\n\n{NOTE}\n\n{NOTE.replace('We', 'They')}") for at in range(8)})
    one = analysis.read(study, frame)
    section = one.with_words(one.sentences).set_index("words")["section"]
    assert set(section[section.index.str.contains("harm done")]) == {"appeal"}
    balance = one.axis_scores.query("unit_kind == 'outlet' and voice == 'all' and section == 'all'")["balance"]
    assert balance.tolist() == [1.0]
    assert one.copies["n_copies"].tolist() == [1] * 8
    assert (one.notes["kind"] == "repeated paragraph").sum() == 2
    monkeypatch.setattr(pipeline, "BATCH", 3)
    other = analysis.read(study, frame.sample(frac=1, random_state=1))
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])


def test_a_study_says_from_how_many_articles_on(study):
    frame = frame_of({f"a{at}": story(at, f"\n\n{NOTE}") for at in range(5)})
    health = study.health.model_copy(update={"repeated_articles": 6})
    reading = analysis.read(study.model_copy(update={"health": health}), frame)
    assert "appeal" not in set(reading.sentences["section"])
