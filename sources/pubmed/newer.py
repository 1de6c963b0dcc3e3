"""Newer evidence on cited papers: guidelines, reviews and trials that cite them, and newer versions of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from model.evidence import Evidence, Unanswered
from model.identifiers import PMID
from model.literature import NoticeKind, Work
from sources.pubmed.client import PubMed
from sources.pubmed.strength import strength, strongest_first
from sources.source import Bibliography

# Versions of one review that are followed from the cited one on; Cochrane's oldest have about ten.
_MOST_VERSIONS = 20


class Citing(Bibliography, Protocol):
    """A bibliography that also knows who cites whom."""

    def citing(self, pmids: Iterable[PMID]) -> Mapping[PMID, tuple[Work, ...]]:
        """Guidelines, reviews and trials that cite each record."""
        ...


class NewerEvidence:
    """Answers for cited PMIDs which works of weight cite or update them, strongest and newest first.

    ``since`` narrows it to what was published on or after a day (use the oldest date of all sections that
    ask); each work carries its date, so that a check can compare it with its own section's.
    """

    name = "PubMed"

    def __init__(self, source: PubMed | Citing, since: date | None = None) -> None:
        self._source = source
        self._since = since

    def look_up(self, queries: Iterable[PMID]) -> dict[PMID, Evidence[tuple[Work, ...]] | Unanswered]:
        """One answer for each PMID. Who cites it is known as far as PubMed Central (or the index) knows it."""
        wanted = list(dict.fromkeys(queries))
        versions = self._versions(wanted)
        citing = self._citing_live(wanted) if isinstance(self._source, PubMed) else self._citing_local(wanted)
        return {pmid: self._answer(pmid, citing[pmid], versions[pmid]) for pmid in wanted}

    def _answer(
        self, pmid: PMID, citing: tuple[Work, ...] | Unanswered, versions: tuple[Work, ...] | Unanswered
    ) -> Evidence[tuple[Work, ...]] | Unanswered:
        if isinstance(citing, Unanswered):
            return citing
        if isinstance(versions, Unanswered):
            return versions
        works = {w.pmid: w for w in (*versions, *citing) if w.pmid != pmid and self._is_recent(w)}
        ordered = strongest_first(works.values())
        says = f"{len(ordered)} guidelines, reviews and trials cite or update PMID {pmid.value}"
        url = f"https://pubmed.ncbi.nlm.nih.gov/?linkname=pubmed_pubmed_citedin&from_uid={pmid.value}"
        at = datetime.now().astimezone()
        return Evidence(self._source.name, str(pmid), url, says, ordered, self._as_of() or at.date(), at)

    def _is_recent(self, work: Work) -> bool:
        days = [d.latest() for d in (work.date, work.electronic_date) if d]
        return self._since is None or (bool(days) and min(days) >= self._since)

    def _as_of(self) -> date | None:
        coverage = getattr(self._source, "coverage", None)
        as_of: date | None = getattr(coverage, "as_of", None)
        return as_of

    def _citing_local(self, wanted: list[PMID]) -> dict[PMID, tuple[Work, ...] | Unanswered]:
        assert not isinstance(self._source, PubMed)
        return dict(self._source.citing(wanted))

    def _citing_live(self, wanted: list[PMID]) -> dict[PMID, tuple[Work, ...] | Unanswered]:
        """Who cites each, then which of all those count, then their records: a handful of requests for a run."""
        assert isinstance(self._source, PubMed)
        citing = self._source.cited_in(wanted)
        everyone = dict.fromkeys(
            c for found in citing.values() if not isinstance(found, Unanswered) for c in found
        )
        strong = self._source.strong_among(everyone, self._since) if everyone else ()
        if isinstance(strong, Unanswered):
            # Only what nobody cites can still be answered.
            return {
                p: found if isinstance(found, Unanswered) else replace(strong, query=p.value) if found else ()
                for p, found in citing.items()
            }
        records = self._source.fetch(strong)
        answers: dict[PMID, tuple[Work, ...] | Unanswered] = {}
        for pmid, found in citing.items():
            if isinstance(found, Unanswered):
                answers[pmid] = found
                continue
            mine = [records[c] for c in found if c in records]
            lost = next((r for r in mine if isinstance(r, Unanswered)), None)
            works = [r.facts for r in mine if isinstance(r, Evidence) and r.facts is not None]
            answers[pmid] = (
                replace(lost, query=pmid.value)
                if lost
                else tuple(w for w in works if strength(w.types) is not None)
            )
        return answers

    def _versions(self, wanted: list[PMID]) -> dict[PMID, tuple[Work, ...] | Unanswered]:
        """The newer versions of each (UpdateIn names only the next one: the chain is followed), all at a time."""
        chains: dict[PMID, list[Work]] = {p: [] for p in wanted}
        failed: dict[PMID, Unanswered] = {}
        heads = {p: [p] for p in wanted}
        seen: dict[PMID, set[PMID]] = {p: {p} for p in wanted}
        for step in range(_MOST_VERSIONS):
            ask = dict.fromkeys(h for head in heads.values() for h in head)
            if not ask:
                break
            records = self._source.fetch(ask)
            following: dict[PMID, list[PMID]] = {}
            for pmid, head in heads.items():
                for at in head:
                    record = records[at]
                    if isinstance(record, Unanswered):
                        # The cited record itself may be missing from a local index: then nothing is known.
                        failed.setdefault(pmid, record)
                        continue
                    if record.facts is None:
                        continue
                    if step:
                        chains[pmid].append(record.facts)
                    following.setdefault(pmid, []).extend(
                        n for n in _next_versions(record.facts) if n not in seen[pmid]
                    )
                    seen[pmid] |= set(following.get(pmid, ()))
            heads = following
        return {p: failed[p] if p in failed else tuple(chains[p]) for p in wanted}


def _next_versions(work: Work) -> list[PMID]:
    return [n.pmid for n in work.notices if n.kind is NoticeKind.UPDATE and not n.outgoing and n.pmid]
