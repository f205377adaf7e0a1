"""Words of English by what they do in a sentence: enough grammar to tell subjects, objects and possessors apart.

Each token of a sentence gets a one-letter tag, so that a sentence's tags are a string and a pattern of grammar is a
regular expression over it. The lists hold closed classes and the irregular verbs of any school grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

__all__ = ["Parse", "role", "tag"]

_CLASSES = {
    "h": "that",
    "d": "a an the this these those each every some any no another its",
    "p": "about above across against along alongside amid among around at behind below beneath beside "
    "besides between "
    "beyond by concerning despite down during except for from in inside into like near of off on onto opposite out "
    "outside over past per regarding than through throughout toward towards under underneath unlike up upon "
    "via with within without alongside including following versus",
    "t": "to",
    "a": "am is are was were be been being 's 're 'm 'd 'll 've has have had having do does did can "
    "could may might must shall "
    "should will would isn't wasn't aren't weren't hasn't haven't hadn't doesn't don't didn't can't "
    "couldn't won't wouldn't shouldn't cannot",
    "c": "and or but nor &",
    "b": "when while because if as since after before although though where until till unless whether "
    "once whereas how why "
    "so whenever wherever",
    "w": "who whom whose which what",
    "m": "i you we it me us my your our mine yours ours myself yourself itself ourselves one everyone "
    "someone anyone nobody everybody there",
    "P": "he him his himself she her hers herself",
    "T": "they them their theirs themselves",
    "r": "also always again ago almost already alone even ever far first finally forever here however "
    "indeed instead just last "
    "later least less maybe meanwhile more most much never next not now n't often once only perhaps quite rather "
    "sometimes soon still then therefore thus today together tomorrow too twice very yesterday yet back away "
    "both either neither all",
    "v": "arose ate awoke beat became began bent bet bit blew bought bound bred broke brought built "
    "burnt came caught chose clung "
    "crept cut dealt drank drew drove dug fell fed felt fled flew forbade forgave forgot fought found froze gave "
    "got grew heard held hid hit hung hurt kept knelt knew laid lay led learnt left lent let lit lost made meant met "
    "paid put quit ran rang read rode rose said sang sank sat saw sent set shook shot shut slept slid "
    "sold sought spent spoke "
    "split spread sprang stole stood stuck struck sung swam swept swore swung taught thought threw told took tore "
    "understood upset wed went wept woke won wore wound wrote "
    "say tell think know want get make go take see come give find ask use work call try need feel become leave put "
    "mean keep let begin help show hear play run move live believe bring happen write provide sit stand lose pay "
    "meet include continue learn lead understand watch follow stop create speak spend grow win teach offer "
    "remember love consider appear buy serve die send build stay fall cut reach remain suggest raise pass sell "
    "require report decide pull marry join kill return explain hope develop carry break receive agree support "
    "hit produce eat cover catch draw choose",
    "V": "says tells thinks knows wants gets makes goes takes sees comes gives finds asks uses calls "
    "tries needs feels "
    "becomes leaves means keeps lets begins helps hears plays runs moves lives believes brings "
    "happens writes provides "
    "sits stands loses pays meets includes continues learns leads understands watches follows stops creates speaks "
    "spends grows wins teaches offers remembers loves considers appears buys serves dies sends builds stays falls "
    "reaches remains suggests raises passes sells requires decides pulls marries joins kills returns explains hopes "
    "develops carries breaks receives agrees supports hits produces eats covers catches draws chooses "
    "reveals admits discovers realizes "
    "arrives attempts manages convinces confronts refuses promises opens drops breaks shares praises slams reacts "
    "addresses confirms denies claims insists adds notes argues warns urges blames accuses responds replies",
}
_TAG = {word: tag for tag, words in _CLASSES.items() for word in words.split()} | {"'s": "'"}
_TAG |= dict.fromkeys("([", "(") | dict.fromkeys(")]", ")") | dict.fromkeys((*";:—–", "--"), ";")
_TAG |= dict.fromkeys('“”"«»„', '"') | {",": ","}
_TOKEN = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*|['’](?:s|re|m|d|ll|ve)\b|n['’]t\b|['’]|--|[^\w\s]")
_NOT_PAST = frozenset("bed need hundred sacred naked seed speed breed indeed red feed weed wed kindred".split())


def tag(word: str) -> str:
    """Give one word its tag, whatever stands around it."""
    known = _TAG.get(word) or _TAG.get(lower := word.lower().replace("’", "'"))
    if known:
        return known
    first = word[0]
    if not first.isalnum():
        return "'" if first in "'’" else "." if first in ".!?…" else "o"
    if first.isupper():
        return "N"
    if first.isdigit():
        return "0"
    if lower.endswith("ly"):
        return "r"
    if lower.endswith("ing"):
        return "i"
    if lower.endswith("ed") and lower not in _NOT_PAST:
        return "v"
    return "s" if lower.endswith("s") and not lower.endswith("ss") else "n"


class _Piece(NamedTuple):
    """What stands between two blanks: the tags of its tokens and where in it each begins."""

    tags: str
    offsets: tuple[int, ...]


class _Pieces(dict[str, _Piece]):
    """Pieces met before; emptied when it has grown large, so that memory stays bounded."""

    def __missing__(self, piece: str) -> _Piece:
        if len(self) > MAX_PIECES:
            self.clear()
        if piece.isalnum():
            found = _Piece(tag(piece), (0,))
        elif piece[-1:] in (",", ".") and piece[:-1].isalnum():
            found = _Piece(self[piece[:-1]].tags + piece[-1], (0, len(piece) - 1))
        else:
            tokens = list(_TOKEN.finditer(piece))
            found = _Piece("".join([tag(token[0]) for token in tokens]), tuple([token.start() for token in tokens]))
        self[piece] = found
        return found


#: Pieces whose tags are kept.
MAX_PIECES = 50_000
_PIECES = _Pieces()


class Parse:
    """A sentence's tags, one letter a token, and where its tokens are.

    Examples
    --------
    >>> sentence = Parse("Ann’s brother met Bo.", 0, 21)
    >>> sentence.tags, sentence.token(18), sentence.start(4)
    ("N'nvN.", 4, 18)
    """

    __slots__ = ("_firsts", "_pieces", "_starts", "tags")

    def __init__(self, text: str, start: int, end: int) -> None:
        words = text[start:end].split(" ")
        self._pieces = list(map(_PIECES.__getitem__, words))
        tags = [piece.tags for piece in self._pieces]
        self.tags = "".join(tags)
        self._starts = list(map(add, accumulate(map(len, words), initial=0), count(start)))
        self._firsts = list(accumulate(map(len, tags), initial=0))

    def token(self, position: int) -> int:
        """Index of the first token that begins at a position or after it."""
        piece = bisect_right(self._starts, position) - 1
        if piece < 0 or piece == len(self._pieces):
            return len(self.tags) if piece > 0 else 0
        return self._firsts[piece] + bisect_left(self._pieces[piece].offsets, position - self._starts[piece])

    def start(self, token: int) -> int:
        """Where a token begins."""
        piece = bisect_right(self._firsts, token) - 1
        offset: int = self._starts[piece] + self._pieces[piece].offsets[token - self._firsts[piece]]
        return offset


_SUBJECT = re.compile(r"(?:\([^)]{0,20}\)|,[^,;.]{1,20},)?r{0,2}(?:[avVs]|r$)")
#: What follows an apposition to a subject ("his mother, Ann, smiled").
_CLOSED = re.compile(r"r{0,2}[avVs]")
_JOINED = re.compile(r"(?:,?N++)*+,?c(?:[dn]{0,3}N+|P[nN]+)r{0,2}[avVs]")


def role(tags: str, first: int, last: int) -> str:
    """Tell what a name does in its sentence.

    Returns
    -------
    str
        ``subject``, ``object``, ``oblique`` (after a preposition), ``possessor`` or ``other``.
    """
    following = tags[last : last + 1]
    if following == "'":
        return "possessor"
    if following == "," and tags[first - 1 : first] == "," and _CLOSED.match(tags, last + 1):
        return "subject"
    if _SUBJECT.match(tags, last) or _JOINED.match(tags, last):
        before = tags[first - 1 : first]
        if not (before in "pt" and before):
            return "subject"
    index = first - 1
    while index >= 0 and tags[index] in "ndN0":
        index -= 1
    before = tags[index] if index >= 0 else "^"
    if before in "pt":
        return "oblique"
    if before in "vVias":
        return "object"
    return "other"
