"""What an editor is told of references, in which words: the table of ``tests/reports/test_words.py`` for what only a
source can say, with answers built by hand."""

from __future__ import annotations

import re

import pytest

from checks import all_checks
from model.literature import Match, MatchVerdict, NoticeKind
from tests.checks.ref.conftest import notice, work

CHECKS = {c.code: c for c in all_checks()}
PAGE = (
    "# Teeth\n\n{dated}\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
    "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61. PMID: 9500320\n"
)
TWICE = (
    "# Teeth\n\nRinsing with tea heals gums [1]. It is cheap.\n\n## At home\n\nRinse twice a day [1].\n\n## References\n\n"
    "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2006;37(4):455-61.\n"
)


def _page(dated="Last reviewed 4 September 2012"):
    return PAGE.format(dated=dated)


def _noted(kind, day="2014-02-06"):
    return work(title="Tea and gums", notices=(notice(kind, day, 20137807),))


_LIKE = "its journal, volume and page are those of “Files and canals” (Smith, J Endod, 2011)"
# name, check, page, what a source says, must be told, must not be told
SAID = [
    ("a paper that nobody holds: not called made up, nobody is accused",
     "REF004", _page(), Match(MatchVerdict.NOT_FOUND, 0.2, looks_invented=_LIKE),
     r"^We could not find this paper: its journal, .*\. Please check it\.", r"made up|invent|proof|as this reference says"),
    ("nor one that fits none as a whole",
     "REF004", _page(), Match(MatchVerdict.AMBIGUOUS, 0.4, candidates=(work(), work(21419285)), looks_invented=_LIKE),
     r"^We could not find this paper as it is given here: .* Please check it\.", r"made up|invent|No paper is|mixed"),
    ("retracted after the page was dated: the paper is named, and when",
     "REF006", _page(), _noted(NoticeKind.RETRACTION), r"^Wakefield et al \(Lancet, 1998\) was retracted on 6 February 2014",
     r"was true then|before the page|since 20"),
    ("retracted before it: and that it was before",
     "REF006", _page(), _noted(NoticeKind.RETRACTION, "2010-02-06"),
     r"was retracted on 6 February 2010, before the page’s own date \(4 September 2012\)\. Take out what rests on it",
     r"was true then|source says otherwise"),
    ("a part that was retracted",
     "REF007", _page(), _noted(NoticeKind.PARTIAL_RETRACTION), r"^Part of .* was retracted on 6 February 2014\. Read the notice", r"rests? on it"),
    ("an expression of concern",
     "REF008", _page(), _noted(NoticeKind.EXPRESSION_OF_CONCERN), r"^The journal published an expression of concern about", r"retracted"),
    ("an identifier that leads elsewhere: to which paper, and what to do",
     "REF005", _page(), Match(MatchVerdict.MISMATCH, 0.9, work(title="Iron"), (), ("title",), (work(21419285, "Tea"),)),
     r"^PMID 9500320 of this reference leads to another paper: “Iron” .*put in PMID 21419285, or correct the text", r"mismatch"),
    ("a newer version of a review",
     "REF011", _page(), _noted(NoticeKind.UPDATE, "2022-12-13"), r"^A newer version of the review .* was published on 13 December 2022",
     r"[Ss]ince|superseded"),
    ("old evidence: from which year and how long ago, with all that rests on it",
     "REF013", TWICE, None, r"^The newest source cited for 2 statements of this page is from 2006, 20 years ago\..*“Rinse twice a day",
     r"or before only|is of|more than 10"),
]  # fmt: skip


def _findings(judged, code, page, answer):
    return judged(code, page, {1: answer} if answer else {})


@pytest.mark.parametrize(
    ("code", "page", "answer", "told", "never"), [r[1:] for r in SAID], ids=[r[0] for r in SAID]
)
def test_it_is_told_in_these_words(judged, code, page, answer, told, never):
    (finding,) = _findings(judged, code, page, answer)
    words = f"{finding.message} {finding.suggestion}"
    assert re.search(told, words), words
    assert not re.search(never, f"{words} {CHECKS[code].why}"), words


def test_each_is_a_sentence_and_tells_the_suggestion_once(judged):
    for _, code, page, answer, *_ in SAID:
        for finding in _findings(judged, code, page, answer):
            for text in (finding.message, finding.suggestion):
                assert re.match(r"[A-Z“]", text), text
                assert text.endswith((".", ".”")), text
                assert not re.search(r"  |\.\.|\d{4}-\d\d|\bNone\b|\bis of \d", text), text
            assert finding.message.rstrip(".") not in finding.suggestion
