"""Charts draw what the table says, say its n, and stay calm with nothing, with much and with hostile names."""

import re

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.charts import (
    plot_balance,
    plot_collected,
    plot_course,
    plot_cues,
    plot_evidence,
    plot_mentions,
    plot_over_time,
    plot_people,
    plot_person_sentiment,
    plot_portrait,
    plot_profile,
    plot_quoted_words,
    plot_series,
    plot_tone,
    plot_voices,
)
from analysis.charts.fit import said_beside
from analysis.charts.style import SERIES, TALLEST, VOICE_MARKS

POLES = {"positive": "thaw", "negative": "frost"}
HOSTILE = ["$$ \\input{x}", "_under", "<script>alert(1)</script>", "a\nb\x1b[31m", "Very Long Name " * 20]
VOICES = ("all", "own", "quoted", "paraphrased")


def balance(outlets):
    rows = [(name, voice, 0.5, np.nan, np.nan, None, "leaning", 4, 3, 9, 1) for name in outlets for voice in VOICES]
    columns = "outlet voice balance lower upper kind verdict n n_with_hit n_sentences n_articles"
    return pd.DataFrame(rows, columns=columns.split())


def evidence(outlets):
    rows = [(name, pole, voice, 2, 10, 20.0) for name in outlets for pole in (1, -1) for voice in VOICES[1:]]
    return pd.DataFrame(rows, columns="outlet pole voice n n_sentences per_100".split())


def tone(outlets):
    rows = [(name, voice, 0.25, np.nan, np.nan, 2, 5) for name in outlets for voice in VOICES]
    return pd.DataFrame(rows, columns="outlet voice tone lower upper n n_units".split())


def points(outlets):
    rows = [(name, voice, value) for name in outlets for voice in VOICES[1:] for value in (0.0, 0.5)]
    return pd.DataFrame(rows, columns=["outlet", "voice", "compound"])


def people(outlets, names=("Ana", "Ben")):
    rows = [(who, name, voice, 0.1, np.nan, np.nan, 3) for who in names for name in outlets for voice in VOICES]
    return pd.DataFrame(rows, columns="person outlet voice value lower upper n".split()).assign(
        n_unsure=0, method="clause", kind=np.nan, verdict="not decided"
    )


def portrait(outlets, holders=("in its own words", "Ana")):
    rows = [(name, who, voice, 0.1, np.nan, np.nan, 3) for name in outlets for who in holders for voice in VOICES]
    return pd.DataFrame(rows, columns="outlet holder voice value lower upper n".split()).assign(
        n_unsure=0, method="clause", kind=np.nan, verdict="not decided"
    )


def mentions(outlets, names=("Ana", "Ben")):
    rows = [(who, name, 3, 20, 15.0) for who in names for name in outlets]
    return pd.DataFrame(rows, columns="person outlet n n_sentences per_100".split())


def course(outlets):
    rows = [
        (name, i + 1, 0.5 if i else np.nan, float(i == 1), int(i == 1), int(i == 2))
        for name in outlets
        for i in range(3)
    ]
    columns = "article sentence_number compound quoted_share n_positive n_negative"
    return pd.DataFrame(rows, columns=columns.split())


def quoted(outlets):
    sources = (("Ana", "person"), ("someone else", "other"), ("source not resolved", "unresolved"))
    rows = [(name, source, kind, 10, 1, 100, 10.0) for name in outlets for source, kind in sources]
    columns = "outlet source source_kind n_words n_quotes n_words_outlet per_100"
    return pd.DataFrame(rows, columns=columns.split())


def kinds(outlets, names=("Ana", "not resolved")):
    rows = [(who, name, kind, 2) for who in names for name in outlets for kind in ("proper", "nominal", "pronoun")]
    return pd.DataFrame(rows, columns=["person", "outlet", "kind", "n"])


def voices(outlets):
    rows = [(name, voice, 30, 0.3, 1) for name in outlets for voice in VOICES[1:]]
    return pd.DataFrame(rows, columns="outlet voice n_words share n_articles".split())


def cues(outlets):
    rows = [(cue, name, 2) for cue in ("said", "denied") for name in outlets]
    return pd.DataFrame(rows, columns=["cue", "outlet", "n"])


def articles(outlets):
    days = pd.to_datetime(["2024-01-01"] * len(outlets))
    basis = ["stated" if turn % 2 == 0 else "inferred" for turn in range(len(outlets))]
    latest = [day + pd.Timedelta(days=9 * (kind == "inferred")) for day, kind in zip(days, basis, strict=True)]
    table = pd.DataFrame({"article": list(outlets), "outlet": list(outlets), "published_earliest": days})
    return table.assign(published_latest=latest, published_basis=basis, n_words=90, n_sentences=9, balance=0.5, n=7)


def profile(outlets):
    rows = [(measure, name, 0.5, 4, "hits") for measure in ("balance", "tone") for name in outlets]
    return pd.DataFrame(rows, columns="measure outlet value n unit".split()).assign(method=np.nan)


CHARTS = {
    "balance": lambda names, **ax: plot_balance(balance(names), **POLES, **ax),
    "evidence": lambda names, **ax: plot_evidence(evidence(names), **POLES, **ax),
    "tone": lambda names, **ax: plot_tone(points(names), tone(names), **ax),
    "person": lambda names, **ax: plot_person_sentiment(people(names), **ax),
    "portrait": lambda names, **ax: plot_portrait(portrait(names), **ax),
    "people": lambda names, **ax: plot_people(mentions(names), **ax),
    "course": lambda names, **ax: plot_course(course(names), **POLES, **ax),
    "quoted": lambda names, **ax: plot_quoted_words(quoted(names), **ax),
    "mentions": lambda names, **ax: plot_mentions(kinds(names), **ax),
    "voices": lambda names, **ax: plot_voices(voices(names), **ax),
    "cues": lambda names, **ax: plot_cues(cues(names), **ax),
    "collected": lambda names, **ax: plot_collected(articles(names), **ax),
    "over_time": lambda names, **ax: plot_over_time(articles(names), "balance", n="n", unit="balance", **ax),
    "profile": lambda names, **ax: plot_profile(profile(names), **ax),
}
each_chart = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


def words(ax):
    found = [text.get_text() for text in ax.figure.findobj(Text) if text.get_text()]
    legend = ax.get_legend()
    return found + ([text.get_text() for text in legend.get_texts()] if legend else [])


@each_chart
@pytest.mark.parametrize("many", [1, 3, 6, 20])
def test_a_chart_shows_one_or_twenty_outlets_and_says_n(chart, many):
    ax = chart([f"Outlet {number}" for number in range(many)])
    ax.figure.draw_without_rendering()
    assert any(re.match(r"n\b", text) or "n =" in text for text in words(ax))


@each_chart
def test_no_chart_is_taller_than_a_page_and_what_has_no_room_is_said(chart):
    ax = chart([f"Outlet {number}" for number in range(70)])
    assert ax.figure.get_size_inches()[1] <= TALLEST
    rows = len(ax.get_yticks())
    columns = len(ax.get_xticks())
    if rows < 70 and columns < 70 and chart not in (CHARTS["over_time"], CHARTS["cues"], CHARTS["profile"]):
        assert "; the data table holds " in said_beside(ax)


@each_chart
def test_a_chart_without_rows_says_no_data(chart):
    assert any(text.startswith("no data (n = 0): ") for text in words(chart([])))


def test_articles_of_no_known_outlet_are_drawn_under_that_name():
    ax = plot_over_time(articles(["One"]).assign(outlet=None), "balance", n="n", unit="balance")
    assert "outlet missing" in words(ax)
    assert len(ax.collections) > 0


@each_chart
def test_names_from_strangers_are_drawn_as_they_are(chart):
    ax = chart(HOSTILE)
    ax.figure.draw_without_rendering()  # would raise on broken math text
    names = [text for text in ax.figure.findobj(Text) if any(mark in text.get_text() for mark in ("$", "_under"))]
    assert names
    assert not any(text.get_parse_math() for text in names)
    assert not any("\x1b" in text.get_text() for text in ax.figure.findobj(Text))


@each_chart
def test_a_chart_draws_on_the_axes_it_is_given_and_changes_no_setting(chart):
    before = dict(mpl.rcParams)
    given = Figure().add_subplot()
    assert chart(["One", "Two"], ax=given) is given
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", ["balance", "evidence", "tone", "person", "portrait", "profile"])
def test_a_signed_scale_is_symmetric_around_zero(name):
    low, high = CHARTS[name](["One", "Two"]).get_xlim()
    assert low == -high


def test_time_runs_to_the_right_and_the_signed_scale_is_symmetric():
    low, high = CHARTS["over_time"](["One", "Two"]).get_ylim()
    assert low == -high


def test_outlets_stand_in_the_order_of_the_table_from_the_top():
    ax = CHARTS["balance"](["Zeta", "Alpha"])
    assert [text.get_text().split("\n")[0] for text in ax.get_yticklabels()] == ["Zeta", "Alpha"]
    bottom, top = ax.get_ylim()
    assert bottom > top


def test_the_balance_of_each_voice_is_where_the_table_says():
    table = balance(["One"])
    table["balance"] = [0.1, -0.5, 1.0, np.nan]
    table["n"] = [9, 4, 5, 0]
    drawn = [list(line.get_xdata()) for line in plot_balance(table, **POLES).get_lines()]
    assert [found for found in drawn if len(found)][:3] == [[0.1], [-0.5], [1.0]]
    assert "9 hits in 3\nof 9 sentences" in words(plot_balance(table, **POLES))


def test_an_interval_is_drawn_only_where_the_table_has_one():
    table = balance(["One", "Two"]).query("voice == 'all'")
    table = table.assign(lower=[np.nan, 0.2], upper=[np.nan, 0.7], kind=[None, "articles"])
    assert drawn_intervals(plot_balance(table, **POLES)) == [([0.2, 0.7], None)]


def drawn_intervals(ax):
    """The ends of each interval, and the dashes of its line."""
    found = []
    for lines in ax.collections:
        dashes = lines.get_linestyle()[0][1]
        found += [(list(one[:, 0]), dashes) for one in lines.get_segments() if len(one) and np.isfinite(one).all()]
    return found


def test_an_interval_within_an_article_is_dotted_and_one_over_articles_is_not():
    table = balance(["One", "Two"]).query("voice == 'all'")
    table = table.assign(lower=[0.1, 0.2], upper=[0.6, 0.7], kind=["hits", "articles"])
    found = dict(zip([0.2, 0.1], drawn_intervals(plot_balance(table, **POLES)), strict=True))
    assert found[0.2] == ([0.2, 0.7], None)
    assert found[0.1][0] == [0.1, 0.6] and found[0.1][1]


def test_the_mean_toward_a_person_within_an_article_is_dotted_and_one_mention_looks_less_firm_than_many():
    table = people(["One", "Two"], names=["Ana"]).query("voice == 'own'").assign(value=[0.4, 0.9])
    table = table.assign(lower=[0.1, np.nan], upper=[0.7, np.nan], kind=["mentions", np.nan])
    ax = plot_person_sentiment(table.assign(verdict=["warm", "not decided"]))
    ((ends, dashes),) = drawn_intervals(ax)
    assert ends == [0.1, 0.7] and dashes
    size = {float(one.get_xdata()[0]): one.get_markersize() for one in ax.get_lines() if len(one.get_xdata()) == 1}
    assert size[0.4] > size[0.9]
    assert drawn_intervals(plot_person_sentiment(table.assign(kind=["articles", np.nan]))) == [([0.1, 0.7], None)]


@pytest.mark.parametrize("chart", ["balance", "over time", "series", "profile"])
def test_a_mark_is_as_large_as_its_balance_is_sure(chart):
    values, names = [0.9, 0.5, 0.1], ["One", "Two", "Three"]
    table = articles(names).assign(balance=values, value=values, verdict=["decided", "leaning", "balanced or too few"])
    if chart == "balance":
        ax = plot_balance(balance(names).query("voice == 'all'").assign(**table[["balance", "verdict"]]
                          .set_axis([0, 4, 8])), **POLES)  # fmt: skip
    elif chart == "over time":
        ax = plot_over_time(table, "balance", n="n", unit="balance")
    elif chart == "series":
        windows = pd.DataFrame(columns="first last value lower upper n n_articles".split())
        dates = windows.astype({"first": "datetime64[us]", "last": "datetime64[us]"})
        ax = plot_series(table, dates, unit="balance", period="day")
    else:
        ax = plot_profile(profile(names)[:3].assign(value=values, verdict=table["verdict"]))
    at = 0 if chart in ("balance", "profile") else 1
    lines = [(line, place) for line in ax.get_lines() for place in line.get_xydata()[:, at] if line.get_marker() != "|"]
    size = {round(float(place), 6): line.get_markersize() for line, place in lines}
    assert size[0.9] > size[0.5] > size[0.1]
    assert chart == "balance" or said_beside(ax).startswith("Marks: large, decided (the interval leaves out zero); of")


def test_evidence_grows_left_for_the_one_frame_and_right_for_the_other():
    widths = [bar.get_width() for bar in plot_evidence(evidence(["One"]), **POLES).patches]
    assert sorted(widths) == [-20.0] * 3 + [20.0] * 3


def test_bars_of_a_person_stand_end_to_end_by_kind():
    table = kinds(["One"], names=["Ana"]).assign(n=[3, 1, 2])
    bars = [(bar.get_x(), bar.get_width()) for bar in plot_mentions(table).patches if bar.get_width()]
    assert bars == [(0, 3), (3, 1), (4, 2)]


def test_cues_of_many_outlets_are_drawn_as_their_sum():
    ax = plot_cues(cues([f"Outlet {number}" for number in range(9)]))
    assert said_beside(ax).endswith("The 9 outlets are added up; the data table holds each.")
    assert [bar.get_width() for bar in ax.patches] == [18, 18]


def test_a_narrow_figure_keeps_its_words_inside():
    ax = plot_balance(balance(["A Paper of Some Length"]), **POLES, width=3.5)
    ax.figure.draw_without_rendering()
    box = ax.get_tightbbox()
    assert 0 <= box.x0 < box.x1 <= ax.figure.bbox.x1


def test_evidence_leaves_out_voices_without_any():
    table = evidence(["One"])
    table.loc[table["voice"] == "paraphrased", ["n", "per_100"]] = 0
    assert "paraphrased" not in words(plot_evidence(table, **POLES))


def test_a_stated_date_is_filled_and_solid_an_inferred_one_open_and_dashed():
    ax = plot_collected(articles(["One", "Two"]))
    marks = [line for line in ax.get_lines() if line.get_marker() == "o"]
    assert [mark.get_markerfacecolor() == "white" for mark in marks] == [False, True]
    styles = [lines.get_linestyle()[0][1] for lines in ax.collections]
    assert styles[0] is None
    assert styles[1] is not None


def test_more_articles_than_marks_have_room_for_are_a_band_and_the_caption_says_so():
    ax = plot_collected(articles(["One"] * 61 + ["Two"] * 61))
    assert not [line for line in ax.lines if line.get_marker() == "o"]
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([0.8 * 31 / 31, 0.8 * 30 / 31] * 2, abs=0.03)
    assert "Instead of marks a band shows how many of them were published when" in said_beside(ax)
    assert [line for line in plot_collected(articles(["One", "Two"] * 30)).lines if line.get_marker() == "o"]


def test_an_inferred_date_is_drawn_from_its_first_to_the_end_of_its_last_day():
    table = articles(["One", "Two"]).iloc[1:]
    segment = plot_over_time(table, "balance", n="n", unit="balance").collections[0].get_segments()[0]
    assert segment[1, 0] - segment[0, 0] == 10


def test_articles_without_a_date_are_counted_not_drawn():
    table = articles(["One", "Two"])
    table.loc[1, ["published_earliest", "published_latest"]] = pd.NaT
    ax = plot_over_time(table, "balance", n="n", unit="balance")
    assert ax.get_xlabel() == "date of publication; n = 1 article"
    assert said_beside(ax) == "1 article without a date or a value is not drawn."
    assert "no date" in words(plot_collected(table))


def test_people_without_a_score_are_named_beside_the_chart_and_take_no_room_in_it():
    table = people(["One", "Two"], names=["Ana", "Ben", "Cy"])
    table.loc[table["person"] == "Ben", ["n", "value"]] = [0, np.nan]
    table.loc[(table["person"] == "Cy") & (table["outlet"] == "Two"), ["n", "value"]] = [0, np.nan]
    ax = plot_person_sentiment(table)
    assert "Ben" not in words(ax)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["One", "Two", "One", "Two"]
    assert said_beside(ax) == "Nothing could be scored of Ben."


def test_many_people_without_a_score_are_counted_and_none_is_mentioned_where_all_have_one():
    table = people(["One"], names=[f"P{number}" for number in range(20)])
    table.loc[table["person"] != "P0", ["n", "value"]] = [0, np.nan]
    assert said_beside(plot_person_sentiment(table)).endswith("P12 and 7 more.")
    assert not said_beside(plot_person_sentiment(people(["One"])))


def test_a_chart_leaves_the_text_of_its_method_to_the_caption():
    table = people(["One"]).assign(n_unsure=2)
    for ax in (plot_person_sentiment(table), plot_portrait(portrait(["One"]).assign(n_unsure=2))):
        assert "\n" not in ax.get_xlabel()
        assert "unsure of" in said_beside(ax)


def test_a_portrait_has_a_row_for_each_holder_under_its_outlet_and_a_mark_for_each_voice():
    table = portrait(["One", "Two"]).iloc[:-4]
    table["value"] = np.linspace(-0.9, 0.9, len(table))
    ax = plot_portrait(table)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["in its own words", "Ana", "in its own words"]
    drawn = [line.get_xdata().tolist() for line in ax.get_lines() if line.get_marker() in ("o", "^", "s")]
    assert drawn == [table.loc[table["voice"] == voice, "value"].tolist() for voice in VOICES[1:]]
    assert words(ax).count("3") == 9
    assert {"n own", "quoted", "paraphrased"} <= set(words(ax))


def test_a_sentence_without_a_score_has_a_dot_and_no_bar():
    ax = plot_course(course(["One"]), **POLES)
    assert len(ax.patches) == 2
    dots = [line for line in ax.get_lines() if line.get_marker() == "."]
    assert dots[0].get_xdata().tolist() == [1]


def test_each_voice_and_each_series_can_be_told_apart_without_colour():
    for marks in (VOICE_MARKS.values(), SERIES):
        assert len({(mark.marker, mark.filled) for mark in marks}) == len(marks)
    assert len({mark.hatch for mark in SERIES}) == len(SERIES)


def test_a_source_that_is_not_known_never_wears_the_colour_of_a_person():
    table = quoted(["One"])
    table = pd.concat([table, table[-1:].assign(source="several together", source_kind="several")])
    colours = [bar.get_facecolor() for bar in plot_quoted_words(table).patches]
    assert len(set(colours)) == 4


def test_a_corrected_value_is_a_cross_with_its_interval_and_stands_in_the_legend():
    known = profile(["One", "Two"]).assign(corrected=np.nan, corrected_lower=np.nan, corrected_upper=np.nan)
    assert not [line for line in plot_profile(known).lines if line.get_marker() == "P"]
    known.loc[0, ["corrected", "corrected_lower", "corrected_upper"]] = [0.1, 0.0, 0.2]
    ax = plot_profile(known)
    crosses = [value for line in ax.lines if line.get_marker() == "P" for value in line.get_xdata() if value == value]
    assert crosses == [0.1]
    assert "by hand coding" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_person_of_many_outlets_has_one_row_and_the_caption_says_that_outlets_are_added_up():
    table = kinds([f"Outlet {number}" for number in range(9)], names=[f"P{number}" for number in range(9)])
    ax = plot_mentions(table)
    assert {text.get_text() for text in ax.get_yticklabels()} == {"all outlets"}
    assert words(ax).count("54") == 9  # 9 outlets, 3 kinds of 2 mentions
    assert said_beside(ax) == "The 9 outlets are added up; the data table holds each."


def test_the_number_in_a_cell_is_what_its_colour_says():
    table = mentions(["One", "Two"]).assign(n=[2, 4, 6, 8], per_100=[10.0, 40.0, 12.0, 16.0])
    said = words(plot_people(table))
    assert {"10", "40", "12", "16"} <= set(said)  # rates, as the colour
    assert said[-2:] != ["2", "4"]
    assert {"6", "14"} <= set(said)  # all mentions of a person, beside the row


def test_beyond_six_outlets_the_lowest_and_the_highest_are_named():
    table = profile([f"Outlet {number}" for number in range(8)])
    table["value"] = [*np.linspace(-0.5, 0.5, 8), *np.linspace(0.5, -0.5, 8)]
    said = words(plot_profile(table))
    assert said.count("Outlet 0") == said.count("Outlet 7") == 2
    assert "Outlet 3" not in said


def test_many_articles_are_shaded_by_their_number_and_few_are_drawn_each():
    few, many = (
        plot_over_time(articles([str(n) for n in range(size)]), "balance", n="n", unit="x") for size in (9, 90)
    )
    assert [type(drawn).__name__ for drawn in many.collections] == ["QuadMesh"]
    assert float(np.nansum(many.collections[0].get_array())) == 90
    assert not any(type(drawn).__name__ == "QuadMesh" for drawn in few.collections)
    assert "The darker a field" in said_beside(many)


def test_a_lane_of_many_stretches_is_a_band_and_one_of_few_has_marks():
    rows = pd.DataFrame({"outlet": "One", "voice": "own", "compound": np.linspace(-1, 1, 200)})
    for table, bands in ((rows, 1), (rows[:9], 0)):
        ax = plot_tone(table, tone(["One"]).query("voice == 'own'"))
        found = [drawn for drawn in ax.collections if type(drawn).__name__ != "LineCollection"]
        assert len(found) == bands
        assert ("a band shows" in said_beside(ax)) == bool(bands)
