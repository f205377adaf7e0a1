"""Errors that users meet: one sentence each, naming the file, key, table or article and what is allowed."""

__all__ = ["ArticlesError", "ReportError", "StudyError", "TableError"]


class StudyError(ValueError):
    """The study cannot be read or does not agree with itself; parent of every error a user can mend."""


class ArticlesError(StudyError):
    """A file of articles cannot be read as a whole (single bad records are quarantined instead)."""


class TableError(StudyError):
    """A frame does not have the columns, values or key of its table."""


class ReportError(StudyError):
    """A report, notebook or figure cannot be made."""
