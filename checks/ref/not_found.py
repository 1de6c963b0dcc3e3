"""An entry names a journal article that no record fits."""

from collections.abc import Iterator
from dataclasses import replace

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import describe, entry_place, make, match_of, name_of
from model.finding import Exhibit, Finding, Severity
from model.literature import Match, MatchVerdict


def run(case: Case) -> Iterator[Finding]:
    """Yield a finding for each article that every source asked has looked for and none holds. Books, web pages,
    guidelines and the like are never among them. Where the entry looks made up, or mixed from several papers, it
    says why."""
    for reference in case.page.references:
        answer = match_of(case, reference)
        if answer is None or not _is_missing(answer.facts):
            continue
        match = answer.facts
        exhibits = [
            Exhibit(answer.source, answer.id, answer.url, answer.says, answer.as_of, answer.retrieved_at)
        ]
        exhibits += [
            Exhibit(w.source, name_of(w), w.url, describe(w), answer.as_of, answer.retrieved_at)
            for w in match.candidates
        ]
        if match.looks_invented and match.verdict is MatchVerdict.AMBIGUOUS:
            message = (
                f"We could not find this paper as it is given here: {match.looks_invented}. Please check it."
            )
            suggestion = "Find out which paper was meant, and give it as its record has it."
        elif match.looks_invented:
            message = f"We could not find this paper: {match.looks_invented}. Please check it."
            suggestion = "Look for the paper itself. If nobody can find it, take out what rests on it."
        else:
            message = f"This reference was not found in {answer.source}, which holds most medical journals."
            suggestion = "Compare the entry with the paper; add its DOI or PMID."
        finding = make(
            CHECK,
            case,
            entry_place(case.page, reference),
            message,
            suggestion,
            "not found",
            tuple(exhibits),
        )
        yield finding if match.looks_invented else replace(finding, severity=Severity.NOTE)


def _is_missing(match: Match) -> bool:
    """Nothing fits; or records fit in part, in a way that says that the whole cannot be."""
    if match.verdict is MatchVerdict.AMBIGUOUS:
        return bool(match.looks_invented)
    return match.verdict is MatchVerdict.NOT_FOUND


CHECK = Check(
    code="REF004",
    slug="not_found",
    severity=Severity.WARNING,
    title="A cited article cannot be found",
    why="A paper that does not exist supports nothing, and one with a misprinted entry cannot be checked.",
    run=run,
    asks=references,
    fires=(
        "# Teeth\n\nRinsing with tea heals gums [1].\n\n## References\n\n"
        "1. Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61.\n",
    ),
    silent=(
        "# Teeth\n\nBrush twice a day [1].\n\n## References\n\n"
        "1. American Dental Association. Brushing your teeth. ADA website. Accessed June 3, 2014.\n",
    ),
)
