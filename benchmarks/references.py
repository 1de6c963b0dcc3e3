"""Measure matching of printed references: against a pool, against invented ones, and how fast.

    python benchmarks/references.py --glutton /work/shared/data/biblio-glutton/references.jsonl.gz

Three parts, each printed as one table:

1. *Matching.* Every string of the file is looked up in a pool made of the file's own records, from which a
   quarter of the works that only one string cites is left out, so that "none" is the right answer for those.
   Which works are left out is decided by a hash of the DOI, so two runs agree. Reported for the two hash halves
   apart: thresholds were chosen on half A only. ``--disagreements FILE`` writes every one of them for judging by
   hand; ``--adjudicated FILE`` (``doi<TAB>verdict<TAB>why``) counts those where the gold is wrong as right.
2. *Invented references*, mixed from real parts.
3. *Milliseconds* for a reference, validation only (20 candidates at most).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.identifiers import DOI, PMID, NotAnIdentifier  # noqa: E402
from model.literature import Match, MatchVerdict, Work  # noqa: E402
from model.page import Reference, ReferenceKind  # noqa: E402
from sources.matching.decide import decide  # noqa: E402
from sources.matching.normalise import fold, words  # noqa: E402

MAX_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One printed string with its gold record."""

    text: str
    work: Work
    doi: str


def read_rows(path: Path) -> list[Row]:
    """All rows of the file, or none when it is not there."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            try:
                doi = DOI(raw["doi"])
            except NotAnIdentifier:
                doi = None
            rows.append(
                Row(
                    raw["reference"],
                    Work(
                        title=raw.get("atitle") or "",
                        pmid=PMID(raw["pmid"]) if raw.get("pmid") else None,
                        doi=doi,
                        authors=(raw["firstAuthor"],) if raw.get("firstAuthor") else (),
                        journal=raw.get("jtitle") or "",
                        volume=raw.get("volume") or "",
                        first_page=raw.get("firstPage") or "",
                        source="gold",
                    ),
                    raw["doi"].lower(),
                )
            )
    return rows


def bucket(text: str, n: int) -> int:
    """A number 0..n-1 that depends on the text only."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % n


def filled(work: Work) -> int:
    """How many fields are known."""
    return sum(
        bool(x) for x in (work.title, work.pmid, work.authors, work.journal, work.volume, work.first_page)
    )


class Pool:
    """An index in memory that brings candidates for a string: words of titles, and numbers with authors."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.works = list(works)
        by_word: dict[str, list[int]] = defaultdict(list)
        self.by_place: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_author: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, work in enumerate(self.works):
            for word in set(words(work.title)):
                if len(word) > 2:
                    by_word[word].append(i)
            volume, page = fold(work.volume), fold(work.first_page)
            self.by_place[volume, page].append(i)
            for author in work.authors[:1]:
                name = words(author)
                if name:
                    self.by_author[name[-1], page].append(i)
                    self.by_author[name[-1], volume].append(i)
        common = max(50, len(self.works) // 20)
        self.by_word = {w: ids for w, ids in by_word.items() if len(ids) <= common}

    def candidates(self, text: str) -> list[Work]:
        """At most MAX_CANDIDATES records that share rare words, or numbers, with the string."""
        found: Counter[int] = Counter()
        tokens = words(text)
        for word in set(tokens):
            ids = self.by_word.get(word)
            if ids:
                weight = 1000 // (len(ids) + 4) + 8
                for i in ids:
                    found[i] += weight
        numbers = [t for t in dict.fromkeys(tokens) if any(c.isdigit() for c in t)]
        for a in numbers:
            for b in numbers:
                for i in self.by_place.get((a, b), ()):
                    found[i] += 300
        for name in tokens[:8]:
            for number in numbers:
                for i in self.by_author.get((name, number), ()):
                    found[i] += 300
        return [self.works[i] for i, _ in found.most_common(MAX_CANDIDATES)]


def to_reference(text: str, identifiers: tuple[DOI, ...] = ()) -> Reference:
    """A reference as the reader of pages makes it, if that room is there; else unparsed."""
    try:
        from pages.read.references import parse_reference
    except ImportError:
        return Reference(0, None, text, ReferenceKind.ARTICLE, identifiers)
    kind, parts = parse_reference(text)
    return Reference(0, None, text, kind, identifiers, parts=parts)


@dataclass(slots=True)
class Tally:
    """Counts of one half."""

    right: int = 0  # the right record accepted
    wrong: int = 0  # another record accepted
    false: int = 0  # a record accepted where none is right
    missed: int = 0  # nothing accepted where a record is right
    none: int = 0  # nothing accepted, nothing to accept

    @property
    def precision(self) -> float:
        made = self.right + self.wrong + self.false
        return self.right / made if made else 0.0

    @property
    def recall(self) -> float:
        due = self.right + self.wrong + self.missed
        return self.right / due if due else 0.0


def matching(rows: Sequence[Row], out: Path | None, adjudicated: dict[str, str], parse: bool) -> None:
    """Part 1."""
    cited = Counter(r.doi for r in rows)
    left_out = {d for d, n in cited.items() if n == 1 and bucket("left out " + d, 4) == 0}
    best: dict[str, Work] = {}
    for row in rows:
        if row.doi not in left_out and (row.doi not in best or filled(row.work) > filled(best[row.doi])):
            best[row.doi] = row.work
    pool = Pool(best.values())
    tallies = {"A": Tally(), "B": Tally()}
    fixed = {"A": Tally(), "B": Tally()}
    spent = 0.0
    lines = []
    unblocked = 0
    suspected: list[tuple[Row, Match]] = []
    for row in rows:
        half = "A" if bucket("half " + row.doi, 2) == 0 else "B"
        found = pool.candidates(row.text)
        reference = to_reference(row.text) if parse else Reference(0, None, row.text, ReferenceKind.ARTICLE)
        began = time.perf_counter()
        match = decide(reference, found)
        spent += time.perf_counter() - began
        if match.looks_invented:
            suspected.append((row, match))
        got = match.work if match.verdict is MatchVerdict.MATCHED else None
        right = best.get(row.doi)
        if right is not None and right not in found:
            unblocked += 1
        if got is None:
            outcome = "none" if right is None else "missed"
        elif same(got, row.work):
            outcome = "right"
        else:
            outcome = "false" if right is None else "wrong"
        setattr(tallies[half], outcome, getattr(tallies[half], outcome) + 1)
        judged = adjudicated.get(key(row), "")
        if judged == "system right":
            outcome = "right" if got is not None else "none"
        if judged != "drop":
            setattr(fixed[half], outcome, getattr(fixed[half], outcome) + 1)
        if outcome in ("missed", "wrong", "false"):
            lines.append((outcome, half, row, match))
    print(
        f"strings {len(rows)}  pool {len(best)}  left out {len(left_out)}  not among candidates {unblocked}"
    )
    for name, t in (("raw", tallies), ("adjudicated", fixed)):
        for half in "AB":
            x = t[half]
            print(
                f"{name:12} half {half}  P {x.precision:.4f}  R {x.recall:.4f}  right {x.right} wrong {x.wrong} "
                f"false {x.false} missed {x.missed} none {x.none}"
            )
    print(f"real references said to look made up or mixed: {len(suspected)} of {len(rows)}")
    print(f"validation {1000 * spent / len(rows):.3f} ms a reference")
    if out:
        with out.open("w", encoding="utf-8") as f:
            for outcome, half, row, match in lines:
                w = match.work or (match.candidates[0] if match.candidates else None)
                f.write(f"== {outcome} {half} {key(row)} score {match.score} {match.verdict}\n")
                f.write(f"   text {row.text!r}\n   gold {brief(row.work)}\n")
                if w:
                    f.write(f"   got  {brief(w)}  + {match.agreed} - {match.differed}\n")
            for row, match in suspected:
                f.write(f"== suspected {key(row)}\n   text {row.text!r}\n   {match.looks_invented}\n")


def key(row: Row) -> str:
    return f"{row.doi}#{bucket(row.text, 10000)}"


def same(a: Work, b: Work) -> bool:
    return (a.doi is not None and a.doi == b.doi) or (a.pmid is not None and a.pmid == b.pmid)


def brief(w: Work) -> str:
    return f"{w.authors} {w.title!r} {w.journal!r} {w.volume}:{w.first_page} {w.pmid} {w.doi}"


# -- invented references

_STYLES = (
    "{authors}. {title}. {journal}. {year};{volume}:{page}.",
    "{authors} ({year}). {title}. {journal}, {volume}, {page}.",
    "{authors}: {title}. {journal} {year}, {volume}:{page}.",
    "{authors} ({year}) {title}. {journal} {volume}:{page}",
)
_KINDS = (
    "other pages",
    "place of two others",
    "other authors",
    "identifier of another paper",
    "another title",
    "title of two halves",
    "other co-authors",
)


@dataclass(frozen=True, slots=True)
class Made:
    """One invented reference, and from which records."""

    kind: str
    reference: Reference
    parents: tuple[Work, ...]


def invent(works: Sequence[Work], n: int, seed: int) -> Iterator[Made]:
    """``n`` references that do not exist, each kind as often as the next, from records that have an author."""
    rng = random.Random(seed)
    full = [
        w for w in works if w.authors and w.title and w.volume and w.first_page and len(words(w.title)) >= 4
    ]
    listed = [w for w in full if len(w.authors) >= 3] or full
    with_doi = [w for w in full if w.doi]
    for i in range(n):
        kind = _KINDS[i % len(_KINDS)]
        a, b, c = rng.sample(listed if kind == "other co-authors" else full, 3)
        if kind == "identifier of another paper":
            b = rng.choice(with_doi)
        if kind == "other co-authors" and len(a.authors) < 3:
            kind = "other authors"
        authors, title, journal, volume, page = a.authors[:6], a.title, a.journal, a.volume, a.first_page
        pointed: tuple[DOI, ...] = ()
        if kind == "other pages":
            page = b.first_page if b.first_page != page else c.first_page
        elif kind == "place of two others":
            journal, volume, page = b.journal, b.volume, c.first_page
        elif kind == "other authors":
            authors = b.authors[:6]
        elif kind == "identifier of another paper":
            pointed = (b.doi,) if b.doi and b is not a else ()
        elif kind == "another title":
            title = b.title
        elif kind == "title of two halves":
            mine, other = a.title.split(), b.title.split()
            title = " ".join(mine[: len(mine) // 2] + other[len(other) // 2 :])
            page = c.first_page
        else:
            authors = (a.authors[0], *b.authors[:2], *c.authors[1:3])
        text = rng.choice(_STYLES).format(
            authors=", ".join(f"{name} {rng.choice('ABCDEFGHJKLMPRST')}" for name in authors),
            title=title.strip().rstrip("."),
            journal=journal,
            year=a.date.year if a.date else rng.randint(1996, 2012),
            volume=volume,
            page=page,
        )
        yield Made(kind, to_reference(text, pointed), (a, b, c))


def invented(works: Sequence[Work], n: int, seed: int, show: bool) -> None:
    """Part 2. The paper whose text was used stays in the pool, so that everything real can be found."""
    pool = Pool(works)
    by_doi = {w.doi: w for w in works if w.doi}
    made: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    hinted: Counter[str] = Counter()
    for item in invent(works, n, seed):
        made[item.kind] += 1
        pointed = {i: by_doi[i] for i in item.reference.identifiers if isinstance(i, DOI) and i in by_doi}
        match = decide(item.reference, pool.candidates(item.reference.text), pointed)
        verdicts[match.verdict.value] += 1
        hinted[item.kind] += bool(match.looks_invented)
        if match.verdict is MatchVerdict.MATCHED:
            accepted[item.kind] += 1
            if show:
                print("   accepted:", item.kind, "|", item.reference.text, "|", match.agreed, match.differed)
    total = sum(made.values())
    print(
        f"invented {total}  accepted as matched {sum(accepted.values())} ({sum(accepted.values()) / total:.2%})"
    )
    for kind, count in made.items():
        print(f"   {kind:28} {accepted[kind]} of {count}, said to look made up or mixed {hinted[kind]}")
    print(f"   verdicts {dict(verdicts)}  said to look made up or mixed {sum(hinted.values())}")


def read_medline(path: Path) -> list[Work]:
    """Records with whole lists of authors, from a file of PubMed's XML (.xml.gz)."""
    from sources.pubmed.elements import read_set

    return list(read_set(gzip.decompress(path.read_bytes())).values())


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--glutton", type=Path, required=True)
    parser.add_argument(
        "--medline", type=Path, help="PubMed XML for invented references with whole author lists"
    )
    parser.add_argument("--disagreements", type=Path)
    parser.add_argument("--adjudicated", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--invented", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print invented references that were accepted")
    parser.add_argument("--no-parse", action="store_true", help="match on the raw string only")
    args = parser.parse_args(argv)
    rows = read_rows(args.glutton)
    if args.sample:
        rows = random.Random(1).sample(rows, args.sample)
    judged = read_judged(args.adjudicated) if args.adjudicated else {}
    matching(rows, args.disagreements, judged, not args.no_parse)
    if args.invented:
        invented([r.work for r in rows], args.invented, args.seed, args.show)
    if args.invented and args.medline:
        invented(read_medline(args.medline), args.invented, args.seed, args.show)
    return 0


def read_judged(path: Path) -> dict[str, str]:
    """The judgements by hand: ``key<TAB>judgement<TAB>why`` a line."""
    judged = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, judgement, *_ = line.split("\t")
            judged[name] = judgement
    return judged


if __name__ == "__main__":
    raise SystemExit(main())
