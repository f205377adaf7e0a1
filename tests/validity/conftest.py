"""A small study in which units can be drawn, and what coders would say of them."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.study import read_study
from analysis.validity.coding import read_coding, write_plan
from analysis.validity.plan import make_plan
from analysis.validity.sheets import write_sheets, write_training

STUDY = """\
study: {id: harbour, title: The harbour}
outlets: {tide: {name: The Tide}, bell: {name: The Bell}}
people: {ana: {name: Ana Ruiz, pronouns: she}, ben: {name: Ben Okafor, pronouns: he}}
frames:
  growth:
    label: Growth
    definition: The harbour brings work.
    functions: {problem_definition: {indicators: [jobs]}}
    include: [The harbour brings jobs.]
  harm:
    label: Harm
    definition: The harbour poisons the bay.
    functions: {problem_definition: {indicators: [poison]}}
    exclude: [Nobody was harmed.]
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
SENTENCES = (
    "Ana Ruiz spoke of jobs number {0}.",
    "There is poison in well {0}.",
    "The bay was quiet on evening {0}.",
    "Ben Okafor walked {0} miles home.",
    "Rain fell for {0} hours on the pier.",
)


def write_articles(n=24):
    random = np.random.default_rng(3)
    rows = []
    for at in range(n):
        outlet = ("The Tide", "The Bell")[at % 2]
        weights = (0.3, 0.1, 0.3, 0.1, 0.2) if outlet == "The Tide" else (0.1, 0.3, 0.3, 0.1, 0.2)
        picked = random.choice(5, 10, p=weights)
        body = " ".join(SENTENCES[one].format(100 * at + place) for place, one in enumerate(picked))
        rows.append((f"piece-{at:02}", outlet, f"2024-05-{at + 1:02}", f"Secret headline {at:02} of that day", body))
    return pd.DataFrame(rows, columns=["article_id", "outlet", "published", "headline", "text"])


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    write_articles().to_csv(folder / "articles.csv", index=False)
    return analysis.read(read_study(folder))


@pytest.fixture(scope="session")
def planned(harbour):
    return make_plan(harbour.tables, harbour.study, ["frame", "sentiment", "speech"], ["ana-k", "bo"], n=80)


@pytest.fixture(scope="module")
def coding(tmp_path_factory, harbour, planned):
    """Write what is planned, with the sheets of both coders."""
    folder = tmp_path_factory.mktemp("coding")
    plan, units, training = planned
    write_plan(folder, plan, units)
    write_training(harbour.tables, harbour.study, training, folder)
    write_sheets(harbour.tables, harbour.study, read_coding(folder), ["ana-k", "bo"], folder / "sheets")
    return folder
