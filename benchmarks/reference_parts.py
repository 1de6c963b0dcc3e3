"""How well the parts of a reference's text are read.

    python benchmarks/reference_parts.py --glutton references.jsonl.gz --pubmed medline.xml.gz [--misses 20]

``--glutton``: biblio-glutton's strings as printed in PMC articles. An entry counts when the gold's volume and first
page stand in the string as words (else nobody can read them); it is right when year, volume and first page all are.
The gold has no year: the right one is the year printed beside the gold's volume, else in parentheses, else behind the
pages. Reported for both halves (by a hash of the string); the rules were tuned on half 0.

``--pubmed``: 500 entries made of PubMed records in six styles, with realistic damage (fixed seed). An entry is
right when first author, title, journal, year, volume and first page all are.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from model.page import ReferenceKind, ReferenceParts
from pages.read.references import parse_reference
from pages.read.references.text import fold, join_lines

ENTRIES = 500
SEED = 20261124
# A title or journal is right when so much of it agrees, case and punctuation aside.
ALIKE = 92.0
_YEAR = r"((?:1[6-9]|20)\d\d)"


def plain(text: str) -> str:
    """Letters and digits only, without accents, small."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()).lower()


# --- real strings -----------------------------------------------------------------------------------------------------


def printed_year(text: str, volume: str, page: str) -> int:
    """The year at the right place of ``text`` (one line, folded), 0 when there is none."""
    v, p = re.escape(fold(volume)), re.escape(fold(page))
    beside = re.search(
        rf"{_YEAR}\)?[a-h]?(?:[\s;,:.]{{1,3}}|"
        rf"\s[A-Z][a-z]{{2}}[\w\s-]{{0,9}}[;,:]\s?){v}(?!\d).{{0,30}}?(?<!\d){p}(?!\d)",
        text,
    )
    if beside:
        return int(beside.group(1))
    elsewhere = re.search(rf"\([^()\d]*{_YEAR}[a-h]?\b[^()]{{0,14}}\)", text) or re.search(
        rf"{p}(?!\d).{{0,14}}?[ (,]{_YEAR}\b", text
    )
    return int(elsewhere.group(1)) if elsewhere else 0


def glutton(path: Path, misses: int) -> None:
    """Print year, volume, first page and all three, by half."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    halves: list[Counter[str]] = [Counter(), Counter()]
    spent = 0.0
    wrong: list[str] = []
    for row in rows:
        text = row["reference"]
        started = time.perf_counter()
        _, parts = parse_reference(text)
        spent += time.perf_counter() - started
        half = hashlib.sha256(text.encode()).digest()[0] % 2
        volume, page = row.get("volume", ""), row.get("firstPage", "")
        line = fold(join_lines(text))
        if not (volume and page and _stands(volume, line) and _stands(page, line)):
            halves[half]["unparsable"] += 1
            continue
        year = printed_year(line, volume, page)
        right = {
            "year": not year or parts.year == year,
            "volume": plain(parts.volume) == plain(volume),
            "page": plain(parts.first_page) == plain(page),
        }
        halves[half]["all"] += 1
        halves[half].update(name for name, good in right.items() if good)
        if all(right.values()):
            halves[half]["right"] += 1
        elif half == 0:
            wrong.append(
                f"{year or '-'} {volume} {page} got {parts.year} {parts.volume} {parts.first_page}: {line[-100:]}"
            )
    for half, counts in enumerate(halves):
        n = counts["all"]
        print(
            f"biblio-glutton half {half}: {n} parsable ({counts['unparsable']} not): year "
            f"{counts['year'] / n:.4f} volume "
            f"{counts['volume'] / n:.4f} first page {counts['page'] / n:.4f}, all three {counts['right'] / n:.4f}"
        )
    print(f"{spent / len(rows) * 1000:.3f} ms a string")
    for line in random.Random(SEED).sample(wrong, min(misses, len(wrong))):
        print("   ", line)


def _stands(value: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(value))}(?![0-9A-Za-z])", text) is not None


# --- entries made of records ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Record:
    """What PubMed says of one article."""

    authors: tuple[tuple[str, str, str], ...]  # family, initials, given names
    title: str
    journal: str
    abbreviation: str
    year: str
    month: str
    volume: str
    issue: str
    first: str
    last: str
    pmid: str
    doi: str


def records(path: Path) -> Iterator[Record]:
    """The records of a PubMed XML file that have all that an entry prints."""
    with gzip.open(path) as stream:
        tree = etree.parse(stream)
    for node in tree.iter("MedlineCitation"):

        def get(name: str, node: etree._Element = node) -> str:
            found = node.find(name)
            return " ".join("".join(found.itertext()).split()) if found is not None else ""

        authors = tuple(
            (a.findtext("LastName") or "", a.findtext("Initials") or "", a.findtext("ForeName") or "")
            for a in node.iter("Author")
            if a.findtext("LastName")
        )
        title = get("Article/ArticleTitle").rstrip(".")
        pages = re.match(r"([A-Za-z]?\d+)(?:-([A-Za-z]?\d+))?", get("Article/Pagination/MedlinePgn"))
        year = (
            get("Article/Journal/JournalIssue/PubDate/Year")
            or get("Article/Journal/JournalIssue/PubDate/MedlineDate")[:4]
        )
        volume = get("Article/Journal/JournalIssue/Volume")
        if not (authors and title and pages and volume.isdigit() and year.isdigit()) or title.startswith("["):
            continue
        doi = next((i.text or "" for i in node.iter("ELocationID") if i.get("EIdType") == "doi"), "")
        yield Record(
            authors,
            title,
            get("Article/Journal/Title"),
            get("Article/Journal/ISOAbbreviation"),
            year,
            get("Article/Journal/JournalIssue/PubDate/Month"),
            volume,
            get("Article/Journal/JournalIssue/Issue"),
            pages.group(1),
            pages.group(2) or "",
            get("PMID"),
            doi,
        )


def _full_last(r: Record) -> str:
    if not r.last:
        return ""
    return r.first[: len(r.first) - len(r.last)] + r.last if len(r.last) < len(r.first) else r.last


def _spaced(initials: str) -> str:
    return " ".join(f"{c}." for c in initials)


def vancouver(r: Record, rng: random.Random) -> str:
    """NLM: Smith JA, Jones B. Title. J Abbr. 2004 Mar;12(3):45-9."""
    names = [f"{f} {i}".strip() for f, i, _ in r.authors]
    shown = ", ".join(names[:6]) + (", et al" if len(names) > 6 else "")
    date = f"{r.year} {r.month}" if r.month.isalpha() and rng.random() < 0.5 else r.year
    issue = f"({r.issue})" if r.issue else ""
    pages = f"{r.first}-{r.last}" if r.last else r.first
    return f"{shown}. {r.title}. {r.abbreviation.replace('.', '')}. {date};{r.volume}{issue}:{pages}."


def ama(r: Record, rng: random.Random) -> str:
    """AMA: full page ranges, three authors and et al."""
    names = [f"{f} {i}".strip() for f, i, _ in r.authors]
    shown = ", ".join([*names[:3], "et al"]) if len(names) > 6 else ", ".join(names)
    issue = f"({r.issue})" if r.issue else ""
    pages = f"{r.first}-{_full_last(r)}" if r.last else r.first
    doi = f" doi:{r.doi}" if r.doi and rng.random() < 0.6 else ""
    return f"{shown}. {r.title}. {r.abbreviation}. {r.year};{r.volume}{issue}:{pages}.{doi}"


def apa(r: Record, rng: random.Random) -> str:
    """APA: Smith, J. A., & Jones, B. (2004). Title. Journal, 12(3), 45–49."""
    names = [f"{f}, {_spaced(i)}" for f, i, _ in r.authors]
    if len(names) > 7:
        shown = ", ".join(names[:6]) + ", . . . " + names[-1]
    else:
        shown = ", & ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    issue = f"({r.issue})" if r.issue else ""
    pages = f"{r.first}–{_full_last(r)}" if r.last else r.first
    doi = f" https://doi.org/{r.doi}" if r.doi and rng.random() < 0.6 else ""
    return f"{shown} ({r.year}). {r.title}. {r.journal}, {r.volume}{issue}, {pages}.{doi}"


def chicago(r: Record, rng: random.Random) -> str:
    """Chicago: Smith, John A., and Bea Jones. “Title.” Journal 12, no. 3 (2004): 45–49."""
    first = f"{r.authors[0][0]}, {r.authors[0][2] or _spaced(r.authors[0][1])}"
    others = [f"{g or _spaced(i)} {f}" for f, i, g in r.authors[1:]]
    if len(others) > 5:
        shown = f"{first}, et al"
    elif others:
        shown = f"{first}, {', '.join(others[:-1]) + ', ' if others[:-1] else ''}and {others[-1]}"
    else:
        shown = first
    issue = f", no. {r.issue}" if r.issue else ""
    pages = f"{r.first}–{_full_last(r)}" if r.last else r.first
    date = f"{r.month} {r.year}" if r.month.isalpha() and rng.random() < 0.3 else r.year
    return f"{shown.rstrip('.')}. “{r.title}.” {r.journal} {r.volume}{issue} ({date}): {pages}."


def harvard(r: Record, rng: random.Random) -> str:
    """Harvard: Smith, J.A. and Jones, B. (2004) 'Title', Journal, vol. 12, no. 3, pp. 45-49."""
    names = [f"{f}, {'.'.join(i)}." for f, i, _ in r.authors]
    shown = (
        f"{names[0]} et al."
        if len(names) > 4
        else " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    )
    pages = f"pp. {r.first}-{_full_last(r)}" if r.last else f"p. {r.first}"
    if rng.random() < 0.5:
        issue = f", no. {r.issue}" if r.issue else ""
        return f"{shown} ({r.year}) ‘{r.title}’, {r.journal}, vol. {r.volume}{issue}, {pages}."
    issue = f"({r.issue})" if r.issue else ""
    return f"{shown}, {r.year}. {r.title}. {r.journal}, {r.volume}{issue}, {pages}."


def broken(r: Record, rng: random.Random) -> str:
    """Half-broken: Vancouver or Springer retyped by hand, with marks lost."""
    names = [f"{f} {i}".strip() for f, i, _ in r.authors]
    shown = f"{names[0]} et al" if len(names) > 2 and rng.random() < 0.6 else ", ".join(names)
    issue = f"({r.issue})" if r.issue and rng.random() < 0.5 else ""
    pages = f"{r.first}-{r.last}" if r.last else r.first
    journal = r.abbreviation.replace(".", "")
    form = rng.randrange(6)
    if form == 0:
        return f"{shown} ({r.year}) {r.title}. {journal} {r.volume}{issue}:{pages}"
    if form == 1:
        return f"{shown}: {r.title}. {journal} {r.year}, {r.volume}{issue}:{pages}"
    if form == 2:
        return f"{shown}. {r.title}. {journal} {r.year} ;{r.volume} {issue} : {pages}"
    if form == 3:
        return f"{shown}. {r.title}. {journal} {r.volume}{issue}:{pages}, {r.year}"
    if form == 4:
        return f"{shown}. {r.title}. {r.journal}. {r.year}. {r.volume}{issue}: {pages}"
    return f"{shown}. {r.title}. {journal}. {r.year};{r.volume}{issue},{pages}"


STYLES: tuple[Callable[[Record, random.Random], str], ...] = (vancouver, ama, apa, chicago, harvard, broken)


def damage(text: str, r: Record, rng: random.Random) -> str:
    """What printing, pasting and content management systems do to entries; each with its own chance."""
    if rng.random() < 0.25:
        text = rng.choice(["{}. ", "[{}] ", "({}) ", "{}) "]).format(rng.randrange(1, 120)) + text
    if rng.random() < 0.2:
        text = text.replace("-", rng.choice("–‐−—"))
    if rng.random() < 0.15:
        text = text.replace(" ", "\u00a0", rng.randrange(1, 4))
    if rng.random() < 0.15:
        text = text.replace("&", "&amp;").replace("’", "&#8217;")
    if rng.random() < 0.15:
        text = text.replace(". ", ".  ")
    if rng.random() < 0.1:
        text = text.rstrip(".")
    if rng.random() < 0.25:
        text = _wrapped(text, rng.randrange(48, 80))
    if rng.random() < 0.2:
        text += f" PMID: {r.pmid}."
    if rng.random() < 0.15:
        text += rng.choice(
            [
                " [PubMed]",
                " PubMed Google Scholar",
                " [PubMed] [Cross Ref]",
                " View article",
                " Available at: https://example.org/paper. Accessed May 3, 2014.",
            ]
        )
    return text


def _wrapped(text: str, width: int) -> str:
    """Lines of a narrow column; long words are divided with a hyphen."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + 1 + len(word) <= width:
            line = f"{line} {word}".strip()
            continue
        room = width - len(line) - 2
        if word.isalpha() and word.islower() and len(word) >= 9 and 3 <= room <= len(word) - 4:
            lines.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return " \n".join([*lines, line])


def judged(r: Record, kind: ReferenceKind, parts: ReferenceParts) -> dict[str, bool]:
    """Part by part: right or wrong."""
    journal = max(fuzz.ratio(plain(parts.journal), plain(j)) for j in (r.journal, r.abbreviation))
    return {
        "author": bool(parts.authors) and plain(parts.authors[0]) == plain(r.authors[0][0]),
        "title": fuzz.ratio(plain(parts.title), plain(r.title)) >= ALIKE,
        "journal": journal >= ALIKE,
        "year": parts.year == int(r.year),
        "volume": parts.volume == r.volume,
        "page": parts.first_page == r.first,
        "kind": kind is ReferenceKind.ARTICLE,
    }


def pubmed(path: Path, misses: int, seed: int = SEED) -> float:
    """Print how many of the made entries are right, by style and by part; returns the share."""
    pool = list(records(path))
    rng = random.Random(seed)
    styles: Counter[str] = Counter()
    good: Counter[str] = Counter()
    parts_right: Counter[str] = Counter()
    shown = 0
    for number in range(ENTRIES):
        record = rng.choice(pool)
        style = STYLES[number % len(STYLES)]
        text = damage(style(record, rng), record, rng)
        kind, parts = parse_reference(text)
        right = judged(record, kind, parts)
        styles[style.__name__] += 1
        good[style.__name__] += all(right.values())
        parts_right.update(name for name, ok in right.items() if ok)
        if not all(right.values()) and shown < misses:
            shown += 1
            print("   ", style.__name__, [n for n, ok in right.items() if not ok], repr(text), parts)
    share = sum(good.values()) / ENTRIES
    print(
        f"made of {len(pool)} PubMed records: {sum(good.values())} of {ENTRIES} right ({share:.3f}); "
        + ", ".join(f"{s} {good[s]}/{n}" for s, n in styles.items())
    )
    print("   by part: " + ", ".join(f"{name} {n / ENTRIES:.3f}" for name, n in parts_right.items()))
    return share


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--glutton", type=Path)
    parser.add_argument("--pubmed", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    if options.glutton:
        glutton(options.glutton, options.misses)
    if options.pubmed:
        pubmed(options.pubmed, options.misses, options.seed)


if __name__ == "__main__":
    main()
