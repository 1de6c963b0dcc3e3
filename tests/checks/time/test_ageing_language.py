"""TIME001: which words grow old, which only sound like it, and how few notes tell of them."""

import pytest

from checks.time._ageing_words import ageing
from model.policy import Policy


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At this time, the test is not routine.", ("At this time", "is not routine")),
        ("CDK4/6 inhibitors are a new class of drugs.", ("new class",)),
        ("These drugs are under study for other cancers.", ("are under study",)),
        ("They are a class of drugs under study for many cancers.", ("are a class of drugs under study",)),
        ("New ways to treat it are being tested.", ("New ways", "are being tested")),
        ("Early findings suggest a benefit.", ("Early findings",)),
        ("It is only offered in clinical trials.", ("is only offered in clinical trials",)),
        ("Researchers are studying whether exercise helps.", ("are studying",)),
        ("No vaccine has been found to date.", ("No vaccine has been found", "to date")),
        ("There is currently no cure for the disease.", ("currently",)),
        ("The drug was recently approved by the FDA.", ("recently",)),
        ("Several vaccines are under development.", ("are under development",)),
        ("It is not yet known why this happens.", ("is not yet known",)),
        ("So far, studies have not shown a benefit.", ("So far", "have not shown")),
        ("The best dose has yet to be determined.", ("has yet to",)),
        ("This year, the guidelines changed.", ("This year",)),
        ("Gene therapy is still experimental.", ("is still experimental",)),
        ("Immunotherapy is a promising treatment for melanoma.", ("promising treatment",)),
        ("Ongoing trials will show whether shorter courses work.", ("Ongoing trials",)),
        ("A vaccine is on the horizon.", ("is on the horizon",)),
        ("Researchers are now looking at stem cells.", ("are now looking",)),
        ("Doctors do not yet know what causes it.", ("do not yet know",)),
        ("The cause is not known yet.", ("is not known", "yet")),
        ("At the moment, there is no vaccine.", ("At the moment",)),
        ("Until now, no treatment has been found.", ("Until now",)),
        ("Studies are under way to find out.", ("are under way",)),
        ("The drug is in phase 3 trials.", ("is in phase 3 trials",)),
        ("This drug is new and its long-term effects are unknown.", ("is new", "are unknown")),
        ("A recent study found that it works.", ("recent study",)),
        (
            "Scientists hope that a vaccine will be ready soon.",
            ("soon",),
        ),
        ("Today, most children survive.", ("Today",)),
    ],
)
def test_words_of_the_day_of_writing_are_found(sentence, expected):
    assert tuple(phrase.words for phrase in ageing(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Tell your doctor if you are currently taking aspirin.", "the reader's own present"),
        ("Are you currently being treated for depression?", "a question to the reader"),
        ("People who currently smoke should have a scan.", "what people do"),
        ("Women currently taking tamoxifen need an eye exam.", "what people do"),
        ("He recently had a heart attack.", "a patient's life"),
        ("If you recently had surgery, wait six weeks.", "the reader's life"),
        ("Anyone who has lately lost weight should be seen.", "anyone's life"),
        ("If you have not yet had your first dose, book it.", "the reader's vaccine"),
        ("A child who is not yet walking can be carried.", "a child's age"),
        ("If the wound is not yet closed, keep it dry.", "a wound"),
        ("The child is being tested for allergies.", "a patient's test"),
        ("Your symptoms may come back in the near future.", "the reader's future"),
        ("Ask before you start a new medicine.", "new to the reader"),
        ("Call if you get new symptoms.", "no kind of medicine"),
        ("A new type of pain should be reported.", "no kind of medicine"),
        ("Your new treatment plan will be explained to you.", "the reader's plan"),
        ("Your doctor may order new tests.", "tests of the reader"),
        ("Clinical trials are studies that test new treatments in people.", "what trials do in every year"),
        ("To find new ways to treat asthma, volunteers are needed.", "what research does in every year"),
        ("Trials are how new treatments are found.", "so in every year"),
        ("Please consider joining a clinical trial of new treatments.", "an invitation"),
        ("Sign up for news about the latest treatments.", "an invitation"),
        ("Read the latest research on diabetes.", "an invitation"),
        ("Some of this information may be out of date at this time.", "the page about itself"),
        ("We are not accepting new patients at this time.", "the clinic about itself"),
        ("Stay up to date with your vaccines.", "“to date” within “up to date”"),
        ("In the last year, have you fallen?", "the last twelve months"),
        ("Over the next year, you will be seen every month.", "the next twelve months"),
        ("As of 2019, the drug is currently under study.", "it says as of when"),
        ("In 2018 a new class of drugs was approved.", "it says when"),
        ("The drug was under investigation until 2009.", "history"),
        ("New York has many hospitals.", "a name"),
        ("The newborn sleeps.", "part of a word"),
        ("So far as we know, it is safe to shower.", "an idiom"),
        ("Studies have shown that it works.", "no ageing words"),
        ("Every year new types of flu virus appear.", "so in every year"),
        ("New treatments must be shown to be safe.", "so in every year"),
        ("A new study in 2009 showed that tea helps.", "it says when"),
        ("At present, you may feel tired after each dose.", "the reader's present"),
        ("You will soon feel better.", "the reader's future"),
        ("The new test kit comes with a leaflet.", "a thing at hand"),
        ("In this year’s survey, you can win a prize.", "a survey's name"),
        ("Ask whether there are any ongoing trials near you.", "an invitation"),
        ("If you smoke today, your risk is higher.", "the reader's day"),
        ("Cells under study were frozen.", "history"),
        ("In recent years, treatment has improved a lot.", "a trend that stays true"),
        ("Trials look at new ways to prevent the disease.", "what trials do in every year"),
        ("The couple had recently replaced their bedding.", "a story"),
        ("The photo shows the fox at the moment of capture.", "a scene"),
        ("Open trials can be viewed at www.example.org/trials.", "a pointer that stays true"),
        ("New Results", "a label"),
    ],
)
def test_what_only_sounds_like_it(sentence, why):
    assert ageing(sentence) == (), why


def test_a_note_quotes_one_sentence_with_all_its_words_and_its_age(judged):
    text = "At this time, researchers are studying whether it helps."
    (finding,) = judged("TIME001", text)
    assert finding.quote == text
    for words in (
        "“At this time”",
        "“are studying”",
        "updated on 24 June 2014",
        "12 years",
    ):
        assert words in finding.message


def test_what_is_being_tried_is_told_before_what_is_unknown(judged):
    (finding,) = judged("TIME001", "The cause is unknown. A vaccine is being tested.")
    assert finding.quote == "A vaccine is being tested."
    assert finding.message.endswith("The section has 1 more such passage: “The cause is unknown.”.")


def test_one_note_a_section_says_how_many_more_there_are(judged):
    filler = "The airways are tight and swollen in asthma, and breathing out is hard work. " * 4
    first, second = "There is currently no cure.", "A new class of drugs lowers the risk."
    (finding,) = judged("TIME001", f"{first} {filler}{second}")
    assert finding.quote == first
    assert finding.message.endswith(
        "The section has 1 more such passage: “A new class of drugs lowers the risk.”."
    )
    assert len(judged("TIME001", f"# Asthma\n\n{first}\n\n## Drugs\n\n{second}")) == 2


def test_a_sentence_that_has_a_sharper_finding_gets_no_note(judged):
    text = "Currently, the vaccine is expected to be ready by 2017."
    assert len(judged("TIME002", text)) == 1
    assert judged("TIME001", text) == []


def test_dated_records_and_other_languages_have_no_notes(judged):
    assert judged("TIME001", "FOR IMMEDIATE RELEASE\n\nThere is currently no cure for it.") == []
    german = (
        "Die Forschung ist weit gekommen und wird von vielen Menschen in der Welt mit Hoffnung gesehen. " * 4
    )
    assert judged("TIME001", german + "Trials are under way.") == []


def test_words_said_twice_are_listed_once(judged):
    (finding,) = judged("TIME001", "There is currently no cure, and currently no vaccine.")
    assert finding.message.count("currently") == 1


@pytest.mark.parametrize(
    "heading", ["References", "Disclaimer", "About us", "Related topics", "Our commitment"]
)
def test_nothing_in_boilerplate(judged, heading):
    text = f"# Asthma\n\nAsthma is common.\n\n## {heading}\n\nThere is currently no cure.\n\n## Help\n\nAsk."
    assert judged("TIME001", text) == []


def test_headings_and_young_sections_are_silent(judged):
    assert judged("TIME001", "# Asthma\n\n## New drugs\n\nThey help.") == []
    assert judged("TIME001", "There is currently no cure.", dated="Updated 06/24/26") == []


def test_a_page_without_a_date_does_not_tell_when_now_is(judged):
    (finding,) = judged("TIME001", "There is currently no cure.", dated="Thank you.")
    assert finding.message == "The page does not say when “currently” was written."


def test_the_policy_sets_the_age(judged):
    dated = "Updated 06/24/25"
    assert judged("TIME001", "There is currently no cure.", dated) == []
    assert len(judged("TIME001", "There is currently no cure.", dated, Policy(ageing_months=12))) == 1
