"""An indicator -> what it was read as, in words."""

from __future__ import annotations

from analysis.framing.syntax import GAP_WORDS, Slot, parse_indicator, parse_pattern

__all__ = ["explain_indicator"]


def explain_indicator(match: str, language: str = "en") -> tuple[str, str]:
    """Say which kind an indicator is (word, stem, form, phrase or pattern) and what it was read as.

    Examples
    --------
    >>> explain_indicator("divorce")
    ('word', 'divorce in any form')
    >>> explain_indicator("email|e-mail server")
    ('phrase', '(email) (server) or (e) (mail) (server), each in any form')
    """
    if parse_pattern(match) is not None:
        return "pattern", f"the regular expression {match[1:-1]}"
    phrases = parse_indicator(match, language)
    slots = [slot for phrase in phrases for slot in phrase if not slot.is_gap]
    words = [word for slot in slots for word in slot.written.removeprefix("=").split("|")]
    inflects = any(not slot.written.startswith("=") and not slot.written.endswith("*") for slot in slots)
    if len(phrases) == 1 and len(phrases[0]) == 1:
        kind = (
            "form" if not inflects and "*" not in match else "stem" if all(w.endswith("*") for w in words) else "word"
        )
        return kind, _spoken(slots[0]) + (" in any form" if kind == "word" else "")
    read = " or ".join(" ".join(f"({_spoken(slot)})" for slot in phrase) for phrase in phrases)
    return "phrase", read + (", each in any form" if inflects else "")


def _spoken(slot: Slot) -> str:
    if slot.is_gap:
        return f"up to {GAP_WORDS} words"
    words = [word[:-1] + "…" if word.endswith("*") else word for word in slot.written.removeprefix("=").split("|")]
    exactly = "exactly " if slot.written.startswith("=") else ""
    return ("with or without a comma, " if slot.after_comma else "") + exactly + " or ".join(words)
