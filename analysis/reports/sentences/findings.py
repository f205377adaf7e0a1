"""Tidy tables -> what they show, in sentences; every number is counted here and carries its n."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.compare.tables.grid import Poles
from analysis.compare.verdicts import say_sizes
from analysis.reading import Reading
from analysis.reports.sentences.english import capital, each, fill, first_of, listed, paragraphs
from analysis.reports.sentences.facts import Corpus, count_corpus
from analysis.sentiment.ladder import RUNGS

FEW = 12  # articles that can be told one by one
ENOUGH = 5  # hits, mentions or stretches from which on a value is set against another one

_NO_OUTLET = "No outlet was read."
#: What the words for a mean sentiment mean, before the first of them.
TONES = (
    "Warm or cool: its interval, over articles or within the one article of an outlet over its mentions, leaves out "
    "zero; else it is not decided."
)
#: How a voice is called behind a number: of an outlet in a sentence, and in a list.
_OF_OUTLET = {
    "all": "over all voices",
    "own": "in its own words",
    "agency": "in agency copy",
    "quoted": "in the words it quotes",
}
_IN_LIST = {"own": "own words", "agency": "agency copy", "quoted": "quoted", "paraphrased": "paraphrased"}

#: How sure a balance is, in words; the intervals and marks of a picture of balances or of people.
_VERDICTS = {
    "decided": "{n:is|are} decided for “{pole}”",
    "leaning": "{n:leans|lean} to “{pole}”, not decided",
    "balanced or too few": "{n:is|are} balanced or {n:has|have} too few hits",
}
_OVER = {"articles": "by its interval over articles", "hits": "by the interval within its article, over its hits"}
_OVER["corrected hits"] = f"{_OVER['hits']}, corrected by coded sentences"
_LINES = {
    "articles": "a line, over articles",
    "hits": "dotted, within the one article of an outlet, over its hits",
    "mentions": "dotted, within the one article of an outlet, over its mentions",
    "corrected hits": "dashed, the same corrected by what coders say that the codebook misses",
}


def by_outlet(table: pd.DataFrame, tell: Callable[[str, pd.DataFrame], str]) -> list[str]:
    """Tell of each outlet's rows, in the order of the table.

    Parameters
    ----------
    table : DataFrame
        With a column ``outlet``.
    tell : callable
        Takes an outlet's name and its rows, gives a sentence.
    """
    return [tell(str(outlet), rows) for outlet, rows in table.groupby("outlet", sort=False)]


def name_method(table: pd.DataFrame) -> str:
    """Say by which method the sentiments of a table were measured."""
    return f"Mean sentiment; method: {RUNGS[table['method'].iloc[0]].label}."


def _voices(rows: pd.DataFrame, names: Mapping[str, str], template: str, n: str = "n", **more: str) -> list[str]:
    """Fill a template with the row of each voice that has an n."""
    records = {row["voice"]: row for row in rows.to_dict("records")}
    return [
        fill(template, records[voice], name=name, **more)
        for voice, name in names.items()
        if records.get(voice, {}).get(n)
    ]


def _largest(rows: pd.DataFrame, by: str, n: str = "n") -> pd.Series:
    """Sum a count by name, the largest first."""
    return rows.groupby(by, sort=False)[n].sum().sort_values(ascending=False, kind="stable")


def describe_corpus(reading: Reading) -> str:
    """Say what was read, what is not known of it, and what was set aside."""
    facts = count_corpus(reading)
    silent = "; {n_silent} more stand in credits, captions or appeals, and no score reads them" * bool(facts.n_silent)
    read = (
        "{n_articles:article} of {n_outlets:outlet} {n_articles:was|were} read: {n_words:word} in {n_read:sentence}"
        f"{silent}."
    )
    aside = "{n_aside:record} {n_aside:was|were} set aside."
    said = [fill(read, facts), _dates(facts), _missing(reading.articles), describe_roles(reading), fill(aside, facts)]
    return paragraphs(paragraphs(*said, between=" "), fill(_few(facts), facts))


def describe_roles(reading: Reading) -> str:
    """Say which articles the measures take, and why not the others."""
    facts = count_corpus(reading)
    whom = "every article in its language ({n_told})" if facts.n_foreign else "every article"
    told = f"The study names no `story`: {whom} counts as telling it."
    if reading.study.story is not None:
        told = (
            "{n_told} of {n_articles:article} {n_told:tells|tell} the story, and measures take these; {n_touched} only "
            "{n_touched:touches|touch} it, {n_other} {n_other:is|are} of something else."
        )
    foreign = (
        "{n_foreign:article} in another language {n_foreign:was|were} read, and no measure takes {n_foreign:it|them}."
    )
    wire = "{n_agency:article} {n_agency:was|were} written by agencies: no outlet's own words."
    parts = (told, foreign if facts.n_foreign else "", wire if facts.n_agency else "")
    return paragraphs(*(fill(part, facts) for part in parts), between=" ")


def _dates(facts: Corpus) -> str:
    counts = {"stated": facts.n_stated, "inferred": facts.n_inferred, "missing": facts.n_missing}
    span = "" if pd.isna(facts.first) or pd.isna(facts.last) else ", from {first} to {last}"
    known = {name: n for name, n in counts.items() if n}
    return fill("Dates of publication: {known}" + span + ".", facts, known=known) if known else ""


def _missing(articles: pd.DataFrame) -> str:
    parts = []
    for column, name in (("headline", "headline"), ("url", "address"), ("outlet_id", "outlet")):
        ids = articles.loc[articles[column].isna(), "article_id"].tolist()
        if ids:
            parts.append(f"no {name}: {first_of(ids, 10)}")
    return f"Missing, and not made up: {'; '.join(parts)}." if parts else ""


def _few(facts: Corpus) -> str:
    """Say what the number of articles an outlet allows."""
    if not facts.n_outlets:
        return "No outlet is known, so there are none to compare."
    if not facts.n_few:
        return "Every outlet has {least} articles or more, so that intervals over articles are drawn where they differ."
    return (
        "{n_few} of {n_outlets:outlet} {n_few:has|have} fewer than {least} articles: charts show them as dots without "
        "intervals, and what is said of them is a close reading of these texts."
    )


def describe_tone(tone: pd.DataFrame) -> str:
    """Compare the tone of outlets in their own words with that of the words they quote."""
    names = {voice: _OF_OUTLET[voice] for voice in ("own", "agency", "quoted")}

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        parts = _voices(rows, names, "{tone} {name} (n = {n} of {n_units})")
        return f"{outlet}: {listed(parts) if parts else 'nothing could be scored'}."

    sentences = by_outlet(tone, tell)
    head = "Mean VADER compound of the stretches that hold a word of its lexicon."
    return " ".join([head, *sentences]) if sentences else _NO_OUTLET


def describe_people(people: pd.DataFrame, *, most: int = 3) -> str:
    """Say how each outlet speaks of the people with the most scored mentions, by voice, and how sure that is.

    Parameters
    ----------
    people : DataFrame
        From `sentiment_by_person`, whole.
    most : int
        People that are told of; more are counted.
    """
    counts = _largest(people[people["voice"] == "all"], "person")
    counts = counts[counts > 0]

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        return (
            f"{outlet} {', '.join(_voices(rows, _IN_LIST, '{value} {name} (n = {n}, {verdict})')) or 'nothing scored'}"
        )

    told = [f"{name}: {'; '.join(by_outlet(people[people['person'] == name], tell))}." for name in counts.index[:most]]
    if not told:
        return "No mention of a person could be scored."
    left = len(counts) - most
    more = "Of {n} more {n:person|people} with a score the table tells."
    return paragraphs(f"{name_method(people)} {TONES}", *told, fill(more, n=left) if left > 0 else "")


def describe_balance(balance: pd.DataFrame, poles: Poles) -> str:
    """Say to which frame each outlet leans and how sure that is, over all voices, in its own words and in quotes.

    Parameters
    ----------
    balance : DataFrame
        From `balance_by_outlet`.
    poles : Poles
        From `choose_axis`.
    """
    if not poles.axis_id:
        return "The study sets no two frames against each other: it declares no axis."
    names = _OF_OUTLET | {"quoted": "in quotes"}
    template = "{balance} {name} ({n_positive} {positive}, {n_negative} {negative})"

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        parts = _voices(rows, names, template, positive=poles.positive.lower(), negative=poles.negative.lower())
        if not parts:
            return f"{outlet} holds no evidence of either frame."
        whole = rows[rows["voice"] == "all"].iloc[0]
        pole = poles.positive if whole["balance"] > 0 else poles.negative
        over = f" ({_OVER[whole['kind']]})" if whole["verdict"] == "decided" else ""
        return f"{outlet} {say_verdict(whole['verdict'], pole)}{over}: {listed(parts)}."

    return paragraphs(*by_outlet(balance, tell)) or _NO_OUTLET


def say_verdict(verdict: str, pole: str, n: int = 1) -> str:
    """Say in words how sure it is that one unit or more are nearer to a frame.

    >>> say_verdict("leaning", "Growth", n=2)
    'lean to “Growth”, not decided'
    """
    return fill(_VERDICTS[verdict], n=n, pole=pole)


def describe_intervals(table: pd.DataFrame) -> str:
    """Say for a caption what the lines and marks of balances or of people mean, as far as there are any."""
    lines = [_LINES[kind] for kind in _LINES if (table["kind"] == kind).any()]
    said = [f"Intervals: {listed(lines)}." if lines else "", say_sizes(table["verdict"])]
    return "".join(f" {part}" for part in said if part)


def describe_evidence(evidence: pd.DataFrame) -> str:
    """Count what was found, and what of it enters the balance."""
    if evidence.empty:
        return "No indicator of either frame was found."
    sentences = len(evidence[["article_id", "sentence_number"]].drop_duplicates())
    scopes = _why_aside(evidence).value_counts()
    aside = f", the others are set apart ({listed(each(scopes, '{n} {name}'))})" if len(scopes) else ""
    n_context = int((evidence["counts"] & (evidence["standing"] == "context")).sum())
    carried = fill("; {n} {n:goes|go} on with what a source said before", n=n_context) if n_context else ""
    n_learned = int((evidence["counts"] & (evidence["standing"] == "learned")).sum())
    if n_learned:
        carried += fill("; {n} {n:was|were} found by a learned reader, where no indicator counts", n=n_learned)
    counted = "{n:hit} in {m:sentence}; {k} count{aside}{carried}."
    return fill(counted, n=len(evidence), m=sentences, k=int(evidence["counts"].sum()), aside=aside, carried=carried)


def _why_aside(evidence: pd.DataFrame) -> pd.Series:
    """Say of each hit that does not count why."""
    asserted = evidence["counts"] | (evidence["scope"] != "asserted")
    same = evidence.set_index(["frame", "about"]).index.isin(
        evidence.loc[evidence["counts"]].set_index(["frame", "about"]).index
    )
    is_again = ~asserted & same & (evidence["standing"] == "background")
    why = evidence["scope"].replace("asserted", "about someone else").mask(is_again, "background told before")
    return why[~evidence["counts"]]


def describe_mentions(kinds: pd.DataFrame) -> str:
    """Say whom each outlet names most, and how much is not resolved."""

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        counts = _largest(rows, "person")
        named = counts[(counts > 0) & (counts.index != "not resolved")].head(3)
        most = often(each(named, "{name} {n}"))
        told = "{outlet}: {n:mention}{most}; {m} not resolved."
        return fill(told, outlet=outlet, n=int(counts.sum()), most=most, m=int(counts.get("not resolved", 0)))

    return " ".join(by_outlet(kinds, tell)) or "Nobody of the study is mentioned."


def often(names: list[str], through: str = "") -> str:
    """Say what comes most often, if anything does."""
    return f", most often {through}{listed(names)}" if names else ""


def describe_cues(cues: pd.DataFrame) -> str:
    """Say how many cues each outlet uses, and the most frequent."""
    outlets = cues.loc[~cues["cue"].isin(["other cues", "no cue"]), "outlet"]

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        counts = rows[(rows["n"] > 0) & ~rows["cue"].isin(["other cues", "no cue"])].set_index("cue")["n"]
        most = often(each(counts.sort_values(ascending=False, kind="stable").head(3)), "through ")
        return fill("{outlet}: {n:attribution}{most}.", outlet=outlet, n=int(rows["n"].sum()), most=most)

    return " ".join(by_outlet(cues[cues["outlet"].isin(outlets)], tell)) or "No words are attributed to anyone."


def describe_voices(voices: pd.DataFrame) -> str:
    """Say how much of each outlet is its own words, quoted and paraphrased."""
    names = _IN_LIST | {"own": "its own words"}

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        total = int(rows["n_words"].sum())
        parts = _voices(rows.assign(total=total), names, "{share:%} {name}", "total")
        return fill("{outlet}: {said} (n = {n:word}).", outlet=outlet, said=listed(parts or ["nothing"]), n=total)

    return " ".join(by_outlet(voices, tell)) or _NO_OUTLET


def describe_quoted(words: pd.DataFrame) -> str:
    """Say how much each outlet quotes, and whom most."""

    def tell(outlet: str, rows: pd.DataFrame) -> str:
        counts = rows.set_index("source")["n_words"].sort_values(ascending=False, kind="stable")
        quoted, total = int(counts.sum()), int(rows["n_words_outlet"].iloc[0])
        said = f" ({first_of(each(counts[counts > 0], '{name} {n}'), 4)})" if quoted else ""
        told = "{outlet}: {n} of {m:word} are quoted" + (", {share:.0f} of 100" if total else "") + "{said}."
        return fill(told, outlet=outlet, n=quoted, m=total, share=100 * quoted / max(total, 1), said=said)

    return " ".join(by_outlet(words, tell)) or "No outlet quotes anyone."


def describe_profile(profile: pd.DataFrame, *, most: int = 4) -> str:
    """Name the measures on which outlets lie furthest apart, of the values that rest on enough to be compared.

    Parameters
    ----------
    profile : DataFrame
        From `profile_of_outlets`.
    most : int
        Measures that are named.
    """
    gaps = []
    for measure, rows in profile[profile["value"].notna() & (profile["n"] >= ENOUGH)].groupby("measure", sort=False):
        records = rows.sort_values("value", kind="stable").to_dict("records")
        low, high = records[0], records[-1]
        if len(records) > 1:
            gaps.append((high["value"] - low["value"], capital(str(measure)), low, high))
    gaps.sort(key=lambda gap: -gap[0])
    template = "{measure}: from {value} ({outlet}, n = {n} {unit}) to "
    sentences = [
        fill(template, low, measure=measure) + fill("{value} ({outlet}, n = {n}).", high)
        for _, measure, low, high in gaps[:most]
    ]
    if not sentences:
        return f"No measure is known for two outlets (n = {ENOUGH} or more), so there is nothing to compare."
    head = f"The measures on which the outlets lie furthest apart, of values that rest on n = {ENOUGH} or more:"
    return paragraphs(head, *sentences)


def describe_time(scores: pd.DataFrame) -> str:
    """Say how much can be said about time: dated articles, their span, and first against last."""
    dated = scores.dropna(subset=["published_earliest"]).sort_values("published_earliest", kind="stable")
    if len(dated) < 2:
        return fill("{n:article} with a date: nothing can be said about change.", n=len(dated))
    inferred = int((dated["published_basis"] == "inferred").sum())
    days = dated["published_earliest"]
    drawn = "; {m} of the dates {m:is|are} inferred and drawn as an interval" if inferred else ""
    span = "{n:article} with a date, from {first} to {last}" + drawn + "."
    parts = [fill(span, n=len(dated), m=inferred, first=days.iloc[0], last=dated["published_latest"].max())]
    if len(dated) > FEW:  # the last of so many says nothing: windows and events do
        return parts[0]
    is_latest = dated["published_latest"] >= days.iloc[-1]  # windows that overlap stay together
    for name, column, n, sure in (
        ("Balance", "balance", "n_hits", "balance_verdict"),
        ("Tone", "tone", "n_scored", ""),
    ):
        earlier, latest = dated[~is_latest], dated[is_latest]
        if earlier[column].notna().any() and latest[column].notna().any():
            told = [_values(rows, column, n, sure) for rows in (latest, earlier)]
            parts.append(f"{name}, latest: {told[0]}; earlier: {told[1]}.")
    return paragraphs(*parts)


def _values(rows: pd.DataFrame, column: str, n: str, sure: str = "") -> str:
    """Give each value with its n, and how sure it is where a column says so; of many their mean."""
    known = rows.dropna(subset=[column]).rename(columns={column: "value", n: "count"})
    if len(known) > 6:
        return fill("mean {mean} over {n:article}", mean=float(known["value"].mean()), n=len(known))
    each_one = "{value} ({article}, n = {count}" + (f", {{{sure}}})" if sure else ")")
    return listed([fill(each_one, row) for row in known.to_dict("records")])
