"""The reading room shows every word of an article, says why it is marked, and lets nothing of an article live."""

import html
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.errors import TableError
from analysis.reports.room import show_article, write_room
from analysis.reports.room.course import Bars, find_course
from analysis.reports.room.marks import mark_paragraphs
from analysis.reports.room.names import Names
from analysis.reports.room.overview import side_by_side
from analysis.study import read_study

STUDY = """\
study: {id: harbour, title: "The harbour <b>", question: "Jobs or harm?"}
people:
  ana: {name: Ana Ruiz, pronouns: she}
  "x' onclick='alert(1)": {name: Bo Lund, pronouns: he}
frames:
  growth:
    label: Growth
    definition: g
    functions: {problem_definition: {indicators: [jobs, {match: boom, weight: 2}]}}
  harm: {label: "Harm <script>", definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: Growth or harm, positive: growth, negative: harm}}
"""
TEXT = """\
Ana Ruiz wants jobs. She says the boom goes on.

“There was no spill,” Ana Ruiz said on Monday. Bo Lund left R&amp;D after the spill.
"""
PAYLOADS = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "</style></textarea></title><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "{{7*7}} {% raw %} {0} %s $HOME",
    "=1+1",
    "＝1+1",
    "@SUM(1)",
    "- a dash",
]
DEAD_URLS = [
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc",
    "//evil.example",
]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return read_study(folder)


@pytest.fixture(scope="module")
def reading(study):
    rows = [("a", "The Tide", "https://tide.example/a?b=c", TEXT), ("b", "The Ebb", "", "Bo Lund likes the boom.")]
    columns = ["article_id", "outlet", "url", "text"]
    return analysis.read(study, pd.DataFrame(rows, columns=columns).assign(published="2024-05-01"))


@pytest.fixture(scope="module")
def room(reading, tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    write_room(reading, folder)
    return folder


@pytest.fixture(scope="module")
def hostile(study, tmp_path_factory):
    """A room whose every text, outlet, headline, id and url is hostile."""
    shown = [html.escape(payload) for payload in PAYLOADS]  # escaped once it is text; else it would be taken out
    texts = [f"Ana Ruiz said: “{payload}” and jobs came. The spill {payload} spread." for payload in shown]
    rows = pd.DataFrame(
        {
            "article_id": [f"../{payload}" for payload in PAYLOADS],
            "outlet": PAYLOADS,
            "headline": [f"{payload} boom" for payload in shown],
            "url": (DEAD_URLS * 3)[: len(PAYLOADS)],
            "published": "2024-05-01",
            "text": texts,
        }
    )
    reading = analysis.read(study, rows)
    folder = tmp_path_factory.mktemp("hostile") / "room"
    return reading, write_room(reading, folder), folder


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and the text of each id."""

    def __init__(self, path):
        super().__init__()
        self.tags, self.open, self.words = [], [], {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if tag not in ("meta", "link", "wbr", "input", "br", "img"):
            self.open.append((tag, found))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        classes = {name for _, found in self.open for name in found.get("class", "").split()}
        for _, found in self.open:
            if "id" in found and not classes & {"note", "no", "ref"}:
                self.words[found["id"]] = self.words.get(found["id"], "") + data

    def find(self, tag, **wanted):
        return [found for name, found in self.tags if name == tag and wanted.items() <= found.items()]


def cell_texts(path, name):
    """Read a table of the page as lists of cells."""
    part = path.read_text(encoding="utf-8").split(f'aria-label="{name}"')[1].split("</table>")[0]
    rows = re.findall(r"<tr.*?</tr>", part, re.DOTALL)
    return [[re.sub("<.*?>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)] for row in rows]


def notes_of(path):
    """Read every note as its title and its facts."""
    reasons = path.read_text(encoding="utf-8").split('<span class="reason">')[1:]
    return [
        (
            re.search("<b>(.*?)</b>", reason)[1],
            dict(re.findall(r"\n([A-Z][^:<]*): ([^<]*?)\.(?=\n|<)", reason)),
        )
        for reason in reasons
    ]


def test_every_sentence_stands_on_its_page_under_its_number_word_for_word(reading, room):
    page = Page(room / "article-a.html")
    text = reading.text("a")
    spans = reading.sentences.query("article_id == 'a'")[["sentence_index", "start", "end"]].itertuples(index=False)
    assert [page.words[f"s{index + 1}"] for index, _, _ in spans] == [
        "Ana Ruiz wants jobs.",
        "She says the boom goes on.",
        "“There was no spill,” Ana Ruiz said on Monday.",
        "Bo Lund left R&D after the spill.",
    ]
    assert "R&D" in text


def test_a_sentence_leads_to_its_characters_in_the_untouched_document(room):
    page = Page(room / "article-a.html")
    assert page.words["r4"] == "Bo Lund left R&amp;D after the spill."
    assert {"href": "#r4"}.items() <= page.find("a", **{"aria-label": "sentence 4, to its source"})[0].items()
    rows = cell_texts(room / "article-a.html", "Frames")
    start = TEXT.index("spill", TEXT.index("Bo"))
    assert rows[-1][1] == "spill"
    assert rows[-1][-2:] == [f"{start - 4}–{start + 1}", f"{start}–{start + 5}"]


def test_a_note_tells_indicator_scope_voice_holder_target_weight_and_place(room):
    notes = notes_of(room / "article-a.html")
    hit = next(facts for title, facts in notes if title == "“spill”")
    assert hit == {
        "Frame": "Harm &lt;script&gt;",
        "Function": "problem definition",
        "Indicator": "spill",
        "Scope": "denied",
        "Standing": "its own words",
        "Voice": "quoted (Ana Ruiz)",
        "About": "Ana Ruiz",
        "Weight": "1.0; not counted in the balance",
        "Characters": "63–68; document 63–68",
        "Place": "character 63 of its text",
    }
    person = next(facts for title, facts in notes if title == "“She”")
    assert person.keys() >= {"Person", "Kind", "Rule", "Confidence", "Voice", "Characters"}
    assert person["Person"] == "Ana Ruiz"


def test_a_quotation_is_shown_as_quoted_only_where_it_has_marks(study, tmp_path):
    text = "Ana Ruiz announced the end of it. Bo Lund hoped to stay. She said that it ended. “We go,” Bo Lund said."
    row = {"article_id": "a", "outlet": "The Tide", "published": "2024-05-01", "text": text}
    reading = analysis.read(study, pd.DataFrame([row]))
    assert reading.quotes["kind"].tolist() == ["summary", "thought", "indirect", "direct"]
    write_room(reading, tmp_path)
    classes = [one.get("class", "").split() for one in Page(tmp_path / "article-a.html").find("li")]
    assert [name for one in classes if "said" in one for name in one if name.startswith("v-")] == [
        "v-paraphrased"
    ] * 3 + ["v-quoted"]


def test_a_denied_hit_is_dashed_and_one_that_does_not_count_is_pale(room):
    classes = [set(found["class"].split()) for found in Page(room / "article-a.html").find("mark") if "class" in found]
    assert any({"hit", "f1", "denied", "aside", "v-quoted"} <= one for one in classes)
    assert any({"hit", "f0", "asserted", "v-own"} <= one and "aside" not in one for one in classes)


def mention(start, end, person_id):
    facts = {"surface": "", "kind": "nominal", "confidence": 1.0, "candidates": None, "rule": "r", "voice": "own"}
    return facts | {
        "start": start,
        "end": end,
        "person_id": person_id,
        "field": "document",
        "raw_start": 0,
        "raw_end": 1,
        "place": "a.txt, character 0",
    }


def test_people_who_speak_together_have_both_names_and_both_classes(study):
    names = Names(study)
    one, two = list(study.people)[:2]
    assert names.name(f"{one}|{two}") == f"{names.name(one)} and {names.name(two)}"
    assert names.person_classes(f"{one}|{two}") == ["p0", "p1"]


def test_marks_that_overlap_nest_in_every_piece_they_share_and_have_one_note(study):
    sentence = {"paragraph_index": 0, "section": "body", "start": 0, "end": 13}
    spans = [(0, 5), (3, 8), (10, 12)]
    parts = {
        "sentences": [sentence],
        "segments": [{"start": 0, "end": 4, "voice": "quoted"}, {"start": 4, "end": 13, "voice": "own"}],
        "quotes": [{"content_start": 6, "quote_index": 7}],
        "frame_hits": [],
        "mentions": [mention(*span, "ana") for span in spans],
    }
    (paragraph,) = mark_paragraphs("abcdefghijklm", parts, Names(study))
    (marked,) = paragraph.sentences
    assert [
        [
            (piece.text, piece.voice, [spans.index(mark[:2]) for mark in piece.marks], piece.quote)
            for piece in stretch.pieces
        ]
        for stretch in marked.stretches
    ] == [
        [
            ("abc", "quoted", [0], None),
            ("d", "quoted", [0, 1], None),
            ("e", "own", [0, 1], None),
            ("f", "own", [1], None),
            ("gh", "own", [1], 7),
        ],
        [("ij", "own", [], None)],
        [("kl", "own", [2], None)],
        [("m", "own", [], None)],
    ]
    assert [len(stretch.notes) for stretch in marked.stretches] == [2, 0, 1, 0]


def course_of(study, hits=(), segments=(), mentions=(), n=2):
    sentences = [
        {
            "sentence_index": index,
            "words": "So.",
            "section": "body",
            "compound": (0.5, None)[index],
            "n_lexicon": 1 - index,
        }
        for index in range(n)
    ]
    parts = {"sentences": sentences, "frame_hits": hits, "segments": segments, "mentions": mentions}
    return find_course(parts, Names(study))


def test_a_column_sums_the_weights_that_count_up_to_the_full_height_of_a_bar(study):
    hits = [
        {"sentence_index": 0, "frame_id": "growth", "weight": 1.0, "counts": True},
        {"sentence_index": 0, "frame_id": "growth", "weight": 2.0, "counts": True},
        {"sentence_index": 0, "frame_id": "harm", "weight": 9.0, "counts": True},
        {"sentence_index": 1, "frame_id": "harm", "weight": 1.0, "counts": False},
    ]
    first, second = course_of(study, hits).columns
    assert first.axes == (Bars(19.5, 26.0, False),)
    assert second.axes == (Bars(0.0, 0.0, True),)
    assert first.title == "Sentence 1: Growth 3.0; Harm <script> 9.0; tone +0.50. So."
    assert second.title == "Sentence 2: tone not measured. So."


def test_a_column_shows_tone_voice_and_people_and_no_tone_where_none_was_measured(study):
    segments = [
        {"sentence_index": 0, "voice": "own", "start": 0, "end": 3},
        {"sentence_index": 0, "voice": "quoted", "start": 3, "end": 20},
    ]
    mentions = [{"sentence_index": 1, "person_id": "ana"}, {"sentence_index": 1, "person_id": None}]
    course = course_of(study, segments=segments, mentions=mentions)
    assert [(one.tone, one.voice, one.people) for one in course.columns] == [
        (8.0, "quoted", (False,)),
        (None, "own", (True,)),
    ]
    assert [lane.label for lane in course.people] == ["Ana Ruiz"]


def test_sentiment_of_an_outlet_weighs_its_articles_by_their_mentions(reading, study):
    rows = [
        ("a", "ana", "mentions", "all", 9.0, np.nan, np.nan, 9, 0, "tide", "Tide"),
        ("a", "ana", "sentiment_linear", "all", 0.5, 0.1, 0.9, 3, 0, "tide", "Tide"),
        ("a", "ana", "sentiment_linear", "own", -1.0, -1.0, -0.7, 3, 0, "tide", "Tide"),
        ("b", "ana", "mentions", "all", 2.0, np.nan, np.nan, 2, 0, "tide", "Tide"),
        ("b", "ana", "sentiment_linear", "all", -0.5, np.nan, np.nan, 1, 0, "tide", "Tide"),
    ]
    scores = pd.DataFrame(rows, columns=list(reading.person_scores.columns))
    same = reading.articles.assign(outlet_id="tide", outlet="The Tide")
    (row,) = side_by_side(reading.replace(articles=same, person_scores=scores), Names(study)).people
    ((mentions, mean),) = row.cells
    assert [mentions, mean["value"], mean["n"], mean["lower"], mean["verdict"]] == [11, 0.25, 4, None, "not decided"]


def test_the_sources_of_quotes_stand_beside_their_paragraph(room):
    _, first, second = (room / "article-a.html").read_text(encoding="utf-8").split("<aside")
    for aside, anchor in ((first, "#s2"), (second, "#s3")):
        assert '<b dir="auto">Ana Ruiz</b>' in aside.split("</aside>")[0]
        assert f'href="{anchor}"' in aside.split("</aside>")[0]


def test_every_link_within_the_room_leads_somewhere(room):
    pages = {path.name: Page(path) for path in room.glob("*.html")}
    assert sorted(pages) == [
        "article-a.html",
        "article-b.html",
        "explorer.html",
        "glossary.html",
        "index.html",
        "omissions.html",
        "quotes.html",
        "search.html",
        "text.html",
    ]
    ids = {name: {found["id"] for _, found in page.tags if "id" in found} for name, page in pages.items()}
    for name, page in pages.items():
        described = [found["aria-describedby"] for _, found in page.tags if "aria-describedby" in found]
        assert set(described) <= ids[name]
        for link in page.find("a"):
            file, _, anchor = link["href"].partition("#")
            if file.startswith("https:"):
                continue
            assert (room / file).is_file() if file else True
            is_query = (file or name) == "search.html" and anchor.startswith("q=")
            assert not anchor or is_query or anchor in ids[file or name], link


def test_ids_are_unique_on_a_page(room):
    for path in room.glob("*.html"):
        ids = [found["id"] for _, found in Page(path).tags if "id" in found]
        assert len(ids) == len(set(ids))


def test_the_overview_sets_outlets_side_by_side(room):
    balance = cell_texts(room / "index.html", "Growth or harm")
    assert [row[0].split("1 article")[0] for row in balance[1:]] == ["The Ebb", "The Tide"]
    assert [re.sub(r"\s+", " ", cell).strip() for cell in balance[2][2:]] == [
        "+0.50 n = 3 balanced or too few",
        "+0.00 n = 2 balanced or too few",
        "not measured",
        "+1.00 n = 1 balanced or too few",
    ]
    people = cell_texts(room / "index.html", "People by outlet")
    assert people[1][0] == "Ana Ruiz"
    assert people[1][1] == "not mentioned"


def test_a_course_has_one_column_a_sentence_that_leads_to_it(room):
    links = [link["href"] for link in Page(room / "index.html").find("a") if "article-a.html#" in link["href"]]
    assert links == [f"article-a.html#s{number}" for number in (1, 2, 3, 4)]


def test_the_tables_are_safe_in_a_spreadsheet_and_hold_words_and_offsets(room, hostile):
    hits = pd.read_csv(room / "evidence" / "frame_hits.csv")
    assert hits["words"].tolist() == ["jobs", "boom", "spill", "spill", "boom"]
    assert {"raw_start", "raw_end", "field", "counts", "place"} <= set(hits.columns)
    for path in hostile[2].glob("evidence/*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in table.select_dtypes("str"):
            cells = table[column][~table[column].str.fullmatch(r"-?[\d.e-]+")]
            assert not cells.str.startswith(("=", "+", "-", "@", "＝")).any(), (path.name, column)


def test_pages_are_the_same_every_time_and_stale_ones_go(reading, tmp_path):
    first = {path.name: path.read_bytes() for path in write_room(reading, tmp_path)}
    (tmp_path / "article-old.html").write_text("old")
    (tmp_path / "notes.txt").write_text("mine")
    assert {path.name: path.read_bytes() for path in write_room(reading, tmp_path)} == first
    assert not (tmp_path / "article-old.html").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_nothing_of_a_hostile_article_is_live(hostile):
    _, written, folder = hostile
    for path in written:
        assert folder in path.parents, path
        if path.suffix != ".html":
            continue
        page = Page(path)
        more = {"search.html": (3, 2), "text.html": (3, 1), "explorer.html": (2, 2), "quotes.html": (2, 1)}  # our own
        scripts, links = page.find("script"), page.find("link")
        assert (len(scripts), len(links)) == more.get(path.name, (1, 1))
        own = [one.get("src", "shared/") for one in scripts] + [one["href"] for one in links]
        assert all(address.startswith("shared/") for address in own)
        assert {tag for tag, _ in page.tags} & {
            "iframe",
            "img",
            "object",
            "embed",
            "base",
            "style",
            "textarea",
        } == set()
        assert not [
            name
            for tag, found in page.tags
            for name in found
            if name.startswith("on") or name == "style" or (name == "src" and tag != "script")
        ]
        for link in page.find("a"):
            assert re.match(
                r"#|article-|(index|quotes|omissions|glossary|search|explorer)\.html|evidence/", link["href"]
            ), link
        assert "49" not in page.words.get("s1", "")


def test_hostile_text_is_shown_letter_by_letter(hostile):
    reading, written, _ = hostile
    pages = [Page(path) for path in written if path.name.startswith("article-")]
    assert len({path.name.lower() for path in written if path.suffix == ".html"}) == len(PAYLOADS) + 7
    for article_id, page in zip(reading.articles["article_id"], pages, strict=True):
        text = reading.text(article_id)
        for row in reading.sentences[reading.sentences["article_id"] == article_id].itertuples():
            assert page.words[f"s{row.sentence_index + 1}"] == text[row.start : row.end]


def test_only_an_address_of_the_web_is_a_link(room):
    (link,) = [found for found in Page(room / "article-a.html").find("a") if "//" in found["href"]]
    assert link == {"href": "https://tide.example/a?b=c", "rel": "noopener noreferrer"}


def test_a_page_allows_styles_and_scripts_of_files_beside_it_and_nothing_that_stands_in_it(room):
    for path in room.glob("*.html"):
        page = Page(path)
        (policy,) = page.find("meta", **{"http-equiv": "Content-Security-Policy"})
        assert policy["content"].startswith("default-src 'none'; style-src 'self' file:; script-src 'self' file:;")
        assert not re.search("unsafe|http|sha256|\\*", policy["content"])
        assert not page.find("style") and all(
            "src" in one or one["type"] == "application/json" for one in page.find("script")
        )
        for name, key in (("link", "href"), ("script", "src")):
            assert all((room / one[key]).is_file() for one in page.find(name) if key in one)


def test_a_notebook_shows_the_same_text_without_script(reading):
    shown = show_article(reading, "a")
    assert repr(shown) == reading.text("a")
    markup = shown._repr_html_()
    assert "<script" not in markup
    assert 'id="article-a-s1"' in markup
    assert markup.count("<mark") > 5
    notes = re.findall('<span class="note"[^>]*>', markup)
    assert notes
    assert all(note.endswith(" hidden>") for note in notes)  # a notebook that is not trusted drops the style


def test_an_article_that_is_not_there_is_named(reading):
    with pytest.raises(TableError, match=r"^`article_id` must be one of a, b; found `z`\.$"):
        show_article(reading, "z")


def test_articles_without_sentences_hits_or_outlet_have_a_page(study, tmp_path):
    rows = pd.DataFrame({"article_id": ["q"], "outlet": [""], "published": [""], "text": ["Nothing is in it."]})
    write_room(analysis.read(study, rows), tmp_path)
    page = Page(tmp_path / "article-q.html")
    assert page.words["s1"] == "Nothing is in it."
    assert "Unknown outlet, article q" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_controls_and_marks_that_turn_text_are_shown_as_lost_characters(study, tmp_path):
    rows = pd.DataFrame({"article_id": ["e"], "outlet": ["x"], "published": [""], "text": ["Jobs \x1b[31m\u202ecome."]})
    write_room(analysis.read(study, rows), tmp_path)
    text = (tmp_path / "article-e.html").read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\ufffd[31m\ufffdcome" in text


def test_an_inferred_date_is_an_interval_and_says_so_on_every_page(shipped, tmp_path):
    write_room(shipped, tmp_path)
    for page in ("index.html", "article-002.html"):
        words = " ".join((tmp_path / page).read_text(encoding="utf-8").split())
        assert "2025-09-09 to 2025-09-18 (inferred)" in words
    assert "2023-05-24 (stated)" in (tmp_path / "index.html").read_text(encoding="utf-8")
