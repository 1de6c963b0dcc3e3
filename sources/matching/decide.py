"""From a printed reference and its candidate records to a verdict: pure.

Two thresholds, read off the development half of the benchmark (benchmarks/references_notes.md): a wrong "matched"
costs an editor more than a "look at this", so what lies between them is *ambiguous* and shown, never accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from model.identifiers import DOI, Identifier
from model.literature import Match, MatchVerdict, NoticeKind, Work
from model.page import Reference, ReferenceKind
from sources.matching.differences import differences, is_the_paper
from sources.matching.invented import mixed, taken_place, title_of
from sources.matching.normalise import fold, squash
from sources.matching.printed import Printed, prepare
from sources.matching.score import TITLE_AGREES, TITLE_DIFFERS, TITLE_EXACT, Score, Scored, score

ACCEPT = 0.62  # from here a record is the entry's paper
POSSIBLE = 0.36  # from here it is shown as a candidate
TIE = 0.05  # closer than this, two papers cannot be told apart
MAX_SHOWN = 5
_TITLE_WORDS = 4  # a title of fewer words is hardly found by them

_ABOUT = re.compile(
    r"\b(?:erratum|errata|corrigend|correction|corrected|retraction|retracted|comment|reply|response|author'?s? reply|"
    r"letter|expression of concern|editorial)\b"
)
_PREPRINT = re.compile(r"\b(?:medrxiv|biorxiv|arxiv|research square|ssrn|preprints?(?:\.org)?)\b")
# Somebody with initials opens the entry.
_PEOPLE = re.compile(
    r"\W*(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?,?\s(?:[A-Z]{1,3}\b(?![\w.]*\w)|[A-Z]\.)"
)
_ABOUT_KINDS = frozenset(
    {
        NoticeKind.COMMENT,
        NoticeKind.ERRATUM,
        NoticeKind.RETRACTION,
        NoticeKind.PARTIAL_RETRACTION,
        NoticeKind.EXPRESSION_OF_CONCERN,
    }
)
_ABOUT_TYPES = frozenset(
    {"Comment", "Published Erratum", "Retraction of Publication", "Expression of Concern", "Editorial"}
)


def rank(printed: Printed, candidates: Iterable[Work]) -> list[Scored]:
    """The distinct candidates, best first. An article comes before what is only about it, and a journal's
    version before the preprint, unless the entry says otherwise."""
    text = fold(printed.reference.text)
    seen: set[str] = set()
    scored: list[Scored] = []
    for work in candidates:
        key = _key(work)
        if key not in seen:
            seen.add(key)
            scored.append(Scored(work, score(printed, work)))
    about = _ABOUT.search(text) is not None
    preprint = _PREPRINT.search(text) is not None

    def order(s: Scored) -> tuple[float, float, str]:
        back = 0.0
        if not about and is_about_another(s.work):
            back += 2 * TIE
        if is_preprint(s.work) != preprint:
            back += TIE
        return (-(s.score.value - back), -(s.score.title or 0.0), str(s.work.pmid or s.work.doi or ""))

    return sorted(scored, key=order)


def is_about_another(work: Work) -> bool:
    """True for comments, errata, retraction notices and the like."""
    return bool(_ABOUT_TYPES & set(work.types)) or any(
        n.outgoing and n.kind in _ABOUT_KINDS for n in work.notices
    )


def is_preprint(work: Work) -> bool:
    """True for a record of a preprint."""
    return "Preprint" in work.types or _PREPRINT.search(fold(work.journal)) is not None


def decide(
    reference: Reference,
    candidates: Iterable[Work],
    pointed: Mapping[Identifier, Work] | None = None,
    unknown: Iterable[Identifier] = (),
    held: bool = False,
) -> Match:
    """The verdict on one entry, when every source that matters has answered.

    ``candidates``: records that a search brought; ``pointed``: the records that the entry's own identifiers lead
    to; ``unknown``: those of its identifiers that their registry says it never gave out.
    ``held``: the journal that it names is one, and its papers of that year are known: then authors, a title and a
    year in it are those of an article.
    """
    printed = prepare(reference)
    led = dict(pointed or {})
    ranked = rank(printed, [*led.values(), *candidates])
    match = by_identifier(printed, led, ranked) if led else None
    if match is None:
        match = _with_unknown(by_text(printed, ranked, held), tuple(unknown))
    return _with_differences(match, printed, ranked)


def _with_differences(match: Match, printed: Printed, ranked: list[Scored]) -> Match:
    """The match with what an editor can put right: of the record accepted, or of the one that the entry can mean."""
    if match.verdict is MatchVerdict.MATCHED and match.work is not None:
        if says_little(printed) or printed.reference.inline:
            return match
        work = match.work
    elif match.verdict is MatchVerdict.AMBIGUOUS and match.candidates and not match.looks_invented:
        meant = [s for s in ranked if is_the_paper(printed, s.work, s.score) and not is_about_another(s.work)]
        if not meant or any(not same_work(s.work, meant[0].work) for s in meant[1:]):
            return match
        work = meant[0].work
    else:
        return match
    scored = next((s for s in ranked if s.work is work), None)
    if scored is None:
        return match
    told = differences(printed, work, scored.score)
    return replace(match, differences=told, of=work) if told else match


def _with_unknown(match: Match, dead: tuple[Identifier, ...]) -> Match:
    """The match by text, with the entry's identifiers that were never given out."""
    if dead and match.verdict is MatchVerdict.MATCHED:
        return replace(match, differed=(*match.differed, "identifier"), says=f"There is no record {dead[0]}.")
    if dead and match.verdict in (MatchVerdict.NOT_FOUND, MatchVerdict.NOT_AN_ARTICLE):
        why = match.looks_invented or f"there is no record {dead[0]}"
        return replace(match, verdict=MatchVerdict.NOT_FOUND, looks_invented=why)
    return match


def by_identifier(printed: Printed, led: Mapping[Identifier, Work], ranked: list[Scored]) -> Match | None:
    """The verdict when identifiers lead to records; None when they settle nothing and the text must."""
    scores = {_key(s.work): s.score for s in ranked}
    fits = [(i, w) for i, w in led.items() if fits_text(printed, scores[_key(w)])]
    misfits = [(i, w) for i, w in led.items() if (i, w) not in fits]
    best = ranked[0]
    if fits:
        chosen = next((s for s in ranked if any(s.work is w for _, w in fits)), best)
        other = next(((i, w) for i, w in misfits if not same_work(w, chosen.work)), None)
        if other is None:
            bare = says_little(printed)
            value = max(chosen.score.value, 1.0 if bare else ACCEPT)
            return Match(
                MatchVerdict.MATCHED,
                value,
                chosen.work,
                (*chosen.score.agreed, "identifier"),
                () if bare else chosen.score.differed,
                others(ranked, chosen.work),
            )
        identifier, wrong = other
        return Match(
            MatchVerdict.MISMATCH,
            chosen.score.value,
            wrong,
            chosen.score.agreed,
            chosen.score.differed,
            (chosen.work,),
            f"{identifier} is {title_of(wrong)}; the entry's text is that of {title_of(chosen.work)}",
        )
    identifier, wrong = misfits[0]
    score_of_wrong = scores[_key(wrong)]
    rest = [s for s in ranked if not any(s.work is w for _, w in misfits)]
    if rest and rest[0].score.value >= ACCEPT and rest[0].score.value > score_of_wrong.value + TIE:
        right = rest[0].work
        if same_work(right, wrong):
            return None
        says = f"{identifier} is {title_of(wrong)}; the entry's text is that of {title_of(right)}"
        return Match(
            MatchVerdict.MISMATCH,
            rest[0].score.value,
            wrong,
            (),
            _contradicted(score_of_wrong),
            (right,),
            says,
        )
    if contradicts(printed, score_of_wrong) and names_a_paper(printed):
        shown = tuple(s.work for s in rest if s.score.value >= POSSIBLE)[:MAX_SHOWN]
        return Match(
            MatchVerdict.MISMATCH,
            score_of_wrong.value,
            wrong,
            score_of_wrong.agreed,
            score_of_wrong.differed,
            shown,
            f"{identifier} is {title_of(wrong)}",
            "" if shown else "its identifier leads to another paper, and its own text was found nowhere",
        )
    return Match(
        MatchVerdict.AMBIGUOUS,
        max(score_of_wrong.value, POSSIBLE),
        None,
        score_of_wrong.agreed,
        score_of_wrong.differed,
        (wrong, *others(rest, wrong))[:MAX_SHOWN],
        f"{identifier} is {title_of(wrong)}; the entry says too little, or too much else, to tell",
    )


def fits_text(printed: Printed, found: Score) -> bool:
    """The entry's text is that of the record which its identifier leads to. Less is asked than without an
    identifier, for a slip in a page or a volume does not make it another paper."""
    if says_little(printed) or found.value >= ACCEPT or _in_its_place(found):
        return True
    if found.title is not None and (printed.has_title or found.title >= TITLE_AGREES):
        if found.title < TITLE_DIFFERS:
            return False
        return "author" not in found.differed and (
            "authors" not in found.differed or found.title >= TITLE_EXACT
        )
    return "author" in found.agreed and len(found.agreed) >= 2 and len(found.differed) <= 1


def _in_its_place(found: Score) -> bool:
    """The author, the volume and the first page are the record's, and neither journal nor year is another."""
    agreed, differed = set(found.agreed), set(found.differed)
    return {"author", "volume", "page"} <= agreed and not {"journal", "year", "authors"} & differed


def contradicts(printed: Printed, found: Score) -> bool:
    """The text is plainly of another paper: another title, or wholly other authors, or place for place another.
    Never so when author and place in print are the record's, however its title was shortened or misprinted."""
    if _in_its_place(found):
        return False
    if found.title is not None and printed.has_title:
        return found.title < TITLE_DIFFERS or {"author", "authors"} <= set(found.differed)
    return "author" in found.differed and len(found.differed) >= 2


def names_a_paper(printed: Printed) -> bool:
    """The text itself names a paper, by a place in a journal or by several authors. A page or a news story that
    links to a paper is not the paper, and its words need not be those of it."""
    parts = printed.reference.parts
    return bool(parts.journal and (parts.volume or parts.first_page)) or len(parts.authors) > 1


def says_little(printed: Printed) -> bool:
    """The entry is little more than its identifier or a link's words: there is nothing to compare."""
    parts = printed.reference.parts
    if printed.reference.inline and not (parts.journal or parts.volume):
        return True
    return not printed.has_title and not parts.authors and not (parts.journal or parts.volume)


def by_text(printed: Printed, ranked: list[Scored], held: bool = False) -> Match:
    """The verdict by the entry's text alone."""
    possible = [s for s in ranked if s.score.value >= POSSIBLE]
    if not possible:
        return _nothing(printed, ranked, held)
    best = possible[0]
    if best.score.value >= ACCEPT:
        rivals = [
            s for s in possible[1:] if best.score.value - s.score.value < TIE and s.score.value >= ACCEPT
        ]
        rivals = [s for s in rivals if not _yields(s.work, best.work)]
        if not rivals:
            return Match(
                MatchVerdict.MATCHED,
                best.score.value,
                best.work,
                best.score.agreed,
                best.score.differed,
                others(possible, best.work),
            )
        says = f"{len(rivals) + 1} records fit equally well"
        if all(not same_title(best.work, r.work) for r in rivals):
            says = "the entry seems to hold more than one reference"
    else:
        wrong = " and ".join(best.score.differed) or "too little"
        says = f"{title_of(best.work)} is alike but differs in {wrong}"
        if not best.score.differed:
            says = f"{title_of(best.work)} is alike, but the entry gives too little to be sure"
    return Match(
        MatchVerdict.AMBIGUOUS,
        best.score.value,
        None,
        best.score.agreed,
        best.score.differed,
        tuple(s.work for s in possible[:MAX_SHOWN]),
        says,
        mixed(printed, ranked),
    )


def _nothing(printed: Printed, ranked: list[Scored], held: bool) -> Match:
    best = ranked[0].score.value if ranked else 0.0
    if not is_article_like(printed.reference) and not (held and is_titled(printed.reference)):
        kind = printed.reference.kind
        known = kind not in (ReferenceKind.UNKNOWN, ReferenceKind.ARTICLE)
        if not known and _is_cut_article(printed.reference):
            says = "it has authors and a title but no journal with a page or a DOI, by which to tell whether it exists"
            return Match(MatchVerdict.AMBIGUOUS, best, says=says)
        says = (
            f"a {kind}"
            if known
            else "no page or DOI in a named journal, by which an article could be looked for"
        )
        return Match(MatchVerdict.NOT_AN_ARTICLE, best, says=says)
    invented = taken_place(printed, ranked)
    return Match(MatchVerdict.NOT_FOUND, best, looks_invented=invented)


def is_article_like(reference: Reference) -> bool:
    """The entry names an article by its journal and page, by a journal's name and a DOI, or by authors, title,
    journal and year: a bibliography may be expected to hold it. Without them it may be a report, a data set or a page,
    whatever it was taken for (a book has volumes too), and nobody is accused of it."""
    parts = reference.parts
    paged = bool(parts.first_page and parts.journal and (parts.volume or parts.year))
    named = bool(parts.journal and parts.year) and any(isinstance(i, DOI) for i in reference.identifiers)
    if reference.kind is ReferenceKind.UNKNOWN:
        return bool(paged and parts.volume and parts.year)
    # Authors, a title, a journal and a year are enough to look for it by its title.
    titled = (
        bool(parts.authors and parts.journal and parts.year) and parts.title.count(" ") >= _TITLE_WORDS - 1
    )
    return reference.kind is ReferenceKind.ARTICLE and (paged or named or titled)


def is_titled(reference: Reference) -> bool:
    """The entry has people for authors, a title, what may be a journal and a year, and nothing that tells more."""
    parts = reference.parts
    return bool(
        reference.kind is ReferenceKind.UNKNOWN
        and parts.authors
        and parts.journal
        and parts.year
        and parts.title.count(" ") >= _TITLE_WORDS - 1
        and _PEOPLE.match(reference.text)
    )


def _is_cut_article(reference: Reference) -> bool:
    """The entry has the beginning of an article's and lacks its journal: nobody can say what it is."""
    parts = reference.parts
    if reference.identifiers or reference.inline or parts.journal or parts.title.count(" ") < 1:
        return False
    return bool(parts.authors) and _PEOPLE.match(reference.text) is not None


def others(ranked: Iterable[Scored], chosen: Work) -> tuple[Work, ...]:
    """The further candidates worth showing, best first."""
    return tuple(s.work for s in ranked if s.work is not chosen and s.score.value >= POSSIBLE)[:MAX_SHOWN]


def same_title(a: Work, b: Work) -> bool:
    """The titles are one, word for word or nearly."""
    return fuzz.ratio(squash(a.title), squash(b.title)) >= 100 * TITLE_AGREES


def same_work(a: Work, b: Work) -> bool:
    """Two records of one piece of work: the same identifier, or a preprint and its published version."""
    if (a.pmid and a.pmid == b.pmid) or (a.doi and a.doi == b.doi):
        return True
    versions = is_preprint(a) != is_preprint(b)
    return same_title(a, b) and (versions or (a.pmid is None or b.pmid is None))


def _yields(rival: Work, best: Work) -> bool:
    """``rival`` gives way to ``best`` by kind: what is about it, or another version of it."""
    return (is_about_another(rival) and not is_about_another(best)) or same_work(rival, best)


def _contradicted(found: Score) -> tuple[str, ...]:
    return found.differed or ("title",)


def _key(work: Work) -> str:
    return str(work.pmid or work.doi or (work.title, work.volume, work.first_page))
