"""Matching all references of a run: identifiers first, then places in print, then titles, in batches.

Every library is asked in turn for what the ones before it did not settle, so a local snapshot can stand before the
live service. "Not found" is said only when a library that holds all of PubMed has answered every question about
the entry; a question that failed makes the entry *unanswered*, never missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from model.evidence import Evidence, Unanswered
from model.identifiers import DOI, PMCID, PMID, Identifier
from model.literature import MatchVerdict, Work
from model.page import Reference, ReferenceKind
from sources.idconv import IdConverter
from sources.identifiers import resolve_ids
from sources.matching.answers import Answer, answer_of
from sources.matching.cases import Case, Registry, Retractions
from sources.matching.decide import decide, is_article_like, is_titled, says_little
from sources.matching.origins import Origins
from sources.matching.printed import prepare
from sources.matching.renewal import renew
from sources.matching.updates import follow_updates
from sources.notices import add_notices
from sources.source import Ambiguous, Bibliography, CitationKey

# Kinds that no bibliography of articles holds: not searched for, though an identifier on them is followed.
_NOT_SEARCHED = frozenset(
    {ReferenceKind.WEB, ReferenceKind.PRESS, ReferenceKind.TRIAL, ReferenceKind.LABEL, ReferenceKind.THESIS}
)
_CANDIDATES = 20
Q = TypeVar("Q")


def match_references(
    references: Iterable[Reference],
    libraries: Sequence[Bibliography],
    registry: Registry | None = None,
    converter: IdConverter | None = None,
    retractions: Retractions | None = None,
    current: tuple[Bibliography, date] | None = None,
) -> dict[str, Answer]:
    """The answer on every distinct reference, by ``Reference.key``.

    ``libraries``: asked in order, each for what is still open. ``registry``: for DOIs that no library holds, and
    for articles that none was found to fit. ``converter``: from PMCIDs and DOIs to PMIDs. ``retractions``: notices
    beside those that the records have. ``current``: the live service and today, where it stands among ``libraries``
    behind local ones: what those told is asked of it again, for papers are retracted later.
    Raises nothing: failures are Unanswered with the reason.
    """
    cases = {r.key: Case(r) for r in references}
    origins = Origins()
    for library in libraries:
        open_cases = [c for c in cases.values() if not c.settled]
        _follow_identifiers(open_cases, library, converter, origins)
        _decide_all(open_cases)
        _search(_to_search(open_cases), library, origins)
    if libraries:
        _ask_for_journals([c for c in cases.values() if not c.settled], libraries[-1])
    if registry is not None:
        _ask_registry([c for c in cases.values() if not c.settled], registry, origins)
    _recheck(list(cases.values()), libraries, registry)
    if current is not None:
        renew(cases.values(), current[0], origins, current[1])
    matched = [c for c in cases.values() if c.settled and c.match.work]
    later = follow_updates([c.match.work for c in matched if c.match.work], libraries, origins)
    for case in matched:
        if case.match.work and case.match.work in later:
            case.match = replace(case.match, work=later[case.match.work])
    if retractions is not None:
        _add_notices(matched, retractions)
    name = libraries[-1].name if libraries else "PubMed"
    return {key: answer_of(case, name, origins) for key, case in cases.items()}


def _follow_identifiers(
    cases: list[Case], library: Bibliography, converter: IdConverter | None, origins: Origins
) -> None:
    """Fetch the records that the entries' own identifiers lead to."""
    wanted: dict[Identifier, list[Case]] = {}
    for case in cases:
        case.unresolved, case.failures = [], []  # what an earlier library could not say is asked again
        for identifier in case.reference.identifiers:
            if isinstance(identifier, PMID | PMCID | DOI) and identifier not in case.pointed:
                wanted.setdefault(identifier, []).append(case)
    pmids: dict[Identifier, tuple[PMID, ...] | Unanswered] = {i: (i,) for i in wanted if isinstance(i, PMID)}
    pmcids, dois = [i for i in wanted if isinstance(i, PMCID)], [i for i in wanted if isinstance(i, DOI)]
    pmids.update(resolve_ids(pmcids, dois, converter, library).items())
    records = library.fetch(p for found in pmids.values() if not isinstance(found, Unanswered) for p in found)
    for identifier, holders in wanted.items():
        found = pmids.get(identifier, ())
        work, failure, absent = _first_record(found, records, origins)
        for case in holders:
            if work is not None:
                case.pointed[identifier] = work
            elif failure is not None:
                case.failures.append(failure)
                case.unresolved.append(identifier)
            elif absent and isinstance(identifier, PMID):
                case.unknown = [*dict.fromkeys((*case.unknown, identifier))]
            else:
                case.unresolved.append(identifier)


def _first_record(
    found: tuple[PMID, ...] | Unanswered,
    records: Mapping[PMID, Evidence[Work | None] | Unanswered],
    origins: Origins,
) -> tuple[Work | None, Unanswered | None, bool]:
    """The first record there is; else why it could not be had; and whether it was said not to exist."""
    if isinstance(found, Unanswered):
        return None, found, False
    failure, absent = None, False
    for pmid in found:
        record = records.get(pmid)
        if isinstance(record, Unanswered):
            failure = record
        elif record is not None:
            origins.note(record)
            if record.facts is not None:
                return record.facts, None, False
            absent = True
    return None, failure, absent


def _to_search(cases: list[Case]) -> list[Case]:
    """The entries whose text says enough to look for, and is of a kind that a library may hold."""
    return [
        c
        for c in cases
        if not c.settled
        and c.reference.kind not in _NOT_SEARCHED
        and not says_little(prepare(c.reference))
        and (c.reference.parts.title or c.reference.parts.journal)
    ]


def _search(cases: list[Case], library: Bibliography, origins: Origins) -> None:
    """Places in print first, for one request serves many; titles only for what they did not settle."""
    keys = {c.reference.key: _place_of(c.reference) for c in cases}
    by_key = {c.reference.key: c for c in cases}
    hits: dict[str, set[PMID]] = {key: set() for key in keys}
    failed: dict[str, Unanswered] = {}
    placed = {k: p for k, p in keys.items() if p.journal and (p.volume or p.first_page)}
    for key, answer in library.citation_match(placed).items():
        if isinstance(answer, Unanswered):
            failed[key] = answer
        elif isinstance(answer, Ambiguous):
            hits[key].update(answer.pmids)
        elif answer is not None:
            hits[key].add(answer)
    _add_candidates(by_key, hits, library, failed, origins)
    _decide_all(cases)
    rest = [c for c in cases if not c.settled]
    places = {c.reference.key: keys[c.reference.key] for c in rest if c.reference.key in placed}
    for key, found in _each(library.by_places(places.values(), _CANDIDATES), places):
        _take(found, hits[key], failed, key)
    titles = {c.reference.key: c.reference.parts.title for c in rest if c.reference.parts.title}
    for key, found in _each(library.search_titles(titles.values(), _CANDIDATES), titles):
        _take(found, hits[key], failed, key)
    _add_candidates({c.reference.key: c for c in rest}, hits, library, failed, origins)
    for case in rest:
        failure = failed.get(case.reference.key)
        if failure is not None:
            case.failures.append(failure)
        elif library.complete:
            case.beyond = not library.reaches(case.reference.parts.year)
            case.searched = not case.beyond
    _decide_all(rest)


def _ask_for_journals(cases: list[Case], library: Bibliography) -> None:
    """Whether the library has the journals of entries that it did not find, where that decides: of what has an
    identifier that it does not know, or names a journal and no place in it."""
    asked = [
        c
        for c in cases
        if c.searched
        and c.reference.parts.journal
        and c.reference.parts.year
        and (
            (c.match.verdict is MatchVerdict.NOT_FOUND and c.unresolved)
            or (c.match.verdict is MatchVerdict.NOT_AN_ARTICLE and is_titled(c.reference))
        )
    ]
    held = library.holds((c.reference.parts.journal, c.reference.parts.year) for c in asked)
    for case in asked:
        answer = held[case.reference.parts.journal, case.reference.parts.year]
        if isinstance(answer, Unanswered):
            case.failures.append(answer)
            case.searched = False
        else:
            case.held = answer
    _decide_all(asked)


def _each(
    answers: Mapping[Q, tuple[PMID, ...] | Unanswered], questions: Mapping[str, Q]
) -> Iterable[tuple[str, tuple[PMID, ...] | Unanswered]]:
    for key, question in questions.items():
        yield key, answers.get(question, ())


def _take(
    found: tuple[PMID, ...] | Unanswered, hits: set[PMID], failed: dict[str, Unanswered], key: str
) -> None:
    if isinstance(found, Unanswered):
        failed[key] = found
    else:
        hits.update(found)


def _add_candidates(
    cases: Mapping[str, Case],
    hits: Mapping[str, set[PMID]],
    library: Bibliography,
    failed: dict[str, Unanswered],
    origins: Origins,
) -> None:
    """Fetch the records of all hits at once."""
    wanted = {p for key in cases for p in hits[key] if p not in cases[key].candidates}
    records = library.fetch(sorted(wanted))
    for key, case in cases.items():
        for pmid in sorted(hits[key]):
            record = records.get(pmid)
            if isinstance(record, Unanswered):
                failed.setdefault(key, record)
            elif record is not None and record.facts is not None:
                origins.note(record)
                case.candidates[pmid] = record.facts
            elif record is not None:
                # One answer names a record and another denies it: neither is believed.
                why = f"{library.name} names {pmid} in one answer and does not know it in another"
                failed.setdefault(key, Unanswered(library.name, pmid.value, why))
                case.unknown = [i for i in case.unknown if i != pmid]


def _place_of(reference: Reference) -> CitationKey:
    parts = reference.parts
    author = parts.authors[0] if parts.authors else ""
    return CitationKey(parts.journal, parts.year, parts.volume, parts.first_page, author)


def _ask_registry(cases: list[Case], registry: Registry, origins: Origins) -> None:
    """DOIs that no library holds are asked of the registry; then articles that nothing was found to fit, as they
    are printed: a journal that PubMed leaves out is no invention."""
    wanted: dict[DOI, list[Case]] = {}
    for case in cases:
        case.unasked = next((f for f in case.failures if f.lost), None)
        for identifier in case.unresolved:
            if isinstance(identifier, DOI):
                wanted.setdefault(identifier, []).append(case)
    if wanted:
        for doi, answer in registry.look_up(list(wanted)).items():
            _take_registered(wanted.get(doi, []), doi, answer, origins)
        _decide_all(cases)
    rest = [
        c
        for c in cases
        if c.match.verdict is MatchVerdict.NOT_FOUND and (c.held or is_article_like(c.reference))
    ]
    if not rest:
        return
    found = registry.search_many([c.reference.text for c in rest], _CANDIDATES)
    for case in rest:
        works = found.get(case.reference.text, ())
        if isinstance(works, Unanswered):
            case.failures.append(works)
            case.searched = False
        else:
            case.registered = works
    _decide_all(rest)


def _take_registered(
    cases: list[Case], doi: DOI, answer: Evidence[Work | None] | Unanswered, origins: Origins
) -> None:
    for case in cases:
        if isinstance(answer, Unanswered):
            case.failures.append(answer)
            continue
        origins.note(answer)
        # Absence here proves nothing: other agencies give out DOIs as well.
        case.unresolved = [i for i in case.unresolved if i != doi]
        if answer.facts is not None:
            case.pointed[doi] = answer.facts


def _decide_all(cases: Iterable[Case]) -> None:
    for case in cases:
        case.match = decide(
            case.reference,
            [*case.candidates.values(), *case.registered],
            case.pointed,
            tuple(case.unknown),
            case.held,
        )


def _recheck(cases: list[Case], libraries: Sequence[Bibliography], registry: Registry | None) -> None:
    """What was only remembered not to exist is asked for once more before an entry is accused of it."""
    accused = [
        c
        for c in cases
        if c.unknown or (c.match.verdict is MatchVerdict.NOT_FOUND and not c.failures and not c.unresolved)
    ]
    for source in (*libraries, *([registry] if registry is not None else [])):
        ask = getattr(source, "recheck", None)
        if ask is None or not accused:
            continue
        kind = DOI if source is registry else PMID
        wanted = {i for c in accused for i in c.reference.identifiers if isinstance(i, kind)}
        for identifier, answer in ask(sorted(wanted)).items():
            for case in accused:
                if identifier in case.reference.identifiers:
                    _take_again(case, identifier, answer)


def _take_again(case: Case, identifier: Identifier, answer: Evidence[Work | None] | Unanswered) -> None:
    """The second answer on an identifier in place of the remembered one."""
    if isinstance(answer, Evidence) and answer.facts is None:
        return
    case.unknown = [i for i in case.unknown if i != identifier]
    if isinstance(answer, Unanswered):
        case.failures.append(answer)
        case.unresolved.append(identifier)
    elif answer.facts is not None:
        case.pointed[identifier] = answer.facts
    _decide_all([case])


def _add_notices(cases: list[Case], retractions: Retractions) -> None:
    works = [c.match.work for c in cases if c.match.work]
    names: set[DOI | PMID] = {i for w in works for i in (w.pmid, w.doi) if i}
    listed = retractions.look_up(sorted(names, key=str))
    for case in cases:
        work = case.match.work
        if work is None:
            continue
        more = tuple(n for i in (work.pmid, work.doi) if i and i in listed for n in listed[i].facts)
        if more:
            case.match = replace(case.match, work=add_notices(work, more))
