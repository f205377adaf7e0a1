"""Text and names -> the person of the study who wrote the article and says "I" in it: an op-ed, a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.people.names.find import Named
from analysis.people.pronouns.scene import is_inside

_BYLINE = re.compile(r"(?:\A|\n)(?:By|BY|Written by|Opinion by) (?=[A-Z])")
#: What may stand behind the name in a byline; a second author makes the "I" of neither.
_BEHIND = re.compile(
    r"(?:\Z|\n|(?:,| \||:| \(| –| —)(?!(?: and|,)? [A-Z][\w.'’-]+ [A-Z][\w'’-]+(?:\n|\Z))[^\n]{0,80}(?:\n|\Z))"
)
_GREETING = re.compile(
    r"(?:\A|\n)[“\"]?(?:Dear |To the editor|To whom|(?:Sir|Madam|Editor),|(?:An )?open letter"
    r"|(?:Yours|Sincerely|Regards|Love),)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\n(?:[—–-]+ ?)?(?:(?:Yours|Sincerely|Respectfully|(?:Kind|Best|Warm)(?:est)? (?:regards|wishes)|Regards|Love)"
    r"(?: (?:sincerely|faithfully|truly|ever|always))?, )?(?=[A-Z])"
)
_FIRST = re.compile(r"\b(?:I|[Mm]y)\b(?! ?[.-])")
_UNDER = re.compile(r"(?:,? [^\n.!?“”\"]{0,60}|,[^\n!?“”\"]{0,60})?(?:\n+[^\n.!?“”\"]{0,60})?\.?\Z")


def find_author(text: str, names: Sequence[Named], quotes: Sequence[tuple[int, int]] = ()) -> str | None:
    """Give the person who stands alone in a byline, or under a letter, of an article that says "I" outside quotations.

    None where that is nobody of the study.

    Examples
    --------
    >>> find_author("By Ann Lee\\n\\nI left.", [Named(3, 10, "ann", 1.0, "name")])
    'ann'
    >>> find_author("Dear editor, I left.\\n\\nAnn Lee, Ely", [Named(22, 29, "ann", 1.0, "name")])
    'ann'
    """
    at = {name.start: name for name in names}
    for pattern, behind in ((_BYLINE, _BEHIND), (_SIGNED, _UNDER)):
        for found in pattern.finditer(text):
            name = at.get(found.end())
            if name is not None and behind.match(text, name.end):
                is_letter = pattern is _BYLINE or _GREETING.search(text)
                return name.person_id if is_letter and _says_i(text, quotes) else None
    return None


def _says_i(text: str, quotes: Sequence[tuple[int, int]]) -> bool:
    return any(not is_inside(found.start(), quotes) for found in _FIRST.finditer(text))
