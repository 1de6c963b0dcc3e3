"""What FDA did with drugs: the shipped starter, a built snapshot, what moved since, and openFDA, asked as one.

Each face tells what it knows; tellings of one act become one event (``merge``), and what no face knows stays
unanswered with the reason. That a drug is in no face never means that it is not approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from model.approval import Action, Timeline
from model.errors import SourceError
from model.evidence import Evidence, Unanswered
from model.lexicon import Drug, Lexicon
from sources.fda.faces import choose, is_whole
from sources.fda.facts import Application, DrugFacts
from sources.fda.labels import LabelReader
from sources.fda.merge import merge
from sources.fda.openfda import Found, Named, OpenFDA
from sources.fda.resolve import Resolver
from sources.fda.snapshot import Snapshot
from sources.fda.timeline import LISTS, timeline

NO_RECORD = "no record does not mean not approved"
CBER = (
    "it is regulated by FDA's Center for Biologics (vaccines, cell and gene therapies), "
    "whose products are not in Drugs@FDA"
)
# States on the day of a list: of two lists only the newer one's hold (the live service's).
_STATES = frozenset({Action.DISCONTINUED, Action.OTC})
# Acts that openFDA shows nowhere, that only its labels show, and those that are not among what moved lately.
_UNTOLD = (Action.WITHDRAWN, Action.CONVERTED, Action.LEFT_MARKET, Action.EMERGENCY, Action.REVOKED)
_ON_LABELS = (Action.BOXED_WARNING, Action.WARNING_REMOVED)
_NOT_IN_OPENFDA = (*_UNTOLD, *_ON_LABELS, Action.DISCONTINUED)
_ACCELERATED_LISTS = frozenset(LISTS.values())
_FIRST_DAY = date.min
# So many drugs are asked for by name in one run; of more (every drug, for "no drug is approved for ...") only what
# moved since the local data's day is asked, which is one question.
BY_NAME = 60


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
    whole: Mapping[str, date] = field(default_factory=dict)


class FDASource:
    """All faces as one source. Any face may be missing.

    ``recent``: what moved since the local data's day, and ``since`` that day (``catchup``): for drugs of which the
    local faces vouch until then, they vouch until its day. ``live_for_all``: ask openFDA for every drug by name, as
    far as they are few; else only for those that no other face knows.
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
        recent: Snapshot | None = None,
        since: date = date.max,
    ) -> None:
        self._starter = starter
        self._built_ones = [s for s in (recent, snapshot) if s]
        self._snapshot = snapshot
        self._recent = recent
        self._since = since
        self._openfda = live
        self._live_for_all = live_for_all
        self._lexicon = lexicon or (starter.lexicon if starter else Lexicon())
        self._resolver = Resolver(self._lexicon)
        self._reader: LabelReader | None = None
        # Why openFDA did not answer a question of this run; "" when it did.
        self.trouble = ""

    def look_up(self, drug_keys: Iterable[str]) -> dict[str, Evidence[Timeline] | Unanswered]:
        """The timeline of every drug. A face that fails is named in the answer, never raised."""
        keys = tuple(dict.fromkeys(drug_keys))
        local = {key: self._built(self._resolver.drug(key)) for key in keys}
        unknown = [k for k in keys if not (local[k] or self._shipped(k))]
        asked = list(keys) if self._live_for_all and len(keys) <= BY_NAME else unknown[:BY_NAME]
        live = self._ask(asked) if self._openfda and asked else {}
        self.trouble = self.trouble or next((told.trouble for told in live.values() if told.trouble), "")
        return {key: self._answer(key, local[key], live.get(key)) for key in keys}

    def _shipped(self, key: str) -> list[Timeline]:
        found = self._starter.timelines.get(key) if self._starter else None
        return [found] if found else []

    def _built(self, drug: Drug) -> list[Timeline]:
        """The tellings of what moved lately and of the built snapshot. What moved tells a part: it vouches for
        nothing by itself (``_caught_up``)."""
        lately = self._from(self._recent, drug) if self._recent else []
        newest = [replace(t, as_of=_FIRST_DAY, limits=()) for t in lately]
        return newest + (self._from(self._snapshot, drug) if self._snapshot else [])

    def _from(self, built: Snapshot, drug: Drug) -> list[Timeline]:
        candidates = dict.fromkeys(self._resolver.aliases(drug))
        for brand in drug.brands:
            candidates |= dict.fromkeys(built.drugs_of_brand(brand))
        return self._own(drug, [t for c in candidates if (t := built.timeline(c))])

    def _own(self, drug: Drug, tellings: Iterable[Timeline]) -> list[Timeline]:
        """The tellings of FDA's names for a drug, as tellings of the drug; empty ones left out."""
        out = []
        for telling in tellings:
            events = self._resolver.events(drug, telling.drug, telling.events)
            if events:
                out.append(replace(telling, drug=drug.key, events=events))
        return out

    def _ask(self, keys: list[str]) -> dict[str, _Live]:
        assert self._openfda is not None
        drugs = {key: self._resolver.drug(key) for key in keys}
        named = {key: Named(key, drug.brands) for key, drug in drugs.items()}
        answers = self._openfda.applications(named.values())
        out: dict[str, _Live] = {}
        groups: dict[str, tuple[Found, dict[str, tuple[Application, ...]]]] = {}
        for batch, answer in answers.items():
            for name in batch:
                if isinstance(answer, SourceError):
                    out[name.key] = _Live(trouble=str(answer))
                else:
                    groups[name.key] = (
                        answer,
                        self._resolver.applications(drugs[name.key], answer.applications),
                    )
        numbers = {
            a.number.value
            for _, found in groups.values()
            for group in found.values()
            for a in group
            if a.kind != "ANDA"
        }
        labels, trouble = Found(), ""
        if numbers:
            try:
                labels = self._openfda.labels(numbers)
            except SourceError as error:
                trouble = f"its labels could not be read: {error}"
        for key, (answer, found) in groups.items():
            out[key] = self._read(drugs[key], answer, found, labels, trouble)
        return out

    def _read(
        self,
        drug: Drug,
        answer: Found,
        groups: Mapping[str, tuple[Application, ...]],
        labels: Found,
        trouble: str,
    ) -> _Live:
        """One drug's history out of a batch's applications, with its labels."""
        if not groups:
            return _Live(retrieved_at=answer.retrieved_at, url=answer.url)
        as_of = answer.as_of or max(
            (s.date for g in groups.values() for a in g for s in a.submissions if s.date), default=date.min
        )
        if self._reader is None:
            self._reader = LabelReader(self._lexicon)
        own = {a.number.value for group in groups.values() for a in group}
        mine = (x for x in labels.labels if any(n.value in own for n in x.applications))
        readings = tuple(self._reader.read(label) for label in choose(mine))
        tellings = [
            timeline(DrugFacts(product, group, tuple(r for r in readings if product in r.label.drugs)), as_of)
            for product, group in sorted(groups.items())
        ]
        told = [_as_far(t, bool(readings)) for t in self._own(drug, tellings)]
        whole = {
            n.value[-6:]: r.label.effective
            for r in readings
            if is_whole(r.label, self._reader)
            for n in r.label.applications
        }
        return _Live(merge(told) if told else None, answer.retrieved_at, answer.url, trouble, whole)

    def _answer(self, key: str, local: list[Timeline], live: _Live | None) -> Evidence[Timeline] | Unanswered:
        tellings = self._shipped(key)
        if live and live.timeline:
            # The live service before the built snapshot: it tells the same, of a later day.
            tellings += [live.timeline, *map(_without_states, local)]
        else:
            tellings += local
        if not tellings:
            return Unanswered(self.name, key, self._why_not(key, live), bool(live and live.trouble))
        whole = self._caught_up(key, merge(tellings, self._read_whole(tellings, live)))
        says = f"{len(whole.events)} events up to {whole.as_of}"
        if live and live.trouble:
            says += f"; openFDA: {live.trouble}"
        first = next((e for e in whole.events if e.action in (Action.APPROVED, Action.ACCELERATED)), None)
        if first:
            says = f"first approved {first.date}; {says}"
        url = (first or whole.events[0]).url if whole.events else ""
        when = live.retrieved_at if live else None  # opening our own file checks nothing
        return Evidence(self.name, key, url, says, whole, whole.as_of, when)

    def _read_whole(self, tellings: list[Timeline], live: _Live | None) -> dict[str, date]:
        """The applications of these tellings whose label was read whole, by any face."""
        numbers = {e.application.value[-6:] for t in tellings for e in t.events if e.application}
        found: dict[str, date] = dict(live.whole) if live else {}
        for built in self._built_ones:
            for number, day in built.read_whole(numbers).items():
                found[number] = max(day, found.get(number, day))
        return found

    def _caught_up(self, key: str, told: Timeline) -> Timeline:
        """Vouched for until the day of ``recent``, where it goes on from where the telling ends. CBER's products
        are not among what openFDA lists, and withdrawals of uses and emergency authorisations are nowhere in it."""
        if self._recent is None:
            return told
        if told.as_of < self._since or self._resolver.drug(key).regulated_by == "CBER":
            newest = max((e.date.latest() for e in told.events), default=told.as_of)
            return told if told.as_of > _FIRST_DAY else replace(told, as_of=newest)
        limits = dict(told.limits) | {act: told.until(act) for act in _NOT_IN_OPENFDA} | self._listed(key)
        day = max(told.as_of, self._recent.as_of)
        return replace(told, as_of=day, limits=tuple(sorted(limits.items())))

    def _listed(self, key: str) -> dict[Action, date]:
        """Until when what became of a drug's accelerated approvals is known: FDA's lists that it stands on tell it."""
        assert self._recent is not None
        drug = self._resolver.drug(key)
        if not any(e.source in _ACCELERATED_LISTS for t in self._from(self._recent, drug) for e in t.events):
            return {}
        days = self._recent.as_of_face
        known = {Action.WITHDRAWN: "accelerated withdrawn", Action.CONVERTED: "accelerated verified"}
        return {act: days[face] for act, face in known.items() if face in days}

    def _why_not(self, key: str, live: _Live | None) -> str:
        asked = []
        if self._starter:
            asked.append(f"the starter snapshot of {self._starter.as_of}")
        if self._snapshot:
            asked.append(f"the FDA snapshot of {self._snapshot.as_of}")
        if self._recent:
            asked.append(f"openFDA's acts from {self._since} to {self._recent.as_of}")
        if live and not live.trouble:
            asked.append("openFDA")
        reason = f"no record in {', '.join(asked)}" if asked else "no source could be asked"
        if live and live.trouble:
            reason += f"; openFDA was not reached: {live.trouble}"
        if self._resolver.drug(key).regulated_by == "CBER":
            reason += f"; {CBER}"
        return f"{reason}; {NO_RECORD}"


def _as_far(telling: Timeline, labelled: bool) -> Timeline:
    """What openFDA tells of a drug, less what it does not tell of: of such acts it vouches for the drug's first day
    alone, like the built snapshot. ``labelled``: its labels were read."""
    first = min(e.date.earliest() for e in telling.events)
    silent = _UNTOLD if labelled else (*_UNTOLD, *_ON_LABELS)
    return replace(telling, limits=tuple(sorted((act, min(first, telling.as_of)) for act in silent)))


def _without_states(telling: Timeline) -> Timeline:
    """Less what a list shows without a date ("is discontinued", "is sold over the counter")."""
    events = tuple(e for e in telling.events if not (e.seen and e.action in _STATES))
    return replace(telling, events=events)
