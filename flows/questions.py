"""What has to be asked of the sources: each distinct question once in a run, and not again while its answer is good."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from checks import Check, all_of
from flows.opening import answers_of, desk, names_of
from flows.rules import rules_of
from flows.wall import internal_error
from flows.work import Work
from model.evidence import Answers, Evidence, Questions
from model.identifiers import NCT, PMID
from model.lexicon import Lexicon
from model.page import Page, Reference
from sources.desk import Desk
from store.answers import Kept, Question
from store.codec import Answer, mark_of
from store.store import Store

__all__ = ["Asked", "Questions", "look_up", "questions_of"]

# Days that a service's answer is good for: a retraction must be seen within days, an act of FDA the next night.
GOOD_FOR = {"reference": 3, "newer": 3, "drug": 1, "trial": 3, "link": 1}
# A question that is asked with the references and answered by paper: works newer than those.
NEWER: Question = ("newer", "")
# Every drug of the lexicon, as a page asks that says "no drug is approved for ...": one word for thousands.
EVERY: Question = ("drug", "*")


def questions_of(pages: Iterable[Page], checks: Iterable[Check], lexicon: Lexicon) -> Questions:
    """What the checks ask on all pages, and no more."""
    asks = tuple(dict.fromkeys(check.asks for check in checks))
    return all_of(ask(page, lexicon) for page in pages for ask in asks)


def look_up(pages: Iterable[Page], checks: Iterable[Check], desk: Desk) -> Answers:
    """The answers to everything that the checks ask on these pages, from the desk itself: nothing is kept."""
    return desk.answer(questions_of(pages, checks, desk.lexicon))


def keys_of(questions: Questions, lexicon: Lexicon) -> tuple[Question, ...]:
    """Questions as the store knows them."""
    every = len(questions.drugs) >= len(lexicon.drugs) > 1 and lexicon.drugs.keys() <= set(questions.drugs)
    return (
        *((("reference", mark_of(r.key))) for r in questions.references),
        *((EVERY,) if every else ()),
        *(("drug", d) for d in questions.drugs if not every or d not in lexicon.drugs),
        *(("trial", t.value) for t in questions.trials),
        *(("link", url) for url in questions.links),
        *((NEWER,) if questions.newer else ()),
    )


class Asked:
    """The questions and answers of one run."""

    def __init__(self, store: Store, work: Work) -> None:
        self._store, self._work = store, work
        self._answers = answers_of(work)

    def look_up(self, ids: Iterable[int]) -> frozenset[int]:
        """Ask what these pages ask and what is not known, or no longer good; keep the answers. Returns the pages whose
        questions could not be read, which are noted as not examined."""
        ids = tuple(ids)
        rows = {r.id: r for r in self._store.pages.some(ids)}
        digests = self._store.pages.facts((r.facts, r.reader) for r in rows.values())
        judged = self._store.findings.judged(ids)
        read: dict[int, Page] = {}
        asked: dict[int, tuple[Question, ...]] = {}
        broken: set[int] = set()
        for number, row in rows.items():
            before = judged.get(number)
            rules = rules_of(self._work.policy_of(row.url))
            digest = digests.get((row.facts, row.reader), ("", ""))[0]
            if before and before.digest == digest and before.rules == rules.digest:
                asked[number] = tuple((kind, key) for kind, key in json.loads(before.asked))
            elif (page := self._store.pages.page(row.facts, row.reader)) is not None:
                read[number] = page = rules.policy.typed(page, self._work.address_of(row.url))
                lexicon = names_of(self._work)
                try:
                    asked[number] = keys_of(questions_of([page], rules.checks, lexicon), lexicon)
                except Exception as error:
                    broken.add(number)
                    reason = internal_error(f"asking for {row.url}", error)
                    with self._store.writing() as db:
                        self._store.leave_out(db, self._work.run, row.id, reason)
        wanted = {q for questions in asked.values() for q in questions if q[0] != "newer"}
        wanted -= self._answers.settled
        every = self._each(wanted)
        kept = self._answers.kept(every)
        newer = any(NEWER in questions for questions in asked.values())
        due = {q for q in every if self._is_due(q, kept.get(q), newer)}
        if due:
            self._ask(due, {n: qs for n, qs in asked.items() if due.intersection(qs)}, read, newer)
        self._answers.settled |= {q for q in wanted if q[0] == "drug"}
        return frozenset(broken)

    def _ask(
        self,
        due: set[Question],
        asked: dict[int, tuple[Question, ...]],
        read: dict[int, Page],
        newer: bool,
    ) -> None:
        references: dict[str, Reference] = {}
        if any(kind == "reference" for kind, _ in due):
            for row in self._store.pages.some(asked):
                page = read.get(row.id) or self._store.pages.page(row.facts, row.reader)
                for r in page.references if page else ():
                    if ("reference", mark_of(r.key)) in due:
                        references.setdefault(r.key, r)
        questions = Questions(
            tuple(references.values()),
            newer and bool(references),
            tuple(sorted(key for kind, key in due if kind == "drug")),
            tuple(NCT(key) for kind, key in sorted(due) if kind == "trial"),
            links=tuple(key for kind, key in sorted(due) if kind == "link"),
        )
        work = self._work
        told = _flat(desk(work.sources, work.contact, work.folder, work.site).answer(questions))
        for kind in ("reference", "drug", "trial", "link", "newer"):
            some = {q: a for q, a in told.items() if q[0] == kind}
            if some:
                self._answers.keep(some, self._work.run, self._work.today, self._data_of(kind, newer))

    def _is_due(self, question: Question, kept: Kept | None, newer: bool) -> bool:
        if kept is None:
            return True
        if kept.run == self._work.run or kept.data_of != self._data_of(question[0], newer):
            return kept.run != self._work.run
        if self._work.sources == "snapshot":
            return False  # the same data say the same
        age = abs((self._work.today - kept.asked).days)
        return kept.stale or not kept.answered or age >= GOOD_FOR[question[0]]

    def _data_of(self, kind: str, newer: bool) -> str:
        """Which local data an answer is from, and, of a reference, whether newer works were asked for with it."""
        return f"{self._work.data} with newer" if kind == "reference" and newer else self._work.data

    def told(self, page: Page, questions: Questions, lexicon: Lexicon) -> Answers:
        """The answers to a page's questions."""
        keys = keys_of(questions, lexicon)
        found = self._answers.load(self._each(q for q in keys if q != NEWER))
        matches = {
            r.key: found["reference", mark_of(r.key)]
            for r in questions.references
            if ("reference", mark_of(r.key)) in found
        }
        papers = _papers(matches.values()) if questions.newer else ()
        newer = self._answers.load(("newer", p.value) for p in papers)
        return Answers(
            lexicon=lexicon,
            matches=matches,
            newer={PMID(key): answer for (_, key), answer in newer.items()},
            timelines={d: found["drug", d] for d in questions.drugs if ("drug", d) in found},
            trials={t: found["trial", t.value] for t in questions.trials if ("trial", t.value) in found},
            links={u: found["link", u] for u in questions.links if ("link", u) in found},
        )

    def with_newer(self, keys: Iterable[Question]) -> tuple[Question, ...]:
        """Questions, and those on works newer than the papers that the references mean."""
        every = tuple(keys)
        if NEWER not in every:
            return every
        matches = self._answers.load(q for q in every if q[0] == "reference")
        return (*every, *(("newer", p.value) for p in _papers(matches.values())))

    def kept(self, keys: Iterable[Question]) -> dict[Question, Kept]:
        """What is there of these. ``EVERY`` is there as one: its digest is of what is there of each."""
        wanted = set(keys)
        known = self._answers.kept(wanted - {EVERY})
        if EVERY in wanted and (every := self._every_drug()) is not None:
            known[EVERY] = every
        return known

    def _every_drug(self) -> Kept | None:
        """All drugs' answers as one, None where there is none. Put together once in a run, when all are there."""
        if self._answers.every is not None:
            return self._answers.every
        drugs = sorted(self._each((EVERY,)))
        found = self._answers.kept(drugs)
        if not found:
            return None
        told = "\n".join(f"{d[1]} {found[d].digest if d in found else '-'}" for d in drugs)
        stale = any(k.stale for k in found.values())
        first = found[min(found)]
        every = replace(first, digest=mark_of(told), answered=True, stale=stale)
        if len(found) == len(drugs):
            self._answers.every = every
        return every

    def _each(self, questions: Iterable[Question]) -> set[Question]:
        """Questions, with each drug in place of ``EVERY``."""
        found = set(questions)
        if EVERY in found:
            found.discard(EVERY)
            found |= {("drug", d) for d in names_of(self._work).drugs}
        return found


def _flat(answers: Answers) -> dict[Question, Answer]:
    return {
        **{("reference", mark_of(key)): a for key, a in answers.matches.items()},
        **{("newer", pmid.value): a for pmid, a in answers.newer.items()},
        **{("drug", key): a for key, a in answers.timelines.items()},
        **{("trial", nct.value): a for nct, a in answers.trials.items()},
        **{("link", url): a for url, a in answers.links.items()},
    }


def _papers(matches: Iterable[Answer]) -> tuple[PMID, ...]:
    """The papers that references mean, in order."""
    found = {
        m.facts.work.pmid: None
        for m in matches
        if isinstance(m, Evidence) and m.facts.work is not None and m.facts.work.pmid is not None
    }
    return tuple(found)
