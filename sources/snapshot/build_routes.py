"""Make ``data/routes.tsv`` from the Drugs@FDA data files (a work of the US government, public domain).

    python -m sources.snapshot.build_routes drugsatfda.zip

One line for each application in ``events.tsv`` and ``first_approvals.tsv``: by which routes its products are given.
The lines of applications that the archive lacks (newer ones, and vaccines and cells) are written by hand and stay
as they are. An application whose forms name no route that we know gets no line.
"""

from __future__ import annotations

import argparse
import re
import zipfile
from collections import defaultdict
from pathlib import Path

from sources.snapshot.build_first_approvals import DATA, _rows

COLUMNS = ("application", "routes")
ROUTES = (
    "oral",
    "injection",
    "inhaled",
    "nasal",
    "topical",
    "patch",
    "eye",
    "ear",
    "vaginal",
    "rectal",
    "mouth",
    "implant",
    "irrigation",
)
# What FDA's form and route say, read over the whole text: the files put the route first, last or in between.
# Buccal and sublingual forms are "mouth", and so are films and lozenges of the mucosa.
_WORDS = {
    "oral": r"\bORAL\b|\bENTERAL\b",
    "injection": r"INJECT|INTRAVENOUS|SUBCUTANEOUS|INTRAMUSCULAR|\bIV\b|INFUSION|INTRATHECAL|INTRAVITREAL"
    r"|INTRAPERITONEAL|INTRA-?ARTICULAR|INTRADERMAL|INTRALYMPHATIC|\bVIAL\b|SYRINGE|LYOPHILIZED",
    "inhaled": r"\bINHALATION\b",
    "nasal": r"\bNASAL\b",
    "topical": r"\bTOPICAL\b",
    "patch": r"\bTRANSDERMAL\b",
    "eye": r"\bOPHTHALMIC\b",
    "ear": r"\bOTIC\b",
    "vaginal": r"\bVAGINAL\b",
    "rectal": r"\bRECTAL\b",
    "mouth": r"\bBUCCAL\b|\bSUBLINGUAL\b|\bTRANSMUCOSAL\b",
    "implant": r"\bIMPLANT(?:ATION)?\b|\bINTRAUTERINE\b",
    "irrigation": r"\bIRRIGATION\b|\bINTRAVESICAL\b",
}
_PATTERNS = {route: re.compile(words) for route, words in _WORDS.items()}


def routes_of(form: str) -> frozenset[str]:
    """The routes that one ``Form`` of Products.txt names, e.g. "TABLET;ORAL"; none where it names no known one."""
    form = form.upper()
    found = {route for route, pattern in _PATTERNS.items() if pattern.search(form)}
    if "implant" in found and re.search(r"\bIMPLANT", form):
        found -= {"injection"}  # an implant under the skin or in the eye is no injection to a reader
    if "INTRALYMPHATIC" in form:
        found -= {"implant"}  # a contrast oil for the womb, not a system left there
    if "patch" in found and re.match(r"GEL|SOLUTION|SPRAY|EMULSION|CREAM", form):
        found = (found - {"patch"}) | {"topical"}  # a gel through the skin is rubbed in
    if "topical" in found and form.startswith("PATCH"):
        found = (found - {"topical"}) | {"patch"}
    return frozenset(found)


def build(archive: Path, wanted: frozenset[str], kept: dict[str, str]) -> dict[str, str]:
    """Routes by application, for the ``wanted`` ones; ``kept``: the lines there are, for those not in it."""
    found: dict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(archive) as files:
        kinds = {row["ApplNo"]: row["ApplType"].strip() for row in _rows(files, "Applications.txt")}
        for row in _rows(files, "Products.txt"):
            found[kinds.get(row["ApplNo"], "") + row["ApplNo"]] |= routes_of(row["Form"])
    by_hand = {number: routes for number, routes in kept.items() if not found.get(number)}
    made = {number: joined(found[number]) for number in wanted if found.get(number)}
    return dict(sorted({**by_hand, **made}.items()))


def joined(routes: set[str] | frozenset[str]) -> str:
    """The routes as the file writes them, in its order."""
    return "; ".join(route for route in ROUTES if route in routes)


def applications() -> frozenset[str]:
    """Every application number in events.tsv and first_approvals.tsv."""
    return frozenset(
        row["application"]
        for name in ("events.tsv", "first_approvals.tsv")
        for row in _table(DATA / name)
        if row["application"]
    )


def kept_rows(path: Path) -> dict[str, str]:
    """The lines of ``path`` by application; none where there is no such file yet."""
    return {row["application"]: row["routes"] for row in _table(path)} if path.exists() else {}


def _table(path: Path) -> list[dict[str, str]]:
    columns, *lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [dict(zip(columns, line, strict=False)) for line in lines]


def write(rows: dict[str, str], path: Path) -> None:
    """Write the lines, with a header, as UTF-8 text."""
    lines = ["\t".join(COLUMNS), *("\t".join(row) for row in rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the zip named on the command line and write ``data/routes.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="the Drugs@FDA data files as FDA ships them (zip)")
    path = DATA / "routes.tsv"
    rows = build(parser.parse_args().archive, applications(), kept_rows(path))
    write(rows, path)
    print(f"{len(rows)} applications")


if __name__ == "__main__":
    main()
