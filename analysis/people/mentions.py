"""Articles and sentences -> table `mentions`: every place where a person of the study is named, described or meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

import pandas as pd

from analysis.people.roster import Roster, compile_roster
from analysis.study import Study
from analysis.tables import TABLES, by_article, conform
from analysis.text.quotation import quoted_spans
from analysis.text.titles import find_titles

__all__ = ["CONFIDENT", "find_mentions"]

#: Below this confidence nobody is decided on: `person_id` stays NA and `candidates` are named.
CONFIDENT = 0.5

_PRONOUN = re.compile(
    r"\b(?:[Hh](?:e|im|is|imself|er|ers|erself)|[Ss]he|[Tt]he(?:y|m|ir|irs|mselves)|HE|SHE|HIM|HIS|HER|THEY|THEIR)\b(?!-)"
)
_FIRST = re.compile(r"\b(?:I|[Mm](?:e|y|ine|yself)|[Ww]e|[Uu]s|[Oo]ur(?:s|selves)?)\b(?!\.)")
_GENDER = {"he": "he", "him": "he", "his": "he", "himself": "he"} | dict.fromkeys(
    ("she", "her", "hers", "herself"), "she"
)
_DETERMINER = re.compile(r"(?:^|[\s\"“(])(?:an?|the|this|that|another|every|no)\s$", re.IGNORECASE)
_NOUNS = {
    "wife": (("spouse",), "she"),
    "husband": (("spouse",), "he"),
    "ex-wife": (("spouse",), "she"),
    "ex-husband": (("spouse",), "he"),
    "spouse": (("spouse",), None),
    "ex": (("spouse", "partner"), None),
    "boyfriend": (("partner",), "he"),
    "girlfriend": (("partner",), "she"),
    "bandmate": (("bandmate",), None),
}
_ADJECTIVES = r"(?:(?:estranged|former|ex|new|late|now|then|current)[ -])*"
_POSSESSED = re.compile(r"\b(?:[Hh]is|[Hh]er|[Mm]y) " + _ADJECTIVES + "(" + "|".join(_NOUNS) + r")\b")
_COUPLE = re.compile(r"\b[Tt]he " + _ADJECTIVES + r"(?:couple|pair|exes|spouses)\b")
_CHILDREN = re.compile(r"\b[Tt]heir (?:\w+ )?(?:children|kids)\b")


class Mention(NamedTuple):
    """One row of the table, without its article and place in the order."""

    start: int
    end: int
    kind: str
    person_id: str | None
    group_index: int | None
    confidence: float | None
    candidates: str | None
    rule: str


def find_mentions(articles: pd.DataFrame, sentences: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Find where people of the study are named, described or meant by a pronoun.

    Parameters
    ----------
    articles : DataFrame
        Table `articles`.
    sentences : DataFrame
        Table `sentences` of the same articles.
    study : Study
        Its people, relations and works.

    Returns
    -------
    DataFrame
        Table `mentions`, key `article_id`, `mention_index`, in text order.
    """
    roster = compile_roster(study)
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    starts, ends = sentences["start"].tolist(), sentences["end"].tolist()
    rows: list[tuple[object, ...]] = []
    for article_id, where in by_article(sentences):
        text = texts[article_id]
        spans = list(zip(starts[where], ends[where], strict=True))
        firsts = [start for start, _ in spans]
        found = sorted(_read(text, spans, roster), key=lambda m: (m.start, -m.end, m.group_index or 0))
        for index, m in enumerate(found):
            sentence = max(0, bisect_right(firsts, m.start) - 1)
            rows.append((article_id, index, sentence, m.start, m.end, text[m.start : m.end], *m[2:]))
    return conform(pd.DataFrame(rows, columns=list(TABLES["mentions"].dtypes)), "mentions")


def _read(text: str, sentences: list[tuple[int, int]], roster: Roster) -> list[Mention]:
    names = _names(text, roster)
    quotes = [(span[0], span[1]) for span in quoted_spans(text)]
    pronouns: list[Mention] = []
    for match in _PRONOUN.finditer(text):
        pronouns.append(_resolve(match, names, pronouns, sentences, quotes, roster))
    firsts = [
        Mention(*match.span(), "first_person", None, None, None, None, "left to the quotation")
        for match in _FIRST.finditer(text)
        if any(start <= match.start() < end for start, end in quotes)
    ]
    return names + pronouns + firsts + _nominals(text, names, pronouns, roster)


def _names(text: str, roster: Roster) -> list[Mention]:
    if roster.pattern is None:
        return []
    masked = find_titles(text, roster.titles)
    seen: dict[str, str] = {}
    found = []
    for match in roster.pattern.finditer(text):
        start, end = match.span()
        if (start and (text[start - 1].isalnum() or text[start - 1] == "_")) or any(
            t.start <= start and end <= t.end for t in masked
        ):
            continue
        key = " ".join(match[0].replace("’", "'").casefold().split())
        person, rule = roster.full.get(key), "name"
        if person is None:
            known = [p for p in roster.short.get(key, ()) if p in seen.values()]
            if len(known) != 1:
                continue
            person, rule = known[0], "short name"
        elif " " not in key and _DETERMINER.search(text[max(0, start - 9) : start]):
            continue
        seen[key] = person
        found.append(Mention(start, end, "proper", person, None, 1.0, None, rule))
    return found


def _resolve(
    match: re.Match[str],
    names: list[Mention],
    pronouns: list[Mention],
    sentences: list[tuple[int, int]],
    quotes: list[tuple[int, int]],
    roster: Roster,
) -> Mention:
    gender = _GENDER.get(match[0].lower())
    start = match.start()
    if gender is None:
        return Mention(*match.span(), "pronoun", None, None, None, None, "plural")
    scores: dict[str, float] = {}
    for mention in names + pronouns:
        if mention.end > start:
            continue
        if mention.person_id is None or roster.genders.get(mention.person_id) not in (gender, None):
            continue
        far = sum(1 for s, _ in sentences if mention.start < s <= start)
        scores[mention.person_id] = scores.get(mention.person_id, 0.0) + 0.5**far
    if not scores:
        return Mention(*match.span(), "pronoun", None, None, None, None, "nobody before")
    best = max(scores, key=lambda person: scores[person])
    share = scores[best] / (sum(scores.values()) + 0.1)
    decided = best if share >= CONFIDENT else None
    candidates = "|".join(sorted(scores)) if decided is None else None
    return Mention(*match.span(), "pronoun", decided, None, round(share, 3), candidates, "nearest of its gender")


def _nominals(text: str, names: list[Mention], pronouns: list[Mention], roster: Roster) -> list[Mention]:
    found = []
    owners = {mention.start: mention.person_id for mention in pronouns}
    for match in _POSSESSED.finditer(text):
        kinds, gender = _NOUNS[match[1]]
        owner = owners.get(match.start())
        others = [
            person
            for relation in roster.relations.values()
            if relation.kind in kinds and owner in relation.members
            for person in relation.members
            if person != owner and gender in (None, roster.genders[person])
        ]
        person = others[0] if len(set(others)) == 1 else None
        found.append(
            Mention(*match.span(), "nominal", person, None, 0.9 if person else None, "|".join(others) or None, "kin")
        )
    for pattern, kind, part in ((_COUPLE, "spouse", "members"), (_CHILDREN, "parent", "children")):
        groups = [getattr(r, part) for r in roster.relations.values() if r.kind == kind]
        for match in pattern.finditer(text) if len(groups) == 1 else ():
            found += [
                Mention(*match.span(), "nominal", person, index, 0.9, None, "group")
                for index, person in enumerate(groups[0])
            ]
    roles = "|".join(sorted(map(re.escape, roster.roles), key=len, reverse=True))
    for match in re.finditer(rf"\b[Tt]he ({roles})\b", text) if roles else ():
        holders = roster.roles[match[1]]
        focus = [n.person_id for n in names if n.end <= match.start() and n.person_id in holders]
        if focus:
            found.append(Mention(*match.span(), "nominal", focus[-1], None, 0.7, None, "role in focus"))
    return found
