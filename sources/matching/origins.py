"""Where the records of a run came from, and until when their sources vouch for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from model.evidence import Evidence
from model.literature import Work


@dataclass(slots=True)
class Origins:
    """Source, as-of day and time of reading of every record that was seen."""

    records: dict[str, tuple[str, date | None, datetime | None]] = field(default_factory=dict)
    newest: tuple[date | None, datetime | None] = (None, None)

    def note(self, evidence: Evidence[Work | None]) -> None:
        """Remember the origin of a record."""
        work = evidence.facts
        if work is not None:
            self.records[name_of(work)] = (evidence.source, evidence.as_of, evidence.retrieved_at)
        self.newest = (evidence.as_of or self.newest[0], evidence.retrieved_at or self.newest[1])

    def of(self, work: Work | None) -> tuple[str, date | None, datetime | None]:
        """The origin of a record; the newest answer's dates, and no source, where it was never noted."""
        if work is not None and name_of(work) in self.records:
            return self.records[name_of(work)]
        return ("", *self.newest)


def name_of(work: Work) -> str:
    """What a record is called: its PMID, else its DOI, else its title."""
    return str(work.pmid or work.doi or work.title)
