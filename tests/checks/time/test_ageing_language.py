"""Which words grow old, and which only sound like it."""

import pytest

from checks.time._ageing_words import phrases


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At this time, the test is not routine.", ("At this time",)),
        ("CDK4/6 inhibitors are a new class of drugs.", ("new class",)),
        ("These drugs are under study for other cancers.", ("are under study",)),
        ("New ways to treat it are being tested.", ("New ways", "are being tested")),
        ("Early findings suggest a benefit.", ("Early findings suggest",)),
        ("It is only offered in clinical trials.", ("only offered in clinical trials",)),
        ("Researchers are studying whether exercise helps.", ("are studying whether",)),
        ("No vaccine has been found to date.", ("to date",)),
    ],
)
def test_words_of_the_day_of_writing_are_found(sentence, expected):
    assert phrases(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Tell your doctor if you are currently taking aspirin.",  # the reader's own present
        "Ask before you start a new medicine.",  # new to the reader
        "Call if you get new symptoms.",
        "Your new treatment plan will be explained to you.",
        "If you recently had surgery, wait six weeks.",
        "New York has many hospitals.",
        "The newborn sleeps.",
        "Studies have shown that it works.",
    ],
)
def test_the_readers_own_present_never_grows_old(sentence):
    assert phrases(sentence) == ()
