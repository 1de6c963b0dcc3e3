"""The sources as one desk: the distinct questions of a run in, an answer for each out.

``snapshot`` asks local data only, ``live`` the services only, ``auto`` local data first and the services for what
is left. What is asked is what the questions name; a source that fails answers with its reason.
"""

from __future__ import annotations

import atexit
import hashlib
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

import platformdirs

from model.dates import long_date
from model.errors import SnapshotError
from model.evidence import Answers, Evidence, Questions, Unanswered
from model.identifiers import NCT, PMID
from model.lexicon import Lexicon
from model.literature import Match, MatchVerdict, Trial, Work
from model.page import Reference
from sources.answer_cache import AnswerCache
from sources.crossref import Crossref
from sources.fda import webpages
from sources.fda.catchup import CaughtUp, catch_up
from sources.fda.lexicon import load_lexicon
from sources.fda.openfda import OpenFDA
from sources.fda.refresh import newest_snapshot
from sources.fda.snapshot import Snapshot
from sources.fda.source import FDASource
from sources.idconv import IdConverter
from sources.links import NAME as LINKED
from sources.links import Links, Probe
from sources.local_files import usable_folder
from sources.matching.lookup import match_references
from sources.pubmed.client import PubMed
from sources.pubmed.newer import Citing, NewerEvidence
from sources.retractions_refresh import retractions_path
from sources.retractionwatch import RetractionWatch
from sources.settings import TOOL, Settings
from sources.snapshot.overrides import find_overrides
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_index import PubMedIndex
from sources.snapshot.starter import Starter, load_starter
from sources.snapshot.trial_file import TrialFile, trials_path
from sources.trials import Trials
from sources.wall import walled

# The faces of a built FDA snapshot, in an editor's words.
_FACES = {
    "drugsatfda": "Drugs@FDA: every application and supplement, without uses",
    "label": "labels: current uses, boxed warnings, classes",
    "oncology": "oncology approval notifications",
    "accelerated ongoing": "ongoing accelerated approvals",
    "accelerated verified": "accelerated approvals made regular",
    "accelerated withdrawn": "accelerated approvals withdrawn",
    "novel": "novel drug approvals",
    "cber": "CBER's licenses of the year",
    "cber products": "CBER's licensed vaccines, cell and gene therapies",
}
# The papers that the example site cites ship with the project, so that it can be audited with nothing.
_WORKS = Path(__file__).parent / "snapshot" / "data" / "works.xml"
_GATHERED = re.compile(r"Gathered (\d{4}-\d\d-\d\d)")


def _gathered() -> datetime:
    """The day on which the shipped papers were taken from PubMed, as their file says."""
    found = _GATHERED.search(_WORKS.read_text("utf-8"))
    assert found, "works.xml says when it was gathered"
    return datetime.fromisoformat(found[1]).replace(tzinfo=UTC)


def _fda_states(starter: Starter, snapshot: Snapshot | None) -> Iterator[State]:
    """What the local FDA data hold and until when, kind by kind."""
    yield State("FDA starter", "snapshot", starter.as_of, f"{len(starter.timelines):,} drugs")
    until: dict[date, list[str]] = defaultdict(list)
    for act, day in next((t.limits for t in starter.timelines.values() if t.limits), ()):
        until[day].append(act.value)
    for day, acts in sorted(until.items()):
        yield State("FDA starter", "snapshot", day, f"acts of these kinds: {', '.join(acts)}")
    older = [t.as_of for t in starter.timelines.values() if t.as_of < starter.as_of]
    if older:
        yield State(
            "FDA starter", "snapshot", max(older), f"{len(older):,} drugs: their first approvals only"
        )
    if snapshot is None:
        return
    for face, what in _FACES.items():
        if face in snapshot.as_of_face:
            yield State("FDA", "snapshot", snapshot.as_of_face[face], what)
    if due := snapshot.due():
        yield State("FDA", "snapshot", None, f"labels of {len(due)} applications that moved are not read yet")


def _unheard(name: str, why: str) -> State:
    """The row of a service that was down. FDA's small pages answer no question: they carry the day of the data further,
    and without them all is answered up to that day."""
    if name == "FDA":
        return State(name, "live", note="its lists of approvals and withdrawals were not read in this run")
    return State(name, "live", trouble=why)


@dataclass(frozen=True, slots=True)
class State:
    """One source of a run: its name, its face, the day its data vouch for, and what it covers. ``trouble``: why it left
    a question of the run unanswered; empty when it did not."""

    name: str
    face: str
    as_of: date | None = None
    note: str = ""
    trouble: str = ""


def open_desk(
    mode: str,
    contact: str = "",
    settings: Settings | None = None,
    folder: Path | None = None,
    probe: Probe | None = None,
) -> Desk:
    """The sources for one run. Raises SnapshotError for a local snapshot that is broken, UsageError for a
    ``facts-overrides.tsv`` that is; ``folder``: where that is looked for, if not here; ``probe``: what asks for linked
    pages, which no snapshot holds."""
    settings = settings or Settings.from_environment()
    if folder is not None:
        settings = replace(settings, facts_overrides=find_overrides(folder))
    return Desk(mode, replace(settings, contact_email=contact) if contact else settings, probe)


def pubmed_index_path() -> Path:
    """Where ``bestbefore refresh pubmed`` keeps its index unless told otherwise."""
    return platformdirs.user_data_path(TOOL) / "pubmed.sqlite"


class Desk:
    """All sources of one run; ``open_desk`` makes it. What it opened is closed by ``close``, not when it is forgotten:
    a process that audits for months would gather open files and connections until Python's search for garbage."""

    def __init__(self, mode: str, settings: Settings, probe: Probe | None = None) -> None:
        self._probe = probe if mode != "snapshot" else None
        self._to_close = ExitStack()
        self._local, self._live = mode != "live", mode != "snapshot"
        self._cache_note = ""
        if settings.cache_dir and (why := usable_folder(settings.cache_dir)):
            self._cache_note = (
                f"{settings.cache_dir} cannot be written to ({why}); nothing is kept for the next run"
            )
            settings = replace(settings, cache_dir=None)
        self._settings = settings
        self._cache = AnswerCache(settings.cache_dir / "answers.sqlite" if settings.cache_dir else None)
        self._to_close.callback(self._cache.close)
        self._starter = load_starter(settings.facts_overrides)
        self._snapshot = newest_snapshot() if self._local else None
        if self._snapshot is not None:
            self._to_close.callback(self._snapshot.close)
        self._openfda = self._live_openfda(settings) if self._live else None
        self._states = list(_fda_states(self._starter, self._snapshot))
        if settings.facts_overrides:
            mends = self._starter.mends
            note = f"{mends} line{'s' * (mends != 1)} of {settings.facts_overrides}"
            self._states.append(State("own facts", "snapshot", None, note))
        self._libraries: list[PubMedIndex | PubMed] = list(self._indexes()) if self._local else []
        # One of each for the whole run: which is down, and why, is known to all that is asked after.
        self._services: list[PubMed | Crossref | IdConverter | Trials] = []
        if self._live:
            self._pubmed = PubMed(settings, self._cache)
            self._registry = Crossref(settings, self._cache)
            self._converter = IdConverter(settings, self._cache)
            self._registered = Trials(settings, self._cache)
            self._libraries.append(self._pubmed)
            self._services = [self._pubmed, self._converter, self._registry, self._registered]
            for service in (self._pubmed.eutils, self._converter, self._registry, self._registered):
                self._to_close.callback(service.service.close)
        self._links = Links(settings, self._cache, self._probe)
        self._to_close.callback(self._links.service.close)
        self._kept_trials = TrialFile(trials_path()) if self._local else None
        if self._kept_trials and self._kept_trials.records:
            number = len(self._kept_trials.records)
            note = f"{number:,} trial{'s' * (number != 1)} that sites name"
            self._states.append(State("ClinicalTrials.gov", "snapshot", self._kept_trials.as_of, note))
        self._retractions = self._retraction_watch()

    @cached_property
    def _moved(self) -> CaughtUp:
        """What FDA did since the local data's day, asked once; nothing where local data are asked only."""
        if self._openfda is None:
            return CaughtUp()
        day = self._snapshot.as_of if self._snapshot else date.min
        folder = self._settings.cache_dir or Path(tempfile.gettempdir())
        # Before anything is read nobody should wait long for a service that cannot be reached.
        quick = replace(self._settings, attempts=min(2, self._settings.attempts))
        moved = catch_up(
            self._live_openfda(quick),
            load_lexicon(self._snapshot, self._starter.lexicon, self._starter.timelines),
            max(day, self._starter.as_of),
            datetime.now(UTC).date(),
            folder,
            self._first_approved,
            lambda day: webpages.fetch(quick, day, patient=False),
        )
        if moved.snapshot is not None:
            self._to_close.callback(moved.snapshot.close)
        return moved

    def _live_openfda(self, settings: Settings) -> OpenFDA:
        openfda = OpenFDA(settings, self._cache)
        self._to_close.callback(openfda.close)
        return openfda

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names to read pages with: the starter's, the built snapshot's, and what moved since."""
        known = load_lexicon(self._snapshot, self._starter.lexicon, self._starter.timelines)
        return load_lexicon(self._moved.snapshot, known, self._starter.timelines)

    def _first_approved(self, drug: str) -> date | None:
        told = self._starter.timelines.get(drug) or (
            self._snapshot.timeline(drug) if self._snapshot else None
        )
        return told.events[0].date.earliest() if told and told.events else None

    @cached_property
    def _fda(self) -> FDASource:
        # The starter is asked in every mode: openFDA has no indications' dates and no revocations.
        return FDASource(
            self._starter,
            self._snapshot,
            self._openfda,
            lexicon=self.lexicon,
            live_for_all=not self._local,
            recent=self._moved.snapshot,
            since=self._moved.since,
        )

    def answer(self, questions: Questions) -> Answers:
        """All answers of a run. Nothing is raised: what could not be asked is Unanswered, with the reason."""
        references = {r.key: r for r in questions.references}
        matches = walled(
            lambda keys: self._match([references[k] for k in keys]),
            references,
            lambda key, reason: Unanswered("PubMed", key, reason),
        )
        return Answers(
            lexicon=self.lexicon,
            matches=matches,
            newer=self._newer(matches) if questions.newer else {},
            timelines=walled(
                self._fda.look_up, questions.drugs, lambda drug, reason: Unanswered("FDA", drug, reason)
            ),
            trials=walled(
                self._trials,
                questions.trials,
                lambda nct, reason: Unanswered("ClinicalTrials.gov", nct.value, reason),
            ),
            links=walled(
                self._links.look_up,
                questions.links,
                lambda url, reason: Unanswered(LINKED, url, reason),
            ),
        )

    def close(self) -> None:
        """Let go of every file and connection; it is not to be asked any more."""
        self._to_close.close()

    def outages(self) -> Mapping[str, str]:
        """Why which services left questions unanswered, by name."""
        return self._settings.outages.told()

    def forgive(self) -> None:
        """Give services that were down another chance, after some time."""
        self._settings.outages.forgive()
        for service in (*self._services, *([self._fda] if "_fda" in self.__dict__ else ())):
            service.trouble = ""

    def states(self) -> tuple[State, ...]:
        """What was asked, for the report's foot."""
        note = self._cache_note or self._cache.note
        cache = (State("Answer cache", "local", None, note),) if note else ()
        live = [State(s.name, "live", trouble=s.trouble) for s in self._services]
        live += self._live_fda()
        rows = {state.name for state in live}
        others = (_unheard(n, why) for n, why in self.outages().items() if n not in rows)
        return (*self._states, *live, *others, *cache)

    def _live_fda(self) -> Iterator[State]:
        """openFDA's row; what moved is not asked for it."""
        moved = self.__dict__.get("_moved")  # there once a page was read
        if self._openfda is None:
            return
        trouble = self._fda.trouble if "_fda" in self.__dict__ else ""
        if moved and moved.snapshot:
            lacking = (
                ", less what fda.gov's pages alone tell: they could not all be read" if moved.lacks else ""
            )
            note = f"what moved since {moved.since}{lacking}"
            yield State("openFDA", "live", moved.snapshot.as_of, note, trouble)
        elif moved and moved.trouble:
            note = f"what FDA did since {long_date(moved.since)} is unknown here"
            yield State("openFDA", "live", None, note, moved.trouble)
        else:
            yield State("openFDA", "live", trouble=trouble)

    def _match(self, wanted: Sequence[Reference]) -> dict[str, Evidence[Match] | Unanswered]:
        found = match_references(
            wanted,
            self._libraries,
            registry=self._registry if self._live else None,
            converter=self._converter if self._live else None,
            retractions=self._retractions,
            current=(self._pubmed, datetime.now(UTC).date()) if self._live and self._local else None,
        )
        if self._live:
            self._pubmed.settle()
            self._registry.settle()
        return dict(found)

    def _newer(
        self, matches: Mapping[str, Evidence[Match] | Unanswered]
    ) -> dict[PMID, Evidence[tuple[Work, ...]] | Unanswered]:
        cited = {
            answer.facts.work.pmid
            for answer in matches.values()
            if isinstance(answer, Evidence)
            and answer.facts.verdict is MatchVerdict.MATCHED
            and answer.facts.work
            and answer.facts.work.pmid
        }
        if not cited:
            return {}
        # The last library knows most: the live service, else the larger index.
        best: PubMed | Citing = self._libraries[-1]
        return walled(
            NewerEvidence(best).look_up,
            sorted(cited),
            lambda pmid, reason: Unanswered("PubMed", pmid.value, reason),
        )

    def _trials(self, numbers: Sequence[NCT]) -> Mapping[NCT, Evidence[Trial] | Unanswered]:
        """A status changes, so the live service is believed first, and the kept record where it does not answer."""
        kept = self._kept_trials.look_up(numbers) if self._kept_trials else {}
        if self._live:
            answers = self._registered.look_up(numbers)
            return {n: kept.get(n, a) if isinstance(a, Unanswered) else a for n, a in answers.items()}
        reason = "no record in the local snapshot (bestbefore refresh trials --for SITE)"
        return {n: kept.get(n) or Unanswered("ClinicalTrials.gov", n.value, reason) for n in numbers}

    def _indexes(self) -> list[PubMedIndex]:
        """The shipped papers, then the built index where there is one."""
        found = [self._shipped_index()]
        if pubmed_index_path().is_file():
            found.append(PubMedIndex(pubmed_index_path()))
        for index in found:
            self._to_close.callback(index.close)
            held = index.coverage
            as_of = held.as_of or (_gathered().date() if index is found[0] else None)
            note = f"{held.records:,} records"
            if not held.knows_journals:
                note += (
                    "; it does not know which journals it holds: run `bestbefore refresh pubmed` on it again"
                )
            self._states.append(State("PubMed", "snapshot", as_of, note))
        return found

    def _shipped_index(self) -> PubMedIndex:
        """The index of the shipped papers, built once into the cache folder."""
        digest = hashlib.sha256(_WORKS.read_bytes()).hexdigest()[:12]
        folder = self._settings.cache_dir
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="bestbefore-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
        path = folder / f"works-{digest}.sqlite"
        try:
            return PubMedIndex(path)
        except SnapshotError:
            path.unlink(missing_ok=True)
            build(path, [_WORKS], now=_gathered())
            return PubMedIndex(path)

    def _retraction_watch(self) -> RetractionWatch | None:
        """The list that is named, else the one that `refresh retractions` keeps, where local data are asked."""
        named = self._settings.retraction_watch_csv
        path = Path(named) if named else retractions_path()
        if not named and not (self._local and path.is_file()):
            return None
        watch = RetractionWatch(path)
        self._states.append(State("Retraction Watch", "snapshot", watch.as_of, f"{watch.rows:,} notices"))
        return watch
