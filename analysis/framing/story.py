"""Articles, sentences and mentions -> which articles tell the story of the study, and which only touch it.

An archive's search brings many articles that name a person in passing, of each outlet another share. They stay in every
table; measures leave them out.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.corpus.language import looks_english
from analysis.framing.matching import Entry, Matcher
from analysis.study import Story, Study
from analysis.tables import SILENT_SECTIONS, rows_by_article


def find_roles(articles: pd.DataFrame, sentences: pd.DataFrame, mentions: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Fill `role` and `role_evidence` of each article by the study's `story`.

    Parameters
    ----------
    articles, sentences, mentions : DataFrame
        Tables of one batch.
    study : Study
        Without `story` every article in the study's language is told.

    Returns
    -------
    DataFrame
        `articles`. A sentence speaks of the story if it mentions one of its people, by name, description or pronoun, or
        holds one of its words; credits, captions and appeals say nothing. told: as many sentences as the study asks
        for, and where it lists people and words, at least one of each. touched: some sentence, but not so. other:
        none; a word that `not` lists; surely published outside of `period`; another language than the study's. An
        article without a date, or that may lie in the period, is judged by its sentences.
    """
    story = study.story
    spoken = _Spoken(sentences, mentions, story, study.study.language) if story is not None else None
    roles = []
    columns = ["article_id", "text", "language", "published_earliest", "published_latest"]
    for article_id, text, language, *days in articles[columns].itertuples(index=False, name=None):
        if isinstance(language, str) and not _is_read(language, text, study):
            roles.append(("other", f"language: {language}, the study reads {study.study.language}"))
        elif story is None or spoken is None:
            roles.append(("told", "the study names no story"))
        elif story.is_outside(*(None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days)):
            roles.append(("other", f"published outside of {story.period}"))
        else:
            roles.append(spoken.judge(article_id, text))
    return articles.assign(
        role=pd.array([role for role, _ in roles], dtype="str"),
        role_evidence=pd.array([evidence for _, evidence in roles], dtype="str"),
    )


def _is_read(language: str, text: str, study: Study) -> bool:
    own = (study.study.language, *study.study.other_languages)
    return language in own or (study.study.language == "en" and looks_english(text))


class _Spoken:
    """The sentences of each article that may speak of a story."""

    def __init__(self, sentences: pd.DataFrame, mentions: pd.DataFrame, story: Story, language: str) -> None:
        self._story = story
        read = sentences[~sentences["section"].isin(SILENT_SECTIONS).to_numpy()]
        self._sentences = rows_by_article(read, "sentence_index start end")
        named = mentions[mentions["person_id"].isin(story.people).to_numpy()]
        self._named = {key: set(rows) for key, rows in named.groupby("article_id")["sentence_index"]}
        self._words, self._without = (Matcher(_entries(words), language) for words in (story.words, story.without))

    def judge(self, article_id: str, text: str) -> tuple[str, str]:
        """Give the role of an article and why it has it."""
        story, sentences = self._story, self._sentences.get(article_id, [])
        spans = [(start, end) for _, start, end in sentences]
        if unwanted := self._without.find(text, spans) if story.without else []:
            return "other", f"holds “{text[unwanted[0].start : unwanted[0].end]}”"
        by_words = {match.sentence for match in self._words.find(text, spans)} if story.words else set()
        known = self._named.get(article_id, set())
        by_people = {at for at, (index, _, _) in enumerate(sentences) if index in known}
        n = len(by_words | by_people)
        evidence = f"{n} of {len(sentences)} sentences"
        lacking = [
            what
            for what, wanted, found in (("people", story.people, by_people), ("words", story.words, by_words))
            if wanted and not found
        ]
        if not n:
            return "other", evidence
        if lacking or n < story.minimum_sentences:
            return "touched", evidence + (f", none with its {lacking[0]}" if lacking else "")
        return "told", evidence


def _entries(words: Iterable[str]) -> list[Entry]:
    return [Entry("story", word, "problem_definition") for word in words]
