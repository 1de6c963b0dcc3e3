"""What FDA did since the last refresh, and which statements of the pages audited last it touches, by name.

An audit leaves the statements on FDA status that it read beside its report (``statements.json``); a refresh
compares what it newly knows with them. Touched is not wrong: the next audit judges.
"""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from model.approval import Action, ApprovalEvent
from model.errors import UsageError
from model.evidence import Evidence
from model.lexicon import Lexicon
from model.page import Page
from reports.build import PageResult
from sources.fda.lexicon import load_lexicon
from sources.fda.resolve import Resolver
from sources.fda.snapshot import Snapshot
from sources.fda.source import FDASource
from sources.snapshot.starter import Starter

STATEMENTS = "statements.json"
# Acts entered so long after their day are still news; older ones are corrections of the record.
_LATE = timedelta(days=120)
_GRANTS = frozenset({Action.APPROVED, Action.ACCELERATED})
# Lines of one act's statements that are shown; the rest is counted.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence on FDA status as an audit read it. ``drugs``, ``drug_class``, ``conditions``: keys of the
    lexicon; no drug and no class: it speaks of any ("no drug is approved for ...")."""

    page: str
    title: str
    quote: str
    drugs: tuple[str, ...] = ()
    drug_class: str = ""
    conditions: tuple[str, ...] = ()


_COLUMNS = tuple(field.name for field in fields(Statement))


@dataclass(frozen=True, slots=True)
class News:
    """The new acts and, for deciding what they touch, the names of the day."""

    acts: tuple[ApprovalEvent, ...]
    lexicon: Lexicon


def statements_of(pages: Iterable[Page]) -> Iterator[Statement]:
    """The statements on FDA status of pages, each once."""
    for page in pages:
        seen: set[Statement] = set()
        for claim in page.claims:
            uses = (claim.indication, *claim.also)
            statement = Statement(
                page.url,
                page.title,
                page.quote(claim.sentence),
                claim.subject.drugs,
                claim.subject.drug_class,
                tuple(dict.fromkeys(u.condition for u in uses if u.condition)),
            )
            if statement not in seen:
                seen.add(statement)
                yield statement


class Noted(Collection[PageResult]):
    """The pages of a report, which leave their statements in ``rows`` as they are gone through: there is then what the
    last going through met. ``shown``: an address as it may be mailed."""

    def __init__(self, pages: Collection[PageResult], shown: Callable[[str], str], rows: IO[bytes]) -> None:
        self._pages, self._shown, self._rows = pages, shown, rows

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, item: object) -> bool:
        return item in self._pages

    def __iter__(self) -> Iterator[PageResult]:
        self._rows.seek(0)
        self._rows.truncate()
        for result in self._pages:
            for statement in statements_of((replace(result.page, url=self._shown(result.page.url)),)):
                row = json.dumps({n: getattr(statement, n) for n in _COLUMNS}, ensure_ascii=False)
                self._rows.write(f"{',' if self._rows.tell() else ''}\n{row}".encode("utf-8", "replace"))
            yield result


def save_statements(path: Path, rows: IO[bytes]) -> None:
    """Write what was noted, for the next refresh."""
    rows.seek(0)
    with path.open("wb") as file:
        file.write(b"[")
        shutil.copyfileobj(rows, file)
        file.write(b"\n]\n")


def known_statements(folders: Sequence[Path]) -> tuple[Statement, ...]:
    """The statements that audits left in their report folders. UsageError for a folder without any."""
    out: list[Statement] = []
    for folder in folders:
        path = folder / STATEMENTS
        try:
            rows = json.loads(path.read_text("utf-8"))
            out += [_statement(row) for row in rows]
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{folder} is not the folder of an audit report of this version ({STATEMENTS} is missing or broken)"
            ) from error
    return tuple(dict.fromkeys(out))


def _statement(row: dict[str, Any]) -> Statement:
    said: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Statement(**said)


def new_acts(starter: Starter, before: Snapshot | None, after: Snapshot) -> News:
    """The dated acts that ``after`` tells and ``before`` (None: the starter alone) did not, oldest first."""
    lexicon = load_lexicon(after, starter.lexicon, starter.timelines)
    keys = _changed(lexicon, before, after)
    old = FDASource(starter, before, lexicon=lexicon).look_up(keys)
    new = FDASource(starter, after, lexicon=lexicon).look_up(keys)
    since = (before.as_of if before else starter.as_of) - (_LATE if before else timedelta())
    acts = []
    for key in keys:
        known = {_identity(e) for e in _events(old[key])}
        for event in _events(new[key]):
            if event.date.latest() <= since or event.action is Action.LABEL:
                continue
            if event.seen and event.action in _GRANTS:
                continue  # a label shows a use "by then": no act of these days
            if _identity(event) not in known:
                acts.append(event)
    return News(tuple(sorted(acts, key=lambda e: (e.date.earliest(), e.drug))), lexicon)


def _events(answer: object) -> tuple[ApprovalEvent, ...]:
    return answer.facts.events if isinstance(answer, Evidence) else ()


def _identity(event: ApprovalEvent) -> tuple[object, ...]:
    return event.action, event.application, event.date, event.indication and event.indication.condition


def _changed(lexicon: Lexicon, before: Snapshot | None, after: Snapshot) -> list[str]:
    """The lexicon's drugs of which the two snapshots tell different things."""
    resolver = Resolver(lexicon)
    owner = {alias: d.key for d in lexicon.drugs.values() for alias in resolver.aliases(d)}
    brand = {name.lower(): d.key for d in lexicon.drugs.values() for name in d.brands}
    told: dict[bool, dict[str, set[tuple[object, ...]]]] = {}
    for flag, snapshot in ((False, before), (True, after)):
        found: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for event in snapshot.all_events() if snapshot else ():
            key = owner.get(event.drug, event.drug)
            for name in {key, brand.get(event.brand.lower(), key)}:
                found[name].add(_identity(event))
        told[flag] = found
    return sorted(key for key, acts in told[True].items() if acts != told[False].get(key))


def touched(news: News, statements: Iterable[Statement]) -> Mapping[ApprovalEvent, tuple[Statement, ...]]:
    """For each act the statements that speak of its drug, of a group that holds it, or of any drug for its
    condition; where both name a condition, the same one or a wider or narrower one."""
    statements = tuple(statements)
    return {act: tuple(s for s in statements if _touches(act, s, news.lexicon)) for act in news.acts}


def _touches(act: ApprovalEvent, statement: Statement, lexicon: Lexicon) -> bool:
    condition = act.indication.condition if act.indication else ""
    related = (
        not condition
        or not statement.conditions
        or any(_related(condition, other, lexicon) for other in statement.conditions)
    )
    if act.drug in statement.drugs:
        return related
    if statement.drug_class:
        group = lexicon.classes.get(statement.drug_class)
        return related and act.action in _GRANTS and bool(group and act.drug in group.members)
    if statement.drugs:
        return False
    return act.action in _GRANTS and bool(condition and statement.conditions) and related


def _related(one: str, other: str, lexicon: Lexicon) -> bool:
    return one == other or one in _wider(other, lexicon) or other in _wider(one, lexicon)


def _wider(key: str, lexicon: Lexicon) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        entry = lexicon.conditions.get(todo.pop())
        new = set(entry.parents) - found if entry else set()
        found |= new
        todo += new
    return found


def told(news: News, statements: Sequence[Statement]) -> Iterator[str]:
    """The news in lines for people: how much touches how much, then act by act."""
    if not news.acts:
        yield "nothing new that FDA did"
        return
    found = touched(news, statements)
    hits = {s for group in found.values() for s in group}
    acts = _count(len(news.acts), "new act of FDA", "new acts of FDA")
    if not statements:
        yield f"{acts}; name the folder of an audit report with --report to see which statements they touch"
    else:
        sentences = _count(len(hits), "sentence", "sentences")
        pages = _count(len({s.page for s in hits}), "page", "pages")
        yield f"{acts}; {sum(bool(g) for g in found.values())} of them touch {sentences} on {pages}"
    for act, group in found.items():
        if not group and statements:
            continue
        yield f"{'by ' if act.seen else ''}{act.date} {act.says}"
        for statement in group[:_SHOWN]:
            yield f"    {statement.title or statement.page}: “{statement.quote}”"
        if len(group) > _SHOWN:
            yield f"    and {len(group) - _SHOWN} more"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
