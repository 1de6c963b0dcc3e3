"""Signs of a made-up reference: what is told, and what is not, for real papers share pages and volumes."""

from dataclasses import replace

import pytest

from model.identifiers import PMID
from model.literature import MatchVerdict
from sources.matching.decide import decide
from tests.sources.test_matching_decide import GEYER, SLAMON, entry

PLACE_OF_GEYER = "N Engl J Med. 2006;355(26):2733-43."
TITLE_OF_SLAMON = SLAMON.title.rstrip(".")


def test_the_title_of_one_paper_at_the_place_of_another_is_told():
    match = decide(entry(f"Slamon DJ, Shak S. {TITLE_OF_SLAMON}. {PLACE_OF_GEYER}"), [GEYER, SLAMON])
    assert match.verdict is MatchVerdict.AMBIGUOUS
    assert "its title is that of “Use of chemotherapy" in match.looks_invented
    assert "its journal, volume and page are those of “Lapatinib plus" in match.looks_invented


def test_a_title_and_its_place_under_other_names_are_told():
    match = decide(entry(f"Marlowe T, Quist B, Reyes N. {GEYER.title} {PLACE_OF_GEYER}"), [GEYER, SLAMON])
    assert match.verdict is MatchVerdict.AMBIGUOUS
    assert "its authors are not those of “Lapatinib plus" in match.looks_invented


def test_a_title_with_a_misprinted_page_is_only_doubtful():
    match = decide(
        entry(f"Geyer CE, Forster J. {GEYER.title} N Engl J Med. 2006;355(26):1233-43."), [GEYER, SLAMON]
    )
    assert match.looks_invented == ""


OTHER = "Marlowe T, Quist B. Tea rinses and gum healing in adults."


@pytest.mark.parametrize(
    ("text", "record", "why"),
    [
        (
            f"{OTHER} N Engl J Med. 2006;355(25):2733-43.",
            GEYER,
            "another issue of a journal that may begin each with page 1",
        ),
        (f"{OTHER} N Engl J Med. 2006;355:33-43.", replace(GEYER, first_page="33", last_page="43"), "low page, no issue"),
        (f"{OTHER} {PLACE_OF_GEYER}", replace(GEYER, last_page="2734"), "short items share pages"),
        (f"{OTHER} {PLACE_OF_GEYER}", replace(GEYER, last_page=""), "how long the other is is not known"),
        (
            f"{OTHER} N Engl J Med. 2006;355:1166-2733.",
            GEYER,
            "the other begins where this one ends",
        ),
        (f"{OTHER} N Engl J Med. 2006;355(26):1143-50.", replace(GEYER, first_page="26", last_page="32"), "issue, not page"),
    ],
)  # fmt: skip
def test_a_real_paper_beside_another_is_not_suspected(text, record, why):
    match = decide(entry(text), [record])
    assert match.verdict is MatchVerdict.NOT_FOUND
    assert match.looks_invented == "", why


def test_an_article_number_is_one_papers_alone():
    record = replace(
        GEYER,
        journal="PLoS ONE",
        journal_abbrev="PLoS One",
        volume="7",
        first_page="e41007",
        last_page="",
        issue="",
    )
    match = decide(entry(f"{OTHER} PLoS One. 2006;7:e41007."), [record])
    assert "its journal, volume and page" in match.looks_invented


def test_a_shortened_title_in_its_place_is_the_paper():
    text = "Slamon DJ, et al. Use of chemotherapy plus a monoclonal antibody. N Engl J Med. 2001;344:783-92."
    match = decide(entry(text), [SLAMON, GEYER])
    assert (match.verdict, match.work) == (MatchVerdict.MATCHED, SLAMON)


def test_a_misprinted_title_in_its_place_does_not_contradict_its_identifier():
    pmid = PMID("11248153")
    text = "Slamon DJ, et al. Herceptin study in women. N Engl J Med. 2001;344:783-92."
    match = decide(entry(text, pmid), [], {pmid: SLAMON})
    assert (match.verdict, match.work) == (MatchVerdict.MATCHED, SLAMON)


@pytest.mark.parametrize(
    "text",
    ["BBC News. New drug doubles survival, doctors say", "Kolata G. New hope for a stubborn cancer"],
)
def test_a_news_story_that_links_to_a_paper_is_not_accused_of_being_another(text):
    pmid = PMID("11248153")
    match = decide(entry(text, pmid), [], {pmid: SLAMON})
    assert match.verdict is MatchVerdict.AMBIGUOUS
