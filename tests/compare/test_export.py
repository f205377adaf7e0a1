"""What each article adds to each measure, for models in other programs; and what `check` says of a corpus."""

import pandas as pd
import pytest
import yaml
from click.testing import CliRunner

import analysis
from analysis.cli import main
from analysis.compare.samples import export_samples

TOLD = "Ana Ruiz praised the trade of the harbour. “I love the trade,” Ruiz said. She spoke of jobs in the harbour."
NOTE = "Write to us at the quay of Holt, where our readers meet on every first Monday of the month."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    frames = {
        name: {"label": name, "definition": name, "functions": {"problem_definition": {"indicators": words}}}
        for name, words in (("growth", ["trade"]), ("harm", ["poison"]))
    }
    content = {
        "study": {"id": "harbour", "title": "The harbour"},
        "story": {"people": ["ana"], "minimum_sentences": 2},
        "people": {"ana": {"name": "Ana Ruiz", "aliases": ["Ruiz"], "pronouns": "she"}},
        "outlets": {
            "gazette": {"name": "Gazette", "groups": {"kind": "tabloid", "country": "UK"}},
            "coast": {"name": "Coast", "groups": {"kind": "local"}},
        },
        "frames": frames,
        "axes": {"growth-harm": {"label": "g", "positive": "growth", "negative": "harm"}},
    }
    (folder / "study.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    rows = [
        (f"g{at}", "Gazette", f"{TOLD} It was week {at} " + "of rain " * 12 + f"{at}.\n\n{NOTE}") for at in range(4)
    ]
    rows += [
        ("c1", "Coast", TOLD),
        ("c2", "Coast", "It rained. Poison was found near the home of Ana Ruiz. It rained."),
    ]
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "text"]).assign(published="2024-03-01")
    frame["text"] = [text.replace("week", f"week {'abcdefgh'[at] * 3}") for at, text in enumerate(frame["text"])]
    frame.to_csv(folder / "articles.csv", index=False)
    return folder


def test_samples_hold_groups_clusters_and_days_and_add_up_to_the_measures(folder):
    reading = analysis.read(folder)
    samples = export_samples(reading.tables, reading.study)
    assert set(samples["article_id"]) == {"g0", "g1", "g2", "g3", "c1"}  # c2 only touches the story
    balance = samples.query("measure == 'balance' and facet == 'growth-harm:all'")
    sums = balance.groupby("outlet_id")[["numerator", "denominator"]].sum()
    scores = reading.axis_scores.query("unit_kind == 'outlet' and voice == 'all' and section == 'all'")
    expected = scores.set_index("unit_id")["balance"]
    assert (sums["numerator"] / sums["denominator"]).to_dict() == expected.to_dict()
    first = samples.drop_duplicates("outlet_id").set_index("outlet_id")
    assert first["outlet_kind"].to_dict() == {"coast": "local", "gazette": "tabloid"}
    assert first["outlet_country"].fillna("").to_dict() == {"coast": "", "gazette": "UK"}
    assert samples[["article_id", "measure", "facet"]].duplicated().sum() == 0


def test_check_says_what_tells_the_story_what_repeats_and_what_is_in_doubt(folder):
    done = CliRunner().invoke(main, ["check", str(folder)])
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    at = lines.index("Which articles measures take")
    assert [line.split()[:5] for line in lines[at + 1 : at + 4]] == [
        ["outlet", "articles", "told", "touched", "other"],
        ["Coast", "2", "1", "1", "0"],
        ["Gazette", "4", "4", "0", "0"],
    ]
    assert any(line.startswith("Printed again and again") and "gazette: in 4 articles" in line for line in lines)
    assert "  coast: articles that tell the story 1 (at least 10; bears on means, voices, time)" in lines
