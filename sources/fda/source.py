"""What FDA did with drugs: the shipped starter, a built snapshot and openFDA, asked as one.

Each face tells what it knows; tellings of one act become one event (``merge``), and what no face knows stays
unanswered with the reason. That a drug is in no face never means that it is not approved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from model.approval import Action, Timeline
from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.lexicon import Drug, Lexicon
from sources.fda.build import choose
from sources.fda.facts import DrugFacts
from sources.fda.labels import LabelReader
from sources.fda.merge import merge
from sources.fda.openfda import Found, Named, OpenFDA
from sources.fda.resolve import Resolver
from sources.fda.snapshot import Snapshot
from sources.fda.timeline import timeline

NO_RECORD = "no record does not mean not approved"
CBER = (
    "it is regulated by FDA's Center for Biologics (vaccines, cell and gene therapies), "
    "whose products are not in Drugs@FDA"
)
# States on the day of a list: of two lists only the newer one's hold (the live service's).
_STATES = frozenset({Action.DISCONTINUED, Action.OTC})


class Starter(Protocol):
    """The knowledge that ships with the project (``sources.snapshot.starter``)."""

    @property
    def lexicon(self) -> Lexicon:
        """Names."""
        ...

    @property
    def timelines(self) -> Mapping[str, Timeline]:
        """Histories by drug key."""
        ...

    @property
    def as_of(self) -> date:
        """The day it vouches for."""
        ...


@dataclass(frozen=True, slots=True)
class _Live:
    """What openFDA said of one drug."""

    timeline: Timeline | None = None
    retrieved_at: datetime | None = None
    url: str = ""
    trouble: str = ""


class FDASource:
    """All faces as one source. Any face may be missing.

    ``live_for_all``: ask openFDA for every drug; else only for those that no local face knows.
    """

    name = "FDA"

    def __init__(
        self,
        starter: Starter | None = None,
        snapshot: Snapshot | None = None,
        live: OpenFDA | None = None,
        *,
        lexicon: Lexicon | None = None,
        live_for_all: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._starter = starter
        self._snapshot = snapshot
        self._openfda = live
        self._live_for_all = live_for_all
        self._now = now
        self._lexicon = lexicon or (starter.lexicon if starter else Lexicon())
        self._resolver = Resolver(self._lexicon)
        self._reader: LabelReader | None = None

    def look_up(self, drug_keys: Iterable[str]) -> dict[str, Evidence[Timeline] | Unanswered]:
        """The timeline of every drug. A face that fails is named in the answer, never raised."""
        keys = tuple(dict.fromkeys(drug_keys))
        local = {key: self._built(self._resolver.drug(key)) for key in keys}
        asked = [k for k in keys if self._live_for_all or not (local[k] or self._shipped(k))]
        live = self._ask(asked) if self._openfda and asked else {}
        return {key: self._answer(key, local[key], live.get(key)) for key in keys}

    def _shipped(self, key: str) -> list[Timeline]:
        found = self._starter.timelines.get(key) if self._starter else None
        return [found] if found else []

    def _built(self, drug: Drug) -> list[Timeline]:
        if self._snapshot is None:
            return []
        candidates = dict.fromkeys(self._resolver.aliases(drug))
        for brand in drug.brands:
            candidates |= dict.fromkeys(self._snapshot.drugs_of_brand(brand))
        return self._own(drug, [t for c in candidates if (t := self._snapshot.timeline(c))])

    def _own(self, drug: Drug, tellings: Iterable[Timeline]) -> list[Timeline]:
        """The tellings of FDA's names for a drug, as tellings of the drug; empty ones left out."""
        out = []
        for telling in tellings:
            events = self._resolver.events(drug, telling.drug, telling.events)
            if events:
                out.append(Timeline(drug.key, events, telling.as_of, telling.indications_complete))
        return out

    def _ask(self, keys: list[str]) -> dict[str, _Live]:
        assert self._openfda is not None
        drugs = {key: self._resolver.drug(key) for key in keys}
        named = {key: Named(key, drug.brands) for key, drug in drugs.items()}
        answers = self._openfda.applications(named.values())
        out: dict[str, _Live] = {}
        for batch, answer in answers.items():
            for name in batch:
                if isinstance(answer, SourceError):
                    out[name.key] = _Live(trouble=str(answer))
                else:
                    out[name.key] = self._read(drugs[name.key], answer)
        return out

    def _read(self, drug: Drug, found: Found) -> _Live:
        """One drug's history out of a batch's applications, with its labels."""
        assert self._openfda is not None
        groups = self._resolver.applications(drug, found.applications)
        if not groups:
            return _Live(retrieved_at=found.retrieved_at, url=found.url)
        as_of = found.as_of or self._now().date()
        numbers = [a.number.value for g in groups.values() for a in g if a.kind != "ANDA"]
        trouble = ""
        labels = Found()
        if numbers:
            try:
                labels = self._openfda.labels(numbers)
            except SourceError as error:
                trouble = f"its labels could not be read: {error}"
        if self._reader is None:
            self._reader = LabelReader(self._lexicon)
        readings = tuple(self._reader.read(label) for label in choose(labels.labels))
        tellings = [
            timeline(
                DrugFacts(product, group, tuple(r for r in readings if product in r.label.drugs)),
                max(filter(None, (as_of, labels.as_of))),
            )
            for product, group in sorted(groups.items())
        ]
        own = self._own(drug, tellings)
        return _Live(merge(own) if own else None, found.retrieved_at, found.url, trouble)

    def _answer(self, key: str, local: list[Timeline], live: _Live | None) -> Evidence[Timeline] | Unanswered:
        tellings = self._shipped(key)
        if live and live.timeline:
            # The live service before the built snapshot: it tells the same, of a later day.
            tellings += [live.timeline, *map(_without_states, local)]
        else:
            tellings += local
        if not tellings:
            return Unanswered(self.name, key, self._why_not(key, live))
        whole = merge(tellings)
        says = f"{len(whole.events)} events up to {whole.as_of}"
        if live and live.trouble:
            says += f"; openFDA: {live.trouble}"
        first = next((e for e in whole.events if e.action in (Action.APPROVED, Action.ACCELERATED)), None)
        if first:
            says = f"first approved {first.date}; {says}"
        url = (first or whole.events[0]).url if whole.events else ""
        when = live.retrieved_at if live and live.retrieved_at else self._now()
        return Evidence(self.name, key, url, says, whole, whole.as_of, when)

    def _why_not(self, key: str, live: _Live | None) -> str:
        asked = []
        if self._starter:
            asked.append(f"the starter snapshot of {self._starter.as_of}")
        if self._snapshot:
            asked.append(f"the FDA snapshot of {self._snapshot.as_of}")
        if live and not live.trouble:
            asked.append("openFDA")
        reason = f"no record in {', '.join(asked)}" if asked else "no source could be asked"
        if live and live.trouble:
            reason += f"; openFDA was not reached: {live.trouble}"
        if self._resolver.drug(key).regulated_by == "CBER":
            reason += f"; {CBER}"
        return f"{reason}; {NO_RECORD}"


def _without_states(telling: Timeline) -> Timeline:
    """Less what a list shows without a date ("is discontinued", "is sold over the counter")."""
    events = tuple(e for e in telling.events if not (e.seen and e.action in _STATES))
    return Timeline(telling.drug, events, telling.as_of, telling.indications_complete)
