"""Two papers of one list carry the same DOI or PMID: one of the two is not its own."""

from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import entry_place, make, match_of, numbered
from checks.ref._two_papers import are_two_articles
from model.finding import Finding, Severity
from model.identifiers import DOI, PMID, Identifier
from model.literature import MatchVerdict
from model.page import Reference

_DECIDED = frozenset({MatchVerdict.MATCHED, MatchVerdict.MISMATCH})


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each entry with the identifier of an earlier one that is plainly another paper; none where
    a record tells already which of the two is wrong."""
    first: dict[tuple[int | None, Identifier], Reference] = {}
    for reference in case.page.references:
        for identifier in reference.identifiers:
            if reference.inline or not isinstance(identifier, DOI | PMID):
                continue
            earlier = first.setdefault((reference.section, identifier), reference)
            if earlier is reference or not are_two_articles(earlier, reference):
                continue
            if any(_decided(case, r) for r in (earlier, reference)):
                continue
            kind = type(identifier).__name__
            yield make(
                CHECK,
                case,
                entry_place(case.page, reference),
                f"{numbered(reference)} and {numbered(earlier).lower()} are two papers with one {kind}, {identifier}: "
                "it is wrong in one of them.",
                f"Look up both papers, and give each its own {kind}.",
                f"one {kind} for {numbered(earlier).lower()} and {numbered(reference).lower()}",
            )
            break


def _decided(case: Case, reference: Reference) -> bool:
    answer = match_of(case, reference)
    return answer is not None and answer.facts.verdict in _DECIDED


_ONE = "Alder J, Birch K. Rest after a cold in schoolchildren. Made J Med. 2010;12(3):100-7."
_TWO = "Cedar L, Doyle M. Iron tablets for tired donors. Made J Blood. 2014;8(1):45-52."

CHECK = Check(
    code="REF025",
    slug="shared_identifier",
    severity=Severity.WARNING,
    title="Two papers of the list carry one identifier",
    why="One of the two links takes a reader to a paper that says something else.",
    run=run,
    asks=references,
    fires=(
        f"# Rest\n\nRest helps [1]. Iron does too [2].\n\n## References\n\n1. {_ONE} doi:10.5555/made.1\n"
        f"2. {_TWO} doi:10.5555/made.1\n",
    ),
    silent=(
        f"# Rest\n\nRest helps [1]. Iron does too [2].\n\n## References\n\n1. {_ONE} doi:10.5555/made.1\n"
        f"2. {_TWO} doi:10.5555/made.2\n",
        "# Lungs\n\nA fact [1]. Another [2].\n\n## References\n\n"
        "1. Roe P. Preface. In: Doe J, editor. The lung book. Berlin: Springer; 2016. p. 1-5. doi:10.5555/lungs\n"
        "2. Poe Q. Cough. In: Doe J, editor. The lung book. Berlin: Springer; 2016. p. 50-9. doi:10.5555/lungs\n",
    ),
)
