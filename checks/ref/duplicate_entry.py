"""One paper stands twice in the list."""

import re
import unicodedata
from collections.abc import Iterator

from checks._asks import references
from checks._check import Case, Check
from checks.ref._citing import cited_works, entry_place, make, numbered
from checks.ref._two_papers import tell_apart
from model.finding import Finding, Severity
from model.identifiers import DOI, PMCID, PMID
from model.page import Reference

_OWN_NUMBER = re.compile(r"^\W*\d{1,3}[.)\]]?\s+")
_SHORTEST = 40  # letters and digits: shorter entries ("Ibid.", a site's name) may well recur


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding for each entry that repeats an earlier one of the same list."""
    papers = {c.reference.index: c.work for c in cited_works(case) if c.sure}
    seen: dict[tuple[int | None, str, str], Reference] = {}
    for reference in case.page.references:
        if reference.inline:
            continue
        names = set()
        paper = papers.get(reference.index)
        if paper and paper.pmid:
            names.add(str(paper.pmid))
        # An identifier says so only where it is not already known to lead elsewhere.
        if not _known(case, reference):
            names |= {str(i) for i in reference.identifiers if isinstance(i, PMID | PMCID | DOI)}
        text = _letters(reference.text)
        if len(text) >= _SHORTEST:
            names.add(text)
        keys = [(reference.section, reference.listed_on, name) for name in sorted(names)]
        earlier = next(
            (seen[k] for k in keys if k in seen and (paper or not tell_apart(seen[k], reference))), None
        )
        for key in keys:
            seen.setdefault(key, reference)
        if earlier is None:
            continue
        other = f"entry {earlier.number}" if earlier.number is not None else "an earlier entry"
        yield make(
            CHECK,
            case,
            entry_place(case.page, reference),
            f"{numbered(reference)} is the same paper as {other}.",
            "Keep one, and let all markers point at it.",
            f"duplicate of {earlier.number or earlier.index}",
        )


def _known(case: Case, reference: Reference) -> bool:
    return reference.key in case.answers.matches


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKD", _OWN_NUMBER.sub("", text)).casefold()
    return re.sub(r"[\W_]+", "", "".join(c for c in folded if not unicodedata.combining(c)))


_ENTRY = (
    "Kris MG, Natale RB, Herbst RS, et al. Efficacy of gefitinib in symptomatic patients with lung cancer. "
    "JAMA. 2003;290(16):2149-58."
)

CHECK = Check(
    code="REF003",
    slug="duplicate_entry",
    severity=Severity.NOTE,
    title="One paper stands twice in the list of references",
    why="Two numbers for one paper look like twice the evidence.",
    run=run,
    asks=references,
    fires=(
        f"# Lung cancer\n\nSome tumors shrink [1]. Symptoms ease [2].\n\n## References\n\n1. {_ENTRY}\n2. {_ENTRY}\n",
    ),
    silent=(
        f"# Lung cancer\n\nSome tumors shrink [1]. Symptoms ease [2].\n\n## References\n\n1. {_ENTRY}\n"
        "2. Kris MG, Natale RB. A later study of gefitinib in lung cancer. JAMA. 2004;291(1):1-9.\n",
        "# Lungs\n\nA fact [1]. Another [2].\n\n## References\n\n"
        "1. Roe P. Preface. In: Doe J, editor. The lung book. Berlin: Springer; 2016. p. 1-5. doi:10.5555/lungs\n"
        "2. Poe Q. Cough. In: Doe J, editor. The lung book. Berlin: Springer; 2016. p. 50-9. doi:10.5555/lungs\n",
    ),
)
