"""ClinicalTrials.gov: the status of the trials that pages name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from model.dates import PartialDate
from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.identifiers import NCT, NotAnIdentifier
from model.literature import Trial
from sources.answer_cache import AnswerCache, Cached
from sources.session import Answer, RetryableError, Service
from sources.settings import Settings

NAME = "ClinicalTrials.gov"
RECORD = "trial"
BATCH = 100
# A batch fits on one page; more pages than this for one batch are an answer that never ends.
_MOST_PAGES = 20
_FIELDS = "protocolSection.identificationModule,protocolSection.statusModule,hasResults"
# The registry's own words for its statuses (its glossary, "Recruitment status").
STATUS_WORDS = {
    "NOT_YET_RECRUITING": "Not yet recruiting",
    "RECRUITING": "Recruiting",
    "ENROLLING_BY_INVITATION": "Enrolling by invitation",
    "ACTIVE_NOT_RECRUITING": "Active, not recruiting",
    "COMPLETED": "Completed",
    "SUSPENDED": "Suspended",
    "TERMINATED": "Terminated",
    "WITHDRAWN": "Withdrawn",
    "AVAILABLE": "Available",
    "NO_LONGER_AVAILABLE": "No longer available",
    "TEMPORARILY_NOT_AVAILABLE": "Temporarily not available",
    "APPROVED_FOR_MARKETING": "Approved for marketing",
    "WITHHELD": "Withheld",
    "UNKNOWN": "Unknown status",
}


class Trials:
    """The live service. Nothing here raises: what could not be asked is Unanswered, and is never kept."""

    name = NAME

    def __init__(
        self, settings: Settings, cache: AnswerCache | None = None, service: Service | None = None
    ) -> None:
        self._cache = cache or AnswerCache()
        # Why a question of this run stayed open; "" when none did.
        self.trouble = ""
        self.service = service or Service(NAME, settings.trials_url, settings, settings.trials_per_second)

    def look_up(self, queries: Iterable[NCT]) -> dict[NCT, Evidence[Trial] | Unanswered]:
        """The trials, a hundred a request. A number that is not registered is Unanswered, with that reason."""
        wanted = list(dict.fromkeys(queries))
        found = self._kept(wanted)
        left = [nct for nct in wanted if nct not in found]
        for at in range(0, len(left), BATCH):
            found |= self._batch(left[at : at + BATCH])
        return {nct: found[nct] for nct in wanted}

    def _kept(self, wanted: Sequence[NCT]) -> dict[NCT, Evidence[Trial] | Unanswered]:
        records = self._cache.get_many(RECORD, (n.value for n in wanted))
        found: dict[NCT, Evidence[Trial] | Unanswered] = {}
        for nct in wanted:
            if kept := records.get(nct.value):
                found[nct] = evidence(nct, read_trial(json.loads(kept.body)), kept.retrieved_at)
        return found

    def _batch(self, batch: list[NCT]) -> dict[NCT, Evidence[Trial] | Unanswered]:
        try:
            studies, answer = self._studies(batch)
        except SourceError as error:
            self.trouble = self.trouble or str(error)
            return {n: Unanswered(NAME, n.value, str(error), lost=True) for n in batch}
        found: dict[NCT, Evidence[Trial] | Unanswered] = {}
        for study in studies:
            trial = read_trial(study)
            for nct in _numbers(study):
                if nct in batch:
                    found[nct] = evidence(nct, trial, answer.retrieved_at)
                    kept = Cached(json.dumps(study).encode(), trial.nct.url, answer.retrieved_at)
                    self._cache.put(RECORD, nct.value, kept)
        missing = [n for n in batch if n not in found]
        # Not kept: a registry that falls silent for a night would hide its trials the next night as well.
        return found | {n: _unknown(n) for n in missing}

    def _studies(self, batch: Sequence[NCT]) -> tuple[list[dict[str, Any]], Answer]:
        params = {
            "filter.ids": ",".join(n.value for n in batch),
            "fields": _FIELDS,
            "pageSize": str(BATCH),
            "format": "json",
        }
        studies: list[dict[str, Any]] = []
        for _page in range(_MOST_PAGES):
            answer = self.service.get("studies", params, accept=_accept)
            value = answer.json()
            studies += value["studies"]
            if not (token := value.get("nextPageToken")):
                return studies, answer
            params["pageToken"] = str(token)
        raise SourceError(f"{NAME} answered with more than {_MOST_PAGES} pages")


def _accept(answer: Answer) -> None:
    value = answer.json()
    studies = value.get("studies") if isinstance(value, dict) else None
    if not isinstance(studies, list):
        raise RetryableError(f"answered without studies: {answer.opening}")
    for study in studies:
        try:
            read_trial(study)
        except (KeyError, TypeError, AttributeError, NotAnIdentifier):
            raise RetryableError("answered a study without its number or status") from None


def read_trial(study: Mapping[str, Any]) -> Trial:
    """One study of the v2 interface to facts. ``status_date`` is when the record was last posted anew. Pure."""
    protocol = study["protocolSection"]
    identity, status = protocol["identificationModule"], protocol["statusModule"]
    said = str(status["overallStatus"])
    return Trial(
        nct=NCT(str(identity["nctId"])),
        title=str(identity.get("briefTitle") or identity.get("officialTitle") or ""),
        status=STATUS_WORDS.get(said, said.replace("_", " ").capitalize()),
        status_date=_date(status.get("lastUpdatePostDateStruct")) or _day(status.get("statusVerifiedDate")),
        completion_date=_date(status.get("completionDateStruct"))
        or _date(status.get("primaryCompletionDateStruct")),
        results_posted=bool(study.get("hasResults")) or "resultsFirstPostDateStruct" in status,
    )


def _numbers(study: Mapping[str, Any]) -> list[NCT]:
    """The study's number and the obsolete ones that lead to it."""
    identity = study["protocolSection"]["identificationModule"]
    found = []
    for value in (identity["nctId"], *(identity.get("nctIdAliases") or ())):
        try:
            found.append(NCT(str(value)))
        except NotAnIdentifier:
            continue
    return found


def _date(struct: Any) -> PartialDate | None:
    return _day(struct.get("date")) if isinstance(struct, Mapping) else None


def _day(value: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        return None


def evidence(nct: NCT, trial: Trial, retrieved_at: datetime) -> Evidence[Trial]:
    """A record as evidence for the number that was asked for. Pure."""
    says = f"{trial.title}: {trial.status}" + (
        f" (record of {trial.status_date})" if trial.status_date else ""
    )
    return Evidence(NAME, nct.value, nct.url, says, trial, retrieved_at.date(), retrieved_at)


def _unknown(nct: NCT) -> Unanswered:
    return Unanswered(NAME, nct.value, f"{NAME} has no study {nct.value}")
