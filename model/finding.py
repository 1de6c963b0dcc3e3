"""What an editor should look at."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from model.dates import PartialDate
from model.span import Span


class Severity(StrEnum):
    """SARIF's levels (SARIF 2.1.0, 3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class Verdict(StrEnum):
    """Of a claim or a reference, on the page's date and today."""

    SUPPORTED = "supported"
    OUTDATED = "outdated"  # true when the page was dated, untrue now
    CONTRADICTED = "contradicted"  # untrue then too
    NOT_VERIFIED = "not_verified"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence as shown in a finding: who says what, where, as of when."""

    source: str
    id: str
    url: str
    says: str
    as_of: date | None = None
    retrieved_at: datetime | None = None
    own_record: bool = False  # our paraphrase of a record that we keep, not the source's own words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    ``since``: the day from which it is so, or the month or year where no more is known; None when that is no
    question. ``subject`` is what the finding is about in few words (a PMID, a drug and status): it is part of the
    fingerprint. ``claim`` is the claim as understood, in one plain line, empty for findings that are not about a
    claim. ``harm``: the page points to a drug that was taken back, or that has a new boxed warning: told before all.
    """

    code: str
    severity: Severity
    page_url: str
    section: int | None
    quote: str
    message: str
    suggestion: str
    subject: str = ""
    span: Span | None = None
    verdict: Verdict | None = None
    since: date | PartialDate | None = None
    claim: str = ""
    evidence: tuple[Exhibit, ...] = ()
    harm: bool = False

    @property
    def fingerprint(self) -> str:
        """Stays the same while the problem does: made of code, page, quote and subject, never of an offset,
        a date or our own wording. ``v1:`` and 12 hex digits."""
        parts = (self.code, normalise(self.page_url), normalise(self.quote), normalise(self.subject))
        return "v1:" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class NotVerified:
    """Something on the page that could not be checked, and why: neither a finding nor a pass."""

    page_url: str
    section: int | None
    what: str  # "claim", "reference", "trial", "citation"
    quote: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Something on the page that was checked and held, and by what: the proof of a review.

    ``what``: "claim" or "reference"; ``says``: what was found, in few words.
    """

    section: int | None
    what: str
    quote: str
    says: str
    source: str
    url: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome for one page, in the order of the page. ``supported``: how many claims and references held;
    ``held`` are these."""

    page_url: str
    findings: tuple[Finding, ...] = ()
    not_verified: tuple[NotVerified, ...] = ()
    supported: int = 0
    held: tuple[Held, ...] = ()


def normalise(text: str) -> str:
    """Fold case, width and white space, so that a reflowed sentence keeps its fingerprint."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
