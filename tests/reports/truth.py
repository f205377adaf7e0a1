"""Every number that the sentences and captions of a report should hold, counted from the tables in another way.

`CAPTIONS` and `SENTENCES` give, for a figure and for what a notebook says, the numbers in the order in which they are
written. Nothing here is taken from the tables that charts and sentences are made of, but for statistics (a p-value,
an interval, a telling's variant), which stand in the Reading.
"""

import re
from collections import Counter
from functools import cache

import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.words.keyness import find_keyness
from analysis.framing.axes import weighed_hits
from analysis.framing.robustness import CHOICES, score_influence, score_specifications
from analysis.tables import SILENT_SECTIONS
from analysis.validity.tables import corrected_by_outlet

FEW, VOICES = 10, ("own", "quoted", "paraphrased")


def n(number):
    return f"{int(number):,}"


def s(value):
    return f"{value:+.2f}".replace("-", "−")


def day(moment):
    return f"{moment:%Y-%m-%d}"


class Truth:
    """A Reading with the tables that expectations count: every row with its outlet, silent sections apart."""

    def __init__(self, reading):
        self.reading, self.study = reading, reading.study
        known = reading.articles.dropna(subset="outlet_id")
        present = list(dict.fromkeys(known["outlet_id"]))
        self.outlets = [one for one in self.study.outlets if one in present]
        self.outlets += [one for one in present if one not in self.study.outlets]
        self.outlet_of = dict(zip(known["article_id"], known["outlet_id"], strict=True))
        self.articles = reading.articles
        self.axis = next(iter(self.study.axes.values()))
        self.axis_id = next(iter(self.study.axes))
        self.person = next(iter(self.study.people))
        self.texts = dict(zip(self.articles["article_id"], self.articles["text"], strict=True))
        silent = reading.sentences[reading.sentences["section"].isin(SILENT_SECTIONS)]
        self.silent = set(zip(silent["article_id"], silent["sentence_index"], strict=True))
        self.segments = self._told(reading.segments)
        self.mentions, self.quotes = self._told(reading.mentions), self._told(reading.quotes)
        hits = weighed_hits(reading.frame_hits, self.study)
        hits = self._told(hits[hits["frame_id"].isin([self.axis.positive, self.axis.negative])])
        self.hits = hits.assign(sign=[1 if one == self.axis.positive else -1 for one in hits["frame_id"]])
        scored = reading.valences.query("unit == 'segment'").rename(columns={"unit_index": "segment_index"})
        scored = self.segments.merge(scored[["article_id", "segment_index", "compound"]], how="left")
        self.tones = scored[
            [key not in self.silent for key in zip(scored["article_id"], scored["sentence_index"], strict=True)]
        ]
        method = self.study.sentiment.method
        toward = self._told(reading.sentiments[reading.sentiments["method"] == method])
        own = (toward["holder_kind"] == "person") & (toward["holder_id"] == toward["target_id"])
        self.toward = toward[~own]
        shared = self._told(reading.shared_quotes)
        self.shared = shared[shared.groupby("utterance_id")["article_id"].transform("nunique") > 1]

    def _told(self, table):
        table = table.assign(outlet=table["article_id"].map(self.outlet_of))
        return table.dropna(subset="outlet")

    def name(self, outlet_id):
        known = self.study.outlets.get(outlet_id)
        return known.name if known else self.articles.query("outlet_id == @outlet_id")["outlet"].iloc[0]

    def of(self, table, outlet_id):
        return table[table["outlet"] == outlet_id]

    def words(self, outlet_id=None):
        return sum(
            len(text.split()) for one, text in self.texts.items() if outlet_id in (None, self.outlet_of.get(one))
        )

    def n_sentences(self):
        return len(self.reading.sentences) - len(self.silent)

    def articles_in(self, table):
        """The number after "in": all articles, or "k of the n read"."""
        part, all_ = table["article_id"].nunique(), len(self.articles)
        return [n(all_)] if part == all_ else [n(part), n(all_)]

    def with_outlet(self):
        return (
            [n(len(self.articles))]
            if len(self.outlet_of) == len(self.articles)
            else [n(len(self.outlet_of)), n(len(self.articles))]
        )


def part(shown, whole):
    """The numbers of "the 12 most told of 147", or of "all 5"."""
    return [n(whole)] if shown >= whole else [n(shown), n(whole)]


def balance(hits):
    weights = hits["weight"]
    return (hits["sign"] * weights).sum() / weights.sum()


# --- 00 to 02 ---------------------------------------------------------------------------------------------------------


def corpus(t):
    articles, counts = t.articles, Counter(t.outlet_of.values())
    least = t.study.minimum_articles
    few = sum(number < least for number in counts.values())
    found = [n(len(articles)), n(len(counts)), n(t.words()), n(t.n_sentences())] + [n(len(t.silent))] * bool(t.silent)
    basis = Counter(articles["published_basis"])
    found += [n(basis[one]) for one in ("stated", "inferred", "missing") if basis[one]]
    found += [day(articles["published_earliest"].min()), day(articles["published_latest"].max())]
    missing = [articles[column].isna().sum() for column in ("headline", "url", "outlet_id")]
    found += [n(number - FEW) for number in missing if number > FEW]
    return [*found, n(len(t.reading.quarantine)), *([n(few), n(len(counts)), n(least)] if few else [n(least)])]


def checks(t):
    """The checks of each outlet in their order: value, threshold, and on which side doubt begins."""
    r, told, found = t.reading, t.study.health, {}
    month = t.articles["published_earliest"].dt.strftime("%Y-%m")
    silent = r.sentences[r.sentences["section"].isin(SILENT_SECTIONS)]
    of_pages = [len(t.texts[one][a:b].split()) for one, a, b in silent[["article_id", "start", "end"]].to_numpy()]
    kinds = r.notes[r.notes["kind"].isin(["text cut", "paywall", "summary only", "error page"])]["article_id"]
    damaged = r.repairs[r.repairs["repair"].isin(["mojibake", "lone surrogates"])]["article_id"]
    for outlet in t.outlets:
        own = t.articles[t.articles["outlet_id"] == outlet]
        ids, size = set(own["article_id"]), len(own)
        pages = sum(words for words, one in zip(of_pages, silent["article_id"], strict=True) if one in ids)
        share = {
            "undated": own["published_earliest"].isna().sum(),
            "quoted": len(ids & set(r.quotes.dropna(subset="quoted_start")["article_id"])),
            "agency": own["agency"].notna().sum(),
            "copies": len(ids & set(r.copies.query("n_copies > 1")["article_id"])),
            "language": (own["language"].fillna("en") != "en").sum(),
            "stubs": len(ids & set(kinds)),
            "repaired": len(ids & set(damaged)),
        }
        values = {"articles": size, "words": pd.Series([len(t.texts[one].split()) for one in ids]).median()}
        values["months"] = month[own.index].nunique() / month.nunique()
        values |= {name: number / size for name, number in share.items()}
        values |= {"furniture": pages / t.words(outlet), "repeated": 0.0}
        found[outlet] = values
    least = {"articles": t.study.minimum_articles} | {
        name: getattr(told, name) for name in values if name != "articles"
    }
    return found, least


def health(t):
    found, least = checks(t)
    names = "articles words months undated quoted agency copies language furniture repeated stubs repaired".split()
    low = ("articles", "words", "months", "quoted")
    bad = {
        name: [
            one
            for one in t.outlets
            if (found[one][name] < least[name] if name in low else found[one][name] > least[name])
        ]
        for name in names
    }
    doubted = {one for outlets in bad.values() for one in outlets}
    first = {one: at for at, one in enumerate(t.outlets)}
    order = sorted((min(first[one] for one in bad[name]), names.index(name)) for name in names if bad[name])
    texts = [n(len(t.outlets) - len(doubted)), n(len(t.outlets))]
    for name in (names[at] for _, at in order):
        form = n if name in ("articles", "words") else lambda value: f"{100 * value:.0f}"
        texts += [form(least[name]), *(form(found[one][name]) for one in bad[name][:6])]
        texts += [n(len(bad[name]) - 6)] * (len(bad[name]) > 6)
    return texts


def mentioned(t):
    found = []
    for outlet in t.outlets:
        people = t.of(t.mentions, outlet)["person_id"]
        most = sorted(people.value_counts(), reverse=True)[:3]
        found += [n(len(people)), *map(n, most), n(people.isna().sum())]
    return found


def quoted_of(t, outlet):
    """Words between marks by source, as numbers of words."""
    counts = Counter()
    rows = t.of(t.quotes, outlet).dropna(subset="quoted_start")
    for row in rows.to_dict("records"):
        source = row["person_id"] if row["source_kind"] == "person" else row["source_kind"]
        counts[source] += len(t.texts[row["article_id"]][int(row["quoted_start"]) : int(row["quoted_end"])].split())
    return counts


def quoted(t):
    found = []
    for outlet in t.outlets:
        counts, total = quoted_of(t, outlet), t.words(outlet)
        shown = sorted((number for number in counts.values() if number), reverse=True)
        more = [n(len(shown) - 4)] if len(shown) > 4 else []
        found += [n(counts.total()), n(total), f"{100 * counts.total() / total:.0f}", "100", *map(n, shown[:4]), *more]
    return found


def attributions(t):
    said = t.quotes[t.quotes["scope"] == "asserted"]
    return said.drop_duplicates(["article_id", "attribution_index"])


def cues(t):
    found = []
    for outlet in t.outlets:
        rows = t.of(attributions(t), outlet)["cue"].str.lower()
        found += [n(len(rows)), *map(n, sorted(rows.value_counts(), reverse=True)[:3])]
    return found


def caption_of_cues(t):
    rows = attributions(t)
    n_cues = rows["cue"].str.lower().nunique()
    return [*part(15, n_cues), n(len(rows)), *t.with_outlet()]


def caption_of_quoted(t):
    counts = sum((quoted_of(t, outlet) for outlet in t.outlets), Counter())
    people = [one for one in counts if one not in ("other", "unresolved")]
    return ["100", *part(5, len(people)), n(counts.total()), *t.with_outlet()]


# --- 03 and 05: tone and sentiment ------------------------------------------------------------------------------------


def tone(t):
    found = []
    for outlet in t.outlets:
        for voice in ("own", "quoted"):
            rows = t.of(t.tones, outlet)
            rows = rows[rows["voice"] == voice]["compound"]
            if rows.notna().any():
                found += [s(rows.mean()), n(rows.notna().sum()), n(len(rows))]
    return found


def toward_people(t):
    scored = t.toward[t.toward["n"] > 0]
    counts = scored["target_id"].value_counts(sort=False).reindex(list(t.study.people)).dropna()
    people = counts.sort_values(ascending=False, kind="stable").index
    found = []
    for person in people[:3]:
        for outlet in t.outlets:
            for voice in VOICES:
                rows = t.of(scored, outlet)
                values = rows[(rows["target_id"] == person) & (rows["voice"] == voice)]["value"]
                found += [s(values.mean()), n(len(values))] if len(values) else []
    return found + ([n(len(people) - 3)] if len(people) > 3 else [])


def caption_of_sentiment(t, person=None):
    rows = t.toward[t.toward["n"] > 0]
    rows = rows if person is None else rows[rows["target_id"] == person]
    return [n(len(rows)), *t.with_outlet()]


def portrait(t):
    rows = t.toward[t.toward["target_id"] == t.person]
    found = []
    for outlet in t.outlets:
        own = t.of(rows, outlet)
        groups = [own[own["holder_kind"] == "outlet"]]
        groups += [own[(own["holder_kind"] == "person") & (own["holder_id"] == one)] for one in t.study.people]
        groups += [own[own["holder_kind"] == kind] for kind in ("other", "unresolved")]
        for group in groups:
            scored = group[group["n"] > 0]["value"]
            if len(group):
                found += [s(scored.mean())] * bool(len(scored)) + [n(len(scored)), n(len(group))]
    return found


def names(t):
    found = []
    for outlet in t.outlets:
        rows = t.of(t.mentions, outlet).query("person_id == @t.person")
        total = 0
        for kind in ("proper", "nominal"):
            counts = sorted(rows[rows["kind"] == kind]["surface"].str.casefold().value_counts(), reverse=True)
            total += sum(counts)
            found += [n(one) for one in counts[:4]] + ([n(sum(counts[4:]))] if len(counts) > 4 else [])
        found.append(n(total))
    return found


def said(t):
    found = []
    for outlet in t.outlets:
        rows = t.of(t.quotes, outlet).query("person_id == @t.person").sort_values(["article_id", "content_start"])
        together = [t.person in one.split("|") for one in t.of(t.quotes, outlet)["people"].dropna()].count(True)
        found += [n(together)] if together else []
        if len(rows):
            kinds = rows["kind"].value_counts(sort=False)
            most = sorted(rows["cue"].dropna().str.lower().value_counts(), reverse=True)[:3]
            found += [n(len(rows)), *sorted(map(n, kinds)), *map(n, most)]
    return found


# --- 04: frames -------------------------------------------------------------------------------------------------------


def leans(t):
    found = []
    for outlet in t.outlets:
        for voice in ("all", "own", "quoted"):
            rows = t.of(t.hits, outlet)
            rows = rows if voice == "all" else rows[rows["voice"] == voice]
            if len(rows):
                found += [s(balance(rows)), n((rows["sign"] == 1).sum()), n((rows["sign"] == -1).sum())]
    return found


def evidence(t):
    rows = t.reading.frame_hits
    rows = rows[rows["frame_id"].isin([t.axis.positive, t.axis.negative])]
    kept = set(zip(t.hits["article_id"], t.hits["start"], t.hits["frame_id"], t.hits["indicator"], strict=True))
    keys = zip(rows["article_id"], rows["start"], rows["frame_id"], rows["indicator"], strict=True)
    aside = rows[[key not in kept for key in keys]]["scope"].value_counts()
    sentences = len(rows[["article_id", "sentence_index"]].drop_duplicates())
    return [n(len(rows)), n(sentences), n(len(rows) - aside.sum()), *map(n, aside)]


def caption_of_course(t):
    evidence = t.hits["article_id"].value_counts().to_dict()
    dated = t.articles.assign(order=range(len(t.articles))).sort_values(["published_earliest", "order"], kind="stable")
    queues = [dated[dated["outlet_id"] == outlet]["article_id"].tolist() for outlet in t.outlets]
    queues += [[one] for one in dated[dated["outlet_id"].isna()]["article_id"]]
    queues = [sorted(queue, key=lambda one: -evidence.get(one, 0)) for queue in queues]
    chosen, turn = [], 0
    while len(chosen) < min(9, len(t.articles)):
        heads = [queue[turn] for queue in queues if turn < len(queue)]
        chosen += sorted(heads, key=lambda one: -evidence.get(one, 0))
        turn += 1
    chosen = chosen[:9]
    scored = t.reading.valences.query("unit == 'sentence'").dropna(subset="compound")
    scored = scored[scored["article_id"].isin(chosen)]
    return [*part(9, len(t.articles)), n(len(scored)), *t.articles_in(scored)]


@cache
def specifications(t):
    units = {t.name(outlet): [one for one, at in t.outlet_of.items() if at == outlet] for outlet in t.outlets}
    r = t.reading
    table = score_specifications(r.articles, r.sentences, r.segments, r.mentions, t.study, t.axis_id, units)
    choices = [one for one in table.columns if one in CHOICES]
    return table.pivot(index=choices, columns="unit_id", values=["balance", "n"])


def results(t, a, b):
    """The different results of two outlets, as (balance, balance, difference), the study's own first."""
    wide = specifications(t)
    first = [CHOICES[name][0] for name in wide.index.names]
    rows = wide.loc[:, [("balance", a), ("n", a), ("balance", b), ("n", b)]]
    rows = pd.concat([rows.loc[[tuple(first)]], rows]).round(9)
    rows = rows.drop_duplicates()
    return rows["balance", a] - rows["balance", b]


def matter(t, a, b):
    """The choices of which two values give one of the outlets another balance."""
    wide = specifications(t)["balance"][[a, b]].round(9).fillna(9)
    return sum(
        (wide.groupby([other for other in wide.index.names if other != name]).nunique() > 1).any(axis=None)
        for name in wide.index.names
    )


def pairs(t):
    own = {t.name(one): balance(t.of(t.hits, one)) for one in t.outlets}
    found = ((a, b) if own[a] >= own[b] else (b, a) for at, a in enumerate(own) for b in list(own)[at + 1 :])
    return own, sorted(found, key=lambda pair: own[pair[1]] - own[pair[0]])


def caption_of_robustness(t):
    return [n(results(t, *pairs(t)[1][0]).notna().sum()), n(len(t.articles))]


def robustness(t):
    own, order = pairs(t)
    found = []
    for a, b in order[:6]:
        values = results(t, a, b)
        known, mattering = values.dropna(), matter(t, a, b)
        if not mattering:
            found += [s(own[a] - own[b]), n(len(CHOICES))]
            continue
        same = (known > 1e-9).sum() if own[a] > own[b] else None
        counts = [n(len(known))] if same is None else [n(same), n(len(known))]
        equal = (known.abs() < 1e-9).sum() if same is not None else 0
        found += [s(own[a] - own[b]), n(mattering), n(len(CHOICES)), *counts, *[n(equal)] * bool(equal)]
        found += [s(known.min()), s(known.max()), *[n(len(values) - len(known))] * (len(values) > len(known))]
    others = [(results(t, a, b).dropna(), own[a] > own[b]) for a, b in order[6:]]
    kept = sum(is_known and bool((values > 1e-9).all()) for values, is_known in others)
    return found + [n(len(others)), n(kept)] * bool(others)


def influence(t):
    units = {t.name(outlet): [one for one, at in t.outlet_of.items() if at == outlet] for outlet in t.outlets}
    table = score_influence(t.reading.frame_hits, t.study, t.axis_id, units)
    found = []
    for _, rows in table.groupby("unit_id", sort=False):
        row = rows.iloc[0]
        found += [n(row["n"]), s(row["balance"]), s(row["balance_without"])]
    return found


# --- 06: outlets ------------------------------------------------------------------------------------------------------


def caption_of_people(t):
    loud = [key not in t.silent for key in zip(t.mentions["article_id"], t.mentions["sentence_index"], strict=True)]
    return [n(t.mentions["person_id"].notna()[loud].sum()), *t.with_outlet()]


@cache
def voices(t):
    """Words count for the voice of their first letter or digit."""
    found = []
    for outlet in t.outlets:
        counts = Counter()
        for article_id in (one for one, at in t.outlet_of.items() if at == outlet):
            text, rows = t.texts[article_id], t.segments[t.segments["article_id"] == article_id]
            spans, at = rows[["start", "end", "voice"]].to_numpy().tolist(), 0
            for word in text.split():
                start = text.index(word, at)
                at = start + len(word)
                letter = next((i for i, one in enumerate(word) if one.isalnum() or one == "_"), len(word))
                counts[next((v for a, b, v in spans if a <= start + letter < b), None)] += 1
        counts.pop(None, None)
        found += [f"{100 * counts[voice] / counts.total():.0f}" for voice in VOICES] + [n(counts.total())]
    return found


def measures(t):
    """Every signed measure: its values and n by outlet."""
    found = []
    for voice in ("all", "own", "quoted"):
        rows = t.hits if voice == "all" else t.hits[t.hits["voice"] == voice]
        found.append([(balance(t.of(rows, one)), len(t.of(rows, one))) for one in t.outlets if len(t.of(rows, one))])
    for voice in ("own", "quoted"):
        rows = t.tones[(t.tones["voice"] == voice) & t.tones["compound"].notna()]
        found.append(
            [(t.of(rows, one)["compound"].mean(), len(t.of(rows, one))) for one in t.outlets if len(t.of(rows, one))]
        )
    for person in t.study.people:
        rows = t.toward[(t.toward["target_id"] == person) & (t.toward["voice"] == "own") & (t.toward["n"] > 0)]
        found.append(
            [(t.of(rows, one)["value"].mean(), len(t.of(rows, one))) for one in t.outlets if len(t.of(rows, one))]
        )
    return found


def furthest(t):
    firm = [[pair for pair in one if pair[1] >= 5] for one in measures(t)]
    gaps = [(min(one), max(one)) for one in firm if len(one) > 1]
    gaps.sort(key=lambda gap: gap[0][0] - gap[1][0])
    return ["5"] + [number for low, high in gaps[:4] for number in (s(low[0]), n(low[1]), s(high[0]), n(high[1]))]


@cache
def most_told(t):
    grouped = t.shared.groupby("utterance_id")
    weight = pd.DataFrame(
        {"o": grouped["outlet"].nunique(), "a": grouped["n_articles"].max(), "w": grouped["n_words"].max()}
    )
    first = {one: place for place, one in enumerate(dict.fromkeys(t.shared["utterance_id"]))}
    return sorted(weight.index, key=lambda one: (*(-weight.loc[one]), sorted(first).index(one)))


def caption_of_ledger(t):
    chosen = most_told(t)[:12]
    dated = t.shared[t.shared["utterance_id"].isin(chosen)].dropna(subset="lag_earliest")
    return [*part(12, t.shared["utterance_id"].nunique()), n(len(dated)), *t.articles_in(dated)]


def ledger(t):
    rows = t.shared[t.shared.groupby("utterance_id")["outlet"].transform("nunique") > 1]
    tellings = rows.drop_duplicates(["utterance_id", "article_id", "attribution_index", "kind"])
    altered = rows[rows["variant"] == "altered"]["n_altered"]
    found = [n(rows["utterance_id"].nunique()), *map(n, tellings["variant"].value_counts())]
    loose = (t.reading.shared_quotes.query("kind == 'headline'")["is_supported"] == False).sum()  # noqa: E712
    return found + [n(altered.max())] * bool(len(altered)) + [n(loose - 5)] * bool(loose > 5)


def caption_of_contexts(t):
    chosen, rows = most_told(t)[:8], t.shared.drop_duplicates(["utterance_id", "article_id"])
    kept, total = [], 0
    for one in chosen:
        total += (rows["utterance_id"] == one).sum()
        if total > 60 and kept:
            break
        kept.append(one)
    rows = rows[rows["utterance_id"].isin(kept)]
    return [*part(len(kept), t.shared["utterance_id"].nunique()), n(len(rows)), *t.articles_in(rows)]


def items(t, most=None):
    """The rows of the table `coverage` of events, of people who are named, and of shared utterances."""
    table, told = t.reading.coverage, most_told(t)[:most]
    named = table[table["item_kind"] == "person"].groupby("item_id")["n_articles"].sum()
    kept = (
        (table["item_kind"] == "event") & table["item_id"].isin(list(t.study.events))
        | (table["item_kind"] == "person") & table["item_id"].isin(named.index[named > 0])
        | (table["item_kind"] == "utterance") & table["item_id"].isin(told)
    )
    return table[kept]


def caption_of_coverage(t):
    shown, whole = items(t, 12), items(t)
    return [
        *part(shown["item_id"].nunique(), whole["item_id"].nunique()),
        n(shown["n_articles"].sum()),
        *t.with_outlet(),
    ]


def omissions(t):
    rows, missed = items(t), {}
    kinds, told = {"event": 0, "person": 1, "utterance": 2}, {one: at for at, one in enumerate(most_told(t))}
    order = {one: at for at, one in enumerate([*t.study.events, *t.study.people])} | told
    for key, group in rows.groupby(["item_kind", "item_id"]):
        silent = group[group["covered"].eq(False).fillna(False)]
        if len(silent) and group["covered"].eq(True).any():
            missed[key] = silent
    shown = sorted(missed, key=lambda key: (kinds[key[0]], order[key[1]]))
    found = [n(len(missed))]
    for key in shown[:6]:
        silent = missed[key]
        found += [str(t.study.events[key[1]].earliest.year)] if key[0] == "event" else []
        found += [text for number in silent["n_observed"][:4] for text in ("0", n(number))]
        found += [n(len(silent) - 4)] * (len(silent) > 4)
    found += [n(len(missed) - 6)] * (len(missed) > 6)
    unseen = rows["covered"].isna().sum()
    return found + [n(unseen)] * bool(unseen)


def copies(t):
    rows = t._told(t.reading.copies)
    rows = rows.assign(own=rows["own_share"] * rows["n_words"])
    known = rows.dropna(subset="own_share").groupby("outlet")[["own", "n_words"]].sum()
    shares = known["own"] / known["n_words"]
    return [n((rows["n_copies"] > 1).sum()), n(len(rows)), f"{100 * shares.min():.0f}", f"{100 * shares.max():.0f}"]


@cache
def keywords(t):
    table = find_keyness(
        t.articles,
        t.reading.segments,
        [(one, REST) for one in t.outlets],
        copies=t.reading.copies,
        names=[name for person in t.study.people.values() for name in person.names],
        voices=("own", "quoted"),
        minimum=t.study.minimum_articles,
        most=None,
    )
    return table[table["g2"] > 0]


def caption_of_keyness(t):
    table = keywords(t).query("kind == 'word'")
    shown = table.groupby(["unit_a", "voice"]).size().clip(upper=3 if len(t.outlets) <= 6 else 1).sum()
    return [*part(shown, len(table)), n(shown), *t.with_outlet()]


def uses(t, outlet, voice, term):
    """Times and articles of a word in an outlet's voice, read from the texts."""
    rows = t.segments[(t.segments["outlet"] == outlet) & (t.segments["voice"] == voice)]
    counts = Counter()
    for article_id, start, end in rows[["article_id", "start", "end"]].to_numpy(object).tolist():
        text = t.texts[article_id][start:end].lower().replace("’", "'")
        words = [word.removesuffix("'s") for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", text)]
        counts[article_id] += words.count(term)
    return sum(counts.values()), sum(number > 0 for number in counts.values())


def keyness(t):
    table = keywords(t)
    words, sure = table.query("kind == 'word'"), table.query("q <= .05")
    others = [n(number) for kind in ("name", "function") if (number := (sure["kind"] == kind).sum())]
    sure = sure[sure["kind"] == "word"]
    sure = sure.sort_values("g2", ascending=False, kind="stable").sort_values(
        ["unit_a", "voice"], kind="stable", key=lambda names: names.map([*t.outlets, "own", "quoted"].index)
    )
    first = sure.drop_duplicates(["unit_a", "voice"])
    if first.empty:
        return [n(words["q"].notna().sum()), *others]
    found = [n(len(sure)), ".05"]
    for row in first[:8].itertuples():
        here = uses(t, row.unit_a, row.voice, row.term)
        rest = sum(uses(t, one, row.voice, row.term)[0] for one in t.outlets if one != row.unit_a)
        found += [n(here[0]), n(here[1]), n(rest)]
    return found + [n(len(first) - 8)] * (len(first) > 8) + others


def contrasts_of(t, *, events=False):
    table = t.reading.contrasts.dropna(subset="difference")
    wanted = [("balance", f"{t.axis_id}:own"), ("balance", f"{t.axis_id}:all"), ("tone", "own"), ("tone", "quoted")]
    table = table[[key in wanted for key in zip(table["measure"], table["facet"], strict=True)]]
    is_event = table["unit_a"].str.startswith("after:")
    between = table["unit_a"].isin(t.outlets) & (table["unit_b"].isin(t.outlets) | (table["unit_b"] == REST))
    return table[is_event] if events else table[between]


def caption_of_contrasts(t):
    rows = contrasts_of(t).query("copies == 'with'")
    shown = rows.groupby(["measure", "facet"]).size().clip(upper=6).sum()
    return [*part(shown, len(rows)), n(shown)]


def families_of(t, tested):
    """The tests of each question and measure, in the order of the rows, counted over all facets and pairs."""
    every = t.reading.contrasts.query("copies == 'with'").dropna(subset="p")
    asked = [
        every["unit_a"].map(
            lambda one: "events" if one.startswith("after:") else "voices" if one == "own" else "outlets"
        ),
        every["measure"],
    ]
    sizes = every.groupby(asked).size()
    kinds = ["events" if one.startswith("after:") else "outlets" for one in tested["unit_a"]]
    return [sizes[key] for key in dict.fromkeys(zip(kinds, tested["measure"], strict=True))]


def inference(t, year=()):
    """What both texts on method say of the tests."""
    every = t.reading.contrasts.query("copies == 'with'").dropna(subset="p")
    kinds = every["unit_a"].map(lambda one: "events" if ":" in one else "voices" if one == "own" else "outlets")
    sizes = every.groupby([kinds, every["measure"]]).size()
    found = [n(len(every)), n(len(sizes)), n(sizes.max())] if len(every) else []
    days = [n(t.study.event_days)] * bool(every["unit_a"].str.startswith("after:").any())
    own = ["2001", "2013"] * bool(year)  # of the intervals within an article
    words, plan = int(t.reading.keyness["p"].notna().sum()), len(t.study.plan)
    more = [n(words)] * bool(words) + [n(plan)] * bool(plan)
    return found and [*found, *year, "2,000", "20,000", ".05", "1", "20,001", ".05", "5", *own, *days, *more]


def contrasts(t):
    table = contrasts_of(t)
    rows, key = table.query("copies == 'with'"), ["measure", "facet", "unit_a", "unit_b"]
    tested = rows.dropna(subset="q")
    sure = tested[tested["q"] <= 0.05]
    found = [n(len(sure)), n(len(tested)), ".05", *[n(len(rows) - len(tested))] * (len(rows) > len(tested))]
    found += [n(size) for size in families_of(t, tested)]
    near = ((tested["q"] - 0.05).abs() <= 2 * tested["q"] * tested["p_error"] / tested["p"]).sum()
    found += [n(near), ".05"] * bool(near) + ["4"] * (len(sure) > 4)
    alone = table.query("copies == 'without'").set_index(key)["difference"]
    largest = sure.assign(size=sure["difference"].abs()).sort_values("size", ascending=False, kind="stable")
    for row in largest.head(4).to_dict("records"):
        ends = [] if pd.isna(row["lower"]) else [s(row["lower"]), s(row["upper"])]
        found += [s(row["difference"]), *ends, s(alone[tuple(row[one] for one in key)])]
        found.append(n(row["n_effective"]))
    return found


# --- 07: time ---------------------------------------------------------------------------------------------------------


def dated(t):
    return t.articles.dropna(subset="published_earliest")


def over_time(t, table, count):
    rows = table[table["article_id"].isin(dated(t)["article_id"])]
    return [n(count(rows)), *t.articles_in(rows)]


def time(t):
    rows = dated(t)
    inferred = (rows["published_basis"] == "inferred").sum()
    days = [day(rows["published_earliest"].min()), day(rows["published_latest"].max())]
    return [n(len(rows)), *days, *[n(inferred)] * bool(inferred)]


def samples(t, measure):
    """One row an article: what it adds to a measure in own words, with its day and whether it is an original."""
    if measure == "balance":
        own = t.hits[t.hits["voice"] == "own"]
        rows = own.assign(a=own["sign"] * own["weight"], b=own["weight"], k=1)
    else:
        own = t.tones[(t.tones["voice"] == "own") & t.tones["compound"].notna()]
        rows = own.assign(a=own["compound"], b=1.0, k=1)
    rows = rows.groupby("article_id")[["a", "b", "k"]].sum().reset_index()
    originals = t.reading.copies.query("cluster_id == article_id")["article_id"]
    return rows.merge(dated(t), on="article_id").assign(original=lambda rows: rows["article_id"].isin(originals))


def windows(t, measure):
    """Of articles that surely lie in one window: hits or units, and articles."""
    rows = samples(t, measure)
    days = (t.articles["published_latest"].max() - t.articles["published_earliest"].min()).days + 1
    period = "D" if days <= 40 else "W" if days <= 280 else "M"
    one = rows["published_earliest"].dt.to_period(period) == rows["published_latest"].dt.to_period(period)
    return [n(rows[one]["b"].sum()), *t.articles_in(rows[one])]


def change(t, measure, found):
    rows = samples(t, measure)
    rows = rows[rows["original"]]
    if found is None:
        return [n(len(samples(t, measure))), "10", "8"]
    before, after = rows[rows["published_earliest"] < found.day], rows[rows["published_earliest"] >= found.day]
    sides = [(side["a"].sum() / side["b"].sum(), len(side)) for side in (before, after)]
    told = [text for value, number in sides for text in (s(value), n(number))] + [s(found.step)]
    if found.p > 0.05:
        return [f"{found.p:.3f}", *told]
    when, p = [day(found.day), "95", day(found.first), day(found.last)], f"{found.p:.4f}"
    if found.kind == "step":
        return [*when, *told, p, f"{found.p_step:.4f}"]
    return [p, *told] if found.kind == "slope" else [p, *when, *told]


def jumps(t):
    table = contrasts_of(t, events=True)
    rows, key = table.query("copies == 'with'"), ["measure", "facet", "unit_a", "unit_b"]
    tested = rows.dropna(subset="q")
    sure = tested[tested["q"] <= 0.05]
    found = [n(len(sure)), n(len(tested)), ".05", *[n(len(rows) - len(tested))] * (len(rows) > len(tested))]
    found += ["4"] * (len(sure) > 4)
    alone = table.query("copies == 'without'").set_index(key)["difference"]
    largest = sure.assign(size=sure["difference"].abs()).sort_values("size", ascending=False, kind="stable")
    for row in largest.head(4).to_dict("records"):
        found.append(f"{t.study.events[row['unit_a'].removeprefix('after:')].earliest:%Y-%m-%d}")
        found += [s(row["difference"]), s(row["lower"]), s(row["upper"]), s(alone[tuple(row[one] for one in key)])]
    return found if len(tested) else [n(len(rows))]


def other_days(found):
    tried = found[found["n_days"] > 0]
    counts = tried[["n_found", "n_days"]].to_numpy().ravel().tolist()
    return [".05", "1", "20", *map(n, counts)] if counts else []


def times(t):
    rows = t.reading.narrated_times.dropna(subset=["earliest", "latest"])
    return rows.merge(dated(t)[["article_id", "outlet_id", "published_earliest", "published_latest"]], on="article_id")


def narrated(t):
    rows = times(t)
    back, ahead = rows["latest"] < rows["published_earliest"], rows["earliest"] > rows["published_latest"]
    found = [n(rows["article_id"].nunique()), n(len(rows)), n(back.sum()), n(ahead.sum())]
    is_open = (rows["precision"] == "open") & ~back & ~ahead & ~rows["event_id"].isin(list(t.study.events))
    found += [n(is_open.sum())] * bool(is_open.any())
    linked = rows[rows["event_id"].isin(list(t.study.events))]
    outlets = [one for one in t.outlets if (linked["outlet_id"] == one).any()]
    for outlet in outlets[:6]:
        counts = linked[linked["outlet_id"] == outlet].groupby("event_id")["article_id"].nunique()
        counts = sorted(counts, reverse=True)
        found += [*map(n, counts[:3]), *[n(len(counts) - 3)] * (len(counts) > 3)]
    return found + [n(len(outlets) - 6)] * (len(outlets) > 6)


def coding(t):
    """How many units were drawn and coded, by how many, answers that are unsure, units that were settled."""
    labels, units = t.reading.labels, t.reading.coding_units
    coded = len(set(labels["unit_id"]) & set(units["unit_id"]))
    settled = set(labels.loc[labels["coder_id"] == "adjudicated", "unit_id"])
    coders = set(labels["coder_id"]) - {"adjudicated"}
    return [n(coded), n(len(units)), n(len(coders)), n((~labels["sure"].astype(bool)).sum()), n(len(settled))]


def agreed(t):
    """Alpha of each question and level, with its interval, the share of pairs that agree, and units coded by two."""
    labels = t.reading.labels[t.reading.labels["coder_id"] != "adjudicated"]
    found = coding(t)
    for row in t.reading.agreement.query("coder_a == 'all'").to_dict("records"):
        pairs = labels[labels["variable"] == row["variable"]].groupby("unit_id")["value"]
        both = pairs.nunique()[pairs.size() == 2]
        found += [f"{row['alpha']:.2f}", "95", f"{row['lower']:.2f}", f"{row['upper']:.2f}"]
        found += [f"{100 * (both == 1).mean():.0f}", n(len(both))]
    return found


def erred(t):
    """Precision and recall of each answer over all outlets, and the p of what is not the same in all of them."""
    found, table = [], t.reading.errors
    for name in sorted(set(table["measure"])):
        every = table[(table["measure"] == name) & table["outlet_id"].isna()].set_index("class")
        poles = [t.axis.positive, t.axis.negative, "both", "none"]
        rows = every.loc[poles if name.startswith("frame") else ["negative", "neutral", "positive"]]
        found.append(n(t.reading.labels.query("variable == @name")["unit_id"].nunique()))
        for _, row in rows.iterrows():
            if not (pd.isna(row["precision"]) and pd.isna(row["recall"])):
                found += [f"{row[one]:.2f}" for one in ("precision", "recall") if not pd.isna(row[one])]
        found += [f"{p:.3f}" for p in rows["p_equal"] if p <= 0.05]
    return found


def corrected(t):
    """Contrasts that leave out 0 and all that are corrected, values that are not, and the largest contrasts."""
    table = t.reading.corrected
    single, pairs = table[table["unit_b"].isna()], table[table["unit_b"].notna() & table["lower"].notna()]
    beyond = (pairs["lower"] > 0) | (pairs["upper"] < 0)
    found = [n(beyond.sum()), n(len(pairs)), "0", n(single["corrected"].isna().sum()), "20"]
    for measure in list(dict.fromkeys(corrected_by_outlet(t.reading)["measure"]))[:8]:  # in the order of its table
        rows = single[(single["measure"] == measure) & single["error"].notna() & (single["n_coded"] > 0)]
        if len(rows):
            row = rows.loc[rows["error"].idxmax()]
            least = max(row["error"] ** 2 - row["coding_error"] ** 2, 0)
            then = (row["coding_error"] ** 2 / 2 + least) ** 0.5
            found += ["100"] * (measure == "frame_difference")
            found += [
                f"{row['error']:.3f}",
                n(row["n_coded"]),
                f"{then:.3f}",
                n(2 * row["n_coded"]),
                f"{least**0.5:.3f}",
            ]
    shown = pairs[pairs["measure"].isin(["frame_difference", "sentiment", "speech_share", "told_share"])]
    for row in shown.sort_values("corrected", key=abs, ascending=False).head(8).to_dict("records"):
        found += ["100"] * (row["measure"] == "frame_difference")
        found += [s(row["machine"]), s(row["corrected"]), "95", s(row["lower"]), s(row["upper"]), n(row["n_coded"])]
    return found


def noted(t):
    """What captions say of the coding: units, coders, alpha of each question."""
    every = t.reading.agreement.query("coder_a == 'all'").drop_duplicates("variable")
    return [*coding(t)[:1], *coding(t)[2:3], *(f"{alpha:.2f}" for alpha in every["alpha"])]


def caption_of_corrected(t, *, is_rate):
    table = t.reading.corrected
    table = table[table["unit_b"].isna() & ((table["measure"] == "frame_difference") == is_rate)]
    return [*noted(t), n(table["machine"].notna().sum()), *t.with_outlet()]


CAPTIONS = {
    "agreement_of_coders": lambda t: [*noted(t), n(t.reading.agreement["alpha"].notna().sum()), n(len(t.articles))],
    "errors_by_outlet": lambda t: [*noted(t), n(t.reading.errors["recall"].notna().sum()), *t.with_outlet()],
    "corrected_by_outlet": lambda t: caption_of_corrected(t, is_rate=False),
    "corrected_frames": lambda t: caption_of_corrected(t, is_rate=True),
    "collected_articles": lambda t: [n(t.words()), n(len(t.articles))],
    "health_of_outlets": lambda t: [n(sum(len(one) for one in checks(t)[0].values())), *t.with_outlet()],
    "mentions_by_kind": lambda t: [n(len(t.mentions)), *t.with_outlet()],
    "quoted_words": caption_of_quoted,
    "cues_by_outlet": caption_of_cues,
    "tone_by_outlet": lambda t: [n(t.tones["compound"].notna().sum()), *t.with_outlet()],
    "sentiment_by_person": caption_of_sentiment,
    "balance_by_outlet": lambda t: ["+1", "−1", n(len(t.hits)), *t.with_outlet()],
    "evidence_by_outlet": lambda t: ["100", n(len(t.hits)), *t.with_outlet()],
    "course_of_articles": caption_of_course,
    "robustness_of_contrast": caption_of_robustness,
    "portrait": lambda t: caption_of_sentiment(t, t.person),
    "mentions": lambda t: [n((t.mentions["person_id"] == t.person).sum()), *t.with_outlet()],
    "people_by_outlet": lambda t: ["100", *caption_of_people(t)],
    "voices_by_outlet": lambda t: [n(sum(int(one.replace(",", "")) for one in voices(t)[3::4])), *t.with_outlet()],
    "profile_of_outlets": lambda t: ["+1", "−1", *t.with_outlet()],
    "ledger_of_quotes": caption_of_ledger,
    "contexts_of_quotes": caption_of_contexts,
    "coverage_by_outlet": caption_of_coverage,
    "keyness_of_outlets": caption_of_keyness,
    "contrasts_of_outlets": lambda t: [*caption_of_contrasts(t), *t.with_outlet()],
    "balance_over_time": lambda t: ["+1", "−1", *over_time(t, t.hits, len)],
    "tone_over_time": lambda t: over_time(
        t, t.reading.valences.query("unit == 'sentence'").dropna(subset="compound"), len
    ),
    "balance_by_window": lambda t: ["+1", "−1", *windows(t, "balance")],
    "tone_by_window": lambda t: windows(t, "tone"),
    "contrast_of_events": lambda t: [
        n(t.study.event_days),
        n(len(contrasts_of(t, events=True).query("copies == 'with'"))),
        n(len(t.articles)),
    ],
    "narrated_times": lambda t: [n(len(times(t))), *t.articles_in(times(t))],
}

#: (notebook, what it says) -> the numbers; `found` is what the notebook's cells have named.
SENTENCES = {
    ("08_validity", "describe_coding(reading)"): lambda t, found: coding(t),
    ("08_validity", "describe_agreement(reading)"): lambda t, found: agreed(t),
    ("08_validity", "describe_errors(reading)"): lambda t, found: erred(t),
    ("08_validity", "describe_corrected(reading)"): lambda t, found: corrected(t),
    ("00_corpus", "describe_corpus(reading)"): lambda t, found: corpus(t),
    ("00_corpus", "describe_health(health)"): lambda t, found: health(t),
    ("01_people", "describe_mentions(kinds)"): lambda t, found: mentioned(t),
    ("02_quotes", "describe_quoted(words)"): lambda t, found: quoted(t),
    ("02_quotes", "describe_cues(cues)"): lambda t, found: cues(t),
    ("03_sentiment", "describe_tone(tone)"): lambda t, found: tone(t),
    ("03_sentiment", "describe_doubts(reading, 'means')"): lambda t, found: [],
    ("03_sentiment", "describe_people(people)"): lambda t, found: toward_people(t),
    ("04_framing", "describe_balance(balance, poles)"): lambda t, found: leans(t),
    ("04_framing", "describe_doubts(reading, 'means')"): lambda t, found: [],
    ("04_framing", "describe_evidence(hits)"): lambda t, found: evidence(t),
    ("04_framing", "describe_robustness(contrast)"): lambda t, found: robustness(t),
    ("04_framing", "describe_influence(influence)"): lambda t, found: influence(t),
    ("05_person", "f'The person: {name}.'"): lambda t, found: [],
    ("05_person", "describe_portrait(portrait)"): lambda t, found: portrait(t),
    ("05_person", "describe_names(names)"): lambda t, found: names(t),
    ("05_person", "describe_said(said, name)"): lambda t, found: said(t),
    ("06_outlets", "describe_voices(voices)"): lambda t, found: voices(t),
    ("06_outlets", "describe_doubts(reading, 'voices')"): lambda t, found: [],
    ("06_outlets", "describe_doubts(reading, 'means')"): lambda t, found: [],
    ("06_outlets", "describe_doubts(reading, 'time')"): lambda t, found: [],
    ("06_outlets", "describe_profile(profile)"): lambda t, found: furthest(t),
    ("06_outlets", "describe_ledger(ledger, unsupported_headlines(reading))"): lambda t, found: ledger(t),
    ("06_outlets", "describe_omissions(coverage)"): lambda t, found: omissions(t),
    ("06_outlets", "describe_copies(copies)"): lambda t, found: copies(t),
    ("06_outlets", "describe_keyness(keyness)"): lambda t, found: keyness(t),
    ("06_outlets", "describe_contrasts(contrasts)"): lambda t, found: contrasts(t),
    ("06_outlets", "describe_planned(planned)"): lambda t, found: [],  # the generated study plans none
    ("07_timeline", "describe_time(scores)"): lambda t, found: time(t),
    ("07_timeline", "describe_doubts(reading, 'time')"): lambda t, found: [],
    ("07_timeline", "describe_change(balance_change, balance)"): lambda t, found: change(
        t, "balance", found["balance_change"]
    ),
    ("07_timeline", "describe_change(tone_change, tone)"): lambda t, found: change(t, "tone", found["tone_change"]),
    ("07_timeline", "describe_events(sides)"): lambda t, found: jumps(t),
    ("07_timeline", "describe_other_days(other_days)"): lambda t, found: other_days(found["other_days"]),
    ("07_timeline", "describe_narrated(told)"): lambda t, found: narrated(t),
}
