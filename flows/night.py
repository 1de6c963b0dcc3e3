"""What an audit came to, in the numbers and the one line that operators read: pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flows.request import Outcome
from model.finding import Severity
from model.history import State
from reports.words import one_line


@dataclass(frozen=True, slots=True)
class Night:
    """One finished audit. ``examined`` of ``pages`` could be read, ``new`` … count findings, ``down`` names sources
    that did not answer, ``held`` says why the published report was left as it was, ``why`` what was in the way of the
    first page that could not be examined."""

    site: str
    today: str
    pages: int
    examined: int
    new: int
    reopened: int
    resolved: int
    errors: int
    warnings: int
    notes: int
    not_verified: int
    down: tuple[str, ...] = ()
    held: str = ""
    why: str = ""
    first: bool = False
    report: str = ""

    @property
    def whole(self) -> bool:
        """Every page was examined, every source that was asked answered, and the report is out."""
        return self.examined == self.pages and not self.down and not self.held

    @property
    def state(self) -> str:
        """The name of the run's last state in Prefect."""
        return "Failed" if self.held else "Completed" if self.whole else "Incomplete"

    def told(self) -> str:
        """The verdict in one line: "304 of 320 pages, 12 new, 9 resolved, PubMed down"."""
        parts = [f"{self.examined:,} of {self.pages:,} pages"]
        if not self.examined:  # what was lost may be a sitemap, and is no page
            parts = [f"nothing was examined{self.why and ': '}{self.why}"]
        elif self.first:
            open_ones = self.errors + self.warnings + self.notes
            parts.append(f"{open_ones:,} findings (first audit)")
        else:
            parts.append(f"{self.new:,} new")
            parts += [f"{self.reopened:,} reopened"] * bool(self.reopened)
            parts.append(f"{self.resolved:,} resolved")
        parts += [f"{name} down" for name in self.down]
        if self.held:
            kept = "no report is published" if self.first else "the published report stays"
            parts.append(f"{kept}: {self.held}" if self.examined else kept)
        return ", ".join(parts)

    def data(self) -> dict[str, Any]:
        """Plain values: the run's result, the event's payload."""
        return asdict(self) | {"down": list(self.down), "state": self.state, "told": self.told()}


def night_of(site: str, outcome: Outcome, link: str = "") -> Night:
    """The night that an audit was. ``link``: where its report is read."""
    report = outcome.report
    return Night(
        site=site,
        today=report.run.today.isoformat(),
        pages=outcome.examined + outcome.lost,
        examined=outcome.examined,
        new=report.of_state(State.NEW),
        reopened=report.of_state(State.REOPENED),
        resolved=len(report.history.resolved),
        errors=report.count(Severity.ERROR),
        warnings=report.count(Severity.WARNING),
        notes=report.count(Severity.NOTE),
        not_verified=report.not_verified,
        down=tuple(dict.fromkeys(s.name for s in report.run.silent)),
        held=outcome.held,
        why=one_line(report.addresses.hide(report.failures[0].reason), 300) if report.failures else "",
        first=report.history.previous is None,
        report=link,
    )
