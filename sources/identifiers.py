"""PMCIDs and DOIs to PMIDs: the ID converter first, then PubMed's own article identifiers."""

from __future__ import annotations

from collections.abc import Iterable

from model.evidence import Unanswered
from model.identifiers import DOI, PMCID, PMID
from sources.idconv import IdConverter
from sources.source import Bibliography


def resolve_ids(
    pmcids: Iterable[PMCID],
    dois: Iterable[DOI],
    converter: IdConverter | None,
    bibliography: Bibliography,
) -> dict[PMCID | DOI, tuple[PMID, ...] | Unanswered]:
    """The PMIDs of each identifier: candidates, for the maps between identifiers are known to be dirty.

    Empty: asked, and there is none. Unanswered only where no source that could know was able to say. Without a
    ``converter`` (no network) the bibliography alone is asked.
    """
    wanted_pmcids, wanted_dois = list(dict.fromkeys(pmcids)), list(dict.fromkeys(dois))
    found: dict[PMCID | DOI, tuple[PMID, ...] | Unanswered] = {}
    by_pmcid = getattr(bibliography, "find_pmcids", None)
    if converter is not None:
        for pmcid, answer in converter.pmcids(wanted_pmcids).items():
            found[pmcid] = answer if isinstance(answer, Unanswered) else (answer,) if answer else ()
    elif by_pmcid is not None:
        found |= by_pmcid(wanted_pmcids)
    else:
        reason = "nothing here turns a PMCID into a PMID"
        found |= {p: Unanswered(bibliography.name, p.value, reason) for p in wanted_pmcids}

    for doi, hits in bibliography.find_dois(wanted_dois).items():
        found[doi] = hits
    left = [doi for doi in wanted_dois if not isinstance(found[doi], tuple) or not found[doi]]
    if converter is not None and left:
        for doi, answer in converter.dois(left).items():
            if isinstance(answer, PMID):
                found[doi] = (answer,)
    return found
