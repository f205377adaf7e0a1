"""A replication pack: all that a study made, checkable by who holds the texts, without the texts."""

from analysis.reports.pack.build import build_pack
from analysis.reports.pack.verify import verify_pack

__all__ = ["build_pack", "verify_pack"]
