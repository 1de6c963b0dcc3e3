"""From the words of a use to Indications: "to prevent migraine in people 12 and older".

A use is read as a row of items: the lexicon's names, ages, and the phrases of data/uses.toml. The first condition
that is not shut out ("without cirrhosis") is what the use is for, and so is each that is joined to it ("and", "or", a
comma); one behind "in people with" or "due to" is only who is treated. What stands in no table is *unread*, so that
nobody takes a narrower use for the wider one. One pass over the words; nothing here knows claims, labels or pages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from language._items import Item, items_of
from language.names import Mention, fold, names_of
from language.phrases import Phrases
from model.indication import Indication
from model.lexicon import Lexicon

_STAGES = ("locally advanced", "metastatic", "advanced", "early")
_SETTINGS = ("neoadjuvant", "adjuvant", "maintenance", "first line", "later line")
_POPULATIONS = ("children", "adolescents", "postmenopausal", "pregnant", "women", "men", "adults")
_SPREAD = frozenset({"locally advanced", "metastatic", "advanced"})
_CONTENT = frozenset({"word", "weak", "symptom"})
# What makes a use something about the condition: "fatigue in multiple sclerosis".
_ASPECTS = frozenset({"word", "symptom", "condition", "measure"})
_JOINS = frozenset({"conjunction", "comma"})
_TO = frozenset({"lead", "purpose", "ease", "effect"})
_FIELDS = frozenset({"biomarker", "stage", "setting", "population", "age"})
# What may follow a comma and still belong to the use.
_GOES_ON = _FIELDS | {"condition", "conjunction", "partner", "lead", "link", "purpose"}
# The youngest have ages of their own, in months.
_YOUNGEST = {
    "newborns": (0, 1), "neonates": (0, 1), "infants": (0, 12), "infant": (0, 12), "babies": (0, 12), "baby": (0, 12),
    "toddlers": (12, 36),
}  # fmt: skip
_ADULT, _ADOLESCENT = 18 * 12, 12 * 12
_BEFORE = (
    80  # characters in front of a use in which the noun before it ("no treatment is approved") may stand
)


@cache
def phrases() -> Phrases:
    """The phrases of data/uses.toml."""
    table = Phrases()
    for kind, values in tables().items():
        for value, row in values.items():
            table.add(kind, value, row["words"])
    return table


@cache
def tables() -> dict[str, dict[str, dict[str, list[str]]]]:
    """data/uses.toml: kind, value, then ``words``, ``says`` and ``not``."""
    data = resources.files("language").joinpath("data/uses.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def read_uses(
    text: str, mentions: Sequence[Mention], start: int = 0, end: int | None = None
) -> tuple[Indication, ...]:
    """The uses that ``text[start:end]`` tells, one for each condition and purpose named in the same breath.

    ``mentions``: the lexicon's names in ``text``, in order, none overlapping. ``text[start:end]`` should begin at the
    words that lead to the use ("for", "to treat") and may run on: the use ends where another clause begins. Where no
    condition is named, one Indication holds what else is said, its words unread; empty for nothing but blanks.
    """
    stop = len(text) if end is None else min(end, len(text))
    row = items_of(text, mentions, start, stop, phrases())
    if not row:
        return ()
    said = _said_before(text, start)
    found = _Use(text, row).read()
    return tuple(replace(use, purpose=said) if said and not use.purpose else use for use in found)


def read_words(words: str, lexicon: Lexicon) -> tuple[Indication, ...]:
    """The uses that ``words`` alone tell, as labels and lists write them ("asthma in people 12 and older")."""
    return read_uses(words, names_of(lexicon).find(words, fold(words)))


def _said_before(text: str, start: int) -> str:
    """The purpose that the noun in front of a use gives it: "no vaccine is approved", "a treatment was approved"."""
    folded = fold(text[max(0, start - _BEFORE) : start])
    vaccine = "vaccin" in fold(text)
    treatment = "treatment" in folded or "therap" in folded
    if vaccine != treatment:
        return "prevent" if vaccine else "treat"
    return ""


@dataclass(frozen=True, slots=True)
class _Part:
    """The items around one target: in front of it and behind it."""

    target: Item | None
    front: tuple[Item, ...]
    behind: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    text: str
    items: tuple[Item, ...]

    def read(self) -> tuple[Indication, ...]:
        first = next((i for i, item in enumerate(self.items) if self._is_target(i)), None)
        if first is None:
            begin = self._begin(self._anchor())
            stop = self._stop(begin)
            part = _Part(None, self.items[begin:stop], ())
            words = self._words(begin, stop)
            return tuple(self._uses(part, part, part, words)) if words else ()
        begin = self._begin(first)
        targets, stop = self._targets(first)
        parts = tuple(self._parts(targets, begin, stop))
        words = self._words(begin, stop)
        return tuple(use for part in parts for use in self._uses(part, parts[0], parts[-1], words))

    def _anchor(self) -> int:
        """Where a use without a condition stands: at its first word that a field holds, else where it begins."""
        return next((i for i, item in enumerate(self.items) if item.kind in _FIELDS), 0)

    def _is_target(self, at: int) -> bool:
        item = self.items[at]
        return item.kind == "condition" and not item.aside and not self._excluded(at)

    def _excluded(self, at: int) -> bool:
        """True behind "without", "other than", "history of", up to the next comma or name."""
        for item in reversed(self.items[max(0, at - 5) : at]):
            if item.kind == "exclude":
                return True
            if item.kind in ("condition", "comma", "end", "lead"):
                return False
        return False

    def _begin(self, first: int) -> int:
        begin = 0
        relative = False
        for i, item in enumerate(self.items[:first]):
            relative = (relative or item.value == "relative") and item.kind != "comma"
            if item.kind in ("stop", "end") or (item.kind == "verb" and not relative):
                begin, relative = i + 1, False
        for i in range(begin, first):
            if self.items[i].kind in _TO and i > begin:
                before = {w.kind for w in self.items[begin:i]}
                return i if self.items[i].kind == "lead" and "word" in before else begin
        return begin

    def _stop(self, at: int) -> int:
        """Where the use that goes on at ``at`` ends."""
        relative = False
        for i in range(at, len(self.items)):
            item = self.items[i]
            if item.aside:
                continue
            relative = relative or item.value == "relative"
            if item.kind in ("stop", "end") or (item.kind == "verb" and not relative):
                return i
            if item.kind == "comma":
                relative = False
                if not self._goes_on(i + 1):
                    return i
            if item.kind in _JOINS and (self._dated(i - 1) or self._dated(i + 1)):
                return i  # "for melanoma in 2014 and in 2015 for lung cancer" are two acts
        return len(self.items)

    def _dated(self, at: int) -> bool:
        near = self.items[at : at + 1]
        return bool(near) and near[0].value == "time" and any(c.isdigit() for c in near[0].words)

    def _goes_on(self, at: int) -> bool:
        for item in self.items[at:]:
            if item.kind == "skip":
                if item.value == "article":
                    return False  # "melanoma, a skin cancer" is one
                continue
            if item.kind == "open":
                return item.words not in ("which", "where", "that", "when", "if")
            return item.kind in _GOES_ON
        return False

    def _targets(self, first: int) -> tuple[list[int], int]:
        targets, last, role = [first], first, "target"
        stop = self._stop(first + 1)
        for i in range(first + 1, stop):
            if self.items[i].kind != "condition" or self.items[i].aside or i == last + 1:
                continue  # "Alzheimer's dementia": one thing under two names
            between = self.items[last + 1 : i]
            if targets == [last] and self._of_it(last, between):
                targets = []  # "pain of endometriosis" is a use in endometriosis
            elif self._excluded(i):
                role = "background"
            else:
                role = _role(between, role)
            last = i
            if role == "target" and all(self.items[t].value != self.items[i].value for t in targets):
                targets.append(i)
        return targets, stop

    def _of_it(self, at: int, between: Sequence[Item]) -> bool:
        """True when the condition at ``at`` is but a complaint of the next: "pain of", "psychosis due to"."""
        one = self.items[at]
        whole = [i for i in one.inside if (i.start, i.end) == (one.start, one.end)]
        complaint = _measure(one) or any(i.value == "bare" for i in whole)
        linked = any(i.kind == "link" for i in between) and not any(i.kind in _JOINS for i in between)
        return linked and complaint

    def _parts(self, targets: list[int], begin: int, stop: int) -> Iterator[_Part]:
        front = begin
        for n, at in enumerate(targets):
            until = targets[n + 1] if n + 1 < len(targets) else stop
            cut = until
            if n + 1 < len(targets):
                cut = max((i for i in range(at + 1, until) if self.items[i].kind in _JOINS), default=until)
            yield _Part(self.items[at], self.items[front:at], self.items[at + 1 : cut])
            front = cut

    def _uses(self, part: _Part, first: _Part, last: _Part, words: str) -> Iterator[Indication]:
        """The Indications of one target. What stands before the first target and behind the last is said of all."""
        own = (*part.front, *part.behind)
        shared = tuple(
            i
            for i in (*(first.front if part is not first else ()), *(last.behind if part is not last else ()))
        )
        spelled = () if part.target is None else part.target.inside
        fields: dict[str, list[Item]] = {}
        for kind in _FIELDS:
            mine = [i for i in (*_said(own), *spelled) if i.kind == kind]
            people = kind == "age" and any(i.kind == "population" for i in own)
            fields[kind] = mine or ([] if people else [i for i in _said(shared) if i.kind == kind])
        aspect, unread = self._rest(part)
        if part is not first:
            more_aspect, more = self._rest(replace(first, target=first.target, behind=()))
            aspect, unread = aspect or more_aspect, [*unread, *more]
        if part is not last:
            unread += self._rest(replace(last, front=()))[1]
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

    def _rest(self, part: _Part) -> tuple[str, list[str]]:
        """What the tables do not hold: the words that make it something about the condition, and the unread ones."""
        front = [i for i in _said(part.front) if not i.aside]
        head = part.target.start if part.target else 0
        aspect, rest = "", front
        acting = next((i for i in front if i.kind == "effect"), None)
        content = next((n for n, i in enumerate(front) if i.kind in _ASPECTS), None)
        if acting and part.target:
            aspect, rest = self.text[acting.start : head].strip(), []
        elif content is not None and part.target:
            links = [n for n in range(content + 1, len(front)) if _links(front, n)]
            if links:
                rest = front[links[-1] + 1 :]
                if not all(_measure(i) for i in front[: links[-1]] if i.kind in _ASPECTS):
                    aspect = self.text[front[content].start : head].strip()
        behind = [i for i in _said(part.behind) if not i.aside]
        if behind and behind[0].kind == "condition":
            behind = behind[1:]  # another name of the target
        follows = _complaint(behind)
        if follows and part.target and not aspect:
            aspect = self.text[behind[0].start : behind[follows - 1].end].strip()
            behind = behind[follows:]
        return aspect, [*self._unread(rest), *self._unread(behind)]

    def _unread(self, items: Sequence[Item]) -> list[str]:
        found: list[str] = []
        run: list[Item] = []
        shut = ""
        for item in (*items, None):
            if item is not None and item.kind in _CONTENT:
                run.append(item)
                continue
            if any(i.kind != "weak" for i in run):
                found.append(shut + self.text[run[0].start : run[-1].end])
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

    def _words(self, begin: int, stop: int) -> str:
        items = self.items[begin:stop]
        while items and items[-1].kind in ("comma", "conjunction"):
            items = items[:-1]
        return " ".join(self.text[items[0].start : items[-1].end].split()).strip(" .,;:") if items else ""


def _role(between: Sequence[Item], before: str) -> str:
    """Whether a condition is a target too ("and asthma") or only who is treated ("in people with asthma").

    ``between``: the items since the condition before, whose role was ``before``.
    """
    joins = [n for n, i in enumerate(between) if i.kind in _JOINS]
    tail = [i for i in between[joins[-1] + 1 if joins else 0 :] if i.kind not in ("skip", "age")]
    links = any(i.kind in ("link", "open") for i in tail)
    if not joins:
        return "background"
    if not tail:
        return before
    if tail[0].kind in _TO:
        return "target"
    if tail[0].kind in ("link", "open", "population"):
        return before
    return "background" if links else before


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


def _measure(item: Item) -> bool:
    return item.kind == "measure" or any(i.kind == "measure" for i in item.inside)


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


def _acts(part: _Part, first: _Part) -> bool:
    return any(i.kind == "effect" for i in (*part.front, *first.front))


def _stage(found: set[str]) -> str:
    if len(found & _SPREAD) > 1:
        return "advanced"
    return next((s for s in _STAGES if s in found), "")


def _purposes(part: _Part, first: _Part, spelled: Sequence[Item]) -> tuple[str, ...]:
    """The purposes said of one target: two for "prevention and treatment of"."""
    near = next((n for n, i in enumerate(part.behind) if i.kind not in ("skip", "purpose", "symptom")), None)
    behind = [i for n, i in enumerate(part.behind) if i.value != "treat" or near is None or n < near]
    named = [i for i in spelled if i.value != "relieve"]  # "vasomotor symptoms" are what is treated
    for items in ((*part.front, *named), behind, first.front):
        said = [(n, i.value) for n, i in enumerate(items) if i.kind == "purpose" and not i.aside]
        if not said:
            continue
        values = tuple(dict.fromkeys(value for _, value in said))
        joined = any(i.kind in _JOINS for i in items[said[0][0] : said[-1][0]])
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
    said = set(said)
    if ages and not said:
        if low is not None and low >= _ADULT:
            said.add("adults")
        elif low is not None and low >= _ADOLESCENT:
            said.add("adolescents")
        elif low is not None or (high is not None and high <= _ADULT):
            said.add("children")
    if "adults" in said and ("children" in said or "adolescents" in said):
        return ""
    if {"women", "men"} <= said:
        return ""
    return next((p for p in _POPULATIONS if p in said), "")
