"""Links: only what is dead for certain is told; a program that is refused, and one bad night, accuse nobody."""

from datetime import date

import pytest

from checks import all_checks, judge
from model.evidence import Answers, Evidence, Unanswered
from model.lexicon import Lexicon
from model.link import LinkFacts, LinkState
from model.page import Document
from model.policy import Policy
from pages.read import read

URL = "https://other.example/leaflet"
TEXT = f"# Asthma\n\nRead the [leaflet]({URL}#doses) of the clinic. Here is [the leaflet]({URL}) again.\n"
CHECKS = [c for c in all_checks() if c.family == "link"]


def _told(answer) -> list:
    page = read(Document("https://own.example/a", TEXT.encode(), "text/markdown"), Lexicon())
    return list(judge(page, Answers(links={URL: answer}), Policy(), date(2026, 11, 24), CHECKS).findings)


def _met(state: LinkState, **facts) -> Evidence:
    return Evidence(
        "the linked site", URL, URL, "said", LinkFacts(URL, state, "the site answered 404", **facts)
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (_met(LinkState.GONE), "LINK001"), (_met(LinkState.SOFT_GONE), "LINK002"), (_met(LinkState.HOME), "LINK002"),
        (_met(LinkState.MOVED, leads_to="https://other.example/new"), "LINK003"), (_met(LinkState.SILENT, nights=3), "LINK004"),
        (_met(LinkState.SILENT, nights=2), None), (_met(LinkState.OK), None), (_met(LinkState.REFUSED), None), (_met(LinkState.UNKNOWN), None),
        (Unanswered("the linked site", URL, "not asked"), None),
    ],
)  # fmt: skip
def test_what_is_told_of_a_link(answer, code):
    found = _told(answer)
    assert [f.code for f in found] == ([code] if code else [])  # each page once, however often it is linked
    assert all(f.quote == "leaflet" and f.evidence for f in found)


def test_an_archived_copy_is_offered():
    copy = "https://web.archive.org/web/20190102030405/https://other.example/leaflet"
    (found,) = _told(_met(LinkState.GONE, archived=copy, archived_on=date(2019, 1, 2)))
    assert copy in found.suggestion
    assert [e.url for e in found.evidence] == [URL, copy]


def test_a_page_asks_for_its_links_once_and_not_for_its_own_site():
    text = TEXT + "See [above](https://own.example/a#top), [mail](mailto:x@own.example) and [part](/b).\n"
    page = read(Document("https://own.example/a", text.encode(), "text/markdown"), Lexicon())
    assert CHECKS[0].asks(page, Lexicon()).links == (URL,)
