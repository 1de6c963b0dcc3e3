"""Step 4, page by page: judged again only when its facts, the answers, the policy or the day demand it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from checks import Check, judge
from flows.bounded import bounded, bounded_reading
from flows.changes import Change, compared
from flows.opening import names_of
from flows.questions import NEWER, Asked, keys_of, questions_of
from flows.rules import Rules, rules_of
from flows.wall import internal_error
from flows.work import Work
from model.address import place_of
from model.errors import ReadError, StoreError
from model.evidence import Answers
from model.finding import Finding, Judgement, normalise
from model.history import Earlier
from model.page import Page
from pages.read import read
from reports.quotes import placed
from store.answers import Kept, Question
from store.codec import mark_of
from store.findings import JudgementRow, Known, Outcome
from store.nights import Step
from store.pages import PageRow, VersionRow
from store.store import Store

# Of a site that is audited every night, a judgement that is the same some days ahead is not made again till then. What
# depends on the day (an interval that ends, a forecast that comes due) changes once and stays, so that nothing between
# is missed. Findings tell a page's age, in months of the first two years and then in years: most change when a month,
# or a year, is full.
_NEARER = 5
# Of a page's time for judging so much is one check's: 6 seconds unless told otherwise, and they take milliseconds.
_CHECKS_SHARE = 10
# The last day that every month has.
_EVERY = 28
# The kinds of questions that the checks of a family rest on.
_RESTS_ON = {"FDA": {"drug"}, "REF": {"reference", "newer"}, "TIME": {"trial", "drug"}, "LINK": {"link"}}


@dataclass(frozen=True, slots=True)
class _Basis:
    """All that a judgement is made of, as digests."""

    digest: str
    rules: str
    answers: str


class Judging:
    """Judges pages of one run."""

    def __init__(self, store: Store, work: Work) -> None:
        self._store, self._work = store, work
        self._asked = Asked(store, work)

    def judge(self, ids: Iterable[int]) -> None:
        """Judge these pages and note what became of their findings."""
        ids = tuple(ids)
        rows = self._store.pages.some(ids)
        digests = self._store.pages.facts((r.facts, r.reader) for r in rows)
        judged = self._store.findings.judged(ids)
        kept = self._asked.kept({q for j in judged.values() for q in _questions(j)})
        made: list[tuple[PageRow, JudgementRow, Judgement, Outcome]] = []
        held: list[tuple[PageRow, JudgementRow]] = []
        for row in rows:
            digest = digests.get((row.facts, row.reader), ("", ""))[0]
            before = judged.get(row.id)
            if before is not None and self._holds(row, before, digest, kept):
                held.append((row, before))
                continue
            try:
                made.append(self._made(row, digest, before))
            except StoreError:
                raise
            except Exception as error:
                reason = internal_error(f"judging {row.url}", error)
                with self._store.writing() as db:
                    self._store.leave_out(db, self._work.run, row.id, reason)
        ids = (*(r.id for r, _ in held), *(m[0].id for m in made))
        known = self._store.findings.of_pages(r.id for r, j in held if _stale(_questions(j), kept))
        with self._store.writing() as db:
            findings, day, run = self._store.findings, self._work.today, self._work.run
            sure = [r.id for r, _ in held if r.id not in known]
            findings.checked(db, sure, day)
            for row, before in held:
                if row.id in known:
                    self._note_unsure(db, row.id, known[row.id], _stale(_questions(before), kept))
            for row, basis, judgement, outcome in made:
                findings.note(db, run, day, row.id, outcome)
                findings.keep_judgement(db, run, basis, judgement)
            self._store.pages.examined(db, ids, day)
            self._store.nights.came(db, run, ids, Step.JUDGED)

    def _note_unsure(self, db: object, page: int, known: Iterable[Known], stale: frozenset[str]) -> None:
        sure = tuple(k.id for k in known if k.state == "open" and not _unsure(k.code, stale))
        self._store.findings.note(db, self._work.run, self._work.today, page, Outcome(open=sure))  # type: ignore[arg-type]

    def _holds(self, row: PageRow, before: JudgementRow, digest: str, kept: Mapping[Question, Kept]) -> bool:
        """Whether the page's last judgement is still what it would be today."""
        basis = _Basis(digest, rules_of(self._work.policy_of(row.url)).digest, self._answers(before, kept))
        same = basis == _Basis(before.digest, before.rules, before.answers)
        return same and before.since <= self._work.today <= before.until

    def _answers(self, before: JudgementRow, kept: Mapping[Question, Kept]) -> str:
        return self._digest_of(_questions(before), kept)

    def _digest_of(self, questions: Iterable[Question], kept: Mapping[Question, Kept]) -> str:
        """Of all that sources said on these, and of the names where drugs are asked for."""
        questions = tuple(questions)
        told = [
            f"{kind} {key} {kept[kind, key].digest if (kind, key) in kept else '-'}"
            for kind, key in questions
        ]
        names = self._work.names if any(kind == "drug" for kind, _ in questions) else ""
        return mark_of("\n".join([names, *sorted(told)]))

    def _made(
        self, row: PageRow, digest: str, before: JudgementRow | None
    ) -> tuple[PageRow, JudgementRow, Judgement, Outcome]:
        work, store = self._work, self._store
        page = store.pages.page(row.facts, row.reader)
        version = store.pages.versions((row.id,)).get(row.id)
        assert page is not None, row.url
        rules = rules_of(work.policy_of(row.url))
        lexicon = names_of(work)
        typed = rules.policy.typed(page, work.address_of(row.url))
        questions = questions_of([typed], rules.checks, lexicon)
        keys = self._asked.with_newer(keys_of(questions, lexicon))
        kept = self._asked.kept(q for q in keys if q != NEWER)
        answers = self._asked.told(typed, questions, lexicon)
        if questions.earlier and version is not None:
            answers = replace(answers, earlier=self._earlier(page, version))
        judgement = self._judged(typed, answers, rules, work.today)
        until = self._until(row, typed, answers, rules, judgement)
        known = store.findings.of_pages((row.id,)).get(row.id, [])
        stale = _stale(keys, kept)
        text = mark_of(page.text)
        basis = JudgementRow(
            row.id, row.facts, row.reader, digest, rules.digest,
            self._digest_of((q for q in keys if q != NEWER), kept), text,
            json.dumps(keys), work.today, until,
        )  # fmt: skip
        change = self._change(page, basis, before, rules)
        outcome = compared(known, judgement.findings, change, lambda f: _unsure(f.code, stale))
        told = tuple(placed(page, f) for f in outcome.findings)
        return row, basis, replace(judgement, findings=told), outcome

    def _judged(self, page: Page, answers: Answers, rules: Rules, day: date) -> Judgement:
        """One page; a check that breaks on it is left out and named, the others speak."""
        place, seconds = self._place(page.url), self._work.site.limits.reading_seconds
        try:
            with bounded(seconds, "judging it"):
                return judge(page, answers, rules.policy, day, rules.checks, place)
        except Exception:
            sound = tuple(c for c in rules.checks if self._speaks(c, page, answers, rules, day))
            return judge(page, answers, rules.policy, day, sound, place)

    def _speaks(self, check: Check, page: Page, answers: Answers, rules: Rules, day: date) -> bool:
        doing = f"judging {page.url} by {check.code}"
        try:
            with bounded(
                self._work.site.limits.reading_seconds / _CHECKS_SHARE, f"{doing} (limits.reading_seconds)"
            ):
                judge(page, answers, rules.policy, day, (check,))
        except Exception as error:
            reason = str(error) if isinstance(error, ReadError) else internal_error(doing, error)
            self._store.nights.trouble(self._work.run, page.url, reason)
            return False
        return True

    def _until(self, row: PageRow, page: Page, answers: Answers, rules: Rules, judgement: Judgement) -> date:
        """The last day on which the judgement is surely the same."""
        today = self._work.today
        if not self._work.site.name or today.year >= 9999:
            return today
        own = page.dates.governing
        for full in _turns(own.date.latest() if own and own.date else None, row.id, today):
            ahead = full - timedelta(days=1)
            if ahead > today and self._judged(page, answers, rules, ahead) == judgement:
                return ahead
        return today

    def _earlier(self, page: Page, version: VersionRow) -> dict[str, Earlier]:
        """How the page was before its last change, read as pages are read today."""
        since, limits = self._store.pages.said_since(version), self._work.site.limits
        for document, until in self._store.pages.earlier_documents(version):
            try:
                with bounded_reading(limits):
                    before = read(document, limits=limits)
            except Exception:
                continue
            if (before.text, before.dates) != (page.text, page.dates):
                return {page.url: Earlier(before.text, before.dates, until, since)}
        return {}

    def _change(self, page: Page, basis: JudgementRow, before: JudgementRow | None, rules: Rules) -> Change:
        if before is None:
            return Change()
        text = normalise(page.text)
        claimed = {normalise(page.quote(c.sentence)) for c in page.claims}
        return Change(
            text=before.text != basis.text,
            dates=before.text == basis.text
            and before.digest != basis.digest
            and before.reader == basis.reader,
            reader=before.reader != basis.reader,
            rules=before.rules != basis.rules,
            answers=before.answers != basis.answers,
            stands=lambda quote: normalise(quote) in text,
            reads=lambda quote: normalise(quote) in claimed,
            enabled={c.code for c in rules.checks},
        )

    def _place(self, url: str) -> str:
        """What stays of a page's address when its site moves: of a saved page, its path below the folder named."""
        if not url.startswith("file:"):
            return place_of(url)
        path = PurePosixPath(unquote(urlsplit(url).path, errors="surrogateescape"))
        root = next((r for r in self._work.roots if path.is_relative_to(r)), str(path.parent))
        inside = path.relative_to(root)
        if self._work.base_url:
            return place_of(f"{self._work.base_url.rstrip('/')}/{inside}")
        return f"{PurePosixPath(root).name}/{inside}"


def _turns(dated: date | None, number: int, today: date) -> Iterator[date]:
    """The days on which a page of this date may be told to be older, the furthest first. Pages without a date are
    spread over the month by their numbers."""
    month = _month_full(dated.day if dated else 1 + number % _EVERY, today)
    if dated is not None and today.year - dated.year > 2:
        birthday = dated.replace(year=today.year, day=min(dated.day, _EVERY))
        yield birthday if birthday > today else birthday.replace(year=today.year + 1)
    yield month
    yield today + timedelta(days=1 + _NEARER)


def _month_full(day: int, today: date) -> date:
    """The next day after today that is this day of a month, as far as every month has it."""
    day = min(day, _EVERY)
    first = today.replace(day=day)
    return first if first > today else (today.replace(day=1) + timedelta(days=32)).replace(day=day)


def _questions(judged: JudgementRow) -> list[Question]:
    return [(kind, key) for kind, key in json.loads(judged.asked) if (kind, key) != NEWER]


def _stale(questions: Iterable[Question], kept: Mapping[Question, Kept]) -> frozenset[str]:
    """The kinds of questions that a source did not answer again."""
    return frozenset(q[0] for q in questions if q in kept and kept[q].stale)


def _unsure(code: str, stale: frozenset[str]) -> bool:
    return bool(stale & _RESTS_ON.get(code.rstrip("0123456789"), frozenset()))


__all__ = ["Finding", "Judging"]
