"""Where a study's hand coding lies, and whether anything of it is answered; imports nothing that is slow."""

from __future__ import annotations

from pathlib import Path

from analysis.study import CODING, LABELS, PLAN, Study


def coding_folder(study: Study) -> Path:
    """Give the folder of a study's own coding, whether it is there or not."""
    return study.folder / CODING


def is_answered(study: Study) -> bool:
    """Tell whether a coding stands beside a study file of which something is answered."""
    return (coding_folder(study) / PLAN).is_file() and (coding_folder(study) / LABELS).is_file()
