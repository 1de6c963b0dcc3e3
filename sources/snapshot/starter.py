"""The snapshot that ships with the project: names, and what FDA did when, as small text files in ``data/``.

``drugs.tsv``, ``names.tsv`` (other names and makers' codes, made by ``build_names.py``), ``classes.toml``,
``conditions.toml`` and ``biomarkers.toml`` are the vocabulary; ``events.tsv`` the curated history, one dated act of
FDA per line with its public source ("by 1978": then or earlier); ``first_approvals.tsv`` the first approval of
everything else in the Drugs@FDA data files (made by ``build_first_approvals.py``); ``off_label.tsv`` and
``never_approved.tsv`` what FDA never approved (``absent.py``); ``snapshot.toml`` says until when each part is meant to
hold, and for which drugs every indication is listed.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import language
import model
from language.compiled import compiled, digest_of
from model.approval import ENDS, Action, ApprovalEvent, Timeline
from model.dates import PartialDate
from model.errors import UsageError
from model.identifiers import ApplicationNumber
from model.lexicon import Biomarker, Condition, Drug, DrugClass, Lexicon
from sources.snapshot.absent import NEVER_APPROVED, OFF_LABEL, absences
from sources.snapshot.events import DRUGS_AT_FDA, Line, event_of, first_grants, lines, listed, says
from sources.snapshot.linked import with_linked_names
from sources.snapshot.overrides import check_words, mend, read_overrides

DATA = Path(__file__).parent / "data"
OWN = "the site's own facts"  # the source of what a site's facts-overrides.tsv tells


#: What turns round what a page says without a word on approval: the end of a use or of the sale, copies, sale to all.
_TURNS = ENDS | {Action.DISCONTINUED, Action.GENERIC, Action.BIOSIMILAR, Action.OTC}


@dataclass(frozen=True, slots=True)
class Starter:
    """The shipped knowledge. ``as_of`` is the day until which the curated events are meant to hold; ``mends`` how
    many lines of a site's own changed it."""

    lexicon: Lexicon
    timelines: Mapping[str, Timeline]
    as_of: date
    mends: int = 0


def load_starter(overrides: Path | None = None) -> Starter:
    """The shipped files, with the mends of ``overrides`` (see ``sources.snapshot.overrides``); read once.

    Raises ValueError (with file and line) when a shipped file is malformed, UsageError when ``overrides`` is.
    It is kept as made (``language.compiled``). The curated lines win over the Drugs@FDA files, which add brands, the
    drugs that nobody curated, and the first approval of a curated drug's moiety where the curated history begins
    later (an old drug's new use).
    """
    try:
        return _load(overrides, overrides.stat().st_mtime_ns if overrides else 0)
    except OSError as error:
        raise UsageError(f"{overrides}: {error.strerror or error}") from error


@lru_cache(maxsize=4)
def _load(overrides: Path | None, _changed: int) -> Starter:
    rooms = (Path(str(room.__file__)).parent for room in (language, model))
    own = hashlib.sha256(overrides.read_bytes()).hexdigest() if overrides else ""
    made_of = f"{digest_of(Path(__file__).parent, *rooms)} {own}"
    return _fixed(compiled(Path(__file__).parent, "starter", made_of, Starter, lambda: _made(overrides)))


def _fixed(starter: Starter) -> Starter:
    """The starter with tables that nobody can change."""
    names = starter.lexicon
    lexicon = replace(
        names,
        drugs=MappingProxyType(names.drugs),
        classes=MappingProxyType(names.classes),
        conditions=MappingProxyType(names.conditions),
        biomarkers=MappingProxyType(names.biomarkers),
    )
    return replace(starter, lexicon=lexicon, timelines=MappingProxyType(starter.timelines))


def _made(overrides: Path | None) -> Starter:
    """The starter, read from the text files."""
    scope = _toml("snapshot.toml")
    routes = _routes()
    drugs = {drug.key: drug for drug in _drugs()}
    from_files = tuple(_first_approvals(routes))
    classes, conditions, biomarkers = _classes(), _conditions(), _biomarkers()
    mends = read_overrides(overrides) if overrides else []
    named = {*drugs, *(drug.key for drug, *_ in from_files)}
    for row in mends:
        keys: dict[str, Collection[str]] = {
            "condition": conditions,
            "biomarkers": biomarkers,
            "partners": {*named, *classes},
        }
        check_words(row, keys)
        if row["op"] == "add" and row["drug"] not in named:
            brands = (row["brand"],) if row["brand"] else ()
            drugs[row["drug"]] = Drug(row["drug"], brands, ingredients=tuple(row["drug"].split(" / ")))
    timelines = _curated(scope, mends, routes, drugs)
    for drug, first, generic in from_files:
        drugs[drug.key] = _with_brands(drugs[drug.key], drug.brands) if drug.key in drugs else drug
        known = timelines.get(drug.key)
        if known is None:
            events = (first, *generic)
            timelines[drug.key] = Timeline(drug.key, events, scope["first_approvals_as_of"])
        else:
            timelines[drug.key] = replace(known, events=_joined(known.events, first, generic))
    for key, absent in absences(DATA, scope["as_of"]).items():
        if key not in drugs:
            raise ValueError(f"{OFF_LABEL}, {NEVER_APPROVED}: {key!r} is not a key of drugs.tsv")
        # of a drug that FDA never approved no use is missing
        known = timelines.get(key, Timeline(key, (), scope["as_of"], indications_complete=True))
        # what a site's own facts tell as approved is not absent
        timelines[key] = replace(known, absent=tuple(a for a in absent if a.condition or not known.events))
    _name(drugs)
    lexicon = Lexicon(
        drugs=drugs,
        classes=classes,
        conditions=conditions,
        biomarkers=biomarkers,
        as_of=scope["as_of"],
        common_words=frozenset(scope["common_words"]),
        ended=frozenset(k for k, own in timelines.items() if _has_ended(own.events)),
        turned=frozenset(k for k, own in timelines.items() if any(e.action in _TURNS for e in own.events)),
    )
    return Starter(lexicon, timelines, scope["as_of"], len(mends))


_GIVES = frozenset({Action.APPROVED, Action.ACCELERATED})


def _has_ended(events: Sequence[ApprovalEvent]) -> bool:
    """True where a drug or a brand came to its end, or each use that a brand ever had."""
    given = {(e.brand, e.indication.condition) for e in events if e.action in _GIVES and e.indication}
    taken = {(e.brand, e.indication.condition) for e in events if e.action in ENDS and e.indication}
    left = {brand for brand, _ in given - taken}
    return any(_is_end(e) for e in events) or any(brand not in left for brand, _ in given)


def _is_end(event: ApprovalEvent) -> bool:
    """True for the end of a drug or of a brand, and not of one use."""
    whole = event.indication is None or not event.indication.condition
    return event.action in (Action.DISCONTINUED, Action.REVOKED) or (event.action in ENDS and whole)


def _curated(
    scope: Mapping[str, Any],
    mends: list[Line],
    routes: Mapping[str, tuple[str, ...]],
    drugs: Mapping[str, Drug],
) -> dict[str, Timeline]:
    """The histories of events.tsv with the mends. A drug that only a mend tells of is vouched for no longer than
    the Drugs@FDA files."""
    shipped = list(lines(DATA / "events.tsv"))
    ours = {row["drug"] for row in shipped}
    complete = frozenset(scope["indications_complete"])
    limits = tuple(sorted((Action(act), day) for act, day in scope["as_of_acts"].items()))
    curated: dict[str, list[ApprovalEvent]] = defaultdict(list)
    for event in _events(mend(shipped, mends), routes, {row.where for row in mends}, drugs):
        curated[event.drug].append(event)
    timelines = {}
    for key, events in curated.items():
        told = tuple(sorted(events, key=_when))
        if key in ours:
            timelines[key] = Timeline(key, told, scope["as_of"], key in complete, limits)
        else:
            timelines[key] = Timeline(key, told, scope["first_approvals_as_of"])
    return timelines


def _joined(
    known: tuple[ApprovalEvent, ...], first: ApprovalEvent, generic: tuple[ApprovalEvent, ...]
) -> tuple[ApprovalEvent, ...]:
    """The curated events, with what the Drugs@FDA files add: an earlier first approval, the generics, and that the
    day of their oldest application is only the day by which the drug was approved."""
    earlier = (first,) if first.date.latest() < known[0].date.earliest() else ()
    if first.seen:
        known = tuple(replace(e, seen=True) if _same_grant(e, first) else e for e in known)
    if any(event.action is Action.GENERIC for event in known):
        generic = ()
    return (*earlier, *sorted((*known, *generic), key=_when))


def _same_grant(event: ApprovalEvent, first: ApprovalEvent) -> bool:
    return (event.action, event.application, event.date) == (first.action, first.application, first.date)


def _when(event: ApprovalEvent) -> tuple[date, str, str]:
    """Order of events: by date; a tie (approved, then two indications the same day) stays reproducible."""
    return event.date.earliest(), event.action.value, event.says


def _with_brands(drug: Drug, brands: tuple[str, ...]) -> Drug:
    """The drug with the brands that the Drugs@FDA files add to the curated ones."""
    known = {name.lower() for name in (drug.key, *drug.brands, *drug.synonyms)}
    return replace(drug, brands=drug.brands + tuple(b for b in brands if b.lower() not in known))


def _drugs() -> Iterator[Drug]:
    for row in lines(DATA / "drugs.tsv"):
        yield Drug(
            key=row["key"],
            brands=listed(row["brands"]),
            synonyms=listed(row["synonyms"]),
            ingredients=listed(row["ingredients"]),
            regulated_by=row["regulated_by"],
        )


def _name(drugs: dict[str, Drug]) -> None:
    """Give ``drugs`` the other names and the codes of names.tsv."""
    for row in lines(DATA / "names.tsv"):
        drug = drugs[row["key"]]
        synonyms = (*drug.synonyms, *listed(row["names"]))
        drugs[row["key"]] = replace(drug, synonyms=synonyms, codes=listed(row["codes"]))


def _routes() -> dict[str, tuple[str, ...]]:
    """How products are given, by application number."""
    return {row["application"]: listed(row["routes"]) for row in lines(DATA / "routes.tsv")}


def _events(
    rows: list[Line],
    routes: Mapping[str, tuple[str, ...]],
    mended: Collection[str],
    drugs: Mapping[str, Drug],
) -> Iterator[ApprovalEvent]:
    """The events of the lines; those of ``mended`` lines (by where they stand) are told as the site's own."""
    first = first_grants(rows)
    for row in rows:
        own = row.where in mended
        try:
            event = event_of(row, routes, first)
        except ValueError as error:
            raise UsageError(str(error)) if own else error from None
        if row["drug"] not in drugs and not own:
            raise ValueError(f"{row.where}: {row['drug']!r} is not a key of drugs.tsv")
        yield replace(event, source=OWN) if own else event


def _first_approvals(
    routes: Mapping[str, tuple[str, ...]],
) -> Iterator[tuple[Drug, ApprovalEvent, tuple[ApprovalEvent, ...]]]:
    """Each ingredient of the Drugs@FDA files: the drug, its first approval, and its generics' where known."""
    for row in lines(DATA / "first_approvals.tsv"):
        key, brand = row["key"], row["brand"]

        def event(action: Action, number: str, day: str, key: str = key, brand: str = brand) -> ApprovalEvent:
            application = ApplicationNumber(number)
            line = says(action, brand, key)
            if action is Action.GENERIC:
                line = line.replace("The first", "A")  # maybe not the first: see build_first_approvals
            return ApprovalEvent(
                drug=key,
                action=action,
                date=PartialDate.parse(day),
                says=line,
                source=DRUGS_AT_FDA,
                url=application.url,
                application=application,
                brand=brand,
                routes=routes.get(number, ()),
            )

        drug = Drug(key=key, brands=listed(row["brands"]), ingredients=tuple(key.split(" / ")))
        first = event(Action.APPROVED, row["application"], row["date"])
        if row["known"] == "by":
            first = replace(first, seen=True, says=first.says.replace("approved", "had approved", 1))
        generic = (event(Action.GENERIC, row["generic"], row["generic_date"]),) if row["generic"] else ()
        yield drug, first, generic


def _classes() -> dict[str, DrugClass]:
    return {
        key: DrugClass(key, tuple(row["names"]), tuple(row["members"]), bool(row.get("complete", False)))
        for key, row in _toml("classes.toml").items()
    }


def _conditions() -> dict[str, Condition]:
    found = {
        key: Condition(
            key=key,
            names=tuple(row["names"]),
            parents=tuple(row.get("parents", ())),
            stage=row.get("stage", ""),
            of=row.get("of", ""),
            purpose=row.get("purpose", ""),
            acronyms=tuple(row.get("acronyms", ())),
            hints=tuple((short, tuple(words)) for short, words in row.get("hints", {}).items()),
            included=bool(row.get("included", False)),
        )
        for key, row in _toml("conditions.toml").items()
    }
    return with_linked_names(found)


def _biomarkers() -> dict[str, Biomarker]:
    return {
        key: Biomarker(key, tuple(row["names"]), tuple(row.get("parents", ())))
        for key, row in _toml("biomarkers.toml").items()
    }


def _toml(name: str) -> dict[str, Any]:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)
