"""A retraction notice is cited as if it were evidence."""

import re
from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import (
    acknowledges,
    citations_of,
    cited_works,
    is_retracted,
    make,
    name_of,
    sentence_place,
    work_exhibit,
)
from model.finding import Finding, Severity
from model.literature import NoticeKind, Work

_TYPE = "Retraction of Publication"
_TITLE = re.compile(
    r"\s*(?:notice of )?(?:retraction|withdrawal)\b(?!\s+(?:of|from)\s+(?:care|treatment|life|alcohol))",
    re.IGNORECASE,
)


def is_retraction_notice(work: Work) -> bool:
    """The record is itself the notice. A tie in both directions (Crossref gives such) does not make it one: its
    type or its title has to say so too."""
    outgoing = any(n.outgoing and n.kind is NoticeKind.RETRACTION for n in work.notices)
    return not is_retracted(work) and (
        _TYPE in work.types or (outgoing and _TITLE.match(work.title) is not None)
    )


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each sentence that rests on a retraction notice without speaking of a retraction."""
    for cited in cited_works(case):
        if not is_retraction_notice(cited.work):
            continue
        for citation in citations_of(case.page, cited.reference):
            if acknowledges(case.page, citation):
                continue
            yield make(
                CHECK,
                case,
                sentence_place(case.page, citation),
                "The paper cited here is the notice that retracts another one.",
                "Take out what rests on the retracted paper, or say in the sentence that it was retracted.",
                name_of(cited.work),
                (work_exhibit(cited.work, cited.answer),),
            )


CHECK = Check(
    code="REF015",
    slug="retraction_notice",
    severity=Severity.ERROR,
    title="A retraction notice is cited as evidence",
    why="What the sentence says was taken back by the very text it cites.",
    run=run,
    asks=references,
)
