"""What sort of document a page is, and how a site overrules the reader."""

from __future__ import annotations

import pytest

from model.page import Document, Page, PageType
from model.policy import Policy
from pages.read import read

_PROSE = (
    "<p>Gout comes in attacks, most often at night and in the big toe, and goes away by itself within a week or two. "
    "Drinking water, resting the foot and an early tablet make it shorter.</p>"
)


def page(head: str = "", body: str = "", url: str = "https://example.org/gout", title: str = "Gout") -> Page:
    html = (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{body}{_PROSE}"
        f"{_PROSE}</main></body></html>"
    )
    return read(Document(url, html.encode(), "text/html; charset=utf-8"))


_PAPER = "".join(f"<h2>{name}</h2>{_PROSE}" for name in ("Abstract", "Methods", "Results", "Discussion"))
_MONOGRAPH = "".join(
    f"<h2>{name}</h2>{_PROSE}"
    for name in (
        "Indications and Usage",
        "Dosage and Administration",
        "Contraindications",
        "Adverse Reactions",
    )
)


_LEAFLET = "".join(
    f"<h2>{name}</h2>{_PROSE}"
    for name in (
        "What is colchine used for?",
        "How to take colchine",
        "Side effects of colchine",
        "Interactions",
    )
)
_TRADE = (
    "<p>In patients with relapsed/refractory disease, monotherapy gave an ORR of 41% and a median PFS of 7 months. Grade 3 "
    "adverse events were seen in 38%; the hazard ratio for death was 0.71. Second-line use is contraindicated.</p>"
)
_STORY = "".join(
    f"<p>“Number {n} hurts most,” says {who}.</p>"
    for n, who in enumerate(("Ann", "Bo", "Cy", "Di", "Ed", "Flo"))
)


def ld(types: str) -> str:
    return f'<script type="application/ld+json">{types}</script>'


CASES = [
    ("advice without any sign", "", "", "https://example.org/gout", PageType.PATIENT),
    ("Highwire meta", "<meta name=citation_journal_title content='J Gout'>", "", "", PageType.JOURNAL),
    ("a chapter has no journal", "<meta name=citation_inbook_title content='Book'><meta name=citation_issn content=1>",
     "", "", PageType.PATIENT),
    ("a report's DOI alone", "<meta name=citation_doi content='10.1/x'>", "", "", PageType.PATIENT),
    ("Dublin Core type", "<meta name=dc.type content='Research Article'>", "", "", PageType.JOURNAL),
    ("JSON-LD scholarly", ld('{"@graph":[{"@type":["ScholarlyArticle"]}]}'), "", "", PageType.JOURNAL),
    ("JSON-LD news", ld('{"@type":"NewsArticle","headline":"Gout"}'), "", "", PageType.NEWS),
    ("news that the page only cites", ld('{"@type":"Article","citation":{"@type":"NewsArticle"}}'), "", "",
     PageType.PATIENT),
    ("plain Article says nothing", ld('{"@type":"Article"}'), "", "", PageType.PATIENT),
    ("section of news", "<meta property=article:section content='Health News'>", "", "", PageType.NEWS),
    ("PubMed's address", "", "", "https://pubmed.ncbi.nlm.nih.gov/12345678/", PageType.JOURNAL),
    ("headings of a paper", "", _PAPER, "", PageType.JOURNAL),
    ("press folder", "", "", "https://example.org/about/press-releases/gout-award", PageType.PRESS),
    ("for immediate release", "", "<p>FOR IMMEDIATE RELEASE</p>", "", PageType.PRESS),
    ("wire", "", "<p>BOSTON, May 4, 2021 (PR Newswire) – The clinic opens a new ward.</p>", "", PageType.PRESS),
    ("headings of a leaflet", "", _LEAFLET, "", PageType.DRUG),
    ("side effects alone", "", "<h2>Side effects</h2>" + _PROSE, "", PageType.PATIENT),
    ("says whom it is for", "", "<p>This page is intended for health care professionals.</p>", "", PageType.PROFESSIONAL),
    ("the terms of the trade", "", _TRADE, "", PageType.PROFESSIONAL),
    ("people who are called patients", "", "<p>" + "In patients with gout it is given early; most patients do well. " * 3
     + "</p>", "", PageType.PROFESSIONAL),
    ("its terms, told to a reader", "", _TRADE + "<p>Ask your doctor what you can take, and what you should not.</p>" * 3,
     "", PageType.PATIENT),
    ("a story of the day", "", _STORY, "https://example.org/2022/11/09/gout", PageType.NEWS),
    ("quotations in advice", "", _STORY, "https://example.org/features/gout", PageType.PATIENT),
    ("advice at a day's address", "", "", "https://example.org/2022/11/09/gout", PageType.PATIENT),
    ("news folder with a day", "<meta property=article:published_time content=2021-05-04>", "",
     "https://example.org/news/gout-on-the-rise", PageType.NEWS),
    ("advice kept in a folder of news", "", "", "https://example.org/news/what-is-gout", PageType.PATIENT),
    ("trial record", "", "<p>NCT01234567</p><p>Recruitment status: Recruiting</p><p>Sponsor: X</p>"
     "<p>Primary outcome: pain</p>", "", PageType.REGISTRY),
    ("trial registry's address", "", "", "https://clinicaltrials.gov/study/NCT01234567", PageType.REGISTRY),
    ("archived notice", "", "<p>This page has been archived and is no longer updated.</p>", "", PageType.ARCHIVE),
    ("archive folder", "", "", "https://example.org/archive/2009/gout", PageType.ARCHIVE),
    ("drug folder", "", "", "https://example.org/drugs/allopurinol", PageType.DRUG),
    ("headings of a monograph", "", _MONOGRAPH, "", PageType.DRUG),
    ("service folder", "", "", "https://example.org/services/joint-clinic", PageType.SERVICE),
    ("for professionals", "", "", "https://example.org/professionals/gout", PageType.PROFESSIONAL),
]  # fmt: skip


@pytest.mark.parametrize(("why", "head", "body", "url", "kind"), CASES, ids=[c[0] for c in CASES])
def test_types(why: str, head: str, body: str, url: str, kind: PageType) -> None:
    assert page(head, body, url or "https://example.org/gout").type is kind, why


def test_a_saved_file_has_no_folders() -> None:
    assert page(url="file:///home/me/news/archive/gout.html").type is PageType.PATIENT


def test_dated_records() -> None:
    assert {t for t in PageType if t.is_record} == {
        PageType.JOURNAL,
        PageType.NEWS,
        PageType.PRESS,
        PageType.REGISTRY,
        PageType.ARCHIVE,
    }


def test_policy_overrules_by_path() -> None:
    policy = Policy(page_types=(("/blog/*", PageType.NEWS), ("/*", PageType.PATIENT)))
    assert policy.typed(page(url="https://example.org/blog/gout")).type is PageType.NEWS
    assert policy.typed(page(ld('{"@type":"NewsArticle"}'))).type is PageType.PATIENT
    assert Policy().typed(page(ld('{"@type":"NewsArticle"}'))).type is PageType.NEWS


_RELEASE_TAIL = (
    "<h2>Forward-looking statements</h2><p>This news release contains statements that may turn out otherwise.</p>"
    "<h2>About Larkspur Biologics</h2><p>Larkspur Biologics makes medicines for rare skin diseases.</p>"
)


@pytest.mark.parametrize(
    "dateline",
    [
        "BASEL, Switzerland, 3 May 2021 – Larkspur Biologics (Nasdaq: LRKB) today announced a second trial.",
        "SAN DIEGO, Sept. 14, 2020 /Newsfeed/ -- Larkspur Biologics today announced that dosing has begun.",
        "Leeds, UK, March 9, 2022 — Larkspur Biologics has met the main goal of its trial.",
    ],
)
def test_place_and_day_open_a_release(dateline: str) -> None:
    assert page(body=f"<p>{dateline}</p>{_RELEASE_TAIL}").type is PageType.PRESS


def test_a_page_for_patients_that_names_a_release_is_none() -> None:
    body = "<p>In Leeds, on March 9, 2022, the maker said in a press release that its trial had met its goal.</p>"
    assert page(body=body).type is PageType.PATIENT


_FIELDS = {
    "Registration number": "XRT-0042",
    "First posted": "4 May 2019",
    "Recruitment status": "Active, not recruiting",
    "Study start": "1 June 2019",
    "Primary completion": "July 2022 (estimated)",
    "Sponsor": "Northmoor University",
}


@pytest.mark.parametrize(
    "row",
    ["<tr><th>{}</th><td>{}</td></tr>", "<dt>{}</dt><dd>{}</dd>", "<p>{}: {}</p>"],
    ids=["table", "terms", "lines"],
)
def test_the_fields_of_a_trial_make_a_record_of_a_registry(row: str) -> None:
    rows = "".join(row.format(name, value) for name, value in _FIELDS.items())
    whole = {"<tr": f"<table>{rows}</table>", "<dt": f"<dl>{rows}</dl>", "<p>": rows}[row[:3]]
    assert page(body=whole).type is PageType.REGISTRY


def test_a_page_that_explains_trials_is_no_record() -> None:
    body = (
        "<h2>Who is the sponsor?</h2><p>The sponsor pays for the trial. The recruitment status says whether people can "
        "still join, and inclusion criteria say who.</p>"
    )
    assert page(body=body).type is PageType.PATIENT
