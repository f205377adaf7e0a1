"""What one delivery may ask of the machine: every limit of every reader stands here."""

from __future__ import annotations

#: The bytes by which the kind of a file is told.
HEAD = 1 << 16
#: What a reader that needs a file as a whole (JSON, RTF, HTML, PDF) may be given.
MAX_WHOLE = 256_000_000
#: All that an archive unpacks to, in bytes: a year of a daily newspaper, without pictures, is a tenth of it.
MAX_UNPACKED = 2_000_000_000
#: Bytes that one packed byte may become, once `FREE` bytes are unpacked: text packs to a tenth, a bomb to a thousandth.
MAX_RATIO = 200
FREE = 10_000_000
#: Members of one archive.
MAX_MEMBERS = 100_000
#: Archives inside archives, elements inside elements, groups inside groups.
MAX_DEPTH = 3
MAX_NESTING = 1_000
#: Pages of one PDF.
MAX_PAGES = 5_000
