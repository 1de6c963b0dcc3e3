"""The names the reader knows: the starter's, and those of built snapshots. Pure.

The starter's names are curated and stay as they are; a snapshot adds drugs and brands that the starter lacks, from
Drugs@FDA's products, labels and FDA's lists, and puts new drugs into the starter's groups. Brand names that are
ordinary words are told to the reader apart (``Lexicon.common_words``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from model.approval import Action, Timeline
from model.lexicon import Condition, Drug, Lexicon
from sources.fda.classes import NewDrug, Since, told_by, with_new_drugs
from sources.fda.moiety import short_name
from sources.fda.resolve import Resolver
from sources.fda.snapshot import Snapshot
from sources.fda.snapshot_file import NamedProduct

# Shorter names are abbreviations of everything.
_SHORTEST_BRAND = 4
_SHORTEST_DRUG = 5
# So much older may CBER's list be than Drugs@FDA's files: it is renewed about once a month.
_LISTS_LAG = timedelta(days=45)

# What FDA calls products of and health pages write of as food, gas or household matter, not as drugs.
_SUBSTANCES = frozenset(
    {
        "alcohol",
        "ammonia n-13",
        "amino acids",
        "caffeine",
        "camphor",
        "carbon dioxide",
        "citric acid",
        "dextrose",
        "fish oil",
        "fructose",
        "glycerin",
        "glycine",
        "helium",
        "hydrogen peroxide",
        "invert sugar",
        "lactose",
        "medical air",
        "menthol",
        "nitrogen",
        "olive oil",
        "oxygen",
        "petrolatum",
        "purified water",
        "safflower oil",
        "sodium chloride",
        "sorbitol",
        "soybean oil",
        "sterile water",
        "sterile water for injection",
        "sterile water for irrigation",
        "sucrose",
        "urea",
        "water",
        "xenon",
    }
)

# Brand names of Drugs@FDA that are English words or common first names, as far as we found them by comparing
# its brands with the words of general pages.
_ORDINARY_WORDS = """
    advance alert amen apogee balance bal camila clarity clear compro concert control dial duration ease ella
    emerge endure epic errin essential exact focus halo heather icon imagent jolie legend lift logic luminal mili
    motion muse natural nikki nix nora nova numb optimum oxy parade plan prelude prime pulse rela relief renew
    revive secure sierra skyla soma sonata soothe sojourn spectrum spring sulla tace tham thrive tobi today
    tora trace tral triad triumph unison valor versed vision vista vital yasmin zest doral lente elite
    sure tone aim ascend
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())

# What follows the brand in Drugs@FDA's product names without being part of it.
_TAIL = re.compile(
    r" (?:in plastic container|in \d.*|preservative free|\d[\d.,/%-]*(?:\s?(?:mg|mcg|ml|%).*)?|pediatric"
    r"|(?:\d\s)?(?:combination|starter|dose) pack|kit|(?:kwik|flex)?pen|hydrochloride|sodium"
    r"|\(?(?:autoinjector|copackaged|needs no u\.?s\.? .*)\)?)$",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\s*\([^()]*\)")


def load_lexicon(
    snapshot: Snapshot | None, starter: Lexicon, known: Mapping[str, Timeline] | None = None
) -> Lexicon:
    """The starter's names extended by the snapshot's; the starter's alone without one. ``known``: the starter's
    histories, which say what was approved by its day and for what (without them every one of its drugs counts as
    approved, for anything).

    ``as_of`` is the snapshot's day where that is later: until then every new drug of Drugs@FDA is in it.
    """
    if snapshot is None:
        return starter
    tables = (starter.classes, starter.conditions, starter.biomarkers)
    reserved = frozenset(name.lower() for table in tables for entry in table.values() for name in entry.names)
    drugs = extend(starter.drugs, snapshot.products(), Resolver(starter), reserved)
    ordinary = {b for d in drugs.values() for b in d.brands if b.lower() in _ORDINARY}
    return replace(
        starter,
        drugs=drugs,
        classes=with_new_drugs(starter.classes, _since(snapshot, starter, known), starter.conditions),
        as_of=max(starter.as_of, snapshot.as_of),
        common_words=starter.common_words | frozenset(ordinary),
    )


def _since(snapshot: Snapshot, starter: Lexicon, known: Mapping[str, Timeline] | None) -> Since:
    """What the snapshot tells of drugs first approved, and of uses approved, after the starter's day."""
    resolver = Resolver(starter)
    by_alias = {alias: d.key for d in starter.drugs.values() for alias in resolver.aliases(d)}
    by_brand = {brand.lower(): d.key for d in starter.drugs.values() for brand in d.brands}
    told: dict[str, list[str]] = defaultdict(list)
    for stored in snapshot.labels():
        for drug in stored.label.drugs:
            for key in dict.fromkeys((drug, *drug.split(" / "))):
                told[by_alias.get(key, key)] += told_by(stored.label)
    uses = frozenset((by_alias.get(d, d), c) for d, c in snapshot.new_uses(starter.as_of))
    treated: dict[str, set[str]] = defaultdict(set)
    for drug, condition in uses:
        treated[drug] |= _with_wider(condition, starter.conditions)
    new = []
    for drug, brand, day in snapshot.first_approvals():
        key = by_brand.get(brand.lower()) or by_alias.get(drug, drug)
        approved = key in starter.drugs if known is None else key in known and _granted(known[key])
        if day > starter.as_of and not approved:
            parts = tuple(drug.split(" / "))
            conditions = frozenset(treated[key] | treated[drug])
            new.append(
                NewDrug(key, tuple(told[drug] or told[key]), parts if len(parts) > 1 else (), conditions)
            )
    treats = {
        key: frozenset().union(
            *(
                _with_wider(e.indication.condition, starter.conditions)
                for e in timeline.events
                if e.indication
            )
        )
        for key, timeline in (known or {}).items()
    }
    return Since(tuple(new), uses, _unheard(snapshot, starter), treats)


def _granted(timeline: Timeline) -> bool:
    return any(e.action in (Action.APPROVED, Action.ACCELERATED) for e in timeline.events)


def _with_wider(key: str, conditions: Mapping[str, Condition]) -> set[str]:
    """A condition and the one step wider ones: breast cancer and cancer would make every cancer drug alike."""
    entry = conditions.get(key)
    wider = {p for p in entry.parents if conditions.get(p) and conditions[p].parents} if entry else set()
    return {key} | wider


def _unheard(snapshot: Snapshot, starter: Lexicon) -> frozenset[str]:
    """CBER's drugs, where CBER's list of licenses is not as new as Drugs@FDA's files: no list says what came since."""
    day = max(snapshot.as_of_face.get(face, date.min) for face in ("cber", "cber products"))
    if snapshot.as_of <= starter.as_of or day + _LISTS_LAG >= snapshot.as_of:
        return frozenset()
    return frozenset(key for key, drug in starter.drugs.items() if drug.regulated_by == "CBER")


def extend(
    known: Mapping[str, Drug],
    products: Iterable[NamedProduct],
    resolver: Resolver,
    reserved: frozenset[str] = frozenset(),
) -> Mapping[str, Drug]:
    """``known`` with the drugs and brands of ``products`` that it lacks. A name has one owner: a brand that two
    drugs share, that is known already, ``reserved`` (in lower case) or an ordinary word is given to no drug."""
    taken = (
        reserved
        | _ORDINARY
        | {name.lower() for d in known.values() for name in (d.key, *d.brands, *d.synonyms)}
    )
    by_alias = {alias: d.key for d in known.values() for alias in resolver.aliases(d) if alias not in known}
    by_brand = {brand.lower(): d.key for d in known.values() for brand in d.brands}
    cber: set[str] = set()
    brands: dict[str, set[str]] = defaultdict(set)
    ingredients: dict[str, set[str]] = defaultdict(set)
    for product in products:
        key = (
            product.drug
            if product.drug in known
            else by_alias.get(product.drug) or _known_short(product.drug, known)
        )
        if product.center == "CBER":  # its proper names are worded otherwise than ours: the brand decides
            key = by_brand.get(product.brand.lower(), key)
            cber.add(key)
        ingredients[key].add(product.ingredient)
        brand = brand_name(product.brand, product.drug)
        if brand:
            brands[brand].add(key)
    owned: dict[str, list[str]] = defaultdict(list)
    for brand in sorted(brands):
        owner = _owner(brands[brand])
        if owner and brand.lower() not in taken:
            owned[owner].append(brand)
    out = dict(known)
    for key in sorted(ingredients):
        if key in known:
            if owned[key]:
                drug = known[key]
                out[key] = replace(drug, brands=(*drug.brands, *owned[key]))
        elif len(key) >= _SHORTEST_DRUG and key not in _SUBSTANCES and key not in taken:
            center = "CBER" if key in cber else "CDER"
            parts = tuple(key.split(" / "))
            out[key] = Drug(key, tuple(owned[key]), _short_names(key, taken), parts, center)
    return out


def brand_name(raw: str, drug: str) -> str:
    """A brand as people write it ("Zantac" of ``ZANTAC 150``), empty for a name that is only the generic's."""
    name = " ".join(_PARENTHESES.sub("", raw).split())
    while (short := _TAIL.sub("", name).strip()) != name:
        name = short
    words = name.lower().split()
    if not words or len(name) < _SHORTEST_BRAND or not any(c.isalpha() for c in name):
        return ""
    generic = {part.split(" ")[0].split("-")[0] for part in drug.split(" / ")}
    if words[0].split("-")[0] in generic or any(word.strip("s") in generic for word in words):
        return ""
    return " ".join(
        w.capitalize() if w.isupper() and len(w) > 2 and not re.search(r"\d", w) else w for w in name.split()
    )


def _known_short(key: str, known: Mapping[str, Drug]) -> str:
    """The known drug that a prodrug's key stands for, else the key."""
    short = short_name(key)
    return short if short in known else key


def _owner(keys: set[str]) -> str:
    """Who a brand belongs to: its one drug, or the single ingredient that all its combinations hold."""
    if len(keys) == 1:
        return next(iter(keys))
    single = [key for key in keys if " / " not in key]
    if len(single) == 1 and all(single[0] in key.split(" / ") for key in keys):
        return single[0]
    return ""


def _short_names(key: str, taken: frozenset[str]) -> tuple[str, ...]:
    short = short_name(key)
    if short and short not in taken:
        return (short,)
    if " / " in key:
        return (key.replace(" / ", " and "), key.replace(" / ", "/")) if key.count(" / ") == 1 else ()
    return ()
