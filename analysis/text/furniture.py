"""What the page puts round an article: one paragraph -> the section that it is, or None for words of the article.

General forms only, each a closed list of the words that pages use: a line made of nothing but names of buttons, a
line made of nothing but a date and a time, a label with what belongs to it. What only this outlet's pages say is found
by its repetition (`analysis.text.repeated`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from analysis.corpus.flags import is_error_line
from analysis.patterns import later

#: Paragraphs that an outlet prints under many articles: (outlet_id, number) to (articles, how it begins).
Repeated = Mapping[tuple[str, int], tuple[int, str]]

MAX_LINE = 140  # characters of a button, a time, a byline
MAX_CAPTION = 220
MAX_NOTE = 600  # of an amendment or a notice of rights

_WORD = later(r"[^\W_]+(?:['’.-][^\W_]+)*")

#: Names of platforms and of what a page lets its reader do; a line of these alone is no sentence.
_BUTTONS = frozenset(
    "advertisement advertisements advert ad ads sponsored promoted share shares shared sharing button buttons tweet"
    " tweets"
    " retweet email mail e-mail print save bookmark copy link url facebook twitter x instagram whatsapp messenger"
    " reddit"
    " pinterest linkedin telegram threads bluesky tiktok youtube snapchat flipboard tumblr sms rss comment comments"
    " like"
    " likes reply replies menu search home close open back top next previous prev more less show hide expand view"
    " gallery"
    " galleries photos slideshow video play pause mute unmute autoplay listen loading skip content navigation login"
    " newsletter newsletters subscribe subscription trending related recommended popular latest stories story articles"
    " article topics tags follow following app download report flag toggle accept cookies settings caption credit image"
    " continue continues reading below".split()
)
#: Words that stand between them.
_BETWEEN = frozenset("this that on in to via by with the a our your for and or of all it us here out after now".split())
#: One of these must stand in such a line: the others are words of prose and headings too.
_SURE = frozenset(
    "advertisement advertisements advert sponsored promoted share shares sharing tweet retweet email e-mail print copy"
    " url facebook twitter whatsapp messenger reddit pinterest linkedin telegram bluesky flipboard sms rss comment"
    " comments"
    " replies menu gallery galleries slideshow autoplay unmute loading skip login newsletter newsletters trending"
    " toggle"
    " cookies".split()
)
#: Lines of words that are all of them ordinary, whole as pages have them.
_LINES = later(
    r"(?:\d[\d.,]*[KkMm]? )?(?:"
    r"view (?:this|the full|more|original|on|in|all)\b[^.]{0,60}|(?:a|this) (?:post|photo|video|reel"
    r"|story) (?:shared|posted)"
    r" by\b[^.]{0,120}|(?:estimated )?reading time\b[^.]{0,30}|\d+[- ]min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?"
    r"|(?:related|more|most read|most popular|trending|recommended|editors?['’]? picks?|up next|read next|also read"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)|you['’]ll also like|more (?:stories|articles|like this))"
    r"(?: (?:stories|articles|topics|links|reading|videos|on this story|on this|now|for you))?:?"
    r"|(?:story|article|report|post) continues\b[^.]{0,60}|continue (?:reading|below|scrolling)\b[^.]{0,60}"
    r"|(?:listen to|watch|save|share|print|gift|report) this (?:article|story|page|post)|play (?:video|audio)"
    r"|(?:comments|replies|likes|shares|views|retweets|reposts)|(?:show|load|see|view|read) (?:more|less"
    r"|all)(?: comments)?"
    r"|(?:topics|tags|filed under|categories|category|keywords|in this (?:article|story))\s?:?(?: [^.]{0,100})?"
    r"|(?:skip to|back to|return to|jump to) (?:main )?(?:content|top|homepage|navigation|search)"
    r"|(?:log|sign) (?:in|up|out)(?: (?:or|/) (?:register|sign up|log in))?|create (?:an|your) account|register"
    r"|already (?:a (?:subscriber|member)|have an account)\?.{0,40}|(?:manage|accept|reject)(?: all)? cookies"
    r"|(?:this|your) browser does not support\b.{0,60}|(?:please )?enable javascript\b.{0,80}"
    r"|(?:this|the) (?:video|content|media|post|embed) (?:is not available|cannot be played|can(?:['’]t"
    r"|not) be displayed"
    r"|is unavailable|could not be loaded).{0,60}|to view this (?:video|content)\b.{0,80}"
    r"|sent by email(?:.{0,30})|thank you for (?:reading|subscribing|signing up).{0,40}"
    r")[.!…:]*\Z",
    re.IGNORECASE,
)
_LINES_OF_WORDS = later(r"(?:topics|tags|categories|category|keywords|register|related|more)\b", re.IGNORECASE)
_POST = later(
    r"(?:—|–|-{1,2}) ?[^.\n]{1,60}\(@\w{1,30}\)(?: [A-Z][a-z]+ \d{1,2}, \d{4})?\Z"
    r"|(?:https?://)?(?:pic\.twitter\.com|t\.co|(?:www\.)?instagram\.com|youtu\.be|(?:x|twitter)\.com)/\S+\Z",
)
_CRUMBS = later(r"Home ?[>»›/|] ?[^.]{1,100}\Z")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = r"(?:(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?(?!\w))"
_LABEL = (
    r"(?:(?:first|last|originally|date|time|page)[ -])?(?:published|updated|posted|modified|uploaded|created|edited"
    r"|revised"
    r"|publication date|date|updated date)(?: date| time)?"
)
_ZONE = r"(?:gmt|utc|bst|[ecmpahn][sd]?t|cest|cet|eest|eet|ist|aes?t|aedt|jst|sgt|hkt|wib|eastern|central|pacific)"
#: A line that is nothing but one of these after another.
_TIME_LINE = later(
    rf"\(?(?:(?:{_LABEL}|{_CLOCK}|{_MONTH}|{_WEEKDAY}|{_ZONE}|(?:time|on|at|of|the|and)|today|yesterday"
    r"|\d{4}-\d\d-\d\d(?:t[\d:.]+(?:z|[+-][\d:]+)?)?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,4}(?:st|nd|rd|th)?"
    r"|(?:an?|\d+) ?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?) ago"
    r"|[+-]\d\d:?\d\d)(?![^\W_])[\s,|•·:;/()–—-]*+)+\.?(?P<by>by [A-Z][\w.'’ -]{1,60})?\Z",
    re.IGNORECASE,
)
_HAS_LABEL = later(rf"\(?{_LABEL}\b", re.IGNORECASE)
_HAS_CLOCK = later(_CLOCK, re.IGNORECASE)
_HAS_DAY = later(
    rf"{_MONTH}.{{0,12}}\d|\d.{{0,4}}{_MONTH}|\d{{4}}-\d\d-\d\d|\d[/.]\d{{1,2}}[/.]\d|\bago\Z", re.IGNORECASE
)

_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]\.|(?:de|da|van|von|der|den|la|le|bin|al|ter)(?= ))"
_NAMES = rf"{_NAME}(?: {_NAME}){{1,4}}(?:(?:, | and | & |, and ){_NAME}(?: {_NAME}){{1,4}}){{0,4}}"
_NAME_LINE = later(rf"{_NAMES}(?: in {_NAME}(?: {_NAME}){{0,2}})?\Z")
_ROLE = (
    r"(?:(?:[\w&'’-]+ ){0,4}(?:reporter|correspondent|editor|writer|contributor|columnist|journalist|producer|critic"
    r"|staff|bureau|desk|blogger|photographer|news service|press|reuters|afp|bloomberg)s?)(?: (?:for|at|in|of"
    r"|on) [^.]{1,50})?"
)
_NAME_AND_ROLE = later(rf"{_NAMES} ?(?:,|[|•·/–—-]|\n) ?(?:(?i:{_ROLE}))\Z")
_DOING = (
    r"(?:(?:additional|further|original|with) )?(?:reporting|writing|editing|reported|written|edited|compiled|produced"
    r"|photograph(?:s|y|ed)|photos?|pictures?|videos?|graphics?|illustrations?|illustrated|translated|translation|words"
    r"|story|text|interview|research|posted|published|reviewed|fact[- ]checked)"
)
_DOER = later(rf"\(?(?:{_DOING})(?:(?:,| and|;)? (?:{_DOING}))* by\b", re.IGNORECASE)
_DOER_WORDS = frozenset(
    "and by in of for the with at on from additional further reporting writing editing compiled edited written produced"
    " photography photographs photos pictures video graphics illustrations translated research contributed to interview"
    " reviewed fact checked fact-checked newsroom staff correspondent reporter de da van von der den la le bin"
    " al".split()
)
_CONTRIBUTED = later(
    r"\(?(?:[A-Z][^.!?]{2,200}|Reporting was)\b(?: also)? contributed(?: (?:additional )?reporting)?"
    r"(?: (?:to|for) (?:this|the) (?:report|story|article|piece|coverage|dispatch))?(?: (?:from"
    r"|in) [^.]{2,60})?\.?\)?\Z"
)
_RIGHTS = later(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4})|(?:content|photos?|images?) (?:©|copyright))"
    r"|this (?:material|content|article|story) (?:may not|is protected|is subject to copyright)"
    r"|(?:read|view|see) (?:the )?original (?:article|story|source)|distributed by [A-Z]",
    re.IGNORECASE,
)
_THING = r"(?:article|story|report|post|piece|page|item|column|headline|interview|review|caption|live ?blog)"
_AMENDED = later(
    r"[\[(]?(?:(?:editors?['’]?s?|publisher['’]?s|author['’]?s) note|corrections?(?: and clarifications?)?"
    r"|clarification"
    r"|erratum|amendment)(?: \([^)]{0,60}\)|,? [A-Z][a-z]+ \d{1,2}(?:, \d{4})?)? ?[:–—-]"
    rf"|[\[(]?(?:this|the) {_THING}(?: above)? (?:was|has been|is|were) (?:later |subsequently |since )?"
    r"(?:amended|updated|corrected|edited|revised|modified|clarified)\b"
    rf"|[\[(]?(?:this {_THING}|(?:the|a) version of this {_THING}) (?:was |has been |is |first |originally )*"
    r"(?:published|appeared|republished|produced|translated|adapted|syndicated|generated|ran)\b"
    rf"|[\[(]?(?:an?|the) (?:earlier|previous|prior|original|initial) (?:version|edition|headline) of this {_THING}",
    re.IGNORECASE,
)
_CAPTION = later(
    r"(?:image|photo|picture|video|media|figure)s? ?(?:caption|alt(?:ernative)?(?: text)?|description)\b ?[:,–—-]? ?\S"
    r"|(?:alt(?:ernative)? text|caption|alt) ?[:=] ?\S",
    re.IGNORECASE,
)
_CREDIT = later(
    r"(?:image|photo|picture|video|media)s? ?(?:credits?|source|copyright)s?\b ?[:,–—-]? ?\S", re.IGNORECASE
)
_ALT = later(r"\b(?:image|photo|picture) ?(?:alt|caption|description)\b", re.IGNORECASE)
_SITE_WORDS = frozenset(
    "news online times post daily herald magazine tv radio press journal mirror star sun mail gazette tribune today"
    " live"
    " weekly chronicle telegraph observer standard express independent review report reporter bulletin courier record"
    " examiner globe sentinel echo argus network media digital web blog portal wire".split()
)
_DOMAIN = later(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co|uk|tv|io|us|info|news)(?:\.\w\w)?/?\Z", re.I
)


def fold_paragraph(paragraph: str) -> int:
    """Make one number of a paragraph's letters and digits: case, marks and blanks do not count.

    >>> fold_paragraph("Sign up — today!") == fold_paragraph("SIGN UP, today")
    True
    """
    words = " ".join(_WORD.findall(paragraph)).casefold()
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def find_furniture(paragraph: str) -> str | None:
    """Tell the section of a paragraph that the page put there, by its form alone.

    Returns
    -------
    {"credit", "caption", "appeal"} or None
        credit: who made the article or a picture and when it was published, and whose it is; caption: what a picture
        shows; appeal: what the page says to its reader, buttons, advertisements, amendments and error messages
        among it. None: nothing says that it is not the article.

    Examples
    --------
    >>> lines = ["Reading Time: 3 minutes", "Posted at 14:32 by Lena Moss", "Image caption, The bridge", "She left."]
    >>> [find_furniture(line) for line in lines]
    ['appeal', 'credit', 'caption', None]
    """
    size = len(paragraph)
    if size > MAX_NOTE:
        return None
    if _AMENDED.match(paragraph):
        return "appeal"
    if (
        _RIGHTS.match(paragraph)
        or "ll rights reserved" in paragraph.lower()
        or (_DOER.match(paragraph) and _has_only(paragraph, _DOER_WORDS))
    ):
        return "credit"
    if size <= MAX_NOTE // 2 and (_CREDIT.match(paragraph) or _CAPTION.match(paragraph)):
        return "caption" if _CAPTION.match(paragraph) or _ALT.search(paragraph) else "credit"
    if size <= MAX_NOTE // 2 and "contributed" in paragraph and _CONTRIBUTED.match(paragraph):
        return "credit"
    if size > MAX_LINE:
        return None
    if _is_buttons(paragraph) or _is_page_line(paragraph) or is_error_line(paragraph):
        return "appeal"
    return "credit" if is_time_line(paragraph) or _NAME_AND_ROLE.match(paragraph) else None


def is_time_line(paragraph: str, *, is_top: bool = False) -> bool:
    """Tell whether a line is nothing but when it was published: with a label or an hour, at the top a day alone.

    Examples
    --------
    >>> is_time_line("Published 3:04 p.m. EST March 3, 2025"), is_time_line("March 2025"), is_time_line("At 5 p.m.")
    (True, False, True)
    """
    if len(paragraph) > MAX_LINE or not _TIME_LINE.match(paragraph):
        return False
    has_label = bool(_HAS_LABEL.match(paragraph)) or paragraph.lower().endswith(" ago")
    has_digit = any(map(str.isdigit, paragraph))
    return (has_label and (has_digit or len(paragraph.split()) < 3)) or bool(
        _HAS_CLOCK.search(paragraph) or (is_top and _HAS_DAY.search(paragraph))
    )


def is_name_line(paragraph: str) -> bool:
    """Tell whether a line is nothing but names of people, and perhaps a place: a byline, if a date stands beside it."""
    return len(paragraph) <= MAX_LINE and bool(_NAME_LINE.match(paragraph))


def is_site_name(paragraph: str) -> bool:
    """Tell whether a line is the name of a site: an address, or a few names of which the last is what papers are
    called.

    Examples
    --------
    >>> is_site_name("Harbour News Online"), is_site_name("harbour.example.com"), is_site_name("Jane Roe Wins")
    (True, True, False)
    """
    if _DOMAIN.match(paragraph):
        return True
    words = _WORD.findall(paragraph)
    small = {"the", "of", "and"}
    if not 1 < len(words) <= 5 or not paragraph[-1].isalnum():
        return False
    return words[-1].casefold() in _SITE_WORDS and all(w[0].isupper() or w in small for w in words)


def mark_repeated_captions(paragraphs: Sequence[str], kinds: list[str]) -> None:
    """Make captions of what an article has twice: alternative text and caption of one picture, a sentence pulled out.

    Of two that follow each other, furniture between them left out, both are one picture's; else the second is a copy.
    """
    first: dict[str, int] = {}
    short = [
        (at, paragraph)
        for at, (paragraph, kind) in enumerate(zip(paragraphs, kinds, strict=True))
        if kind in ("body", "subhead") and len(paragraph) <= MAX_CAPTION
    ]
    begins = [word[0].casefold() if (word := _WORD.search(paragraph)) else "" for _, paragraph in short]
    times = Counter(begins)
    for begin, (at, paragraph) in zip(begins, short, strict=True):
        if times[begin] < 2:
            continue  # it is like no other; the words of most paragraphs need not be taken apart
        folded = " ".join(_WORD.findall(paragraph)).casefold()
        if len(folded.split()) < 4:
            continue
        other = first.setdefault(folded, at)
        if other != at:
            kinds[at] = "caption"
            if all(kind in ("caption", "credit", "appeal") for kind in kinds[other + 1 : at]):
                kinds[other] = "caption"


def _has_only(paragraph: str, small: frozenset[str]) -> bool:
    """Tell whether all words written small are of a closed list."""
    return all(word.casefold() in small for word in _WORD.findall(paragraph) if word[0].islower())


def _is_buttons(paragraph: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(paragraph)]
    if not words or len(words) > 14 or words[0] in ("a", "the") or not _SURE.intersection(words):
        return False
    counted = (word in _BUTTONS or word in _BETWEEN or word[0].isdigit() for word in words)
    return all(counted) and words[-1] not in _BETWEEN - {"this", "it", "us", "here", "all"}


def _is_page_line(paragraph: str) -> bool:
    if _POST.match(paragraph) or _CRUMBS.match(paragraph):
        return True
    if not _LINES.match(paragraph):
        return False
    return not _LINES_OF_WORDS.match(paragraph) or ":" in paragraph or len(paragraph.split()) < 4
