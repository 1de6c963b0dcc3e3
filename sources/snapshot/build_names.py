"""Make ``data/names.tsv`` from FDA's list of substance names (a work of the US government, public domain).

    python -m sources.snapshot.build_names UNII_Names.txt

The file is the "UNII list" of FDA's Global Substance Registration System: one name a line, with its type and the
substance. One line of ours for each drug of the lexicon with a name that no other table holds: the international or
British one ("paracetamol"), and the makers' codes ("STI571") in capitals and digits alone, for pages write them with
and without hyphens. What is no code of the molecule itself stays out: copies by other makers, new forms of an old
drug, numbers of other lists.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from language.codes import squash
from language.names import fold
from language.salts import without_salt
from model.approval import Action
from sources.snapshot.build_first_approvals import curated_names
from sources.snapshot.starter import DATA, Starter, load_starter

COLUMNS = ("key", "names", "codes")
# Codes of drugs first approved before then are mostly those of new forms and copies, and pages do not write the old.
_SINCE = 2000
_CODE = re.compile(r"[A-Z][A-Za-z]{0,6}[- ]?[A-Z]{0,3}[- ]?\d[\d, -]*[A-Z]{0,3}(?:[- ]?\d{1,3})?")
# Numbers of other lists: ATC, food additives, colours, dangerous goods, cell surface antigens.
_OTHER_LIST = re.compile(
    r"NSC|DEA|CAS|EINECS|FEMA|INS\d|UN\d{4}\Z|CI\d{5}\Z|CD\d+\Z|[A-Z]\d\d[A-Z]{2}\d\d\Z|E(?:\d{3}|1\d{3})\Z"
)
_NAME = re.compile(r"(?P<name>[A-Z][A-Z ]{3,}) \[(?:INN|BAN|USAN|JAN)\]")
# Names that the list gives, and that mean other things.
_WRONG = frozenset(
    {"pronase", "pancreatin", "mefenamine", "sodium", "calcium", "potassium", "zinc", "cocarboxylase"}
)
# Codes of another maker's product or of a new form, which was approved apart from the molecule or not at all.
_OTHER_PRODUCTS = """
    ABP494 AC2993LAR AK156 ALGRX4975 ALPHA1062 ALTA2530 AM101 AN0772 APL130277 ARQ151 AVE010 BAT1806
    BG121 BI54903 BN200 BTX1204 BTX1503 CB0111 CDC501 CEP33237 CMAB009 CVT2534 DA3091 DA3880 DE114
    DHP107 E7777 DRX006A DWJ211 FAG201 FP01 FP187 FX006 FYB201 GC1111 GLN1062 HGT2310 I004 INAX14
    INSULINX14 ISV403 ITCA650 IW3718 JZP458 K85 KIN493 L606 LAS41008 LFP754 LRX15 LY2963016 M14 MK1293
    MYL1501D N1539 NGX1998 NN9924 OSP101 PH5776 RDC5108 SDX105 SN102 SPN804 SYBL0501 SYP1512 SYSA1901
    T1401 TAK085 TMT212 TT20 UGN101 UGN102 UT15C VR040 XEN496 XI921 YNP1807 ZT034
"""
OTHER_PRODUCTS = frozenset(_OTHER_PRODUCTS.split())


@dataclass(slots=True)
class _Substance:
    """What the list says of one substance: the names that decide which drug it is, and its codes."""

    names: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def _substances(path: Path) -> Mapping[str, _Substance]:
    found: dict[str, _Substance] = defaultdict(_Substance)
    with path.open(encoding="utf-8", errors="replace") as file:
        next(file)
        for line in file:
            name, kind, unii, display, *_ = line.rstrip("\n").split("\t")
            one = found[unii]
            one.names.add(display)
            if kind == "of":
                one.names.add(name)
            elif kind == "cd":
                one.codes.add(name)
            elif match := _NAME.fullmatch(name):
                one.names.add(match["name"])
                one.other.add(match["name"])
    return found


def _owners(keys: Iterable[str]) -> Mapping[str, str]:
    """Which drug a name is of by the other tables: none of ours is asked."""
    return {fold(name): key for name, key in ({key: key for key in keys} | curated_names()).items()}


def _codes(key: str, substance: _Substance, starter: Starter) -> Iterator[str]:
    timeline = starter.timelines.get(key)
    events = timeline.events if timeline else ()
    copied = any(e.action is Action.BIOSIMILAR for e in events)
    if copied or (events and events[0].date.earliest().year < _SINCE):
        return
    for written in substance.codes:
        code = squash(written)
        digits = sum(c.isdigit() for c in code)
        if (
            _CODE.fullmatch(written)
            and digits >= 2
            and not _OTHER_LIST.match(code)
            and code not in OTHER_PRODUCTS
        ):
            yield code


def _is_another(name: str, owners: Mapping[str, str]) -> bool:
    """True for a name of the drug itself, in one or two words: none is a salt of a known name, or a known name with a
    word more ("epoetin beta" is another product)."""
    words = name.split()
    first = {known.split()[0] for known in owners if " " in known} if len(words) == 2 else set()
    alone = len(words) == 1 or (
        len(words) == 2 and not {*words} & ({*owners} | first - {"sodium", "calcium"})
    )
    return alone and name not in owners and without_salt(name) == name and name not in _WRONG


def build(path: Path, starter: Starter) -> Iterator[tuple[str, list[str], list[str]]]:
    """Key, other names and codes of each drug for which the list at ``path`` has any, in the order of keys."""
    owners = _owners(starter.lexicon.drugs)
    names: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    for substance in _substances(path).values():
        forms = {form for name in substance.names for form in (fold(name), without_salt(fold(name)))}
        keys = {owners[form] for form in forms if form in owners}
        if len(keys) != 1:
            continue
        (key,) = keys
        names[key] |= {name for name in map(fold, substance.other) if _is_another(name, owners)}
        codes[key] |= set(_codes(key, substance, starter))
    shared = {c for c in set().union(*codes.values()) if sum(c in own for own in codes.values()) > 1}
    for key in sorted({*names, *codes}):
        if names[key] or codes[key] - shared:
            yield key, sorted(names[key]), sorted(codes[key] - shared)


def main() -> None:
    """Read the list named on the command line and write ``data/names.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("unii", type=Path, help="UNII_Names.txt as FDA ships it")
    rows = list(build(parser.parse_args().unii, load_starter()))
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join((key, "; ".join(names), "; ".join(codes))) for key, names, codes in rows]
    (DATA / "names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{len(rows)} drugs, {sum(len(n) for _, n, _ in rows)} names, {sum(len(c) for *_, c in rows)} codes"
    )


if __name__ == "__main__":
    main()
