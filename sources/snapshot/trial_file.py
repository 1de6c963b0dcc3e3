"""The trials that a site names, taken from live ClinicalTrials.gov into a file: the next night needs no network.

One JSON object a line: the number asked for, the record's facts, and when they were read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import platformdirs

from model.dates import PartialDate
from model.errors import SnapshotError
from model.evidence import Evidence, Unanswered
from model.identifiers import NCT, NotAnIdentifier
from model.literature import Trial
from sources.trials import Trials, evidence

_TOOL = "bestbefore"


def trials_path() -> Path:
    """Where ``bestbefore refresh trials`` keeps its file unless told otherwise."""
    return platformdirs.user_data_path(_TOOL) / "trials.jsonl"


@dataclass(frozen=True, slots=True)
class GatheredTrials:
    """What came of the trials that a site names. ``unanswered``: how many stay open, by the reason."""

    named: int
    records: int
    unanswered: Mapping[str, int] = field(default_factory=dict)


class TrialFile:
    """The kept records; none where there is no file. Raises SnapshotError for a file that is broken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.records = _load(path)

    @property
    def as_of(self) -> date | None:
        """The day of the oldest record, None without any."""
        return min((e.as_of for e in self.records.values() if e.as_of), default=None)

    def look_up(self, numbers: Iterable[NCT]) -> dict[NCT, Evidence[Trial]]:
        """What is kept of these trials."""
        return {n: self.records[n] for n in numbers if n in self.records}


def gather_trials(numbers: Iterable[NCT], path: Path, live: Trials) -> GatheredTrials:
    """Ask for each trial, a hundred a request, and put the records that came into the file, in place of older ones.

    What could not be asked is told by its reason; what was kept of it stays.
    """
    wanted = tuple(dict.fromkeys(numbers))
    answers = live.look_up(wanted)
    fresh = {n: a for n, a in answers.items() if isinstance(a, Evidence)}
    if fresh:
        _store(path, {**_load(path), **fresh})
    reasons = Counter(a.reason for a in answers.values() if isinstance(a, Unanswered))
    return GatheredTrials(len(wanted), len(fresh), dict(reasons.most_common()))


def _store(path: Path, records: Mapping[NCT, Evidence[Trial]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_name(path.name + ".new")
    with whole.open("w", encoding="utf-8") as out:
        for number in sorted(records, key=str):
            out.write(json.dumps(_as_row(number, records[number])) + "\n")
    whole.replace(path)


def _as_row(number: NCT, record: Evidence[Trial]) -> dict[str, object]:
    trial, read = record.facts, record.retrieved_at or datetime.now(UTC)
    return {
        "number": number.value,
        "nct": trial.nct.value,
        "title": trial.title,
        "status": trial.status,
        "status_date": str(trial.status_date or ""),
        "completion_date": str(trial.completion_date or ""),
        "results_posted": trial.results_posted,
        "retrieved_at": read.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _load(path: Path) -> dict[NCT, Evidence[Trial]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{path} cannot be read: {error}") from None
    found: dict[NCT, Evidence[Trial]] = {}
    for at, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            number, trial = NCT(str(row["number"])), _as_trial(row)
            read = datetime.fromisoformat(str(row["retrieved_at"]))
        except (ValueError, KeyError, TypeError, NotAnIdentifier, RecursionError):
            raise SnapshotError(
                f"{path}, line {at}, is no record of a trial; delete the file and refresh it "
                "(bestbefore refresh trials --for SITE)"
            ) from None
        found[number] = evidence(number, trial, read if read.tzinfo else read.replace(tzinfo=UTC))
    return found


def _as_trial(row: Mapping[str, object]) -> Trial:
    return Trial(
        NCT(str(row["nct"])),
        str(row["title"]),
        str(row["status"]),
        PartialDate.parse(str(row["status_date"])) if row["status_date"] else None,
        PartialDate.parse(str(row["completion_date"])) if row["completion_date"] else None,
        bool(row["results_posted"]),
    )
