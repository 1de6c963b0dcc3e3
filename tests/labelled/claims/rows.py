"""The labelled rows, and which part of the set each is in. See README.md for the fields."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
#: Two texts have one template when they share this part of the shorter one's runs of three words.
SAME_TEMPLATE = 0.6
_LONGEST_NAME = 5  # letters; a shorter key ("bcg") is no name that a text can be searched for


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim that a careful reader finds. ``statuses``, ``verdicts``, ``since``: answers that are equally
    right, in lower case; ``since`` is a day, month or year. ``sentence``: the one it stands in, or empty."""

    subject: str
    statuses: tuple[str, ...]
    verdicts: tuple[str, ...]
    since: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One text. ``about``: the drug, class or condition it is about, "-" for none. ``checkable``: False where a
    claim may be read but no verdict can be given. ``measured``: in the part that nothing is tuned on."""

    id: str
    about: str
    page_date: str
    text: str
    wanted: tuple[Wanted, ...]
    checkable: bool = True
    measured: bool = False


def load_rows() -> tuple[Row, ...]:
    """The rows of the ``*.tsv`` files, each in its part."""
    rows: list[Row] = []
    for path in sorted(HERE.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                name = f"{path.stem}:{len(rows) + 1}"
                rows.append(_row(name, row["about"], row["page_date"], row["gold"], row["text"]))
    return split(rows)


def load_set(path: Path) -> tuple[Row, ...]:
    """The rows of a set ``{"id", "text", "page_date", "claims": [{"subject", "status", "verdict", "since",
    "sentence"?}]}``, one JSON object a line. Such a set is not split: all of it is measured."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        raw = json.loads(line)
        wanted = tuple(
            Wanted(
                c["subject"],
                _answers(c["status"]),
                _answers(c["verdict"]),
                _answers(c.get("since") or ""),
                c.get("sentence", ""),
            )
            for c in raw["claims"]
        )
        about = wanted[0].subject if wanted else "-"
        rows.append(Row(str(raw["id"]), about, raw["page_date"], raw["text"], wanted, True, True))
    return tuple(rows)


def _row(name: str, about: str, page_date: str, gold: str, text: str) -> Row:
    if gold in ("-", "~"):
        return Row(name, about, page_date, text, (), checkable=gold == "-")
    status, verdict, *since = gold.split(" ")
    wanted = Wanted(about, _answers(status), _answers(verdict), _answers(since[0] if since else ""))
    return Row(name, about, page_date, text, (wanted,))


def _answers(given: str) -> tuple[str, ...]:
    return tuple(filter(None, given.lower().split("/")))


def split(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with ``measured`` set so that no drug and no template is in both parts.

    Rows that share a drug (in ``about``, or named in the text) or a template are tied, and what is tied, be it
    through others, goes to one side: that of the SHA-1 of the first ``about`` among them (of the first text,
    where they are about no drug), modulo 5; 0 to 2 is tuned on, 3 and 4 only measured. Made of the rows alone,
    so that a change of our lexicon moves no row.
    """
    rows = tuple(rows)
    names = sorted({r.about.lower() for r in rows if r.about != "-"}, key=lambda n: (-len(n), n))
    shapes = [_runs(skeleton(r.text, names)) for r in rows]
    ties = _Ties()
    for at, row in enumerate(rows):
        ties.tie(at, at)
        if row.about != "-":
            ties.tie(at, row.about.lower())
        low = row.text.lower()
        for name in names:
            if len(name) >= _LONGEST_NAME and re.search(rf"\b{re.escape(name)}(?:s|es)?\b", low):
                ties.tie(at, name)
        for before in range(at):
            if same_template(shapes[at], shapes[before]):
                ties.tie(at, before)
    groups: dict[object, list[int]] = {}
    for at in range(len(rows)):
        groups.setdefault(ties.of(at), []).append(at)
    measured: set[int] = set()
    for group in groups.values():
        named = sorted(rows[at].about.lower() for at in group if rows[at].about != "-")
        first = named[0] if named else min(rows[at].text for at in group)
        if hashlib.sha1(first.encode(), usedforsecurity=False).digest()[-1] % 5 >= 3:
            measured.update(group)
    return tuple(replace(row, measured=at in measured) for at, row in enumerate(rows))


def skeleton(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The words of a text with "#" for what varies in a template: names, capitals, figures, brackets."""
    for name in names:
        text = re.sub(rf"\b{re.escape(name)}(?:s|es)?\b", " # ", text, flags=re.IGNORECASE)
    words: list[str] = []
    for at, word in enumerate(re.findall(r"[\w#][\w'’#-]*", re.sub(r"\([^)]*\)", " ", text))):
        varies = word == "#" or re.search(r"\d", word) or (at and word[0].isupper())
        if not varies:
            words.append(word.lower())
        elif not words or words[-1] != "#":
            words.append("#")
    return tuple(words)


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + 3] for at in range(max(1, len(words) - 2)))


def same_template(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """True when two skeletons' runs of three words are mostly the same."""
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) >= SAME_TEMPLATE * shorter


class _Ties:
    """Which things hang together (union-find)."""

    def __init__(self) -> None:
        self._up: dict[object, object] = {}

    def of(self, thing: object) -> object:
        """The one that stands for all that ``thing`` hangs together with."""
        self._up.setdefault(thing, thing)
        while self._up[thing] != thing:
            thing = self._up[thing]
        return thing

    def tie(self, one: object, other: object) -> None:
        """From now on they hang together."""
        self._up[self.of(one)] = self.of(other)
