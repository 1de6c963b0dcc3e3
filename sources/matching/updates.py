"""The later versions of a work: each record names only the one after it, so the chain is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from model.evidence import Evidence
from model.identifiers import PMID
from model.literature import Notice, NoticeKind, Work
from sources.matching.origins import Origins
from sources.source import Bibliography

# A review is updated every few years: a longer chain than this is a loop in the data.
LONGEST_CHAIN = 8


def follow_updates(
    works: Iterable[Work], libraries: Sequence[Bibliography], origins: Origins
) -> Mapping[Work, Work]:
    """Each work that has a later version, with a notice for every version after it, oldest first.

    One request for each step of all chains together. A version that cannot be had ends its chain.
    """
    chains = {work: [work] for work in works if _next_of(work)}
    for _ in range(LONGEST_CHAIN):
        heads = {work: _next_of(chain[-1]) for work, chain in chains.items()}
        records = _fetch_any({p for p in heads.values() if p is not None}, libraries, origins)
        grown = False
        for work, pmid in heads.items():
            later = records.get(pmid) if pmid else None
            if later is not None and all(w.pmid != later.pmid for w in chains[work]):
                chains[work].append(later)
                grown = True
        if not grown:
            break
    return {work: _with_versions(work, chain[1:]) for work, chain in chains.items()}


def _next_of(work: Work) -> PMID | None:
    return next(
        (n.pmid for n in work.notices if n.kind is NoticeKind.UPDATE and not n.outgoing and n.pmid), None
    )


def _fetch_any(
    pmids: Iterable[PMID], libraries: Sequence[Bibliography], origins: Origins
) -> dict[PMID, Work]:
    found: dict[PMID, Work] = {}
    left = set(pmids)
    for library in libraries:
        if not left:
            break
        for pmid, record in library.fetch(sorted(left)).items():
            if isinstance(record, Evidence) and record.facts is not None:
                origins.note(record)
                found[pmid] = record.facts
        left -= set(found)
    return found


def _with_versions(work: Work, later: Sequence[Work]) -> Work:
    """The work with its later versions in place of the bare ties to them."""
    told = {w.pmid for w in later}
    kept = tuple(
        n for n in work.notices if n.kind is not NoticeKind.UPDATE or n.outgoing or n.pmid not in told
    )
    return replace(work, notices=(*kept, *(_notice(w) for w in later)))


def _notice(work: Work) -> Notice:
    where = " ".join(x for x in (work.journal_abbrev or work.journal, str(work.date or "")) if x)
    return Notice(
        NoticeKind.UPDATE,
        outgoing=False,
        source=work.source,
        pmid=work.pmid,
        doi=work.doi,
        date=work.date,
        citation=f"{work.title} {where}".strip(),
    )
