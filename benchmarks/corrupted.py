"""How many wrong references an audit tells, and how many right ones it accuses.

    python benchmarks/corrupted.py PUBMED.xml.gz [MORE.xml.gz ...] [--half 0|1|all] [--misses] [--later] [--seed N]

The records of the files are the whole of PubMed for the run (an index built with ``complete``). 300 entries are
printed from records as they are, in five styles with the journals' abbreviations; 300 are printed wrong in one of the
ways below. Half of all carry their DOI or PMID. They stand on pages that are read as any page, looked up and judged by
all checks; an entry counts as told when a finding quotes it. ``--later`` prints
them in 13 other styles (``printings``). Records are halved by their PMID: the checks were made
with half 0 in sight.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.printings import INITIALS, LATER, later
from checks import all_checks, judge
from model.dates import PartialDate
from model.evidence import Answers, Evidence
from model.identifiers import DOI, PMID
from model.literature import Work
from model.page import Document
from model.policy import Policy
from pages.read import read
from sources.matching.lookup import match_references
from sources.snapshot.pubmed_build import build
from sources.snapshot.pubmed_files import Record, read_file
from sources.snapshot.pubmed_index import PubMedIndex

TODAY = date(2026, 11, 24)
ENTRIES = 300
# Findings about the entry itself; what a right reference may get too (duplicates, age, notices) is not counted.
ABOUT_THE_ENTRY = frozenset({"REF004", "REF005", *(f"REF{n:03}" for n in range(16, 30))})
STRANGERS = [
    "Abarca",
    "Bellingham",
    "Cordoba",
    "Drummond",
    "Eastwood",
    "Falkner",
    "Grigorev",
    "Hollis",
    "Iversen",
    "Jankowski",
    "Kessler",
    "Lombardi",
    "Marchetti",
    "Nakagawa",
    "Okonkwo",
    "Prendergast",
    "Quintana",
    "Rasmussen",
    "Szymanski",
    "Thornbury",
    "Umezawa",
    "Verhoeven",
    "Whitcombe",
    "Yamaguchi",
    "Zelenko",
]


@dataclass(frozen=True)
class Printed:
    """One entry: the record it is printed from (changed), how that was changed, what identifiers it carries."""

    work: Work
    how: str
    ids: str


def works_of(paths: list[Path]) -> list[Work]:
    """The records that can be printed whole: authors, journal, volume, page, year."""
    found: dict[PMID, Work] = {}
    for path in paths:
        for item in read_file(path):
            work = item.work if isinstance(item, Record) else None
            if (
                work is None
                or work.pmid is None
                or not (len(work.authors) > 1 and work.volume and work.first_page)
            ):
                continue
            if work.date and work.journal_abbrev and len(work.title) > 30 and not work.title.startswith("["):
                found[work.pmid] = work
    return list(found.values())


# -- ways of going wrong


def _strangers(rng: random.Random, count: int) -> tuple[str, ...]:
    return tuple(rng.sample(STRANGERS, count))


def _year(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    assert work.date is not None
    return replace(
        work, date=PartialDate(work.date.year - rng.choice((2, 3, 5, 8, -2, -3))), electronic_date=None
    )


def _future(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(work, date=PartialDate(TODAY.year + rng.choice((2, 4, 9))), electronic_date=None)


def _venue(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    other = rng.choice([w for w in pool if w.journal_abbrev[:4] != work.journal_abbrev[:4]])
    return replace(work, journal=other.journal, journal_abbrev=other.journal_abbrev)


def _first_author(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(work, authors=(*_strangers(rng, 1), *work.authors[1:]))


def _swapped(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(work, authors=(*work.authors[1:], work.authors[0]))


def _all_authors(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(work, authors=_strangers(rng, min(12, max(2, len(work.authors)))))


def _place(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    volume = str(int(work.volume) + rng.choice((3, 7, -2))) if work.volume.isdigit() else "77"
    return replace(work, volume=volume, first_page=str(rng.randint(1000, 1999)), last_page="")


def _merged(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    other = rng.choice(pool)
    return replace(other, title=work.title, authors=work.authors, doi=work.doi, pmid=work.pmid)


def _chimera(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    a, b = work.title.rstrip(".").split(), rng.choice(pool).title.rstrip(".").split()
    return replace(work, title=" ".join(a[: len(a) // 2] + b[len(b) // 2 :]) + ".")


def _fabricated_doi(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(work, doi=DOI(f"10.{rng.randint(1000, 9999)}/med.{rng.randint(10**6, 10**7)}"))


def _others_identifier(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    other = rng.choice([w for w in pool if w.pmid != work.pmid])
    return replace(work, pmid=other.pmid, doi=other.doi)


def _invented(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    topic = rng.choice(
        ("Long walks", "Green tea", "Early screening", "Night shifts", "A structured diary", "Group singing")
    )
    effect = rng.choice(
        ("quality of life", "relapse", "immune balance", "adherence", "pain scores", "readmission")
    )
    whom = rng.choice(("older adults", "women after surgery", "rural clinics", "young carers", "survivors"))
    kind = rng.choice(("a randomised trial", "a cohort study", "a meta-analysis"))
    title = f"{topic} and {effect} in {whom}: {kind}."
    return replace(
        work,
        title=title,
        authors=_strangers(rng, 3),
        first_page=str(rng.randint(20, 900)),
        last_page="",
        doi=DOI(f"10.1016/j.med.{rng.randint(10**6, 10**7)}"),
        pmid=PMID(str(rng.randint(39_000_000, 39_999_999))),
    )


def _invented_bare(work: Work, rng: random.Random, pool: list[Work]) -> Work:
    return replace(_invented(work, rng, pool), volume="", issue="", first_page="")


WAYS: dict[str, Callable[[Work, random.Random, list[Work]], Work]] = {
    "year": _year,
    "year to come": _future,
    "journal": _venue,
    "first author": _first_author,
    "authors in another order": _swapped,
    "other authors": _all_authors,
    "volume and page": _place,
    "title and authors of one, place of another": _merged,
    "title of two halves": _chimera,
    "fabricated DOI": _fabricated_doi,
    "identifier of another paper": _others_identifier,
    "invented": _invented,
    "invented, without a place": _invented_bare,
}


# -- printing


def _named(work: Work, rng: random.Random, initials: Callable[[str], str], most: int) -> list[str]:
    seed = random.Random(work.title)
    people = [
        f"{name} {initials(''.join(seed.choices(INITIALS, k=seed.choice((1, 2)))))}" for name in work.authors
    ]
    return [*people[:most], "et al"] if len(people) > most else people


def print_entry(entry: Printed, style: str, rng: random.Random) -> str:
    """The entry in one of five styles, as health sites print them."""
    work = entry.work
    title = work.title.rstrip(".")
    stop = "" if title.endswith("?") else "."
    year = work.date.year if work.date else 0
    abbrev = work.journal_abbrev
    dotted = ". ".join(abbrev.split()) + "." if " " in abbrev else abbrev
    pages = work.first_page
    if work.last_page.isdigit() and work.first_page.isdigit():
        tail = work.last_page
        same = (
            next((i for i, (a, b) in enumerate(zip(pages, tail, strict=True)) if a != b), 0)
            if len(pages) == len(tail)
            else 0
        )
        pages = f"{pages}-{tail[same:]}" if style in ("vancouver", "biomed") else f"{pages}-{tail}"
    issue = f"({work.issue})" if work.issue else ""
    place = f"{year};{work.volume}{issue}:{pages}" if work.volume else f"{year}"
    if style == "vancouver":
        who = ", ".join(_named(work, rng, str, 6))
        text = f"{who}. {title}{stop} {abbrev}. {place}."
    elif style == "ama":
        who = ", ".join(_named(work, rng, str, 3))
        text = f"{who}. {title}{stop} {dotted} {place}."
    elif style == "apa":
        people = [
            p.replace(" ", ", ", 1) if " " in p else p
            for p in _named(work, rng, lambda s: "".join(f"{c}." for c in s), 19)
        ]
        who = people[0] if len(people) == 1 else ", ".join(people[:-1]) + f", & {people[-1]}"
        tail = f", {work.volume}{issue}, {pages}" if work.volume else ""
        text = f"{who} ({year}). {title}{stop} {abbrev}{tail}."
    elif style == "biomed":
        who = ", ".join(_named(work, rng, str, 30))
        tail = f" {year}, {work.volume}{issue}:{pages}" if work.volume else f" {year}"
        text = f"{who}: {title}{stop} {abbrev}{tail}."
    else:
        who = ", ".join(_named(work, rng, lambda s: "".join(f"{c}." for c in s), 3))
        tail = f" {work.volume}{issue}, pp. {pages}" if work.volume else ""
        text = f"{who} ({year}) '{title}', {abbrev},{tail}."
    return f"{text} {entry.ids}".rstrip()


STYLES = ("vancouver", "ama", "apa", "biomed", "harvard")


def _ids(work: Work, how: str, rng: random.Random) -> str:
    kinds = {"fabricated DOI": ("doi",), "identifier of another paper": ("pmid", "doi")}.get(how)
    kind = rng.choice(kinds) if kinds else rng.choice(("doi", "pmid", "", ""))
    if kind == "doi" and work.doi:
        return f"doi:{work.doi.value}"
    if kind in ("pmid", "doi") and work.pmid:
        return f"PMID: {work.pmid.value}"
    return ""


def make(works: list[Work], rng: random.Random) -> tuple[list[Printed], list[Printed]]:
    """300 right entries and 300 wrong ones."""
    right = [Printed(w, "right", _ids(w, "", rng)) for w in rng.choices(works, k=ENTRIES)]
    wrong = []
    for i, work in enumerate(rng.choices(works, k=ENTRIES)):
        how = [*WAYS][i % len(WAYS)]
        if how == "fabricated DOI" and work.doi is None:
            work = rng.choice([w for w in works if w.doi])
        bad = WAYS[how](work, rng, works)
        wrong.append(Printed(bad, how, _ids(bad, how, rng)))
    return right, wrong


def told(entries: list[str], index: PubMedIndex) -> list[set[str]]:
    """The codes of the findings on each entry; a page holds 25 of them."""
    found: list[set[str]] = []
    for at in range(0, len(entries), 25):
        batch = entries[at : at + 25]
        items = "".join(f"<li>{text.replace('<', '&lt;')}</li>" for text in batch)
        cites = " ".join(f"It helps [{n}]." for n in range(1, len(batch) + 1))
        body = f"<h1>Health</h1><p>{cites}</p><h2>References</h2><ol>{items}</ol>"
        html = f"<html><body><main>{body}</main></body></html>"
        page = read(Document("https://example.org/page", html.encode(), "text/html; charset=utf-8"))
        matches = match_references(page.references, [index])
        answers = Answers(matches={k: a for k, a in matches.items() if isinstance(a, Evidence)})
        findings = judge(page, answers, Policy(), TODAY, all_checks()).findings
        by_number: dict[int, set[str]] = {n: set() for n in range(1, len(batch) + 1)}
        for finding in findings:
            if finding.code not in ABOUT_THE_ENTRY or finding.span is None:
                continue
            for reference in page.references:
                if reference.span and reference.span.overlaps(finding.span) and reference.number in by_number:
                    by_number[reference.number].add(finding.code)
        found.extend(by_number.values())
    return found


def main() -> int:
    """Print the shares told, by kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", default="all", choices=("0", "1", "all"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument(
        "--later", action="store_true", help="print in the styles that no check was made with"
    )
    parser.add_argument("--seed", type=int, default=20261127)
    options = parser.parse_args()
    works = works_of(options.files)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pubmed.sqlite"
        build(path, options.files, now=datetime.now(UTC), complete=True)
        index = PubMedIndex(path)
        for half in (0, 1) if options.half == "all" else (int(options.half),):
            mine = [w for w in works if w.pmid and int(w.pmid.value) % 2 == half]
            rng = random.Random(options.seed + half)
            right, wrong = make(mine, rng)
            if options.later:
                styles = [later(e.how, rng) for e in [*right, *wrong]]
                texts = [
                    f"{LATER[s](e.work)} {e.ids}".rstrip()
                    for e, s in zip([*right, *wrong], styles, strict=True)
                ]
            else:
                styles = [rng.choice(STYLES) for _ in range(len(right) + len(wrong))]
                texts = [print_entry(e, s, rng) for e, s in zip([*right, *wrong], styles, strict=True)]
            codes = told(texts, index)
            alarms = sum(1 for c in codes[: len(right)] if c)
            hits: Counter[str] = Counter(e.how for e, c in zip(wrong, codes[len(right) :], strict=True) if c)
            total: Counter[str] = Counter(e.how for e in wrong)
            by_id = [(bool(e.ids), bool(c)) for e, c in zip(wrong, codes[len(right) :], strict=True)]
            print(
                f"half {half}: {len(mine)} records; told {sum(hits.values())}/{len(wrong)} "
                f"({sum(hits.values()) / len(wrong):.3f}) "
                f"at {alarms}/{len(right)} alarms ({alarms / len(right):.4f}); "
                f"with identifiers {sum(t for i, t in by_id if i)}/{sum(i for i, _ in by_id)}, "
                f"without {sum(t for i, t in by_id if not i)}/{sum(not i for i, _ in by_id)}"
            )
            for how, n in total.items():
                print(f"   {how:<44} {hits[how]}/{n}")
            if options.misses:
                for text, entry, c, s in zip(texts, [*right, *wrong], codes, styles, strict=True):
                    if bool(c) == (entry.how == "right"):
                        print("   ", "ALARM" if c else "MISS ", entry.how, sorted(c), s, "|", text[:330])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
