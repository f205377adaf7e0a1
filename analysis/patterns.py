"""A pattern that is compiled when it is first asked for something: a text needs a few of the hundreds there are."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = "search match fullmatch split findall finditer sub subn pattern flags groups groupindex".split()


class _Later:
    """Stands for a pattern; once compiled, its methods are the pattern's own, and as fast."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(pattern, method)) for method in _METHODS)
        return self.__dict__[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return _Later, (self._source, self._flags)


def later(source: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern as `re.compile` does, but compiled on first use.

    It is worth its place where a module has large patterns that many an article never meets: theirs was a twelfth of
    the time in which one article is read in a new process.

    Parameters
    ----------
    source, flags
        As of `re.compile`; a mistake in them shows at first use.

    Returns
    -------
    re.Pattern
        What is asked of it goes by its own methods (``pattern.search(text)``); functions of `re` do not take it.

    Examples
    --------
    >>> later("b+").search("abba").span()
    (1, 3)
    """
    return cast(re.Pattern[str], _Later(source, int(flags)))
