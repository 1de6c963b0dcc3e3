"""What a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from checks._asks import nothing
from model.evidence import Answers, Questions
from model.finding import Finding, Severity
from model.lexicon import Lexicon
from model.page import Page
from model.policy import Policy
from verdicts import About, JudgedClaim

#: The questions of a check on one page.
Asks = Callable[[Page, Lexicon], Questions]


@dataclass(frozen=True, slots=True)
class Case:
    """What a check is handed: one page, the answers it asked for and no others (only those that were answered: what
    a source could not say is reported as not verified before a check sees it), the page's claims with their
    verdicts and the drugs that its sections are about where it asked for drugs, the policy and the day."""

    page: Page
    answers: Answers
    policy: Policy
    today: date
    claims: tuple[JudgedClaim, ...] = ()
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong with a page.

    ``code`` like "DATE001"; ``slug`` is the file's name, a noun for the failing state. ``title`` says what the
    page does, ``why`` what it costs a reader, ``fires`` and ``silent`` are short pages (Markdown, first line
    may be ``today: 2026-11-24``) that the check must and must not speak on: they are shown in the docs and
    run as tests. ``asks`` names what has to be looked up for one page. ``run`` is pure and yields findings in the
    order of the page. ``beside_errors`` is False where its findings tell an editor nothing more on a sentence that
    an error, or another check of its family, is told of.
    """

    code: str
    slug: str
    severity: Severity
    title: str
    why: str
    run: Callable[[Case], Iterable[Finding]]
    asks: Asks = nothing
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    beside_errors: bool = True

    @property
    def family(self) -> str:
        """The folder it lives in: date, ref, fda, time, link or page."""
        return self.code.rstrip("0123456789").lower()
