"""What a coder decided otherwise."""

import pandas as pd
import pytest

from analysis.errors import StudyError
from analysis.people.corrections import apply_corrections, read_corrections

HEADER = "article_id,start,end,column,value,coder,reason\n"


@pytest.fixture
def study(study, tmp_path):
    """The study in a folder of this test's own."""
    return study.model_copy(update={"path": tmp_path / "study.yaml"})


@pytest.fixture
def write(study):
    """Write the study's corrections.csv and read it."""

    def to(text):
        (study.folder / "corrections.csv").write_text(text, encoding="utf-8")
        return read_corrections(study)

    return to


def test_a_study_without_the_file_has_no_corrections(study, table):
    mentions = table("Tom Pike sang.")
    corrected, n = apply_corrections(mentions, read_corrections(study))
    assert n == 0
    pd.testing.assert_frame_equal(corrected, mentions)


def test_a_person_is_overruled_and_it_is_said_by_whom(write, table):
    mentions = table("Tom Pike met Rex Vale. He left.")
    corrected, n = apply_corrections(mentions, write(HEADER + "a,23,25,person_id,pike,cb,he left first\n"))
    row = corrected.query("surface == 'He'").iloc[0]
    assert n == 1
    assert row[["person_id", "confidence", "rule"]].tolist() == ["pike", 1.0, "corrected by cb"]
    pd.testing.assert_frame_equal(
        corrected.query("surface != 'He'"), mentions.query("surface != 'He'"), check_index_type=False
    )


def test_several_people_become_a_group_and_no_value_is_nobody_of_the_study(write, table):
    mentions = table("Tom Pike met Rex Vale. He left.")
    corrected, _ = apply_corrections(
        mentions, write(HEADER + "a,23,25,person_id,pike|vale,cb,x\na,0,8,person_id,,cb,another Tom Pike\n")
    )
    assert corrected["person_id"].fillna("").tolist() == ["", "vale", "pike", "vale"]
    assert corrected["mention_index"].tolist() == [0, 1, 2, 3]
    assert corrected["group_index"].tolist()[2:] == [0, 1]


def test_a_group_becomes_one_person(write, table):
    mentions = table("Echo and Tom Pike met. The couple left.")
    corrected, _ = apply_corrections(mentions, write(HEADER + "a,23,33,person_id,pike,cb,x\n"))
    assert corrected["surface"].tolist() == ["Echo", "Tom Pike", "The couple"]
    assert corrected["group_index"].isna().all()


def test_entries_of_other_articles_wait_for_their_batch(write, table):
    assert apply_corrections(table("Tom Pike sang."), write(HEADER + "b,0,8,person_id,vale,cb,x\n"))[1] == 0


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ("a,1,8,person_id,vale,cb,x\n", "row 2 must fit a mention of article `a`; none stands at 1 to 8."),
        (
            "a,0,8,person_id,vale,cb,x\na,0,8,person_id,echo,cb,x\n",
            "row 3 must be the only correction of its span; another one stands before it.",
        ),
    ],
)
def test_an_entry_that_does_not_fit_is_an_error_naming_file_and_row(study, write, table, rows, error):
    corrections = write(HEADER + rows)
    with pytest.raises(StudyError) as caught:
        apply_corrections(table("Tom Pike sang."), corrections)
    assert str(caught.value) == f"{study.folder / 'corrections.csv'} {error}"


def test_words_given_with_the_span_must_still_stand_there(study, write, table):
    corrections = write("article_id,start,end,column,value,coder,reason,surface\na,0,8,person_id,vale,cb,x,Rex Vale\n")
    with pytest.raises(StudyError, match="row 2 must fit its span; `surface` is 'Rex Vale', the text says 'Tom Pike'"):
        apply_corrections(table("Tom Pike sang."), corrections)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("article_id,start,end\n", "must have the columns .* missing: column, value, coder, reason"),
        (HEADER + "a,0,8,person_id,tom,cb,x\n", "row 2: `value` must name people of the study .* found 'tom'"),
        (HEADER + "a,0,8,kind,proper,cb,x\n", "row 2: `column` must be one of person_id; found 'kind'"),
        (HEADER + "a,zero,8,person_id,pike,cb,x\n", "row 2: `start` and `end` must be whole numbers; found 'zero'"),
        (HEADER + "a,0,8,person_id,pike,,x\n", "row 2: `coder` must say who decided"),
        (HEADER + "a,0,8\n", "row 2 must have one value for each column"),
    ],
)
def test_a_file_that_is_not_right_is_an_error_naming_the_row(write, text, error):
    with pytest.raises(StudyError, match=error):
        write(text)
