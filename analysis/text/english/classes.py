"""The classes of words that both grammars of this house read by, with the closed lists that make them.

Each class is called after one of its words and has one letter, so that a sentence is a string of letters and grammar
is a pattern over it (see `grammar`). Terms of grammar stand for several classes. A word has one class, whatever
stands around it: *as*, *before* and *her* have classes that both of their terms hold.
"""

from __future__ import annotations

from analysis.text.english.calendar import DAYS, MONTHS, MONTHS_CUT

#: Closed classes: their letter and their words.
CLOSED: dict[str, tuple[str, str]] = {
    "he": ("h", "he she he’s she’s he's she's he’d she’d he'd she'd he’ll she’ll he'll she'll"),
    "him": ("m", "him himself herself hers"),
    "his": ("H", "his her"),
    "they": ("y", "they they’re they're they’d they'd they’ve they've they’ll they'll"),
    "them": ("Y", "them themselves themself theirs"),
    "their": ("z", "their"),
    "i": (
        "n",
        "i you we it everyone everybody everything someone somebody something nobody nothing others anyone anything"
        " there it’s it's it’d it'd it’ll it'll we’re we're we’ve we've we’d we'd we’ll we'll you’re you're you’ve"
        " you've you’d you'd you’ll you'll i’m i'm i’ve i've i’d i'd i’ll i'll that’s that's there’s there's here’s"
        " here's let’s let's",
    ),
    "me": ("o", "me us itself myself yourself ourselves mine yours ours"),
    "my": ("O", "my our your"),
    "the": ("d", "the a an its no every"),
    "this": ("D", "this these those some any each another"),
    "all": ("l", "all both most neither either"),
    "many": ("L", "many several few none one two three four five six seven eight nine ten"),
    "of": (
        "p",
        "of in on at by for from with about into over against between among under through across toward towards without"
        " within upon despite beyond behind beside besides near around off out up down like than alongside outside"
        " inside via regarding concerning following including above along amid amidst below beneath during except onto"
        " opposite past per throughout underneath unlike versus",
    ),
    "as": ("A", "as after before"),
    "to": ("g", "to"),
    "that": ("t", "that"),
    "if": (
        "s",
        "if because while when although though since until till unless where why how whether whereas whenever wherever"
        " lest",
    ),
    "who": ("w", "who whom whose which what whatever whoever who’s who's what’s what's"),
    "and": ("c", "and or but nor yet &"),
    "be": (
        "x",
        "is was are were be been being am has have had having do does did will would can could may might must should"
        " shall cannot isn’t wasn’t aren’t weren’t hasn’t haven’t hadn’t doesn’t don’t didn’t won’t wouldn’t can’t"
        " couldn’t shouldn’t isn't wasn't aren't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't"
        " can't couldn't shouldn't ain’t ain't shan’t shan't ’s ’d ’ve ’re ’ll",
    ),
    "not": ("X", "not never"),
    "often": (
        "a",
        "often also then later still even just already again once soon now always ever earlier ago here so too instead"
        " perhaps maybe indeed however further furthermore moreover meanwhile afterward afterwards thus therefore"
        " nevertheless nonetheless more rather quite very much well only almost simply first alone far forever least"
        " less sometimes together twice back away finally",
    ),
    "today": ("T", "today yesterday tomorrow tonight last next"),
    "monday": (
        "M",
        " ".join(name.lower() for name in (*DAYS, *MONTHS, *MONTHS_CUT) if name not in ("March", "May", "Mar")),
    ),
    "week": ("W", "week morning afternoon evening night weekend month year"),
}

#: Open classes, told by their look or by longer lists (see `vocabulary`), and what stands in for a quotation.
OPEN: dict[str, str] = {
    "said": "v",  # a finite form of a cue verb in the past
    "says": "V",  # and in the present
    "took": "r",  # an irregular past, or a base form that is a verb before all
    "takes": "R",  # a form in -s that is a verb before all
    "ed": "e",
    "ing": "i",
    "plural": "S",  # any other word in -s
    "word": "u",
    "name": "C",  # a capitalised word that is none of the above
    "possessive": "P",
    "number": "0",
    "stop": ".",
    "dash": "-",
    "apostrophe": "'",
    "other": "_",  # any other sign
    "sentences": "Q",  # a quotation that reads like sentences
    "phrase": "q",  # any other: a title, a few words
    "tagged": "k",  # any other that ends as before "she said": “a mess,”
}

#: Signs that stand for themselves.
SIGNS = ',:;()"'

#: Terms of grammar and the classes that each holds.
TERMS: dict[str, str] = {
    "subject": "i they he",
    "object": "me them him",
    "determiner": "the their my his",
    "quantifier": "this all many",
    "specifier": "determiner quantifier",
    "preposition": "of as",
    "subordinator": "if who",
    "auxiliary": "be not",
    "adverb": "often",
    "time": "today monday week",
    "cue": "said says",
    "participle": "ed ing",
    "common": "word plural took takes",
    "mark": 'stop apostrophe other "',
    "nominal": "name common possessive number mark",
    "quotation": "sentences phrase tagged",
    # The people step looks at persons and clauses, where the speech step looks at sources.
    "singular": "he him his",
    "article": "the this",
    "adverbial": "often not all today",
    "clause": "if as",
    "verb": "said says took takes ed",
    "finite": "be verb",
    "noun": "word many week",
    "proper": "name monday",
}

#: Irregular past forms; and with them base forms that are verbs before all.
PASTS = (
    "arose ate awoke beat became began bent bet bit blew bought bound bred broke brought built burnt came"
    " caught chose clung crept cut dealt drank drew drove dug fell fed felt fled flew forbade forgave forgot"
    " fought found froze gave got grew heard held hid hit hung hurt kept knelt knew laid lay led learnt left"
    " lent let lit lost made meant met paid put quit ran rang read rode rose said sang sank sat saw sent set"
    " shook shot shut slept slid sold sought spent spoke split spread sprang stole stood stuck struck sung"
    " swam swept swore swung taught thought threw told took tore understood upset wed went wept woke won wore"
    " wound wrote"
)
TOOK = (
    PASTS + " say tell think know want get make go take see come give find ask use work call try need feel become"
    " leave put mean keep let begin help show hear play run move live believe bring happen write provide sit"
    " stand lose pay meet include continue learn lead understand watch follow stop create speak spend grow"
    " win teach offer remember love consider appear buy serve die send build stay fall cut reach remain"
    " suggest raise pass sell require report decide pull marry join kill return explain hope develop carry"
    " break receive agree support hit produce eat cover catch draw choose"
)
#: Forms in -s that are verbs before all.
TAKES = (
    "says tells thinks knows wants gets makes goes takes sees comes gives finds asks uses calls tries needs feels"
    " becomes leaves means keeps lets begins helps hears plays runs moves lives believes brings happens writes"
    " provides sits stands loses pays meets includes continues learns leads understands watches follows stops"
    " creates speaks spends grows wins teaches offers remembers loves considers appears buys serves dies sends"
    " builds stays falls reaches remains suggests raises passes sells requires decides pulls marries joins kills"
    " returns explains hopes develops carries breaks receives agrees supports hits produces eats covers catches"
    " draws chooses reveals admits discovers realizes arrives attempts manages convinces confronts refuses promises"
    " opens drops breaks shares praises slams reacts addresses confirms denies claims insists adds notes argues"
    " warns urges blames accuses responds replies"
)
