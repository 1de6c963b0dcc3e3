"""What the items of one part of a use say: an Indication's fields, and the words that none of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from language._items import Item
from language._parts import FIELDS, JOINS, Part, measure
from model.indication import ADULT, Indication

_STAGES = ("locally advanced", "metastatic", "advanced", "early")
_SETTINGS = ("neoadjuvant", "adjuvant", "maintenance", "first line", "later line")
_POPULATIONS = (
    "children",
    "adolescents",
    "premenopausal",
    "postmenopausal",
    "pregnant",
    "women",
    "men",
    "adults",
)
_SPREAD = frozenset({"locally advanced", "metastatic", "advanced"})
_CONTENT = frozenset({"word", "weak", "symptom"})
# What makes a use something about the condition: "fatigue in multiple sclerosis".
_ASPECTS = frozenset({"word", "symptom", "condition", "measure"})
# The youngest have ages of their own, in months.
_YOUNGEST = {
    "newborns": (0, 1), "neonates": (0, 1), "infants": (0, 12), "infant": (0, 12), "babies": (0, 12), "baby": (0, 12),
    "toddlers": (12, 36),
}  # fmt: skip
_ADOLESCENT = 12 * 12


def indications(text: str, part: Part, first: Part, last: Part, words: str) -> Iterator[Indication]:
    """The Indications of one target. What stands before the first target and behind the last is said of all."""
    own = (*part.front, *part.behind)
    shared = tuple(
        i for i in (*(first.front if part is not first else ()), *(last.behind if part is not last else ()))
    )
    spelled = () if part.target is None else part.target.inside
    fields: dict[str, list[Item]] = {}
    for kind in FIELDS:
        mine = [i for i in (*_said(own), *spelled) if i.kind == kind]
        people = kind == "age" and any(i.kind == "population" for i in own)
        fields[kind] = mine or ([] if people else [i for i in _said(shared) if i.kind == kind])
    aspect, unread = _rest(text, part)
    if part is not first:
        more_aspect, more = _rest(text, replace(first, target=first.target, behind=()))
        aspect, unread = aspect or more_aspect, [*unread, *more]
    if part is not last:
        unread += _rest(text, replace(last, front=()))[1]
    low, high = _ages(fields["age"], fields["population"])
    plain = Indication(
        condition=part.target.value if part.target else "",
        stage=_stage({i.value for i in fields["stage"]}),
        setting=next((s for s in _SETTINGS if any(i.value == s for i in fields["setting"])), ""),
        biomarkers=tuple(dict.fromkeys(i.value for i in fields["biomarker"])),
        population=_population({i.value for i in fields["population"]}, fields["age"], low, high),
        partners=tuple(dict.fromkeys(i.value for i in (*own, *shared) if i.kind == "given with")),
        words=words,
        aspect=aspect,
        age_from=low,
        age_to=high,
        unread=tuple(u for u in dict.fromkeys(unread) if part.target is None or u != part.target.value),
    )
    purposes = _purposes(part, first, spelled)
    if aspect and not ({"prevent", "diagnose"} & set(purposes)) and not _acts(part, first):
        purposes = ("relieve",)
    for purpose in purposes or ("",):
        yield replace(plain, purpose=purpose)


def _rest(text: str, part: Part) -> tuple[str, list[str]]:
    """What the tables do not hold: the words that make it something about the condition, and the unread ones."""
    front = [i for i in _said(part.front) if not i.aside]
    head = part.target.start if part.target else 0
    aspect, rest = "", front
    acting = next((i for i in front if i.kind == "effect"), None)
    content = next((n for n, i in enumerate(front) if i.kind in _ASPECTS), None)
    if acting and part.target:
        aspect, rest = text[acting.start : head].strip(), []
    elif content is not None and part.target:
        links = [n for n in range(content + 1, len(front)) if _links(front, n)]
        if links:
            rest = front[links[-1] + 1 :]
            if not all(measure(i) for i in front[: links[-1]] if i.kind in _ASPECTS):
                aspect = text[front[content].start : head].strip()
    behind = [i for i in _said(part.behind) if not i.aside]
    if behind and behind[0].kind == "condition":
        behind = behind[1:]  # another name of the target
    follows = _complaint(behind)
    if follows and part.target and not aspect:
        aspect = text[behind[0].start : behind[follows - 1].end].strip()
        behind = behind[follows:]
    return aspect, [*_unread(text, rest), *_unread(text, behind)]


def _unread(text: str, items: Sequence[Item]) -> list[str]:
    found: list[str] = []
    run: list[Item] = []
    shut = ""
    for item in (*items, None):
        if item is not None and item.kind in _CONTENT:
            run.append(item)
            continue
        if any(i.kind != "weak" for i in run):
            found.append(shut + text[run[0].start : run[-1].end])
        run = []
        if item is None:
            break
        if item.kind in ("condition", "not given with"):
            found.append(shut + item.value)
        elif item.kind == "lacked":
            found.append(item.value)
        elif item.kind == "exclude":
            shut = f"{item.words} "
        elif item.kind not in ("skip", "conjunction", "biomarker"):
            shut = ""
    return found


def _said(items: Sequence[Item]) -> list[Item]:
    """``items`` without those that are said not to matter: "with or without aura"."""
    kept: list[Item] = []
    matters = True
    for item in items:
        if item.kind == "whatever":
            matters = False
        elif item.kind in ("link", "lead", "comma", "open", "population", "age"):
            matters = True
        if matters:
            kept.append(item)
    return kept


def _links(front: Sequence[Item], at: int) -> bool:
    """True for the "in" of "fatigue in people with", not for the "of" of "treatment of"."""
    if front[at].kind != "link":
        return False
    return front[at].value == "cause" or front[at - 1].kind in _ASPECTS or front[at - 1].value == "adverb"


def _complaint(behind: Sequence[Item]) -> int:
    """How many items right behind a disease's name make a complaint of it: "attacks", "-related fatigue"."""
    if behind and behind[0].kind == "suffix":
        return next((n for n, i in enumerate(behind[1:], 1) if i.kind not in _CONTENT), len(behind))
    return 1 if behind and behind[0].kind == "symptom" else 0


def _acts(part: Part, first: Part) -> bool:
    return any(i.kind == "effect" for i in (*part.front, *first.front))


def _stage(found: set[str]) -> str:
    if len(found & _SPREAD) > 1:
        return "advanced"
    return next((s for s in _STAGES if s in found), "")


def _purposes(part: Part, first: Part, spelled: Sequence[Item]) -> tuple[str, ...]:
    """The purposes said of one target: two for "prevention and treatment of"."""
    near = next((n for n, i in enumerate(part.behind) if i.kind not in ("skip", "purpose", "symptom")), None)
    behind = [i for n, i in enumerate(part.behind) if i.value != "treat" or near is None or n < near]
    named = [i for i in spelled if i.value != "relieve"]  # "vasomotor symptoms" are what is treated
    for items in ((*part.front, *named), behind, first.front):
        said = [(n, i.value) for n, i in enumerate(items) if i.kind == "purpose" and not i.aside]
        if not said:
            continue
        values = tuple(dict.fromkeys(value for _, value in said))
        joined = any(i.kind in JOINS for i in items[said[0][0] : said[-1][0]])
        if len(values) > 1 and not joined:
            special = [v for v in values if v != "treat"]
            return (special[0],)  # "preventive treatment of", "treat the symptoms of"
        return values
    acts = (i for item in (*part.front, *spelled, *first.front) for i in (item, *item.inside))
    return ("treat",) if any(i.kind in ("ease", "effect") for i in acts) else ()


def _ages(ages: Sequence[Item], populations: Sequence[Item]) -> tuple[int | None, int | None]:
    if ages:
        lows = [i.low for i in ages]
        highs = [i.high for i in ages]
        low = None if None in lows else min(x for x in lows if x is not None)
        high = None if None in highs else max(x for x in highs if x is not None)
        if len(ages) == 2 and low is None and high is None:  # "from 2 years, under 18"
            low = next((x for x in lows if x is not None), None)
            high = next((x for x in highs if x is not None), None)
        return low, high
    young = [_YOUNGEST.get(i.words) for i in populations]
    if young and all(young):
        return min(y[0] for y in young if y), max(y[1] for y in young if y)
    return None, None


def _population(said: set[str], ages: Sequence[Item], low: int | None, high: int | None) -> str:
    said = set() if {"women", "men"} <= said and said <= {"women", "men"} else set(said)
    if ages and not said:
        if low is not None and low >= ADULT:
            said.add("adults")
        elif low is not None and low >= _ADOLESCENT:
            said.add("adolescents")
        elif low is not None or (high is not None and high <= ADULT):
            said.add("children")
    if "adults" in said and ("children" in said or "adolescents" in said):
        return ""
    if {"women", "men"} <= said:
        return ""
    return next((p for p in _POPULATIONS if p in said), "")
