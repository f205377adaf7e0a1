"""The study file: what it becomes, and how each mistake is named."""

import re

import pytest
import yaml

from analysis import study_file
from analysis.errors import StudyError
from analysis.study import SHIPPED, Story, read_study

SMALL = """\
study:
  id: harbour
  title: The harbour
people:
  ana: {name: Ana Ruiz, aliases: [Ruiz], pronouns: she, roles: [mayor]}
  ben: {name: Ben Okafor, pronouns: he}
relations:
  rivals: {kind: rival, members: [ana, ben]}
works:
  tides: {title: "Tides?", by: [ana]}
frames:
  growth:
    label: growth
    definition: The harbour brings work.
    functions:
      problem_definition:
        indicators: [jobs, {match: new trade, weight: 2, about: rivals}]
  harm:
    label: harm
    definition: The harbour harms the bay.
    functions:
      moral_evaluation: {indicators: [poison]}
axes:
  growth-harm: {label: growth or harm, positive: growth, negative: harm}
events:
  vote: {label: The vote, earliest: 2024-05-01, latest: 2024-05-02, basis: stated, evidence: in the minutes}
"""


def write(folder, text):
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder, old, new):
    """Write the small study with one change, and give the error it raises without the path."""
    assert old in SMALL
    path = write(folder, SMALL.replace(old, new, 1))
    with pytest.raises(StudyError) as caught:
        read_study(path)
    return str(caught.value).replace(str(path), "study.yaml")


def test_a_frame_and_an_indicator_may_concern_anyone(tmp_path):
    text = SMALL.replace("    label: growth\n", "    label: growth\n    about: anyone\n").replace(
        "about: rivals", "about: anyone"
    )
    assert read_study(write(tmp_path, text)).frames["growth"].about == "anyone"


def test_a_study_is_read_from_its_folder_or_its_file(tmp_path):
    path = write(tmp_path, SMALL)
    assert read_study(tmp_path) == read_study(path)
    study = read_study(tmp_path)
    assert study.people["ana"].names == ("Ana Ruiz", "Ruiz")
    assert study.titles == ("Tides?",)
    assert study.frames["growth"].functions["problem_definition"].indicators[1].weight == 2


def test_without_a_path_the_shipped_study_is_read():
    study = read_study()
    assert study.folder == SHIPPED
    assert {"offset", "cardi-b", "stefon-diggs", "takeoff"} <= set(study.people)
    assert study.relations["couple"].members == ("offset", "cardi-b")
    assert set(study.frames) == {"love-confession", "difficult-relationship"}
    axis = study.axes["confession-difficulty"]
    assert (axis.positive, axis.negative) == ("love-confession", "difficult-relationship")


def test_ids_and_names_stay_as_written(tmp_path):
    text = SMALL.replace(
        "  ben: {name: Ben Okafor, pronouns: he}", "  ben: {name: NO, aliases: [007, 1e5, null-island]}"
    )
    study = read_study(write(tmp_path, text))
    assert study.people["ben"].names == ("NO", "007", "1e5", "null-island")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "aliases: [Ruiz]",
            "aliasses: [Ruiz]",
            "study.yaml line 5: `people.ana.aliasses` is not a known key; allowed: name, aliases, pronouns, roles.",
        ),
        ("pronouns: she", "pronouns: it", "study.yaml line 5: `people.ana.pronouns` must be right; "),
        ("by: [ana]", "by: [eva]", "study.yaml line 10: `works.tides.by` must name people of the study; `eva` is not"),
        ("members: [ana, ben]", "members: [ana, eva]", "study.yaml line 8: `relations.rivals` must name people"),
        (
            "members: [ana, ben]",
            "members: [ana]",
            "study.yaml line 8: `relations.rivals.members` must name two or more",
        ),
        (
            "kind: rival",
            "kind: foe",
            "study.yaml line 8: `relations.rivals.kind` must be right; Input should be 'spouse'",
        ),
        (
            "name: Ben Okafor",
            "name: ruiz",
            "study.yaml line 6: `people.ben` must not share the alias `ruiz` with `ana`.",
        ),
        (
            "  ben: {name: Ben Okafor, pronouns: he}\nrelations:\n  rivals: {kind: rival, members: [ana, ben]}",
            "  be|n: {name: Ben Okafor, pronouns: he}\nrelations:\n  rivals: {kind: rival, members: [ana, be|n]}",
            "study.yaml line 6: `people.be|n` must not have a | in its id",
        ),
        (
            "about: rivals",
            "about: family",
            "study.yaml line 17: `frames.growth.functions.problem_definition.indicators.1`",
        ),
        (
            "weight: 2",
            "weight: -2",
            "study.yaml line 17: `frames.growth.functions.problem_definition.indicators.1.weight`",
        ),
        (
            "moral_evaluation",
            "morals",
            "study.yaml line 22: `frames.harm.functions.morals` must be right; Input should be 'problem_definition'",
        ),
        ("positive: growth", "positive: grow", "study.yaml line 24: `axes.growth-harm` must name frames of the study"),
        (
            "negative: harm",
            "negative: growth",
            "study.yaml line 24: `axes.growth-harm` must have two different frames.",
        ),
        ("latest: 2024-05-02", "latest: 2024-02-30", "study.yaml line 26: `events.vote.latest` must be right; "),
        (
            "latest: 2024-05-02",
            "latest: 2024-04-01",
            "study.yaml line 26: `events.vote` must not end (2024-04-01) before",
        ),
        ("  title: The harbour\n", "", "study.yaml line 1: `study.title` is missing; it must be given."),
        ("id: harbour", "id: The Harbour", "study.yaml line 2: `study.id` must be right; "),
        (
            "  ben: {",
            "  ana: {",
            "study.yaml line 6 must name `ana` once; it stands on line 5 too.",
        ),
        ("name: Ana Ruiz", "name: !!python/name:os.system ''", "study.yaml line 5 must not use the tag"),
        ("name: Ana Ruiz", "name: &a Ana", None),
        ("people:\n", "people: [\n", "study.yaml line"),
    ],
)
def test_a_mistake_is_named_with_its_line_its_key_and_what_is_allowed(tmp_path, old, new, message):
    if message is None:  # an anchor without an alias is harmless
        assert read_study(write(tmp_path, SMALL.replace(old, new, 1))).people["ana"].name == "Ana"
        return
    assert refusal(tmp_path, old, new).startswith(message)


def test_an_alias_bomb_is_refused_before_it_is_built(tmp_path):
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    with pytest.raises(StudyError, match=r"line 2 must not use an alias \(\*a\)"):
        read_study(write(tmp_path, bomb))


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_lists_inside_lists_are_refused_before_they_fill_the_stack(tmp_path, monkeypatch, loader):
    monkeypatch.setattr(study_file, "_LOADER", getattr(yaml, loader))
    deep = 200 if loader == "SafeLoader" else 100_000
    with pytest.raises(StudyError, match=r"line 2 must not nest deeper than 100 levels"):
        read_study(write(tmp_path, "study: {id: a, title: A}\npeople: " + "[" * deep + "]" * deep + "\n"))


def test_a_study_is_the_same_by_both_parsers_and_its_mistakes_have_one_wording(tmp_path, monkeypatch):
    texts = [SHIPPED.joinpath("study.yaml").read_text(encoding="utf-8"), SMALL, "people: [\n", "a: b: c\n", "a: 'x\n"]
    said = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        monkeypatch.setattr(study_file, "_LOADER", loader)
        for text in texts:
            try:
                said.append(study_file.read_yaml(write(tmp_path, text)))
            except StudyError as error:
                said.append(str(error))
    assert said[: len(texts)] == said[len(texts) :]
    assert [isinstance(one, str) for one in said[: len(texts)]] == [False, False, True, True, True]


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    with pytest.raises(StudyError, match="is not there"):
        read_study(tmp_path / "nowhere")
    path = tmp_path / "study.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudyError, match="readable UTF-8"):
        read_study(path)
    path.write_text("- a list\n", encoding="utf-8")
    with pytest.raises(StudyError, match="must hold a mapping of sections"):
        read_study(path)


@pytest.mark.parametrize(
    "number", ["inf", "-inf", ".inf", "Infinity", "nan", ".nan", "NaN", "1e999", "1e300", "0", "1e-320"]
)
def test_a_number_that_no_sum_could_hold_is_refused_wherever_one_stands(tmp_path, number):
    places = {
        "indicators.1.weight": SMALL.replace("weight: 2", f"weight: {number}"),
        "minimum_articles": SMALL + f"minimum_articles: {number}\n",
    }
    if number not in ("0", "1e-320"):  # which are valences
        places["lexicon.words"] = SMALL + f"lexicon: {{words: {{dubs: {number}}}}}\n"
    for place, text in places.items():
        with pytest.raises(StudyError, match=f"`.*{place}.*` must be right; .*found '?(dict|{re.escape(number)})'?"):
            read_study(write(tmp_path, text))


@pytest.mark.parametrize("day", ["86400", "2024", "inf", "2024-05-02T10:00", "20240502", ""])
def test_a_day_is_written_as_one_and_never_a_number_of_seconds(tmp_path, day):
    with pytest.raises(StudyError, match=r"`events\.vote\.latest` must be right; .*a day must be written YYYY-MM-DD"):
        read_study(write(tmp_path, SMALL.replace("latest: 2024-05-02", f"latest: {day}")))


def test_an_open_side_of_the_period_of_a_story_leaves_no_article_out():
    since, until = (Story(people=("ana",), period=period) for period in ("2024-02/", "/2024-02"))
    days = ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01", None)
    assert [since.is_outside(day, day) for day in days] == [True, False, False, False, False]
    assert [until.is_outside(day, day) for day in days] == [False, False, False, True, False]


@pytest.mark.parametrize("text", ["headline,text\nA: b,c: d\n", "headline,text\nNo,no\n"])
def test_articles_in_the_place_of_a_study_are_named_as_such(tmp_path, text):
    (tmp_path / "articles.csv").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"Articles are named in a study file: `articles: articles\.csv`\."):
        read_study(tmp_path / "articles.csv")


def test_several_people_are_named_in_the_order_of_the_study(tmp_path):
    (tmp_path / "study.yaml").write_text(SMALL.replace("relations:", "  ada: {name: Ada Poe}\nrelations:"))
    study = read_study(tmp_path)
    named = [study.name_people(ids) for ids in ("ben", "ana|ben", "ada|ana|ben", "the-tide")]
    assert named == ["Ben Okafor", "Ana Ruiz and Ben Okafor", "Ana Ruiz, Ben Okafor and Ada Poe", "the-tide"]
