"""What may be written of a drug today: folded from all its acts, never from the one that broke a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from model.approval import Action, ApprovalEvent, Timeline
from model.dates import long_date
from model.indication import Indication
from model.lexicon import Lexicon
from verdicts.compare import compare, is_named, prior_of
from verdicts.timeline import Approval, approvals, gone, off_sale
from verdicts.words import day, ended, joined, name, noted, use_of_event

# What a record tells beside a use, and no page need say.
_THE_FIRST = re.compile(r" \((?:one of )?the first\b[^)]*\)")
#: Uses named in a suggestion: what an editor can take in; the rest is counted.
MOST_USES = 4
NOTHING = "Check this against FDA's records and correct it."


def in_force(timeline: Timeline, today: date, lexicon: Lexicon) -> tuple[Approval, ...]:
    """The approvals in force today, each use once: an accelerated one that was converted counts as regular."""
    standing = [a for a in approvals(timeline, None, lexicon) if a.in_force(today)]
    kept: list[Approval] = []
    for approval in standing:
        later = [
            a
            for a in standing
            if a.event is not approval.event and _replaces(a.event, approval.event, lexicon)
        ]
        if not later:
            kept.append(approval)
    return tuple(kept)


def _replaces(later: ApprovalEvent, earlier: ApprovalEvent, lexicon: Lexicon) -> bool:
    """A conversion takes the accelerated approval's place; of two acts on a use in the same words the first counts."""
    if later.indication is None or earlier.indication is None:
        return False
    if earlier.action is Action.ACCELERATED and later.action is Action.CONVERTED:
        fit = compare(earlier.indication, later.indication, lexicon)
        return fit.fits and not fit.general and later.date.earliest() >= earlier.date.earliest()
    faster = later.action is Action.ACCELERATED and earlier.action is not Action.ACCELERATED
    same = later.indication.words == earlier.indication.words and not faster
    return same and (later.date.earliest(), later.action) < (earlier.date.earliest(), earlier.action)


def in_force_for(timeline: Timeline, use: Indication, today: date, lexicon: Lexicon) -> tuple[Approval, ...]:
    """The approvals for a use that are in force today, each use once."""
    current = {id(a.event) for a in in_force(timeline, today, lexicon)}
    return tuple(a for a in approvals(timeline, use, lexicon) if id(a.event) in current)


def is_there(timeline: Timeline, today: date, lexicon: Lexicon) -> bool:
    """True when the drug is approved and can be had today."""
    if gone(timeline, today, lexicon) or off_sale(timeline, today):
        return False
    return bool(in_force(timeline, today, lexicon))


def write_today(
    timeline: Timeline,
    about: Iterable[Indication],
    today: date,
    lexicon: Lexicon,
    lead: ApprovalEvent | None = None,
    brands: tuple[str, ...] = (),
) -> str:
    """What to write of one drug today: all that is in force, what fits ``about`` (the page's disease) first; that
    it is gone, where it is. ``lead``: the act that decided, which is named first (of its use the age or form that the
    page speaks of). ``brands``: those by which the page names the drug, of which is told where any of their approvals
    is in force."""
    every = approvals(timeline, None, lexicon)
    out = gone(timeline, today, lexicon)
    if out is not None:
        it = "it" if out.action is Action.LEFT_MARKET else name(out)
        return (
            f"Say that {ended(out)} {day(out)}, that {it} is not available now, and that people who take it should "
            "speak to their doctor; or take the sentence out."
        )
    out = off_sale(timeline, today)
    if out is not None:
        return f"{name(out)} is no longer sold ({long_date(out.date)}). Take the sentence out, or tell it as history."
    standing = in_force(timeline, today, lexicon)
    if not standing:
        return _taken_back(every, today) or NOTHING
    named = {b.casefold() for b in brands}
    standing = tuple(a for a in standing if a.event.brand.casefold() in named) or standing
    return f"Say what holds now: {status_today(standing, tuple(about), lexicon, lead)}."


def _taken_back(every: Iterable[Approval], today: date) -> str:
    """Every approval was taken back, one after the other."""
    past = [a for a in every if a.ended is not None and a.began_by(today)]
    if not past:
        return ""
    begun = past[0].event
    end = max((a.ended for a in past if a.ended), key=lambda e: e.date.earliest())
    return (
        f"Approved from {long_date(begun.date)} to {long_date(end.date)} ({ended(end)}); not approved now. "
        "Take the sentence out, or tell it as history."
    )


def status_today(
    standing: tuple[Approval, ...],
    about: tuple[Indication, ...],
    lexicon: Lexicon,
    lead: ApprovalEvent | None = None,
    most: int = MOST_USES,
) -> str:
    """ "Lynparza (olaparib) is approved for ovarian cancer (2014), and 5 more uses": at most so many named."""
    led = [a for a in standing if a.event is lead]
    standing = _each_use(standing)
    fitting = [a for a in standing if any(_fits(u, a, lexicon) for u in about)]
    first = [a for a in led if all(a.event is not s.event for s in standing)]
    standing = (*first, *standing)
    shown = [*first, *(fitting or ([] if first else standing))][:most]
    whose = shown[0].event
    full = [
        _use(a, lexicon) for a in shown if a.event.action is not Action.ACCELERATED and use_of_event(a.event)
    ]
    faster = [
        _use(a, lexicon) for a in shown if a.event.action is Action.ACCELERATED and use_of_event(a.event)
    ]
    parts = []
    if full:
        parts.append(f"is approved for {joined(full)}")
    if faster:
        parts.append(f"has accelerated approval for {joined(faster)}")
    if not parts:
        parts.append(f"is approved (since {long_date(whose.date)})")
    more = len(fitting or standing) - len(shown)
    others = (
        f"; {more} more use{'s' if more != 1 else ''} of it {'are' if more != 1 else 'is'} on record"
        if more > 0
        else ""
    )
    return f"{name(whose)} {' and '.join(parts)}{others}"


def any_fits(standing: Iterable[Approval], about: Iterable[Indication], lexicon: Lexicon) -> bool:
    """True when one of the approvals is for one of these uses."""
    uses = tuple(about)
    return any(_fits(u, a, lexicon) for a in standing for u in uses)


def _each_use(standing: Iterable[Approval]) -> tuple[Approval, ...]:
    """One approval for each disease, stage, line and marker: the first regular one, whatever doses, forms and ages
    followed; where a later one takes fewer earlier treatments, that one."""
    kept: dict[object, Approval] = {}
    for approval in sorted(standing, key=lambda a: a.event.action is Action.ACCELERATED):
        use = approval.event.indication
        if use is None:
            continue
        key = (use.condition, use.stage, use.setting, use.biomarkers)
        if key not in kept or _after_fewer(approval, kept[key]):
            kept[key] = approval
    first = tuple(sorted(kept.values(), key=lambda a: a.event.date.earliest()))
    return first or tuple(standing)[:1]


def _after_fewer(one: Approval, other: Approval) -> bool:
    mine, theirs = prior_of(one.event.indication), prior_of(other.event.indication)
    return mine is not None and theirs is not None and not mine.vague and mine.least < theirs.least


def _fits(use: Indication, approval: Approval, lexicon: Lexicon) -> bool:
    bare = Indication(condition=use.condition, biomarkers=use.biomarkers, stage=use.stage)
    return bool(use.condition) and compare(bare, approval.event.indication, lexicon).fits


def says_alone(event: ApprovalEvent, lexicon: Lexicon) -> str:
    """The act in a sentence that can stand alone: "FDA approved Evrysdi (risdiplam) for spinal muscular atrophy (also
    under 2 months)", where its record has "for also under 2 months"."""
    words, use = use_of_event(event), event.indication
    entry = lexicon.conditions.get(use.condition) if use is not None else None
    told = f" for {words}"
    if use is None or entry is None or told not in event.says or is_named(use.condition, words, lexicon):
        return event.says
    disease = entry.names[0] if entry.names else use.condition
    return event.says.replace(told, f" for {noted(disease, words)}", 1)


def _use(approval: Approval, lexicon: Lexicon) -> str:
    """What it is for, in words that can stand alone: "at 4 years or older" names its disease first."""
    words = _THE_FIRST.sub("", use_of_event(approval.event))
    use = approval.event.indication
    entry = lexicon.conditions.get(use.condition) if use is not None else None
    if use is not None and entry is not None and not is_named(use.condition, words, lexicon):
        words = f"{entry.names[0] if entry.names else use.condition} ({words})"
    return noted(words, long_date(approval.event.date))
