"""What pages often call approved and FDA never approved: ``off_label.tsv`` and ``never_approved.tsv`` of ``data/``.

``off_label.tsv``: a drug (or one ``brand`` of it) per line, with the conditions that section 1 of its label,
"Indications and Usage", does not list (``never``: nobody is known to ask FDA for it; ``sought``: somebody may be). The
``application`` leads to the label at Drugs@FDA. A condition stands for all that is narrower.

``never_approved.tsv``: drugs known abroad or from the internet of which Drugs@FDA holds no approved application.
``until``: the year in which an old approval, from before those records, ended. ``note``: where it is sold, or why not.

Both hold as of the day of ``snapshot.toml``. A use that only a combination has is listed for neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from model.approval import Absence
from model.identifiers import ApplicationNumber
from sources.snapshot.events import lines, listed

OFF_LABEL, NEVER_APPROVED = "off_label.tsv", "never_approved.tsv"
#: Where anybody can see that a drug has no application.
DRUGS_AT_FDA = "https://www.accessdata.fda.gov/scripts/cder/daf/"


def absences(data: Path, as_of: date) -> Mapping[str, tuple[Absence, ...]]:
    """By drug key, what FDA's records do not hold. Raises ValueError (with file and line) for a malformed line."""
    found: dict[str, list[Absence]] = defaultdict(list)
    for drug, absence in (*_off_label(data, as_of), *_never_approved(data, as_of)):
        found[drug].append(absence)
    return {drug: tuple(every) for drug, every in found.items()}


def _off_label(data: Path, as_of: date) -> Iterator[tuple[str, Absence]]:
    for row in lines(data / OFF_LABEL):
        url = ApplicationNumber(row["application"]).url if row["application"] else DRUGS_AT_FDA
        for column in ("never", "sought"):
            for condition in listed(row[column]):
                yield row["drug"], Absence(condition, as_of, url, row["brand"], sought=column == "sought")


def _never_approved(data: Path, as_of: date) -> Iterator[tuple[str, Absence]]:
    for row in lines(data / NEVER_APPROVED):
        if row["until"] and not row["until"].isdigit():
            raise ValueError(f"{row.where}: {row['until']!r} is no year")
        yield (
            row["drug"],
            Absence(
                "",
                as_of,
                DRUGS_AT_FDA,
                sought=row["sought"] == "yes",
                until=int(row["until"] or 0),
            ),
        )
