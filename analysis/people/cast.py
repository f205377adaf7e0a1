"""An article's text -> its cast: who is named and described in it, and between which marks, before anything is decided.

An article is read twice, before and after it is known who speaks (`reading`); both readings rest on the same cast.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from analysis.people.descriptions.find import Description, Finder, compile_finder, find_descriptions
from analysis.people.descriptions.told import find_told
from analysis.people.names.author import find_author
from analysis.people.names.find import Named, find_names
from analysis.people.names.roster import Roster, compile_roster
from analysis.people.names.strangers import find_described, find_strangers
from analysis.people.pronouns.scene import Name, Scene, is_inside
from analysis.study import Study
from analysis.tables import by_article, map_articles
from analysis.text.english.names import SHORT_TITLES
from analysis.text.quotation import quoted_spans
from analysis.text.titles import TitleSpan, find_titles

Span = tuple[int, int]

#: Characters before a name that are searched for a title.
_LONG_TITLE = 50


class Cast:
    """Who is in one article; what costs time is found when it is first asked for."""

    def __init__(self, text: str, sentences: Sequence[Span], roster: Roster, finder: Finder) -> None:
        self.text, self.sentences, self.roster, self.finder = text, sentences, roster, finder
        self.quotes: list[Span] = [(span[0], span[1]) for span in quoted_spans(text)]
        self.titles: list[TitleSpan] = find_titles(text, roster.titles)
        self.names: list[Named] = find_names(text, sentences, roster, [title[:2] for title in self.titles])

    @cached_property
    def author(self) -> str | None:
        """The person of the study who says "I" outside quotations, if the article is theirs."""
        return find_author(self.text, self.names, self.quotes)

    @cached_property
    def described(self) -> list[Description]:
        """Descriptions that may mean people of the study."""
        names = {name.end: name.start for name in self.names}
        return find_descriptions(self.text, self.finder, self.roster, self.titles, names)

    @cached_property
    def strangers(self) -> list[Name]:
        """Names of people who are not in the study."""
        taken = sorted([name[:2] for name in self.names] + [title[:2] for title in self.titles])
        return find_strangers(self.text, taken)

    @cached_property
    def scene(self) -> Scene:
        """Everybody in their sentences; a reading adds to a copy."""
        genders = self.roster.genders
        everyone = [Name(n.start, n.end, n.person_id, genders[n.person_id], "study") for n in self.names]
        phrases = [one[:2] for one in self.described]  # decided on their own
        others = [one for one in find_described(self.text) if not is_inside(one.start, phrases)]
        return Scene(self.text, self.sentences, [*everyone, *self.strangers, *others])

    @cached_property
    def titled(self) -> dict[str, set[str]]:
        """Who bears a role as a title before a name ("Mayor Ann Lee"), or is said to have it, by role."""
        found: dict[str, set[str]] = {}
        for noun, entity in find_told(self.text, self.scene.names):
            found.setdefault(noun, set()).add(entity)
        for name in self.scene.names:
            if name.certainty == "described" or self.text[name.start - 1 : name.start] != " ":
                continue
            title = self.finder.title.search(self.text, max(0, name.start - _LONG_TITLE), name.start)
            if title:
                written = title[1].lower()
                found.setdefault(SHORT_TITLES.get(written, written), set()).add(name.entity)
        return found


class Casts(dict[str, Cast]):
    """The casts of a batch of articles by id, each made when it is first asked for.

    Parameters
    ----------
    articles, sentences : DataFrame
        Tables of the same articles.
    study : Study
        Its people, relations and works.
    """

    def __init__(self, articles: pd.DataFrame, sentences: pd.DataFrame, study: Study) -> None:
        super().__init__()
        self.roster = compile_roster(study)
        self.finder = compile_finder(self.roster)
        self.texts = map_articles(articles)
        starts, ends = sentences["start"].tolist(), sentences["end"].tolist()
        self.sentences = {
            article_id: list(zip(starts[rows], ends[rows], strict=True)) for article_id, rows in by_article(sentences)
        }

    def __missing__(self, article_id: str) -> Cast:
        found = self[article_id] = Cast(self.texts[article_id], self.sentences[article_id], self.roster, self.finder)
        return found
