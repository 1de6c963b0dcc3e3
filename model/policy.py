"""What a site demands of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.finding import Severity


@dataclass(frozen=True, slots=True)
class Policy:
    """The demands that checks measure a page by.

    ``review_months``: how old a page's date may be. Default 36: the UK's NHS reviews its pages at least
    every three years (NHS content policy). ``ageing_months``: how old a section may be before words like
    "currently" are pointed out. ``evidence_years``: how old cited evidence may be. ``disabled``: codes
    switched off; ``severities``: codes with a severity other than the check's own.
    """

    name: str = "default"
    review_months: int = 36
    ageing_months: int = 24
    evidence_years: int = 10
    statistic_years: int = 5
    disabled: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    owner: str = ""
