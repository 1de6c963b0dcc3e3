"""Score what a reader says of labelled rows: which claims it finds, and how it judges them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.small import JudgedClaim, judge_claims
from model.lexicon import Lexicon
from sources.desk import Desk
from tests.labelled.claims.rows import Row, Wanted

# Within the 45 days in which the snapshot's data count as fresh: what is measured is reading and judging, not the age
# of the data, which tests/verdicts holds apart. Nothing of the sets changed from here to 24 November 2026.
TODAY = date(2026, 1, 31)
#: Words of status that one statement can be read as: "not yet approved" and "still in trials" are one denial.
FAMILIES = (
    frozenset({"approved", "accelerated"}),
    frozenset({"not_approved", "investigational", "only_in_trials", "under_review", "off_label"}),
    frozenset({"withdrawn", "discontinued"}),
)
ALARMS = ("outdated", "contradicted")
#: "X is used for Y" says nothing that an editor must look at, unless X is gone: no set labels it where X is there.
_IN_USE = "in_use"
_LONGEST = 6  # words in a name


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as a reader gives it. ``about``: keys of the drugs or the class, empty for "any drug".
    ``held_out``: read as a question, a condition or another country's, and so not put forward as a claim."""

    about: frozenset[str]
    status: str
    verdict: str
    since: str = ""
    sentence: str = ""
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One wanted claim with what was said of it (None: missed), or one claim that nobody wanted."""

    row: Row
    wanted: Wanted | None
    said: Said | None

    @property
    def status_right(self) -> bool:
        """The very status, not only its family."""
        return bool(self.wanted and self.said and self.said.status in self.wanted.statuses)

    @property
    def verdict_right(self) -> bool:
        """One of the right verdicts."""
        return bool(self.wanted and self.said and self.said.verdict in self.wanted.verdicts)

    @property
    def since_right(self) -> bool:
        """The day is the wanted one, or in the wanted month or year."""
        return bool(
            self.wanted and self.said and any(self.said.since.startswith(s) for s in self.wanted.since)
        )

    @property
    def flip(self) -> bool:
        """Supported where outdated is right, or the other way round."""
        if self.wanted is None or self.said is None or self.verdict_right:
            return False
        return {self.said.verdict, *self.wanted.verdicts} >= {"supported", "outdated"}

    @property
    def reassured(self) -> bool:
        """Called supported, where no reading of it is: the error that nobody will look at."""
        return bool(
            self.wanted
            and self.said
            and self.said.verdict == "supported"
            and "supported" not in self.wanted.verdicts
        )

    @property
    def kind(self) -> str:
        """What is wrong: extra, missed, flip, verdict, since, status; empty when nothing is."""
        if self.wanted is None:
            return "extra"
        if self.said is None:
            return "missed"
        if self.flip:
            return "flip"
        if not self.verdict_right:
            return "verdict"
        if self.said.verdict == "outdated" and self.wanted.since and not self.since_right:
            return "since"
        return "" if self.status_right else "status"

    def __str__(self) -> str:
        want = "-" if self.wanted is None else f"{'/'.join(self.wanted.statuses)} {_told(self.wanted)}"
        got = (
            "-" if self.said is None else f"{self.said.status} {self.said.verdict} {self.said.since}".strip()
        )
        about = ", ".join(sorted(self.said.about)[:3]) if self.said else ""
        return (
            f"{self.kind:8}{self.row.id} ({self.row.page_date}) wanted {want}; got {got} [{about}]\n"
            f"          {self.row.text}"
        )


def _told(wanted: Wanted) -> str:
    return " ".join(filter(None, ("/".join(wanted.verdicts), "/".join(wanted.since))))


@dataclass(frozen=True, slots=True)
class Score:
    """Figures over some points. A share of nothing is 1."""

    wanted: int
    found: int
    right_said: int
    extra: int
    status_right: int
    verdict_right: int
    dated: int
    since_right: int
    alarms: int
    alarms_right: int
    flips: int
    supported: int
    supported_wrong: int

    @property
    def precision(self) -> float:
        """Of the claims put forward, those that are wanted."""
        return share(self.right_said, self.right_said + self.extra)

    @property
    def recall(self) -> float:
        """Of the wanted claims, those found."""
        return share(self.found, self.wanted)

    @property
    def accuracy(self) -> float:
        """Of the claims found, those with the right verdict."""
        return share(self.verdict_right, self.found)

    @property
    def alarm_precision(self) -> float:
        """Of all claims called outdated or contradicted, those that are (what an editor sees as findings)."""
        return share(self.alarms_right, self.alarms)


def share(part: int, whole: int) -> float:
    """``part / whole``, 1 when there is nothing to be wrong about."""
    return part / whole if whole else 1.0


def summed(points: Iterable[Point]) -> Score:
    """The figures of the points."""
    points = tuple(points)
    wanted = [p for p in points if p.wanted is not None]
    found = [p for p in wanted if p.said is not None]
    extra = [p for p in points if p.wanted is None]
    dated = [p for p in found if p.verdict_right and p.said and p.said.verdict == "outdated" and p.wanted and p.wanted.since]  # fmt: skip
    alarms = [p for p in points if p.said is not None and p.said.verdict in ALARMS]
    return Score(
        wanted=len(wanted),
        found=len(found),
        right_said=sum(1 for p in found if p.said and not p.said.held_out),
        extra=len(extra),
        status_right=sum(p.status_right for p in found),
        verdict_right=sum(p.verdict_right for p in found),
        dated=len(dated),
        since_right=sum(p.since_right for p in dated),
        alarms=len(alarms),
        alarms_right=sum(p.verdict_right for p in alarms),
        flips=sum(p.flip for p in found),
        supported=sum(bool(p.said and p.said.verdict == "supported") for p in found),
        supported_wrong=sum(p.reassured for p in found),
    )


class Names:
    """Finds the keys that a subject in words stands for: "Wegovy (semaglutide)", "other PARP inhibitors"."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._keys: dict[str, str] = {}
        for drug in lexicon.drugs.values():
            for name in (drug.key, *drug.brands, *drug.synonyms):
                self._keys.setdefault(name.lower(), drug.key)
        for group in lexicon.classes.values():
            for name in (group.key, *group.names):
                self._keys.setdefault(name.lower(), group.key)

    def of(self, subject: str) -> frozenset[str]:
        """The keys, with the ingredients of fixed combinations; empty for "any drug for gout"."""
        cleaned = subject.lower().translate(str.maketrans("()[],;+", "       "))
        words = cleaned.split()
        found: set[str] = set()
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                name = " ".join(words[at : at + size])
                key = self._keys.get(name) or self._keys.get(name.removesuffix("s"))
                if key:
                    found.add(key)
                    at += size
                    break
            else:
                at += 1
        return self.whole(found)

    def any_member(self, keys: frozenset[str]) -> bool:
        """True for keys of classes only: "RSV vaccine", where a reader may understand "any drug for RSV"."""
        return keys <= self._lexicon.classes.keys()

    def whole(self, keys: Iterable[str]) -> frozenset[str]:
        """The keys with the ingredients of those that are fixed combinations."""
        drugs = self._lexicon.drugs
        return frozenset(k for key in keys for k in (key, *(drugs[key].ingredients if key in drugs else ())))


def score(rows: Sequence[Row], said: Mapping[str, Sequence[Said]], names: Names) -> tuple[Point, ...]:
    """One point for each wanted claim, and one for each claim put forward that none of them is.

    A wanted claim is found by what was said with a status of its family, about one of its drugs or its class (any,
    where it names none that we know; "any drug" will do for a class); where several fit, by the one in its sentence
    and with its verdict. In a row that is not checkable, a claim is unwanted when it is judged; where nothing is a
    claim, whenever it is put forward.
    """
    return tuple(point for row in rows for point in _row(row, said.get(row.id, ()), names))


def _row(row: Row, said: Sequence[Said], names: Names) -> Iterable[Point]:
    used: set[int] = set()
    same: set[int] = set()
    for wanted in row.wanted:
        about = names.of(wanted.subject)
        fits = [at for at, s in enumerate(said) if _fits(wanted, about, names.any_member(about), s)]
        same.update(fits)
        best = min(fits, key=lambda at: _distance(wanted, said[at], at in used), default=None)
        if best is not None:
            used.add(best)
        yield Point(row, wanted, None if best is None else said[best])
    for at, one in enumerate(said):
        if at in same or one.held_out or (one.status == _IN_USE and one.verdict not in ALARMS):
            continue
        if row.checkable or one.verdict != "not_verified":
            yield Point(row, None, one)


def _fits(wanted: Wanted, about: frozenset[str], any_member: bool, said: Said) -> bool:
    if about and not about & said.about and (said.about or not any_member):
        return False
    if said.held_out and "not_verified" not in wanted.verdicts:
        return False
    return any(_same_family(said.status, status) for status in wanted.statuses)


def _same_family(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in FAMILIES)


def _distance(wanted: Wanted, said: Said, used: bool) -> tuple[bool, bool, bool, bool]:
    elsewhere = bool(wanted.sentence) and wanted.sentence.strip() not in said.sentence
    return used, elsewhere, said.verdict not in wanted.verdicts, said.status not in wanted.statuses


def read_rows(rows: Sequence[Row], desk: Desk, today: date = TODAY) -> dict[str, tuple[Said, ...]]:
    """What our reader and judge say of each row, by the way that ``bestbefore claims --jsonl`` goes."""
    names = Names(desk.lexicon)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        lines = (json.dumps({"id": r.id, "text": r.text, "page_date": r.page_date}) for r in rows)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        texts, failures = judge_claims([str(path)], desk, today, None, lines=True)
    if failures:
        raise ValueError(f"not read: {failures[0].reason}")
    # a sign beside a name is no statement: what is marked here is what the sentences say
    return {
        str(t.id): tuple(_said(c, t.page.text, names) for c in t.claims if not c.claim.faint) for t in texts
    }


def _said(judged: JudgedClaim, text: str, names: Names) -> Said:
    claim = judged.claim
    subject = claim.subject
    about = {subject.drug_class} if subject.drug_class else set(subject.drugs)
    since = judged.judged.since
    return Said(
        names.whole(about),
        claim.status.name.lower(),
        judged.judged.verdict.value,
        str(since) if since else "",
        claim.sentence.of(text),
        claim.mode != "asserted" or claim.agency != "FDA",
    )
