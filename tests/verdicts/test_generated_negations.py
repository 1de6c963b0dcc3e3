"""Made from every act that ships: what is approved for one use accuses no denial of a neighbouring one.

"X is not approved for <neighbour>", where the neighbour is below the ages, a sister disease, prevention for treatment
(and the reverse), a symptom, another partner, route or form, an earlier line of therapy, another marker: never called untrue on the strength of X's approvals.
Once with claims built by hand, once through the reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import Claim, Status, Subject
from model.dates import PartialDate
from model.evidence import Evidence
from model.finding import Verdict
from model.indication import Indication, Prior
from model.page import Document
from model.span import Span
from pages.read import read
from sources.snapshot.starter import load_starter
from verdicts import judge_claim, judge_page
from verdicts.compare import prior_of
from verdicts.kin import ancestors

TODAY = date(2026, 11, 27)
DATED = PartialDate(2025, 11, 1)
STARTER = load_starter()
LEXICON = STARTER.lexicon
EVIDENCE = {
    key: Evidence("FDA", key, "https://www.fda.gov/", "timeline", timeline, timeline.as_of)
    for key, timeline in STARTER.timelines.items()
}
GRANTS = (Action.APPROVED, Action.ACCELERATED, Action.CONVERTED)
ACCUSING = (Verdict.OUTDATED, Verdict.CONTRADICTED)
# What a sentence calls a month count: labels give ages in years from 2 on, in months before.
YEAR = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A use beside an approved one, and how a page says that the drug is not approved for it."""

    kind: str
    drug: str
    name: str
    use: Indication
    said: str
    routes: tuple[str, ...] = ()


def grants(timeline: Timeline) -> list[ApprovalEvent]:
    return [e for e in timeline.events if e.action in GRANTS and e.indication is not None]


def related(one: str, other: str) -> bool:
    """The same, part of the other, or a symptom or prevention of it."""
    keys = {one, other}
    for key in (one, other):
        entry = LEXICON.conditions.get(key)
        if entry is not None and entry.of:
            if entry.of in (one, other):
                return True
            keys.add(entry.of)
    return any(a in ancestors(b, LEXICON) for a in keys for b in keys if a != b) or one == other


def sister(condition: str, timeline: Timeline) -> str:
    """A condition with the same parent that the drug has nothing to do with; empty without one."""
    entry = LEXICON.conditions.get(condition)
    own = {e.indication.condition for e in grants(timeline) if e.indication}
    for key, other in LEXICON.conditions.items():
        if (
            entry
            and not other.stage
            and set(entry.parents) & set(other.parents)
            and not any(related(key, o) for o in own)
        ):
            return key
    return ""


def below(condition: str, timeline: Timeline) -> int:
    """The youngest age in months from which the drug is approved for a condition or anything near it; 0 where one of
    its approvals names none."""
    near = [
        e.indication for e in grants(timeline) if e.indication and related(e.indication.condition, condition)
    ]
    ages = [u.age_from for u in near if u.population != "adults"]
    return 0 if not ages or any(a is None for a in ages) else min(a for a in ages if a is not None)


def neighbours(timeline: Timeline) -> Iterator[Neighbour]:
    events = grants(timeline)
    told: set[str] = set()
    for event in events:
        use = event.indication
        assert use is not None
        if not use.condition or use.condition in told:
            continue
        told.add(use.condition)
        drug, name = timeline.drug, event.brand or timeline.drug
        words = (
            LEXICON.conditions[use.condition].names[0]
            if use.condition in LEXICON.conditions
            else use.condition
        )
        age = below(use.condition, timeline)
        if age >= YEAR:
            said = f"{name} is not approved by the FDA for {words} in children under {age // YEAR}."
            yield Neighbour(
                "age", drug, name, Indication(use.condition, population="children", age_to=age), said
            )
        other = sister(use.condition, timeline)
        if other:
            said = f"{name} is not approved by the FDA for {LEXICON.conditions[other].names[0]}."
            yield Neighbour("sister", drug, name, Indication(other), said)
        strange = Indication(use.condition, unread=("with nerve involvement",))
        yield Neighbour(
            "words", drug, name, strange, f"{name} is not FDA-approved for {words} with nerve involvement."
        )
        purposes = {
            e.indication.purpose
            for e in events
            if e.indication and related(e.indication.condition, use.condition)
        }
        vaccine = "vaccine" in drug
        entry = LEXICON.conditions.get(use.condition)
        named_for_it = entry is not None and bool(entry.purpose)  # "stroke prevention", "contraception"
        if purposes == {"treat"} and not vaccine and not named_for_it:
            said = f"{name} is not approved by the FDA to prevent {words}."
            yield Neighbour("prevention", drug, name, Indication(use.condition, purpose="prevent"), said)
        if (purposes == {"prevent"} or vaccine) and not named_for_it:
            said = f"{name} is not approved by the FDA to treat {words}."
            yield Neighbour("treatment", drug, name, Indication(use.condition, purpose="treat"), said)
        if purposes == {"treat"}:
            said = f"{name} is not approved by the FDA for fatigue in people with {words}."
            symptom = Indication(use.condition, purpose="relieve", aspect="fatigue")
            yield Neighbour("symptom", drug, name, symptom, said)
        mates = {p for e in events if e.indication for p in e.indication.partners}
        mate = next(k for k in ("methotrexate", "metformin", "aspirin") if k != drug and k not in mates)
        said = f"{name} is not approved by the FDA in combination with {mate} for {words}."
        yield Neighbour("partner", drug, name, Indication(use.condition, partners=(mate,)), said)
        routes = {r for e in events for r in e.routes}
        if routes and all(e.routes for e in events):
            for route, form in FORMS.items():
                if route not in routes:
                    said = f"There is no {form} form of {name} approved by the FDA for {words}."
                    yield Neighbour("route", drug, name, Indication(use.condition), said, (route,))
        yield from by_line(drug, name, words, use.condition, events)
        yield from by_marker(drug, name, words, use.condition, events)


#: How a page calls a form, by the route of a record.
FORMS = {
    "oral": "oral",
    "injection": "injectable",
    "inhaled": "inhaled",
    "nasal": "nasal spray",
    "patch": "patch",
    "eye": "eye drop",
    "implant": "implantable",
}


def near_uses(condition: str, events: list[ApprovalEvent]) -> list[Indication]:
    return [e.indication for e in events if e.indication and related(e.indication.condition, condition)]


def by_line(
    drug: str, name: str, words: str, condition: str, events: list[ApprovalEvent]
) -> Iterator[Neighbour]:
    """Earlier lines than those of every approval for the condition and what is near it."""
    uses = near_uses(condition, events)
    if any(u.setting != "later line" for u in uses):
        return
    for said in (
        f"{name} is not approved by the FDA as a first-line treatment for {words}.",
        f"{name} is not approved by the FDA for newly diagnosed {words}.",
    ):
        use = Indication(condition, setting="first line", prior=Prior(0, 0))
        yield Neighbour("line", drug, name, use, said)
    least = [p.least for u in uses if (p := prior_of(u)) is not None and not p.vague]
    if len(least) == len(uses) and min(least) > 1:
        said = f"{name} is not approved by the FDA for {words} after only one prior treatment."
        use = Indication(condition, setting="later line", prior=Prior(1, 1))
        yield Neighbour("line", drug, name, use, said)


def by_marker(
    drug: str, name: str, words: str, condition: str, events: list[ApprovalEvent]
) -> Iterator[Neighbour]:
    """A marker that has nothing to do with those that every approval for the condition asks for."""
    uses = near_uses(condition, events)
    own = {m for u in uses for m in u.biomarkers}
    if not own or not all(u.biomarkers for u in uses):
        return
    for key in ("idh1", "idh2", "alk+", "egfr+", "kras g12c", "flt3"):
        if key in LEXICON.biomarkers and not any(
            set(ancestors(key, LEXICON)) & set(ancestors(m, LEXICON)) for m in own
        ):
            said = f"{name} is not approved by the FDA for {LEXICON.biomarkers[key].names[0]} {words}."
            yield Neighbour("marker", drug, name, Indication(condition, biomarkers=(key,)), said)
            return


ALL = [n for key in sorted(STARTER.timelines) for n in neighbours(STARTER.timelines[key])]
KINDS = sorted({n.kind for n in ALL})


def test_there_are_neighbours_of_every_kind():
    assert set(KINDS) == {
        "age",
        "sister",
        "words",
        "prevention",
        "treatment",
        "symptom",
        "partner",
        "route",
        "line",
        "marker",
    }
    assert len(ALL) > 5000


@pytest.mark.parametrize("kind", KINDS)
def test_no_neighbour_is_accused_when_it_is_understood(kind):
    accused = []
    for n in ALL:
        if n.kind == kind:
            claim = Claim(
                Span(0, 1), 0, Subject(n.name, (n.drug,), routes=n.routes), Status.NOT_APPROVED, n.use
            )
            judged = judge_claim(claim, DATED, TODAY, LEXICON, {n.drug: EVIDENCE[n.drug]})
            if judged.verdict in ACCUSING:
                accused.append((n.drug, n.use, judged.reason))
    assert accused == []


#: Through the reader a part of them, the same each time: reading is what takes time.
EVERY = 40
MOST = 60  # of one kind


@pytest.mark.parametrize("kind", KINDS)
def test_no_neighbour_is_accused_through_the_reader(kind):
    accused, read_at_all = [], 0
    mine = [n for n in ALL if n.kind == kind]
    for n in mine[:: min(EVERY, max(1, len(mine) // MOST))]:
        document = Document("https://example.org/p", n.said.encode(), "text/plain; charset=utf-8")
        for item in judge_page(read(document, LEXICON), TODAY, LEXICON, EVIDENCE, DATED):
            read_at_all += 1
            if item.judged.verdict in ACCUSING:
                accused.append((n.said, item.judged.reason))
    assert accused == []
    assert read_at_all
