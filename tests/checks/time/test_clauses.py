"""How a sentence is taken apart: which clauses it has, when their verbs tell, whose time it is."""

import pytest

from checks.time._ageing_words import ageing
from checks.time._clauses import Kind, clauses
from checks.time._roles import words_of
from checks.time._subjects import Whose
from checks.time._told import told
from checks.time._verbs import Tense

M, W, R, C, A = Kind.MAIN, Kind.WHENEVER, Kind.RELATIVE, Kind.CONTENT, Kind.ASIDE


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("The drug is safe.", [M]),
        ("If you are pregnant, the drug is not for you.", [W, M]),
        ("People who are on lithium should see a nurse.", [M, R, M]),
        ("Doctors do not know whether the patch helps.", [M, C]),
        ("Whether the patch helps after a stroke is disputed.", [C, M]),
        ("The test is dear, although its price has come down.", [M, M]),
        ("The firm sells a pump, which is on trial in Leeds.", [M, A]),
        ("Masks are once again required on the wards.", [M]),
        ("The thinking on rest after a stroke has changed.", [M]),
        ("It is a question the experts cannot answer.", [M, C]),
        ("Lenses that measure pressure are sold in shops.", [M, R, M]),
    ],
)
def test_clauses_are_told_apart_by_what_opens_them(sentence: str, kinds: list[Kind]) -> None:
    assert [clause.kind for clause in clauses(words_of(sentence))] == kinds


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("Two hospitals are now testing it.", Tense.GOING_ON),
        ("It is being tested in Leeds.", Tense.GOING_ON),
        ("The agency has widened the scheme.", Tense.PERFECT),
        ("The agency has two branches.", Tense.PRESENT),
        ("The scheme could be widened.", Tense.MODAL),
        ("The scheme was widened.", Tense.PAST),
        ("Waiting times now exceed a year.", Tense.PRESENT),
        ("Most insurers refuse to pay.", Tense.PRESENT),
        ("The firm promised a pill.", Tense.PAST),
        ("A pill for the heart.", Tense.NONE),
    ],
)
def test_the_verbs_say_when(sentence: str, tense: Tense) -> None:
    assert clauses(words_of(sentence))[0].verb.tense is tense


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("You are on the list.", Whose.READER),
        ("Your knee is stiff.", Whose.READER),
        ("Your insurer is right.", Whose.WORLD),
        ("The nurse is at the door.", Whose.ONE),
        ("Her board has met.", Whose.ONE),
        ("Most of the patients are well.", Whose.PEOPLE),
        ("The lens of the eye is clear.", Whose.BODY),
        ("Nobody has seen it.", Whose.WORLD),
        ("Wholesalers are short of it.", Whose.WORLD),
        ("Sofosbuvir is dear.", Whose.WORLD),
        ("There is a queue.", Whose.THERE),
        ("Our ward is shut.", Whose.US),
        ("Ulcers are common.", Whose.BODY),
        ("Curtains are drawn.", Whose.UNKNOWN),
    ],
)
def test_the_subject_says_whose_time_it_is(sentence: str, whose: Whose) -> None:
    assert told(words_of(sentence))[0].whose is whose


@pytest.mark.parametrize(
    "sentence",
    [
        "Applicants must show that they are currently insured.",
        "Ask how many of these the surgeon has done to date.",
        "Nobody in the camp could yet say what it was, and the doctor had gone.",
        "A claim is pending until all the papers are in.",
        "The scan is still possible when the wound has closed.",
        "Adults now on the older drug may change at their next visit.",
        "The infusion is dripping at the right speed.",
        "The nurses are checking the drip every hour.",
    ],
)
def test_what_is_no_state_of_the_world_stays_silent(sentence: str) -> None:
    assert not ageing(sentence)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Hospitals are converting theatres into wards.", "are converting"),
        ("The role of the gland is, as far as anyone can tell, still a riddle.", "still"),
        ("While its safety is still in question, the vaccine is sold.", "still"),
        ("In most provinces a nurse is now allowed to sign the form.", "now"),
        ("For infants there are hardly any data.", "are hardly any data"),
        ("The recall has begun to bite.", "has begun"),
    ],
)
def test_what_the_world_is_doing_ages_whatever_the_words(sentence: str, words: str) -> None:
    assert words in " ".join(phrase.words for phrase in ageing(sentence))
