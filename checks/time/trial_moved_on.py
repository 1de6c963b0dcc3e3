"""A trial that the page calls open has ended."""

import re
from collections.abc import Iterator

from checks._asks import trials
from checks._check import Case, Check
from checks._sections import long_date
from model.evidence import Evidence
from model.finding import Exhibit, Finding, Severity
from model.identifiers import NCT
from model.literature import Trial

_OPEN = re.compile(
    r"\b(?:recruit(?:s|ing)|enroll?(?:s|ing)|accepting|now open|is open|are open|still open|ongoing|under ?way|"
    r"in progress|is being (?:tested|studied|conducted|evaluated|done|carried out|run)|"
    r"(?:is|are) (?:currently |now |still )*(?:testing|studying|evaluating|investigating|comparing|examining|assessing"
    r"|exploring|seeking|inviting)|(?:volunteers|participants|patients|people) are (?:being )?"
    r"(?:sought|needed|wanted|invited)|"
    r"(?:can|may be able to|are invited to) (?:join|take part|enroll?|participate)|looking for|will enroll)\b",
    re.IGNORECASE,
)
#: What tells of the trial as it was, or as closed: "was recruiting", "no longer enrolling", "has closed".
_PAST = re.compile(
    r"\b(?:(?:was|were|had been|stopped|finished|completed|ended|before|no longer|not|never|while it was)"
    r" (?:yet |still |actively )?(?:recruit|enroll?|accept|open|ongoing|test|stud|evaluat|investigat|compar"
    r"|being|under ?way|in progress|looking)\w*"
    r"|(?:is|are|was|were|has been|now) closed|has (?:closed|ended|finished)|could (?:join|take part|enroll?))\b",
    re.IGNORECASE,
)
_CLOSED = {
    "COMPLETED": "is completed",
    "TERMINATED": "was stopped early",
    "WITHDRAWN": "was withdrawn before it began",
    "SUSPENDED": "is suspended",
    "ACTIVE_NOT_RECRUITING": "no longer recruits",
    "NO_LONGER_AVAILABLE": "is no longer available",
}
_STILL_RUNS = {"ACTIVE_NOT_RECRUITING", "SUSPENDED"}
_RECRUITS = re.compile(r"\b(?:recruit|enroll?|accepting|open|join|take part|looking for)", re.IGNORECASE)


def _kind(trial: Trial) -> str:
    """The registry's value of a status told in its words: "Active, not recruiting" is ACTIVE_NOT_RECRUITING."""
    return trial.status.upper().replace(",", "").replace(" ", "_")


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each trial that a sentence calls open while its record says otherwise."""
    page = case.page
    for citation in page.citations:
        quote = page.quote(citation.sentence)
        if not _OPEN.search(quote) or _PAST.search(quote):
            continue
        for index in citation.references:
            for identifier in page.references[index].identifiers:
                if not isinstance(identifier, NCT):
                    continue
                answer = case.answers.trials.get(identifier)
                if not isinstance(answer, Evidence) or _kind(answer.facts) not in _CLOSED:
                    continue
                trial = answer.facts
                kind = _kind(trial)
                if kind in _STILL_RUNS and not _RECRUITS.search(quote):
                    continue
                since = trial.completion_date or trial.status_date
                when = f" ({long_date(since)})" if since else ""
                yield Finding(
                    code=CHECK.code,
                    severity=CHECK.severity,
                    page_url=page.url,
                    section=citation.section,
                    quote=quote,
                    span=citation.sentence,
                    message=f"The trial {identifier} {_CLOSED[kind]}{when}.",
                    suggestion="Say what it found, or take the invitation out.",
                    subject=str(identifier),
                    since=since.earliest() if since else None,
                    evidence=(
                        Exhibit(
                            answer.source,
                            str(identifier),
                            answer.url,
                            answer.says,
                            answer.as_of,
                            answer.retrieved_at,
                        ),
                    ),
                )


CHECK = Check(
    code="TIME004",
    slug="trial_moved_on",
    severity=Severity.WARNING,
    title="A trial’s status has changed",
    why="A reader asks for a place in a trial that has closed.",
    run=run,
    asks=trials,
)
