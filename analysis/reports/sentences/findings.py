"""Tidy tables -> what they show, in sentences; every number is counted here and carries its n."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.charts.style import plural
from analysis.compare.tables.grid import Poles, count_sentences
from analysis.reading import Reading
from analysis.reports.sentences.english import capital, first_of, listed, signed, were
from analysis.sentiment.ladder import RUNGS

__all__ = [
    "describe_balance",
    "describe_corpus",
    "describe_cues",
    "describe_evidence",
    "describe_mentions",
    "describe_people",
    "describe_profile",
    "describe_quoted",
    "describe_roles",
    "describe_time",
    "describe_tone",
    "describe_voices",
]


FEW = 12  # articles that can be told one by one
ENOUGH = 5  # hits, mentions or stretches from which on a value is set against another one


def describe_corpus(reading: Reading) -> str:
    """Say what was read, what is not known of it, and what was set aside."""
    articles, n_sentences = reading.articles, int(count_sentences(reading).sum())
    silent = len(reading.sentences) - n_sentences
    aside = f"; {silent:,} more stand in credits, captions or appeals, and no score reads them" if silent else ""
    words = sum(len(text.split()) for text in articles["text"])
    outlets = articles["outlet_id"].nunique()
    found = [
        f"{plural(len(articles), 'article')} of {plural(outlets, 'outlet')} {were(len(articles))} read: "
        f"{words:,} words in {plural(n_sentences, 'sentence')}{aside}.",
        _dates(articles),
        _missing(articles),
        describe_roles(reading),
        f"{plural(len(reading.quarantine), 'record')} {were(len(reading.quarantine))} set aside.",
    ]
    return " ".join(part for part in found if part) + "\n\n" + _few(reading)


def describe_roles(reading: Reading) -> str:
    """Say which articles the measures take, and why not the others."""
    articles, study = reading.articles, reading.study
    n = {role: int((articles["role"] == role).sum()) for role in ("told", "touched", "other")}
    foreign = int(articles["role_evidence"].fillna("").str.startswith("language:").sum())
    wire = int(articles["agency"].notna().sum())
    parts = []
    if study.story is None:
        whom = "every article" if not foreign else f"every article in its language ({n['told']:,})"
        parts.append(f"The study names no `story`: {whom} counts as telling it.")
    else:
        parts.append(
            f"{n['told']:,} of {plural(len(articles), 'article')} {'tells' if n['told'] == 1 else 'tell'} the story, "
            f"and measures take these; {n['touched']:,} only {'touches' if n['touched'] == 1 else 'touch'} it, "
            f"{n['other'] - foreign:,} {were(n['other'] - foreign)} of something else."
        )
    if foreign:
        parts.append(
            f"{plural(foreign, 'article')} in another language {were(foreign)} read, and no measure takes "
            f"{'it' if foreign == 1 else 'them'}."
        )
    if wire:
        parts.append(f"{plural(wire, 'article')} {were(wire)} written by agencies: no outlet's own words.")
    return " ".join(parts)


def _dates(articles: pd.DataFrame) -> str:
    basis = articles["published_basis"].value_counts()
    parts = [f"{basis[name]} {name}" for name in ("stated", "inferred", "missing") if basis.get(name)]
    days = [articles["published_earliest"].min(), articles["published_latest"].max()]
    span = "" if any(pd.isna(day) for day in days) else f", from {days[0]:%Y-%m-%d} to {days[1]:%Y-%m-%d}"
    return f"Dates of publication: {listed(parts)}{span}." if parts else ""


def _missing(articles: pd.DataFrame) -> str:
    parts = []
    for column, name in (("headline", "headline"), ("url", "address"), ("outlet_id", "outlet")):
        ids = articles.loc[articles[column].isna(), "article_id"].tolist()
        if ids:
            parts.append(f"no {name}: {first_of(ids, 10)}")
    return f"Missing, and not made up: {'; '.join(parts)}." if parts else ""


def _few(reading: Reading) -> str:
    """Say what the number of articles an outlet allows."""
    counts = reading.articles["outlet_id"].value_counts()
    least = reading.study.minimum_articles
    few = int((counts < least).sum())
    if counts.empty:
        return "No outlet is known, so there are none to compare."
    if not few:
        return (
            f"Every outlet has {least} articles or more, so that intervals over articles are drawn where they differ."
        )
    return (
        f"{few} of {plural(len(counts), 'outlet')} {'has' if few == 1 else 'have'} fewer than {least} articles: charts "
        "show them as dots without intervals, and what is said of them is a close reading of these texts."
    )


#: Voices as a finding names them, in the order of charts.
_VOICES = (("own", "own words"), ("agency", "agency copy"), ("quoted", "quoted"), ("paraphrased", "paraphrased"))


def describe_tone(tone: pd.DataFrame) -> str:
    """Compare the tone of outlets in their own words with that of the words they quote."""
    sentences = []
    for outlet, voices in _by_outlet(tone):
        parts = [
            f"{signed(voices[voice]['tone'])} {name} (n = {voices[voice]['n']:,} of {voices[voice]['n_units']:,})"
            for voice, name in (
                ("own", "in its own words"),
                ("agency", "in agency copy"),
                ("quoted", "in the words it quotes"),
            )
            if voice in voices and voices[voice]["n"]
        ]
        sentences.append(f"{outlet}: {listed(parts) if parts else 'nothing could be scored'}.")
    if not sentences:
        return "No outlet was read."
    return " ".join(["Mean VADER compound of the stretches that hold a word of its lexicon.", *sentences])


def describe_people(people: pd.DataFrame, *, most: int = 3) -> str:
    """Say how each outlet speaks of the people with the most scored mentions, by voice."""
    counts = people[people["voice"] == "all"].groupby("person", sort=False)["n"].sum()
    counts = counts[counts > 0].sort_values(ascending=False, kind="stable")
    paragraphs = []
    for person in counts.index[:most]:
        parts = []
        for outlet, voices in _by_outlet(people[people["person"] == person]):
            said = [
                f"{signed(voices[voice]['value'])} {name} (n = {voices[voice]['n']:,})"
                for voice, name in _VOICES
                if voice in voices and voices[voice]["n"]
            ]
            parts.append(f"{outlet} {', '.join(said) if said else 'nothing scored'}")
        paragraphs.append(f"{person}: {'; '.join(parts)}.")
    if not paragraphs:
        return "No mention of a person could be scored."
    left = len(counts) - most
    more = f"Of {plural(left, 'more person', 'more people')} with a score the table tells." if left > 0 else ""
    head = f"Mean sentiment; method: {RUNGS[people['method'].iloc[0]].label}."
    return "\n\n".join(part for part in (head, *paragraphs, more) if part)


def describe_balance(balance: pd.DataFrame, poles: Poles) -> str:
    """Say to which frame each outlet leans, over all voices, in its own words and in quotes."""
    if not poles.axis_id:
        return "The study sets no two frames against each other: it declares no axis."
    paragraphs = []
    for outlet, voices in _by_outlet(balance):
        parts = [
            f"{signed(voices[voice]['balance'])} {name} ({_hits(voices[voice], poles)})"
            for voice, name in (
                ("all", "over all voices"),
                ("own", "in its own words"),
                ("agency", "in agency copy"),
                ("quoted", "in quotes"),
            )
            if voice in voices and voices[voice]["n"]
        ]
        found = f"{outlet} {_lean(voices['all'], poles)}: {listed(parts)}."
        paragraphs.append(found if parts else f"{outlet} holds no evidence of either frame.")
    return "\n\n".join(paragraphs) or "No outlet was read."


def _hits(row: dict[str, Any], poles: Poles) -> str:
    return f"{row['n_positive']:,} {poles.positive.lower()}, {row['n_negative']:,} {poles.negative.lower()}"


def _lean(row: dict[str, Any], poles: Poles) -> str:
    if not row["n"] or abs(row["balance"]) < 0.1:
        return "is balanced"
    return f"leans to “{poles.positive if row['balance'] > 0 else poles.negative}”"


def describe_evidence(evidence: pd.DataFrame) -> str:
    """Count what was found, and what of it enters the balance."""
    if evidence.empty:
        return "No indicator of either frame was found."
    sentences = len(evidence[["article_id", "sentence_number"]].drop_duplicates())
    scopes = evidence.loc[~evidence["counts"], "scope"].value_counts().to_dict()
    aside = [f"{n:,} {'about someone else' if scope == 'asserted' else scope}" for scope, n in scopes.items()]
    counted = (
        f"{plural(len(evidence), 'hit')} in {plural(sentences, 'sentence')}; {int(evidence['counts'].sum()):,} count"
    )
    return f"{counted}, the others are set apart ({listed(aside)})." if aside else f"{counted}."


def describe_mentions(kinds: pd.DataFrame) -> str:
    """Say whom each outlet names most, and how much is not resolved."""
    sentences = []
    for outlet, rows in kinds.groupby("outlet", sort=False):
        counts = rows.groupby("person", sort=False)["n"].sum().sort_values(ascending=False, kind="stable").to_dict()
        total, open_ones = sum(counts.values()), counts.pop("not resolved", 0)
        named = [f"{person} {n:,}" for person, n in counts.items() if n][:3]
        said = f", most often {listed(named)}" if named else ""
        sentences.append(f"{outlet}: {plural(total, 'mention')}{said}; {open_ones:,} not resolved.")
    return " ".join(sentences) or "Nobody of the study is mentioned."


def describe_cues(cues: pd.DataFrame) -> str:
    """Say how many cues each outlet uses, and the most frequent."""
    sentences = []
    for outlet, rows in cues[~cues["cue"].isin(["other cues", "no cue"])].groupby("outlet", sort=False):
        counts = rows[rows["n"] > 0].sort_values("n", ascending=False, kind="stable")
        named = [f"“{cue}” {n:,}" for cue, n in counts[["cue", "n"]].to_numpy().tolist()[:3]]
        total = int(cues.loc[cues["outlet"] == outlet, "n"].sum())
        said = f", most often through {listed(named)}" if named else ""
        sentences.append(f"{outlet}: {plural(total, 'attribution')}{said}.")
    return " ".join(sentences) or "No words are attributed to anyone."


def describe_voices(voices: pd.DataFrame) -> str:
    """Say how much of each outlet is its own words, quoted and paraphrased."""
    sentences = []
    for outlet, rows in _by_outlet(voices):
        total = sum(row["n_words"] for row in rows.values())
        parts = [
            f"{100 * rows[voice]['share']:.0f} % {name}"
            for voice, name in (("own", "its own words"), *_VOICES[1:])
            if total and voice in rows
        ]
        sentences.append(f"{outlet}: {listed(parts) if parts else 'nothing'} (n = {plural(total, 'word')}).")
    return " ".join(sentences) or "No outlet was read."


def describe_quoted(words: pd.DataFrame) -> str:
    """Say how much each outlet quotes, and whom most."""
    sentences = []
    for outlet, rows in words.groupby("outlet", sort=False):
        records = sorted(rows.to_dict("records"), key=lambda row: -row["n_words"])
        quoted, total = sum(row["n_words"] for row in records), records[0]["n_words_outlet"]
        sources = [f"{row['source']} {row['n_words']:,}" for row in records if row["n_words"]]
        said = f" ({first_of(sources, 4)})" if sources else ""
        share = f", {100 * quoted / total:.0f} of 100" if total else ""
        sentences.append(f"{outlet}: {quoted:,} of {plural(total, 'word')} are quoted{share}{said}.")
    return " ".join(sentences) or "No outlet quotes anyone."


def describe_profile(profile: pd.DataFrame, *, most: int = 4) -> str:
    """Name the measures on which outlets lie furthest apart, of the values that rest on enough to be compared."""
    gaps = []
    for measure, rows in profile[profile["value"].notna() & (profile["n"] >= ENOUGH)].groupby("measure", sort=False):
        records = sorted(rows.to_dict("records"), key=lambda row: row["value"])
        if len(records) > 1:
            gaps.append((records[-1]["value"] - records[0]["value"], capital(str(measure)), records[0], records[-1]))
    gaps.sort(key=lambda gap: -gap[0])
    sentences = [
        f"{measure}: from {signed(low['value'])} ({low['outlet']}, n = {low['n']:,} {low['unit']}) "
        f"to {signed(high['value'])} ({high['outlet']}, n = {high['n']:,})."
        for _, measure, low, high in gaps[:most]
    ]
    if not sentences:
        return f"No measure is known for two outlets (n = {ENOUGH} or more), so there is nothing to compare."
    head = f"The measures on which the outlets lie furthest apart, of values that rest on n = {ENOUGH} or more:"
    return "\n\n".join([head, *sentences])


def describe_time(scores: pd.DataFrame) -> str:
    """Say how much can be said about time: dated articles, their span, and first against last."""
    dated = scores.dropna(subset=["published_earliest"]).sort_values("published_earliest", kind="stable")
    if len(dated) < 2:
        return f"{plural(len(dated), 'article')} with a date: nothing can be said about change."
    inferred = int((dated["published_basis"] == "inferred").sum())
    first, last = dated["published_earliest"].iloc[0], dated["published_latest"].max()
    is_latest = dated["published_latest"] >= dated["published_earliest"].iloc[-1]  # windows that overlap stay together
    drawn = f"; {inferred:,} of the dates {'is' if inferred == 1 else 'are'} inferred and drawn as an interval"
    span = f"{plural(len(dated), 'article')} with a date, from {first:%Y-%m-%d} to {last:%Y-%m-%d}"
    parts = [f"{span}{drawn if inferred else ''}."]
    if len(dated) > FEW:  # the last of so many says nothing: windows and events do
        return parts[0]
    for name, column, n in (("Balance", "balance", "n_hits"), ("Tone", "tone", "n_scored")):
        earlier, latest = dated[~is_latest], dated[is_latest]
        if earlier[column].notna().any() and latest[column].notna().any():
            parts.append(f"{name}, latest: {_values(latest, column, n)}; earlier: {_values(earlier, column, n)}.")
    return "\n\n".join(parts)


def _values(rows: pd.DataFrame, column: str, n: str) -> str:
    known = rows.dropna(subset=[column])
    if len(known) > 6:
        return f"mean {signed(known[column].mean())} over {len(known):,} articles"
    return listed([f"{signed(v)} ({name}, n = {k})" for v, name, k in known[[column, "article", n]].to_numpy()])


def _by_outlet(table: pd.DataFrame) -> list[tuple[str, dict[str, dict[str, Any]]]]:
    """Give the rows of each outlet by voice."""
    return [
        (str(outlet), {str(row["voice"]): row for row in rows.to_dict("records")})  # type: ignore[misc]
        for outlet, rows in table.groupby("outlet", sort=False)
    ]
