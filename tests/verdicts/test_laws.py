"""What holds for every verdict, whatever FDA did and in whatever order: Hypothesis makes the histories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from model.approval import Action, ApprovalEvent
from model.claim import Claim, Exclusivity
from model.dates import PartialDate
from model.evidence import Evidence
from model.finding import Verdict
from tests.checks.fda.conftest import TODAY, act, answers_of, names, page_of
from verdicts import ClaimJudgement, judge_claim

SENTENCES = (
    "Olaparib is approved by the FDA.",
    "Olaparib is approved by the FDA for breast cancer.",
    "Olaparib is approved by the FDA for BRCA-mutated ovarian cancer.",
    "The FDA approved olaparib in 2014.",
    "Olaparib has been FDA-approved since 2014.",
    "The FDA granted accelerated approval to olaparib for breast cancer.",
    "Olaparib has accelerated approval from the FDA.",
    "Olaparib is not yet approved by the FDA for breast cancer.",
    "Olaparib is not approved by the FDA.",
    "Olaparib is still experimental for breast cancer.",
    "Olaparib is being studied for breast cancer.",
    "Olaparib is only available in clinical trials.",
    "Olaparib is under FDA review for ovarian cancer.",
    "Olaparib was withdrawn from the market.",
    "Olaparib was withdrawn from the market in 2012.",
    "Olaparib was discontinued in 2015.",
    "There is no generic version of olaparib.",
    "A generic version of olaparib is available.",
    "Olaparib is not available over the counter.",
    "Olaparib carries a boxed warning.",
    "Olaparib is the only PARP inhibitor approved by the FDA for breast cancer.",
    "Olaparib was the first PARP inhibitor approved by the FDA.",
    "Two PARP inhibitors are approved by the FDA for breast cancer.",
    "At least two PARP inhibitors are approved by the FDA.",
    "PARP inhibitors are approved by the FDA for breast cancer.",
    "PARP inhibitors are not yet approved by the FDA for breast cancer.",
    "No drug is approved by the FDA for breast cancer.",
    "As of 2014, olaparib is not approved by the FDA.",
)
DAYS = st.dates(date(2008, 1, 1), date(2028, 1, 1))
partial = DAYS.flatmap(lambda d: st.sampled_from((str(d), str(d)[:7], str(d)[:4])))
events = st.builds(
    lambda drug, action, day, condition, markers, seen, brand_only: act(
        drug, action, day, condition, markers=markers if condition else (), seen=seen, brand_only=brand_only
    ),
    st.sampled_from(("olaparib", "niraparib", "talazoparib")),
    st.sampled_from([*Action, Action.APPROVED, Action.APPROVED, Action.ACCELERATED, Action.WITHDRAWN]),
    partial,
    st.sampled_from(("", "breast cancer", "ovarian cancer", "metastatic breast cancer", "cancer")),
    st.sampled_from(((), ("brca+",), ("her2-",))),
    st.booleans(),
    st.booleans(),
)
histories = st.lists(events, max_size=8)
complete = st.sampled_from(((), ("olaparib",), ("olaparib", "niraparib", "talazoparib")))
sentences = st.sampled_from(SENTENCES)
many = settings(max_examples=120, deadline=None, derandomize=True)


@cache
def claim_of(sentence: str) -> Claim:
    """The one claim of a sentence."""
    (claim,) = (c for c in page_of(sentence, "", names()).claims if not c.faint)
    return claim


def verdict(
    sentence: str,
    history: list[ApprovalEvent],
    told: tuple[str, ...],
    page: str | None,
    today: date = TODAY,
    more: Mapping[str, Evidence] | None = None,
) -> ClaimJudgement:
    """The judge's word, with every drug's timeline at hand."""
    known = dict(answers_of(history, told, (), names()).timelines)
    known.update(more or {})
    day = PartialDate.parse(page) if page else None
    return judge_claim(claim_of(sentence), day, today, names(), known)


@many
@given(sentences, histories, complete, partial)
def test_every_verdict_has_its_reason_and_its_line(sentence, history, told, page):
    judged = verdict(sentence, history, told, page)
    assert judged.reason
    assert judged.plain.startswith("The page says: ")
    assert judged == verdict(sentence, history, told, page)


@many
@given(sentences, histories, complete, partial)
def test_outdated_lies_between_the_page_and_today(sentence, history, told, page):
    judged = verdict(sentence, history, told, page)
    if judged.verdict is Verdict.OUTDATED:
        as_of = claim_of(sentence).anchor.date if sentence.startswith("As of") else None
        is_since_an_act(judged)
        assert judged.events[0].date.latest() >= (as_of or PartialDate.parse(page)).earliest()


def is_since_an_act(judged: ClaimJudgement) -> None:
    """What is outdated is so since the day of an act that has come, and what to write is said."""
    assert judged.since is not None
    assert judged.events
    since = judged.since.earliest() if isinstance(judged.since, PartialDate) else judged.since
    assert judged.events[0].date.earliest() == since
    assert since <= TODAY
    assert judged.suggestion


@many
@given(sentences, histories, complete, partial)
def test_what_happens_after_today_decides_nothing(sentence, history, told, page):
    later = [e for e in history if e.date.earliest() > TODAY]
    by_now = [e for e in history if e not in later]
    drugs = tuple({*told, *(e.drug for e in history)}) if told else told
    with_later, without = verdict(sentence, history, drugs, page), verdict(sentence, by_now, drugs, page)
    assert with_later.verdict in (without.verdict, Verdict.NOT_VERIFIED)
    assert not set(later) & set(with_later.events)


@many
@given(sentences, histories, complete)
def test_without_a_date_the_page_speaks_today(sentence, history, told):
    judged = verdict(sentence, history, told, None)
    if judged.verdict is Verdict.OUTDATED:
        is_since_an_act(judged)


@many
@given(sentences, histories, complete, st.dates(date(2009, 1, 1), TODAY))
def test_nothing_gets_old_on_its_own_day(sentence, history, told, day):
    if sentence.startswith("As of"):
        return
    judged = verdict(sentence, history, told, str(day), today=day)
    if (
        judged.verdict is Verdict.OUTDATED
    ):  # of an act with no more than a month or a year, that day may be in it
        assert judged.events[0].date.earliest() <= day <= judged.events[0].date.latest()


@many
@given(sentences, histories, complete, partial)
def test_another_drugs_history_changes_nothing(sentence, history, told, page):
    claim = claim_of(sentence)
    if claim.exclusivity is not Exclusivity.NONE:
        return  # counting asks for every drug
    other = answers_of([act("aspirin", Action.APPROVED, "2010-01-01", "breast cancer")], (), (), names())
    assert verdict(sentence, history, told, page) == verdict(
        sentence, history, told, page, more=dict(other.timelines)
    )


@many
@given(histories, complete, partial)
def test_the_first_is_never_outdated(history, told, page):
    sentence = "Olaparib was the first PARP inhibitor approved by the FDA."
    assert verdict(sentence, history, told, page).verdict is not Verdict.OUTDATED


@many
@given(histories, complete, partial)
def test_at_least_is_never_outdated_by_more(history, told, page):
    sentence = "At least two PARP inhibitors are approved by the FDA."
    assert verdict(sentence, history, told, page).verdict in (Verdict.SUPPORTED, Verdict.NOT_VERIFIED)


@many
@given(
    st.lists(
        # emergency use is use outside trials, and does answer "only in trials"
        events.filter(
            lambda e: (
                e.action not in (Action.APPROVED, Action.ACCELERATED, Action.CONVERTED, Action.EMERGENCY)
            )
        )
    ),
    partial,
)
def test_what_is_no_approval_overtakes_no_denial(history, page):
    for sentence in SENTENCES[7:13]:
        judged = verdict(sentence, history, (), page)
        assert judged.verdict not in (Verdict.OUTDATED, Verdict.CONTRADICTED), sentence


def test_the_day_before_and_the_day_after_differ():
    """The laws above are not empty: the same sentence has all four verdicts."""
    sentence = "Olaparib is not yet approved by the FDA for breast cancer."
    history = [act("olaparib", Action.APPROVED, "2018-01-12", "breast cancer")]
    day = date(2018, 1, 12)
    before, after = str(day - timedelta(days=1)), str(day + timedelta(days=1))
    assert verdict(sentence, history, (), before).verdict is Verdict.OUTDATED
    assert verdict(sentence, history, (), after).verdict is Verdict.CONTRADICTED
    assert verdict(sentence, [], (), before).verdict is Verdict.NOT_VERIFIED
    assert verdict(sentence, [], ("olaparib",), before).verdict is Verdict.SUPPORTED
