"""An editor's word on a finding or on a cause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ruling(StrEnum):
    """What was decided."""

    ACCEPTED = "accepted"  # it is so, and stays for a reason
    FALSE_ALARM = "false alarm"
    TO_DO = "to do"  # somebody has it: it stays open


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of ``decisions.toml``.

    ``on``: a finding's fingerprint ("v2:...") or a cause ("c1:..."). ``until``: the last day it holds, None for
    ever. ``evidence``: the digest of the evidence that it was taken on, empty where there was none: with other
    evidence it lapses; of a cause, that of each of its pages, with spaces between. ``assignee``: who has it, empty
    for nobody.
    """

    on: str
    ruling: Ruling
    reason: str = ""
    until: date | None = None
    by: str = ""
    decided: date | None = None
    evidence: str = ""
    assignee: str = ""
