"""What an editor should look at."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from model.address import place_of
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
class Place:
    """Where on its page a finding stands, found once with the whole page at hand. ``quote``: the sentence as it is
    shown; ``directives``: of the text fragment that opens a browser there, empty where it stands at no words."""

    quote: str
    directives: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    ``since``: the day from which it is so, or the month or year where no more is known; None when that is no
    question. ``subject`` is what the finding is about in few words (a PMID, a drug and status): it is part of the
    fingerprint. ``claim`` is the claim as understood, in one plain line, empty for findings that are not about a
    claim. ``harm``: the page points to a drug that was taken back, or that has a new boxed warning: told before all.
    ``name``: what it is called for good, see ``named``; the history may give it the name of an earlier night.
    ``place``: None until it was looked for.
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
    name: str = ""
    place: Place | None = None

    @property
    def fingerprint(self) -> str:
        """Stays the same while the problem does: ``name``, else the one that it has alone on its page."""
        return self.name or _digest("v2", self.identity(place_of(self.page_url)))

    @property
    def former(self) -> str:
        """The fingerprint that releases before 0.2 gave it: decisions and stores of that time know it by this."""
        return _digest(
            "v1", (self.code, normalise(self.page_url), normalise(self.quote), normalise(self.subject))
        )

    def identity(self, place: str) -> tuple[str, ...]:
        """What makes it the same finding on another night: check, page, subject, and the claim with its use; where it
        is about no claim, the words. Never an offset, a date or our own wording."""
        about = self.claim or self.quote
        return self.code, place, normalise(self.subject), normalise(about)


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


def named(findings: Iterable[Finding], place: str = "") -> Iterator[Finding]:
    """The findings of one page, in its order, each with its name. ``place``: what stays of the page's address when
    its folder or site moves, "" for that of the address itself. Of several that say the same of the same claim, the
    first has the plain name, and the words tell the others apart."""
    seen: set[tuple[str, ...]] = set()
    for finding in findings:
        identity = finding.identity(place or place_of(finding.page_url))
        if identity in seen:
            identity = (*identity, normalise(finding.quote))
        while identity in seen:  # the same words again, elsewhere on the page
            identity = (*identity, "again")
        seen.add(identity)
        yield replace(finding, name=_digest("v2", identity))


def _digest(version: str, parts: tuple[str, ...]) -> str:
    """A version and 12 hex digits."""
    return (
        f"{version}:" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    )


def normalise(text: str) -> str:
    """Fold case, width and white space, so that a reflowed sentence keeps its fingerprint."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
