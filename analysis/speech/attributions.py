"""Text and sentences -> attributions: who is said to say or think what, by which words, each as spans of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.speech.blocks import Block, read_blocks
from analysis.speech.candidates import Candidate, find_candidates, is_heard, is_sure
from analysis.speech.linking import Attribution, Linker
from analysis.speech.reports import BEGINS_CLAUSE
from analysis.speech.scorer import read_scorer
from analysis.text.english.grammar import letters, pattern
from analysis.text.english.vocabulary import read_vocabulary
from analysis.text.quotation import Quoted, quoted_spans

Span = tuple[int, int]
_LED = pattern("[,:][<sentences><tagged>]")
_VERBAL, _AND, _COMMA_OR_QUOTATION = letters("auxiliary adverb"), letters("and"), letters(", quotation")
_NAMED = pattern("<subject>|<name>+")
_TO = (letters("to"),)
_TO_WHICH = pattern(r",[<preposition><to>]?<subordinator>\Z")
Scored = list[tuple[Candidate, float]]

#: A cue whose score is higher is taken; chosen on PolNeAR's training articles for the best F1.
THRESHOLD = -0.6


def find_attributions(
    text: str,
    sentences: Sequence[Span],
    add: tuple[str, ...] = (),
    judge: Callable[[Block, Candidate], float] | None = None,
    set_apart: Sequence[Quoted] = (),
) -> list[Attribution]:
    """Find who is said to say or think what.

    Parameters
    ----------
    text : str
        Clean text; paragraphs are parted by blank lines.
    sentences : sequence of (start, end)
        Its sentences, in order. What no sentence holds (a credit, say) is not read.
    add : tuple of str
        Cue verbs beyond those of `cues.VERBS`.
    judge : callable, optional
        Gives a candidate its score; the fitted one of `scorer` if missing.
    set_apart : sequence of Quoted, optional
        Quotations without marks, beside those in marks (see `set_apart`).

    Returns
    -------
    list of Attribution
        In the order of their blocks.

    Examples
    --------
    >>> text = "“We won,” Jane Roe said. She denied going home."
    >>> for found in find_attributions(text, [(0, 24), (25, 47)]):
    ...     print(found.kind, [text[p.start : p.end] for p in found.pieces], text[slice(*found.source)])
    direct ['“We won,”'] Jane Roe
    indirect ['going home'] She
    """
    judge = judge or read_scorer()
    linker = Linker()
    quotes = sorted([*quoted_spans(text), *set_apart]) if set_apart else quoted_spans(text)
    for block in read_blocks(text, sentences, quotes, read_vocabulary(add)):
        scored = find_candidates(block, judge)
        linker.read(block, _choose(block, scored), [candidate for candidate, _ in scored])
    return linker.found


def _choose(block: Block, scored: Scored) -> Scored:
    """Keep what scores high enough; of several cues before one content the best."""
    chosen: Scored = []
    for candidate, value in scored:
        if not candidate.pieces or (value <= THRESHOLD and not is_sure(block, candidate)):
            continue
        if chosen and _are_one(block, chosen[-1][0], candidate):
            is_better = value > chosen[-1][1] or _leads_to(block, chosen[-1][0], candidate)
            if (is_better or _is_told_of(block, chosen[-1][0], candidate)) and candidate.form.form != "noun":
                chosen[-1] = candidate, value
            continue
        chosen.append((candidate, value))
    if len(chosen) > 1:
        later = [chosen[place + 1 : place + 4] for place in range(len(chosen))]
        pairs = zip(chosen, later, strict=True)
        chosen = [one for one, tags in pairs if not any(_is_inside(block, one[0], tag) for tag, _ in tags)]
    kept = [candidate for candidate, _ in chosen]
    return [(_trim(block, c, kept[place + 1 : place + 9]), value) for place, (c, value) in enumerate(chosen)]


def _trim(block: Block, candidate: Candidate, later: list[Candidate]) -> Candidate:
    """End a content where a later cue's clause begins that is no part of it: said A, but denied B; A, Roe added."""
    if candidate.side != "right":
        return candidate
    start, end = candidate.pieces[0]
    for other in later:
        if not start < other.cue < end:
            continue
        if other.side in ("left", "tag", "tag both") and other.pieces[0][1] > start:
            end = other.pieces[0][1]
            break
        cut = _beginning(block, other)
        if cut > start:
            end = cut
            break
    while end > start + 1 and block.classes[end - 1] == ",":
        end -= 1
    return candidate._replace(pieces=((start, end),))


def _are_one(block: Block, first: Candidate, second: Candidate) -> bool:
    """Tell whether two cues share a content: went on to say, said in a statement."""
    if second.side not in ("right", "noun"):
        return False
    is_near = second.cue - first.cue <= 2 and not _is_told_of(block, first, second)  # said he hoped that
    return is_near or (first.side == "right" and second.cue < first.pieces[0][0])


def _is_told_of(block: Block, first: Candidate, second: Candidate) -> bool:
    """Tell whether a verb only tells of another's: recalled Doe telling her that, heard Doe say: “...”."""
    own = second.source
    if own is None or own.relation != "before" or own.first <= first.cue:
        return False
    return bool(_NAMED.fullmatch(block.classes, *own[:2]))


def _leads_to(block: Block, first: Candidate, second: Candidate) -> bool:
    """Tell whether a verb only leads to the one that says something: declined to say whether, wants to say that."""
    if first.form.kind not in ("promise", "think", "adjective") or block.classes[first.cue + 1 : second.cue] not in _TO:
        return False
    return second.form.kind in ("say", "tell", "ask") and bool(BEGINS_CLAUSE.match(block.classes, *second.pieces[0]))


def _is_inside(block: Block, candidate: Candidate, tag: Candidate) -> bool:
    """Tell whether the quotation that a candidate introduces is tagged: Those who think “...,” she said."""
    if candidate.side not in ("right", "noun") or not tag.side.startswith("tag") or is_heard(block, tag):
        return False
    quotation = block.quotes.get(tag.pieces[0][0])
    ends_itself = quotation is not None and block.text[quotation.end - 1] in "?!"
    if (ends_itself or tag.side == "tag both") and _has_own_quotation(block, candidate):
        return False  # When Roe asked, “Why?” Doe answered, “No.” Roe rang and said, “Why?” Doe told her that
    return candidate.pieces[0][1] >= tag.pieces[0][1] - 1


def _has_own_quotation(block: Block, candidate: Candidate) -> bool:
    """Tell whether a cue with a subject of its own leads to a quotation by a comma or colon: when Roe asked, “Why?”"""
    source, first = candidate.source, candidate.pieces[0][0]
    return (
        source is not None
        and source.relation in ("before", "main")
        and bool(_LED.fullmatch(block.classes, candidate.cue + 1, first + 1))
    )


def _beginning(block: Block, candidate: Candidate) -> int:
    """Give the token where the clause of a cue begins, if it is no part of what stands before it; else 0."""
    classes, source = block.classes, candidate.source
    has_own = source is not None and source.relation == "before"
    head = len(classes[: source.first if has_own and source else candidate.cue].rstrip(_VERBAL))
    if head > 1 and classes[head - 1] in _AND and (not has_own or classes[head - 2] in _COMMA_OR_QUOTATION):
        return head - 1  # said A but denied B; said A, and Doe said B
    if has_own and head and block.ends_in_comma(head - 1):
        return head  # While Roe said “yes,” Doe said “no.”
    found = _TO_WHICH.search(classes, max(0, head - 3), head)
    return found.start() if has_own and found else 0
