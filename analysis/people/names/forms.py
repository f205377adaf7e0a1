"""Articles and mentions -> by person the forms that articles write, near misses, and forms of one outlet alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from analysis.people.names.parts import folded, parse_name, plain
from analysis.people.names.roster import Roster, compile_roster
from analysis.study import Study

#: Forms and near misses that a line shows.
MOST = 12
#: A part of a name; a stop ends a short one (J., Rev.) or the sentence.
_PART = r"(?:[A-Z][\w'-]{0,2}\.|[A-Z][\w'-]*)"
_RUN = re.compile(rf"{_PART}(?: (?:(?:de|la|van|von|der|den|di|da|al|bin) )*{_PART})*")


def describe_forms(study: Study, articles: pd.DataFrame, mentions: pd.DataFrame) -> Iterator[str]:
    """Yield a line for each person: the forms found; below it those of one outlet alone, and near misses.

    A near miss is a capitalised run with a surname of the person that was nobody's name: a form that the study lacks,
    or somebody else.

    Parameters
    ----------
    study : Study
    articles, mentions : DataFrame
        Tables of the same articles.
    """
    outlets = dict(zip(articles["article_id"].tolist(), articles["outlet_id"].tolist(), strict=True))
    n_outlets = articles["outlet_id"].nunique()
    proper = mentions[(mentions["kind"] == "proper") & mentions["person_id"].notna()]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    columns = (proper[name].tolist() for name in ("article_id", "start", "end", "surface", "person_id"))
    for article_id, start, end, surface, person in zip(*columns, strict=True):
        forms[person][surface] += 1
        where[person, surface].add(str(outlets[article_id]))
        taken[article_id].append((start, end))
    missed = _find_missed(compile_roster(study), articles, taken)
    for person in study.people:
        yield f"{person}: {_list(forms[person]) or 'found nowhere'}"
        alone = {form: next(iter(who)) for form in forms[person] if len(who := where[person, form]) == 1}
        if alone and n_outlets > 1:
            told = [f"{form} ({outlet})" for form, outlet in sorted(alone.items())]
            yield f"  in one outlet only: {', '.join(told[:MOST])}{_more(len(told))}"
        if missed[person]:
            yield f"  near misses, read as nobody of the study: {_list(missed[person])}"


def _find_missed(
    roster: Roster, articles: pd.DataFrame, taken: dict[str, list[tuple[int, int]]]
) -> dict[str, Counter[str]]:
    """Count capitalised runs of several words that hold a person's surname and overlap no mention."""
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    owners: dict[str, list[str]] = defaultdict(list)
    for person, surnames in roster.surnames.items():
        for surname in surnames:
            owners[surname].append(person)
    for article_id, text in zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True):
        spans = taken.get(article_id, [])
        for run in _RUN.finditer(plain(text)) if owners else ():
            surname = folded(run[0].rsplit(" ", 1)[-1].removesuffix("'s"))
            if " " not in run[0] or surname not in owners:
                continue
            if not any(start < run.end() and run.start() < end for start, end in spans):
                for person in owners[surname]:
                    missed[person][text[run.start() : run.end()].removesuffix("’s").removesuffix("'s")] += 1
    return missed


def _list(counts: Counter[str]) -> str:
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{form} ({n})" for form, n in shown[:MOST]) + _more(len(shown))


def _more(n: int) -> str:
    return f" and {n - MOST} more" if n > MOST else ""


def form_of(name: str, roster: Roster) -> tuple[str, bool] | None:
    """Give the person of the study whose form a name is, and whether it is read as theirs already; None: nobody's.

    A form that is not read yet has a surname of one person alone, and a first name of the same first letter.
    """
    key = folded(name)
    known = [*filter(None, [roster.full.get(key)]), *roster.namesakes.get(key, ()), *roster.short.get(key, ())]
    if known:
        return known[0], True
    parts = parse_name(name)
    if not parts.given:
        return None
    owners = [p for p, surnames in roster.surnames.items() if folded(parts.surname[-1]) in surnames]
    letters = {p: {form[0] for form, people in roster.namesakes.items() if p in people} for p in owners}
    fitting = [p for p in owners if folded(parts.given[0])[:1] in letters[p]]
    return (fitting[0], False) if len(fitting) == 1 else None
