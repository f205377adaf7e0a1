"""A shared utterance -> its tellings under each other, word by word, as HTML in which nothing of an article is live."""

from __future__ import annotations

import html

from analysis.compare.quotes.word_by_word import align_utterance
from analysis.compare.tables.grid import outlets_of
from analysis.reading import Reading
from analysis.reports.sentences.english import fill
from analysis.reports.show import Shown, in_frame, say

#: How each operation is set: the tag, and the sign that says the same in plain text and without colour.
_TAGS = {"same": ("span", "{}"), "changed": ("b", "*{}*"), "added": ("ins", "+{}+"), "dropped": ("del", "-{}-")}
MOST_WORDS = 120  # columns shown


def show_alignment(reading: Reading, utterance_id: str | None) -> Shown:
    """Show what each article did with the words of one utterance.

    Dropped words are struck through, words put in are underlined, changed ones bold; the fullest telling comes first.

    Parameters
    ----------
    utterance_id : str or None
        Of the table `shared_quotes`; None says that no words are shared.

    Raises
    ------
    TableError
        The ledger has no such utterance.
    """
    if utterance_id is None:
        return say("No two articles tell the same words.")
    cells = align_utterance(reading.shared_quotes, reading.articles, utterance_id)
    outlets = outlets_of(reading.articles, reading.study, every=True).set_index("article_id")["outlet"].to_dict()
    rows, lines = [], []
    for (article_id, _), words in cells[cells["column"] < MOST_WORDS].groupby(
        ["article_id", "attribution_index"], sort=False
    ):
        name = f"{outlets.get(article_id, 'outlet missing')} ({article_id})"
        parts = [_TAGS[operation] for operation in words["operation"]]
        marked = [f"<{tag}>{html.escape(word)}</{tag}>" for (tag, _), word in zip(parts, words["word"], strict=True)]
        lines.append(f"{name}: " + " ".join(sign.format(w) for (_, sign), w in zip(parts, words["word"], strict=True)))
        rows.append(f'<tr><th scope="row">{html.escape(name)}</th><td class="long">{" ".join(marked)}</td></tr>')
    n_columns = int(cells["column"].max()) + 1
    caption = (
        "One utterance in {n:telling}, word by word: struck through what a telling drops of the fullest one, "
        "underlined what it puts in, bold what it changes"
    ) + ("; the first {most} of {places:place}" if n_columns > MOST_WORDS else "")
    caption = fill(caption, n=len(rows), most=MOST_WORDS, places=n_columns)
    markup = in_frame(
        f'<table class="told-words"><caption>{caption}</caption>{"".join(rows)}</table>', "One utterance, word by word"
    )
    return Shown(markup, "\n".join([caption, *lines]))
