"""Importing this ends the process with the one that made it: the first import of a fork server.

One that is killed while it imports would else finish all of that before it looked whether anybody needs it.
"""

import sys

from analysis.reports.run.processes import die_with_parent

die_with_parent()
# jsonschema does without it, and would else compile 38 grammars of addresses, of which no notebook holds one.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
