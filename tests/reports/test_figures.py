"""A figure is saved whole, the same every time, with its table and its passport."""

import json

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.charts import plot_quoted_words
from analysis.errors import ReportError
from analysis.reports.figures import save_figure

TABLE = pd.DataFrame(
    {
        "outlet": ["The Tide", "=cmd"],
        "source": ["Ana", "Ana"],
        "source_kind": ["person", "person"],
        "n_words": [3, 1],
        "n_quotes": [1, 1],
        "n_words_outlet": [10, 10],
        "per_100": [30.0, 10.0],
    }
)


def save(folder, passport, **more):
    drawn = plot_quoted_words(TABLE)
    return save_figure(drawn, TABLE, "quoted", folder, passport, **{"caption": "Quoted <words> & more"} | more)


def test_a_figure_has_five_files_flat_in_its_folder(tmp_path, passport):
    save(tmp_path, passport)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"quoted.{kind}" for kind in ("csv", "json", "pdf", "png", "svg")
    ]


def test_a_figure_saved_twice_is_the_same_to_the_byte(tmp_path, passport):
    save(tmp_path / "one", passport)
    save(tmp_path / "two", passport)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_picture_has_300_dots_an_inch_over_the_full_width(tmp_path, passport):
    save(tmp_path, passport)
    header = (tmp_path / "quoted.png").read_bytes()[:24]
    assert int.from_bytes(header[16:20]) == 2160


def test_the_table_beside_it_runs_no_formula(tmp_path, passport):
    save(tmp_path, passport)
    assert (tmp_path / "quoted.csv").read_text().splitlines()[2] == "'=cmd,Ana,person,1,1,10,10"


def test_the_passport_says_what_the_figure_was_made_from(tmp_path, passport):
    save(tmp_path, passport)
    facts = json.loads((tmp_path / "quoted.json").read_bytes())
    assert facts["parameters"] == {"axis": "growth-harm"}
    assert facts["figure"] == "quoted"
    assert facts["n"] == {"rows": 2}
    assert str(tmp_path) not in json.dumps(facts)


def test_n_is_not_counted_once_more_by_voice(tmp_path, passport):
    table = pd.DataFrame({"voice": ["all", "own", "quoted"], "n": [5, 3, 2]})
    save_figure(plot_quoted_words(TABLE), table, "x", tmp_path, passport, caption="")
    assert json.loads((tmp_path / "x.json").read_bytes())["n"] == {"rows": 3, "n": 5}


def test_without_a_folder_nothing_is_written_and_the_figure_is_shown(passport, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = save(None, passport)
    assert list(tmp_path.iterdir()) == []
    assert shown.png.startswith(b"\x89PNG")


def test_captions_and_alternative_texts_are_inert(passport):
    markup = save(None, passport, alt='"><script>')._repr_html_()
    assert "Quoted &lt;words&gt; &amp; more" in markup
    assert 'alt="&quot;&gt;&lt;script&gt;"' in markup


@pytest.mark.parametrize("name", ["../up", "a/b", "", "naïve", "a.b"])
def test_a_name_that_is_no_plain_file_name_is_refused(name, passport, tmp_path):
    with pytest.raises(ReportError) as caught:
        save_figure(Figure(), TABLE, name, tmp_path, passport, caption="")
    assert str(caught.value) == f"`name` of a figure must be letters, digits, - and _; found {name!r}."
