import re

from analysis.framing.hits import find_hits
from analysis.framing.marked import mark_article, mark_legend


def marked(study, tables, **more):
    articles, sentences, *_ = tables
    return mark_article(articles["text"].iloc[0], sentences, find_hits(*tables, study), study, **more)


def words(html):
    return re.sub(r"<style>.*?</style>|<aside>.*?</aside>|<[^>]*>", "", html)


def test_hits_are_underlined_by_frame_and_scope_with_all_that_is_known_of_them(make_study, make_tables):
    html = marked(make_study(), make_tables("Ana loves Ben. They have no feud."))
    assert '<mark class="frame-0" style="border-bottom-style:solid" title="Warm · love · asserted · the outlet' in html
    assert '<mark class="frame-1" style="border-bottom-style:dashed"' in html
    assert "about Ana and Ben" in html


def test_the_source_stands_beside_its_words(make_study, make_tables):
    html = marked(make_study(), make_tables("“I love Ben,” Ana said.", source=("person", "ana")))
    assert "<aside>Ana (quoted)</aside>" in html
    html = marked(make_study(), make_tables("“I love Ben,” they said."))
    assert "<aside>source not resolved (quoted)</aside>" in html


def test_no_character_of_the_article_is_lost_and_all_markup_is_text(make_study, make_tables):
    text = "Ana <b onclick='x'>loves</b> Ben & Ana's “feud</style><script>”."
    html = marked(make_study(), make_tables(text))
    assert "<script>" not in html and "onclick='" not in html
    shown = words(html).replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&amp;", "&")
    assert shown == text


def test_names_of_the_study_are_text_too(make_study, make_tables):
    study = make_study()
    frame = study.frames["warm"].model_copy(update={"label": '"><script>'})
    study = study.model_copy(update={"frames": {**study.frames, "warm": frame}})
    assert "<script>" not in marked(study, make_tables("Ana loves Ben.")) + mark_legend(study)


def test_two_frames_on_the_same_words_nest(make_study, make_tables):
    study = make_study(warm=["ups and downs"], cold=["ups and downs"])
    html = marked(study, make_tables("Ana and Ben had ups and downs."))
    assert re.search(r'<mark class="frame-1"[^>]*><mark class="frame-0"[^>]*>ups and downs</mark></mark>', html)


def test_what_does_not_count_is_pale_and_captions_are_grey(make_study, make_tables):
    assert 'class="frame-0 aside"' in marked(make_study(), make_tables("Ana loves Ben."), counted=[False])
    assert '<p class="silent">' in marked(make_study(), make_tables("Ana loves Ben.", section="caption"))


def test_the_legend_names_every_frame_and_scope(make_study):
    legend = words(mark_legend(make_study()))
    assert all(word in legend for word in ("Warm", "Cold", "asserted", "denied", "reported", "question"))
