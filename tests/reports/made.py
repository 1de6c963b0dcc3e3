"""Pages, findings and reports made by hand for the tests of the report."""

from dataclasses import replace
from datetime import UTC, date, datetime

from checks import all_checks
from model.dates import DateKind, DateMention, DatePlace, PageDates, PartialDate
from model.finding import Exhibit, Finding, Held, Judgement, NotVerified, Severity, Verdict
from model.page import Block, Page, Reference, Section, Sentence
from model.policy import Policy
from model.span import Span
from reports.build import PageResult, Run, SourceState, build_report

DAY = date(2026, 11, 24)
RUN = Run(
    id="20261124T021500-abcd",
    started_at=datetime(2026, 11, 24, 2, 15, tzinfo=UTC),
    finished_at=datetime(2026, 11, 24, 2, 16, tzinfo=UTC),
    today=DAY,
    targets=("https://example.org/",),
    policy=Policy(),
    version="0.1.0",
    sources=(SourceState("FDA", "snapshot", date(2026, 11, 20)),),
)
WHY = {c.code: c.why for c in all_checks()}
TITLES = {c.code: c.title for c in all_checks()}


def page_of(*paragraphs, url="https://example.org/a", title="A page", heading="On the drug", **more):
    """A page with one section: its heading, then one sentence a paragraph."""
    texts = (heading, *paragraphs)
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    whole = Span(0, spans[-1].end)
    updated = DateMention(DateKind.UPDATED, PartialDate(2014, 6), DatePlace.VISIBLE, "June 2014", None, 0)
    values = {
        "url": url,
        "title": title,
        "text": "\n".join(texts),
        "sections": (
            Section(0, heading, 1, (heading,), "an-anchor", whole, Span(spans[1].start, whole.end)),
        ),
        "blocks": tuple(
            Block(i, span, 0, "heading" if i == 0 else "paragraph") for i, span in enumerate(spans)
        ),
        "sentences": tuple(Sentence(span, 0, i) for i, span in enumerate(spans)),
        "dates": PageDates((updated,), updated=updated),
    }
    return Page(**(values | more))


def finding_of(page, paragraph=1, **more):
    """A finding on one paragraph of such a page; paragraph 0 is the heading."""
    span = page.blocks[paragraph].span
    values = {
        "code": "FDA001",
        "severity": Severity.ERROR,
        "page_url": page.url,
        "section": 0,
        "quote": page.quote(span),
        "message": "Untrue since 17 July 2017.",
        "suggestion": "Say what holds now.",
        "subject": "lapatinib: approved",
        "span": span,
        "verdict": Verdict.OUTDATED,
        "since": date(2017, 7, 17),
        "evidence": (exhibit(),),
    }
    return Finding(**(values | more))


def exhibit(says="FDA approved Nerlynx (neratinib) (17 July 2017)", id="NDA208051", **more):
    """One exhibit."""
    values = {"source": "FDA", "id": id, "url": "https://www.fda.gov/x", "says": says, "as_of": DAY}
    return Exhibit(**(values | more))


def result_of(page, *findings, open_=(), held=(), owner=""):
    """A judged page."""
    not_verified = tuple(
        NotVerified(page.url, 0, "claim", q, "the source did not answer", "FDA") for q in open_
    )
    proofs = tuple(Held(0, "claim", q, "so it is", "FDA", "https://www.fda.gov/y", DAY) for q in held)
    ordered = tuple(findings)
    return PageResult(page, Judgement(page.url, ordered, not_verified, len(proofs), proofs), "", owner)


def report_of(*results, run=RUN, **more):
    """A report on such pages."""
    return build_report(run, results, **more)


def moved(result, url, **more):
    """The same page, judged alike, under another address."""
    page = replace(result.page, url=url, **more)
    findings = tuple(replace(f, page_url=url) for f in result.judgement.findings)
    return replace(result, page=page, judgement=replace(result.judgement, page_url=url, findings=findings))


def reference_of(page, paragraph, number, **more):
    """A reference whose entry is a paragraph of the page."""
    span = page.blocks[paragraph].span
    return Reference(number - 1, number, page.quote(span), span=span, section=0, **more)
