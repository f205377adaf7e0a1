"""Importing this ends the process with the one that made it: the first import of a fork server, which else, when that is
killed, would finish all its imports before it looked."""

from analysis.reports.processes import die_with_parent

die_with_parent()
