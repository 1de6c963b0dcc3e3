"""Entries that no record fits, and entries whose identifier leads elsewhere."""

from model.finding import Severity
from model.literature import Match, MatchVerdict
from tests.checks.ref.conftest import work

PAGE = (
    "# Teeth\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
    "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61. PMID: 11248153\n"
)


def test_an_article_that_nobody_holds_is_a_note_that_shows_the_entry(judged):
    (finding,) = judged(
        "REF004", PAGE, {1: Match(MatchVerdict.NOT_FOUND, 0.2, says="Searched, nothing fits.")}
    )
    assert finding.severity is Severity.NOTE
    assert "Marlowe T, Quist B." in finding.quote
    assert "not found in PubMed" in finding.message
    assert finding.evidence[0].says == "Searched, nothing fits."


def test_an_entry_that_looks_made_up_says_why_and_asks_for_a_look(judged):
    why = "its journal, volume and page are those of “Files and canals” (Smith, J Endod, 2011)"
    (finding,) = judged("REF004", PAGE, {1: Match(MatchVerdict.NOT_FOUND, 0.2, looks_invented=why)})
    assert finding.severity is Severity.WARNING
    assert why in finding.message
    assert "Please check it" in finding.message


def test_an_entry_mixed_from_two_papers_is_told_though_each_half_is_real(judged):
    why = "its title is that of “A” (Smith), its journal, volume and page are those of “B” (Jones)"
    match = Match(MatchVerdict.AMBIGUOUS, 0.4, candidates=(work(), work(21419285)), looks_invented=why)
    (finding,) = judged("REF004", PAGE, {1: match})
    assert finding.severity is Severity.WARNING
    assert why in finding.message
    assert "Please check it" in finding.message
    assert [e.id for e in finding.evidence][1:] == ["PMID 9500320", "PMID 21419285"]


def test_books_pages_and_doubtful_matches_are_never_accused(judged):
    for verdict in (MatchVerdict.NOT_AN_ARTICLE, MatchVerdict.AMBIGUOUS, MatchVerdict.MATCHED):
        match = Match(verdict, 0.4, work() if verdict is MatchVerdict.MATCHED else None)
        assert judged("REF004", PAGE, {1: match}) == []


def test_a_wrong_identifier_shows_both_papers(judged):
    wrong, right = (
        work(11248153, "HER2 and chemotherapy", 2001),
        work(21419285, "Tea rinses and gum healing", 2011),
    )
    match = Match(MatchVerdict.MISMATCH, 0.9, wrong, (), ("title", "author"), (right,))
    (finding,) = judged("REF005", PAGE, {1: match})
    assert finding.message.startswith("PMID 11248153 of this reference leads to another paper: ")
    assert "“HER2 and chemotherapy” (Wakefield et al, Lancet, 2001)" in finding.message
    assert "“Tea rinses and gum healing”" in finding.suggestion
    assert [e.id for e in finding.evidence] == ["PMID 11248153", "PMID 21419285"]
    assert "PMID 21419285" in finding.suggestion


def test_a_wrong_identifier_with_a_text_found_nowhere_says_so(judged):
    match = Match(
        MatchVerdict.MISMATCH,
        0.1,
        work(11248153),
        (),
        ("title",),
        looks_invented="its text was found nowhere",
    )
    (finding,) = judged("REF005", PAGE, {1: match})
    assert "No record fits its text." in finding.suggestion


def test_an_identifier_that_does_not_exist_beside_a_good_text(judged):
    match = Match(
        MatchVerdict.MATCHED,
        1.0,
        work(21419285),
        ("title",),
        ("identifier",),
        says="There is no record PMID 1.",
    )
    (finding,) = judged("REF005", PAGE, {1: match})
    assert "There is no record PMID 1." in finding.message


def test_small_differences_of_a_match_are_no_mismatch(judged):
    match = Match(MatchVerdict.MATCHED, 0.9, work(21419285), ("title", "author"), ("year",))
    assert judged("REF005", PAGE, {1: match}) == []
