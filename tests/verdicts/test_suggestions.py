"""What we tell an editor to write is so today: over every drug that ships, every status, and pages of several years.

The oracle is written apart from the judge: it looks at a drug's acts alone.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from model.approval import Action, ApprovalEvent, Timeline
from model.claim import Claim, Exclusivity, Status, Subject
from model.dates import PartialDate, long_date
from model.evidence import Evidence
from model.finding import Verdict
from model.indication import Indication
from model.span import Span
from sources.snapshot.starter import load_starter
from verdicts import judge_claim

TODAY = date(2026, 11, 27)
STARTER = load_starter()
TIMELINES = {
    key: Evidence("FDA", key, "https://www.fda.gov/", "timeline", timeline, timeline.as_of)
    for key, timeline in STARTER.timelines.items()
}
GRANTS = (Action.APPROVED, Action.ACCELERATED, Action.CONVERTED)
DATES = (None, PartialDate(2015, 6, 1))


def is_whole(event: ApprovalEvent) -> bool:
    return not event.brand_only and not (event.indication and event.indication.condition)


def is_gone(timeline: Timeline) -> bool:
    """Taken back or from the market as a whole, and not approved again."""
    gone = False
    for event in timeline.events:
        if event.date.earliest() > TODAY:
            break
        if event.action in (Action.WITHDRAWN, Action.LEFT_MARKET) and is_whole(event):
            gone = True
        elif event.action in GRANTS:
            gone = False
    return gone


def taken_back(timeline: Timeline) -> list[ApprovalEvent]:
    """Grants of a use that was withdrawn in the same words of disease, stage, line and marker, and not given again."""
    ends = [e for e in timeline.events if e.action is Action.WITHDRAWN and e.indication and not e.brand_only]

    def same(one: Indication, other: Indication) -> bool:
        return (one.condition, one.stage, one.setting) == (
            other.condition,
            other.stage,
            other.setting,
        ) and set(one.biomarkers) == set(other.biomarkers)

    return [
        e
        for e in timeline.events
        if e.action in GRANTS
        and e.indication
        and any(
            w.indication
            and same(e.indication, w.indication)
            and (not w.indication.partners or set(w.indication.partners) & set(e.indication.partners))
            and w.date.earliest() > e.date.latest()
            for w in ends
        )
    ]


def is_eventful(timeline: Timeline) -> bool:
    quiet = (
        Action.APPROVED,
        Action.BOXED_WARNING,
        Action.GENERIC,
        Action.BIOSIMILAR,
        Action.OTC,
        Action.LABEL,
    )
    return any(e.action not in quiet for e in timeline.events)


def claims(drug: str, use: Indication):
    """One claim of every status, and of being the only one."""
    for status in Status:
        yield Claim(Span(0, 1), 0, Subject(drug, (drug,)), status, use)
        yield Claim(Span(0, 1), 0, Subject(drug, (drug,)), status, use, negated=True)
    yield Claim(Span(0, 1), 0, Subject(drug, (drug,)), Status.APPROVED, use, Exclusivity.ONLY)


def uses_of(timeline: Timeline) -> list[Indication]:
    """No use, and the drug's first: the latter only where something was taken back, converted or given up."""
    if not is_eventful(timeline):
        return [Indication()]
    named = [e.indication for e in timeline.events if e.indication and e.action in GRANTS]
    return [Indication(), *dict.fromkeys(Indication(u.condition) for u in named if u)][:2]


CURATED = sorted(k for k, t in STARTER.timelines.items() if len(t.events) > 1)


@pytest.mark.parametrize("part", range(8))
def test_no_suggestion_tells_to_write_what_is_not_so_today(part):
    for drug in CURATED[part::8]:
        timeline = STARTER.timelines[drug]
        gone, ended = is_gone(timeline), taken_back(timeline)
        for use in uses_of(timeline):
            for claim in claims(drug, use):
                if claim.exclusivity is Exclusivity.ONLY:
                    continue  # rivals are other drugs: see below
                for dated in DATES if is_eventful(timeline) else DATES[:1]:
                    judged = judge_claim(claim, dated, TODAY, STARTER.lexicon, {drug: TIMELINES[drug]})
                    told, what = (
                        judged.suggestion,
                        (drug, claim.status, use.condition, dated, judged.suggestion),
                    )
                    assert bool(told) == (judged.verdict in (Verdict.OUTDATED, Verdict.CONTRADICTED)), what
                    now = told.partition("Say what holds now:")[2] or told.partition("Now ")[2]
                    if gone and claim.status not in (Status.GENERIC, Status.BIOSIMILAR):
                        assert not now, what
                        assert not re.search(r"\b(?:is|are) approved for\b", told), what
                        if told and not told.startswith(("Correct", "Say what became")):
                            assert "history" in told or "speak to their doctor" in told, what
                    for event in ended:
                        if event.indication and event.indication.words:
                            assert f"{event.indication.words} ({long_date(event.date)})" not in now, what
                    if "has accelerated approval for" in now:
                        for event in timeline.events:
                            if event.action is Action.CONVERTED and event.indication:
                                words = f"for {event.indication.words} ("
                                assert words not in now.partition("has accelerated approval")[2], what


def test_a_rival_that_is_gone_is_not_named():
    """Rofecoxib and valdecoxib have left; celecoxib is there."""
    claim = Claim(
        Span(0, 1),
        0,
        Subject("Celebrex", ("celecoxib",), generic_group="nsaid"),
        Status.APPROVED,
        Indication("osteoarthritis"),
        Exclusivity.ONLY,
    )
    judged = judge_claim(claim, PartialDate(1999, 1, 15), TODAY, STARTER.lexicon, TIMELINES)
    assert "Vioxx" not in judged.suggestion
    assert "Bextra" not in judged.suggestion


@pytest.mark.parametrize(
    ("drug", "status", "dated", "says"),
    [
        ("daclizumab", Status.APPROVED, PartialDate(2015, 3, 3), "by its maker on 2 March 2018"),
        ("daclizumab", Status.NOT_APPROVED, PartialDate(2015, 3, 3), ""),
        ("palbociclib", Status.NOT_APPROVED, PartialDate(2006, 3, 3), "is approved for"),
        ("telaprevir", Status.NOT_APPROVED, PartialDate(2006, 3, 3), "no longer sold"),
        ("belantamab mafodotin", Status.NOT_APPROVED, PartialDate(2019, 3, 3), "2025"),
    ],
)
def test_from_the_state_in_force_today(drug, status, dated, says):
    claim = Claim(Span(0, 1), 0, Subject(drug, (drug,)), status)
    judged = judge_claim(claim, dated, TODAY, STARTER.lexicon, TIMELINES)
    assert says in judged.suggestion
    assert bool(judged.suggestion) == bool(says)
    assert "accelerated" not in judged.suggestion
