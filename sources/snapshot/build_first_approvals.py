"""Make ``data/first_approvals.tsv`` from the Drugs@FDA data files (a work of the US government, public domain).

    python -m sources.snapshot.build_first_approvals drugsatfda.zip

One line for each active ingredient or fixed combination that the files know as approved: its key (salt stripped,
as in ``drugs.tsv``), its brands, the application first approved with its own brand, the date, whether any product
is still sold, and since when generics are approved, where that is plain. ``known`` is "by" where the files show that
the drug was approved before that date: their original is a later form or a copy, or has no date.
Which indication was approved is not in these files, so the line makes no statement about it.
"""

from __future__ import annotations

import argparse
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sources.fda.sale import sale_began

DATA = Path(__file__).parent / "data"
COLUMNS = ("key", "brand", "brands", "application", "date", "known", "status", "generic", "generic_date")

# Ends of ingredient names that name the salt, ester, hydrate or making, and not the moiety.
_SALT_WORDS = """
    biosynthetic recombinant synthetic acetate acetonide adipate aluminum anhydrous arginine aspartate
    axetil benzathine benzoate besylate bicarbonate bisulfate bitartrate bromide calcium camsylate
    carbonate chloride cholesterol citrate cypionate decanoate diacetate dihydrate dihydrochloride
    dimaleate dimeglumine dinitrate dipropionate disodium dihydrogen edisylate embonate enanthate
    erbumine esylate ethanolate ethylsuccinate estolate etabonate fumarate furoate gluceptate gluconate
    hemifumarate hemihydrate hemisulfate hexahydrate hippurate hyclate hydrate hydrobromide
    hydrochloride hydroiodide hydroxide iodide isethionate l-lysine lactate lactobionate lysine
    magnesium malate maleate medoxomil meglumine mesylate methylbromide methylsulfate mofetil
    monohydrate monohydrochloride monosodium mucate napsylate nicotinate nitrate olamine oxalate
    palmitate pamoate pentahydrate phenylpropionate phosphate picrate pivalate polistirex polacrilex
    potassium propionate sesquihydrate sodium stearate succinate sulfate sulfosalicylate tannate
    tartrate teoclate terephthalate tetrahydrate tosylate trihydrate tromethamine trometamol valerate
    xinafoate zinc
"""
_SALTS = frozenset(_SALT_WORDS.split())
# Moieties that such words belong to: nothing is left, or something else is meant, without them.
_KEEP = frozenset(
    {
        "sodium chloride",
        "potassium chloride",
        "calcium chloride",
        "lithium carbonate",
        "nitrous oxide",
        "sodium oxybate",
        "sodium nitrite",
        "sodium thiosulfate",
        "sodium nitroprusside",
        "sodium phenylbutyrate",
        "sodium fluoride",
        "selenium sulfide",
        "isosorbide dinitrate",
        "isosorbide mononitrate",
        "estradiol cypionate",
        "ferric citrate",
        "sucroferric oxyhydroxide",
        "sodium zirconium cyclosilicate",
        "magnesium sulfate",
        "zinc sulfate",
        "potassium iodide",
        "calcium acetate",
        "potassium citrate",
        "lanthanum carbonate",
        "aluminum chloride",
        "mycophenolate mofetil",
        "dimethyl fumarate",
        "obeticholic acid",
        "hydroxyprogesterone caproate",
    }
)
# Things of daily life and plain solutions: as a "drug" in prose they would only make false hits.
_DAILY_LIFE = """
    air alcohol ammonia argon caffeine carbon-dioxide dextrose fructose glycerin glycine helium
    hydrogen-peroxide invert-sugar isopropyl-alcohol lanolin lactose mineral-oil nitrogen oxygen
    petrolatum salt sodium soybean-oil sorbitol starch sucrose sulfur talc tyrosine urea vitamin-a
    vitamin-e water xenon xylitol zinc iron copper selenium manganese iodine potassium calcium magnesium
    amino-acids fluoride chromic cupric ferrous krypton xylose
"""
_NOT_DRUGS = frozenset(_DAILY_LIFE.split())
# Brands of old that begin sentences as ordinary words ("Today, FDA approved ...").
_NOT_BRANDS = frozenset({"today", "dial", "muse", "aim", "commit", "extra-strength aim"})
_SUFFIX = re.compile(r"-[a-z]{4}$")  # the four letters of a biological product's name: bevacizumab-awwb
_NOISE = re.compile(
    r"\s*+\([^)]*+\)|\s++(?:kit|in plastic container|preservative free|pharmacy bulk package|sugar free|w/.*|and .*)$",
    re.IGNORECASE,
)
_LETTERS = frozenset({"XR", "SR", "LA", "ER", "PM", "HCT", "CR", "DS", "AF", "XL", "CD", "IV", "HFA", "ODT"})
_ENZYMES = re.compile(r"\s*\([^()]*;[^()]*\)")  # PANCRELIPASE (AMYLASE;LIPASE;PROTEASE) is one ingredient
_GENERICS_FROM = "1985-01-01"  # the Act of September 1984 made generics what they are
# Of later ones many waited for a patent when the files were made (lurasidone's, approved in 2019, until 2023).
_GENERICS_UNTIL = "2013-01-01"
_COMPLETE_FROM = "1962-10-10"  # before the Drug Amendments many approvals have left no trace in the files
_LATER_FORMS = frozenset({"TYPE 3", "TYPE 5", "TYPE 6", "TYPE 7", "TYPE 8", "TYPE 9", "TYPE 10", "TYPE 4/5"})
_STATUS = {"1": "prescription", "2": "over the counter", "3": "discontinued", "4": "tentative"}


@dataclass(frozen=True, slots=True, order=True)
class FirstApproval:
    """One line of the file, in the order it is written."""

    key: str
    brand: str
    brands: tuple[str, ...]
    application: str
    date: str
    known: str
    status: str
    generic: str = ""
    generic_date: str = ""


def build(archive: Path, curated: Mapping[str, str]) -> list[FirstApproval]:
    """The first approval of each ingredient or combination in ``archive``, in order of key.

    ``curated``: every name in drugs.tsv, in lower case, with its key; it decides how an ingredient is called.
    """
    with zipfile.ZipFile(archive) as files:
        kinds = {row["ApplNo"]: row["ApplType"].strip() for row in _rows(files, "Applications.txt")}
        approved, later_forms = _first_dates(files), _later_forms(files)
        statuses: dict[tuple[str, str], str] = {
            (row["ApplNo"], row["ProductNo"]): row["MarketingStatusID"]
            for row in _rows(files, "MarketingStatus.txt")
        }
        products = list(_rows(files, "Products.txt"))
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)  # key -> (date, application)
    brands: dict[str, set[str]] = defaultdict(set)
    undated: dict[str, set[str]] = defaultdict(
        set
    )  # key -> numbers of NDAs without the day of their approval
    own: dict[tuple[str, str], set[str]] = defaultdict(set)  # (key, application) -> brands
    routes: dict[str, set[str]] = defaultdict(set)
    sold: dict[str, set[str]] = defaultdict(set)
    for row in products:
        number = row["ApplNo"]
        key = _key(row["ActiveIngredient"], curated)
        if kinds.get(number) == "NDA" and number not in approved and key:
            undated[key].add(number)
        if number not in approved or number not in kinds or not key:
            continue
        found[key].add((approved[number], kinds[number] + number))
        sold[key].add(statuses.get((number, row["ProductNo"]), "3"))
        if kinds[number] != "ANDA":
            routes[key].add(row["Form"].rpartition(";")[2].strip().upper())
        if kinds[number] != "ANDA" and (brand := _brand(row["DrugName"], key)):
            brands[key].add(brand)
            own[key, kinds[number] + number].add(brand)
    owners = _owners(brands, curated)
    result = []
    for key, events in sorted(found.items()):
        day, application = min(events, key=_first)
        number = application[-6:]
        unclear = day < _COMPLETE_FROM or min(undated[key], default="9") < number
        earlier = unclear or application.startswith("ANDA") or number in later_forms
        generic_date, generic = _generics(events) if len(routes[key]) == 1 else ("", "")
        result.append(
            FirstApproval(
                key=key,
                brand=min((b for b in own[key, application] if owners.get(b) == key), default=""),
                brands=tuple(sorted(b for b in brands[key] if owners.get(b) == key)),
                application=application,
                date=day,
                known="by" if earlier else "on",
                status=_STATUS[min(sold[key])],
                generic=generic,
                generic_date=generic_date,
            )
        )
    return result


def _generics(events: set[tuple[str, str]]) -> tuple[str, str]:
    """Day and application from which generics are approved and can be sold, or ("", "") where it is not plain."""
    approved = sorted(event for event in events if event[1].startswith("ANDA") and event[0] < _GENERICS_UNTIL)
    innovator = min((day for day, number in events if not number.startswith("ANDA")), default="")
    if not innovator or not approved or approved[0][0] < max(innovator, _GENERICS_FROM):
        return "", ""
    at = sale_began([date.fromisoformat(day) for day, _ in approved])
    return approved[at] if at is not None else ("", "")


def _first(event: tuple[str, str]) -> tuple[bool, str, str]:
    """An innovator's application goes before a generic's, whatever the dates: old ones lack their first date."""
    day, application = event
    return application.startswith("ANDA"), day, application


def _first_dates(files: zipfile.ZipFile) -> dict[str, str]:
    """Date of the original approval of each application; those that the files give none for are left out."""
    dates: dict[str, str] = {}
    for row in _rows(files, "Submissions.txt"):
        day = row["SubmissionStatusDate"][:10]
        if row["SubmissionType"].strip() == "ORIG" and row["SubmissionStatus"].strip() == "AP" and day:
            dates[row["ApplNo"]] = min(day, dates.get(row["ApplNo"], day))
    return dates


def _later_forms(files: zipfile.ZipFile) -> frozenset[str]:
    """Numbers of the applications that FDA classed as a new form or maker of a drug, or as one sold before."""
    codes = {
        row["SubmissionClassCodeID"]: row["SubmissionClassCode"].strip()
        for row in _rows(files, "SubmissionClass_Lookup.txt")
    }
    return frozenset(
        row["ApplNo"]
        for row in _rows(files, "Submissions.txt")
        if row["SubmissionType"].strip() == "ORIG" and codes.get(row["SubmissionClassCodeID"]) in _LATER_FORMS
    )


def _rows(files: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    """The rows of one file: tab-separated, cp1252, no quoting. Lines cut short by a stray break are skipped."""
    with files.open(name) as raw:
        lines = io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n")
        columns = next(lines).rstrip("\r\n").split("\t")
        for line in lines:
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) >= len(columns) - 1:
                yield dict(zip(columns, [*cells, ""], strict=False))


def _key(ingredients: str, curated: Mapping[str, str]) -> str:
    """The key of a product: its moieties in alphabetical order, or "" where a part of it is no drug name."""
    parts = set()
    for name in _ENZYMES.sub("", ingredients).split(";"):
        moiety = _moiety(name.strip().lower(), curated)
        if not moiety:
            return ""
        parts.add(moiety)
    key = " / ".join(sorted(parts))
    return curated.get(key, key)


def _moiety(name: str, curated: Mapping[str, str]) -> str:
    """An ingredient without salt and biological suffix, under the curated key when there is one.

    A name that stands for a combination ("bictegravir" is only sold in one) does not name the ingredient.
    """
    name = re.sub(r"\s*[(,].*$", "", name).strip()
    for candidate in (name, _SUFFIX.sub("", name)):
        if " / " not in (known := curated.get(candidate, " / ")):
            return known
    words = _SUFFIX.sub("", name).split()
    while len(words) > 1 and words[-1] in _SALTS and " ".join(words) not in _KEEP:
        words.pop()
        if " / " not in (known := curated.get(" ".join(words), " / ")):
            return known
    moiety = " ".join(words)
    if moiety.replace(" ", "-") in _NOT_DRUGS or len(moiety) < 4 or not re.search("[a-z]{3}", moiety):
        return ""
    return moiety


def _brand(name: str, key: str) -> str:
    """The brand as pages write it, or "" for a product sold under its ingredient's name."""
    words = _NOISE.sub("", name.strip()).split()
    while len(words) > 1 and words[-1].lower() in _SALTS:
        words.pop()
    brand = " ".join(words)
    lower = brand.lower()
    moieties = key.split(" / ")
    if len(brand) < 4 or lower in _NOT_BRANDS or any(m.split()[0] in lower or lower in m for m in moieties):
        return ""
    if re.search(r"\d|[%;,&+/\"]|\bin\b|\bfor\b", lower) or len(brand.split()) > 3:
        return ""
    return " ".join(word if word in _LETTERS else word.capitalize() for word in words)


def _owners(brands: Mapping[str, set[str]], curated: Mapping[str, str]) -> dict[str, str]:
    """Which key a brand belongs to: the one with fewest ingredients; none when two claim it alike."""
    claims: dict[str, list[str]] = defaultdict(list)
    for key, names in brands.items():
        for name in names:
            if curated.get(name.lower(), key) == key:
                claims[name].append(key)
    owners = {}
    for name, keys in claims.items():
        fewest = min(key.count(" / ") for key in keys)
        simplest = [key for key in keys if key.count(" / ") == fewest]
        if len(simplest) == 1:
            owners[name] = simplest[0]
    return owners


def curated_names() -> dict[str, str]:
    """Every name in drugs.tsv (keys, brands, synonyms), in lower case, with its key."""
    names: dict[str, str] = {}
    for line in (DATA / "drugs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        key, brands, synonyms, *_ = line.split("\t")
        for name in (key, *brands.split(";"), *synonyms.split(";")):
            if name.strip():
                names[name.strip().lower()] = key
    return names


def write(rows: list[FirstApproval], path: Path) -> None:
    """Write the lines, with a header, as UTF-8 text."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        brands = "; ".join(row.brands)
        first = (row.key, row.brand, brands, row.application, row.date, row.known, row.status)
        lines.append("\t".join((*first, row.generic, row.generic_date)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the zip named on the command line and write ``data/first_approvals.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="the Drugs@FDA data files as FDA ships them (zip)")
    rows = build(parser.parse_args().archive, curated_names())
    write(rows, DATA / "first_approvals.tsv")
    print(f"{len(rows)} ingredients and combinations")


if __name__ == "__main__":
    main()
