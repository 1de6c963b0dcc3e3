"""A drug that nobody could have on the page's day: what was not understood of its use cannot save the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from model.approval import Action
from model.claim import Claim, Exclusivity, Status, Subject
from model.finding import Verdict
from model.indication import Indication
from tests.checks.fda.conftest import act, approved
from tests.verdicts.test_rules import claim, judged

FIRST = approved("olaparib", "2014-12-19", "ovarian cancer", brand="Lynparza")
STRANGE = Indication(
    "ovarian cancer", words="ovarian cancer of the kind nobody reads", unread=("kind nobody reads",)
)
YOUNG = [
    Status.INVESTIGATIONAL,
    Status.ONLY_IN_TRIALS,
    Status.UNDER_REVIEW,
    Status.SPECIAL_ACCESS,
]


def young(**more: object) -> Claim:
    return claim(use="", **{"status": Status.INVESTIGATIONAL, "indication": STRANGE, **more})


@pytest.mark.parametrize("status", YOUNG)
def test_what_was_young_for_every_use_has_aged(status):
    said = claim(use="", status=status, indication=STRANGE)
    assert judged(said, FIRST, dated="2013-05").verdict is Verdict.OUTDATED


@pytest.mark.parametrize("status", YOUNG)
def test_a_drug_that_had_a_use_then_is_weighed_word_for_word(status):
    earlier = approved("olaparib", "2010-01-04", "prostate cancer", brand="Lynparza")
    said = claim(use="", status=status, indication=STRANGE)
    assert judged(said, earlier, FIRST, dated="2013-05").verdict is Verdict.NOT_VERIFIED


def test_not_approved_may_be_said_of_one_use_alone():
    assert judged(claim(use="", indication=STRANGE), FIRST, dated="2013-05").verdict is Verdict.NOT_VERIFIED


@pytest.mark.parametrize("word", ["E", "3", "iv", "secondary", "without", "drug-induced", "age-related"])
def test_a_word_that_makes_it_another_disease_is_weighed(word):
    other = replace(STRANGE, unread=(word,))
    assert judged(young(indication=other), FIRST, dated="2013-05").verdict is Verdict.NOT_VERIFIED


def test_the_disease_must_be_the_one_that_came():
    other = approved("olaparib", "2014-12-19", "prostate cancer", brand="Lynparza")
    assert judged(young(), other, dated="2013-05").verdict is Verdict.NOT_VERIFIED


def test_what_was_understood_still_has_to_fit():
    """ "Studied in children": read, and not what was approved."""
    adults = replace(FIRST, indication=Indication("ovarian cancer", population="adults", age_from=216))
    said = young(indication=replace(STRANGE, population="children", age_to=144))
    assert judged(said, adults, dated="2013-05").verdict is not Verdict.OUTDATED


def test_about_a_disease_is_enough_for_a_new_drug():
    said = young(
        indication=Indication("ovarian cancer", words="relapse in ovarian cancer", aspect="relapse in")
    )
    assert judged(said, FIRST, dated="2013-05").verdict is Verdict.OUTDATED
    assert judged(said, FIRST).verdict is Verdict.NOT_VERIFIED, (
        "no date, and research goes on beside an approval"
    )
    assert judged(replace(said, denies=True), FIRST).verdict is Verdict.OUTDATED, "an experimental drug"


def test_a_review_of_a_new_drug_is_over_whatever_it_was_for():
    said = young(status=Status.UNDER_REVIEW, indication=Indication(words="for the operated"))
    assert judged(said, FIRST, dated="2013-05").verdict is Verdict.OUTDATED
    assert judged(said, FIRST, dated="2015-05").verdict is Verdict.NOT_VERIFIED, "a further use"
    assert (
        judged(replace(said, status=Status.ONLY_IN_TRIALS), FIRST, dated="2013-05").verdict
        is Verdict.NOT_VERIFIED
    )


def test_words_beside_the_use_do_not_save_it_either():
    said = young(indication=Indication("ovarian cancer"), status=Status.ONLY_IN_TRIALS, unread=("a third",))
    assert judged(said, FIRST, dated="2013-05").verdict is Verdict.OUTDATED


@pytest.mark.parametrize(
    "more",
    [
        {"subject": Subject("PARP inhibitors", ("olaparib",), drug_class="parp inhibitor")},
        {"subject": Subject("others than olaparib", ("olaparib",), excluding=("olaparib",))},
        {"exclusivity": Exclusivity.NO_DRUG},
        {"negated": True},
        {"historic": True},
    ],
)
def test_only_what_is_said_of_named_drugs_as_they_stand(more):
    assert judged(replace(young(), **more), FIRST, dated="2013-05").verdict is not Verdict.OUTDATED


def test_a_first_act_that_is_only_seen_or_was_emergency_use_is_no_birthday():
    assert judged(young(), replace(FIRST, seen=True), dated="2013-05").verdict is Verdict.NOT_VERIFIED
    emergency = act("olaparib", Action.EMERGENCY, "2012-03-01", "ovarian cancer")
    assert judged(young(), emergency, FIRST, dated="2013-05").verdict is Verdict.NOT_VERIFIED
