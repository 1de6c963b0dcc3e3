"""From FDA's ingredient strings to drug keys: salts, biosimilar suffixes, package words taken off."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that name a salt, a hydrate, a counter-ion or a package when they stand after the active part of a name.
# Esters that are names of their own (etexilate, alafenamide, marboxil, pivoxil) are not here.
_SALT_WORDS = """
    hydrochloride dihydrochloride trihydrochloride monohydrochloride hcl hydrobromide dihydrobromide hydroiodide
    sodium disodium trisodium tetrasodium monosodium potassium dipotassium calcium dicalcium magnesium zinc lithium
    aluminum ammonium sulfate bisulfate disulfate hemisulfate sulphate acetate diacetate triacetate phosphate
    diphosphate monophosphate fumarate hemifumarate difumarate maleate dimaleate malate mesylate dimesylate mesilate
    methanesulfonate esylate edisylate citrate tartrate bitartrate ditartrate hemitartrate succinate hemisuccinate
    lactate bromide methylbromide chloride besylate besilate camsylate tosylate ditosylate tosilate napsylate
    isethionate isetionate pamoate embonate nitrate gluconate glucoheptonate lactobionate meglumine
    tromethamine olamine diolamine ethanolamine erbumine arginine lysine propionate dipropionate valerate furoate
    butyrate probutate caproate enanthate cypionate decanoate undecanoate hexacetonide acetonide benzoate stearate
    estolate oxalate orotate salicylate xinafoate hippurate mandelate polistirex resinate tannate trifenatate
    trifluoroacetate trifluoracetate hydroxide iodide methylsulfate pivalate carbonate bicarbonate xylate teoclate
    cyclamate saccharate adipate aspartate glutamate palmitate ascorbate tebutate buteprate
    anhydrous monohydrate dihydrate trihydrate tetrahydrate pentahydrate hexahydrate heptahydrate hemihydrate
    sesquihydrate hydrate hemipentahydrate solvate ethanolate acistrate hyclate s-malate l-malate epolamine strontium
    dimeglumine ethylsuccinate diaspartate triflutate gluceptate etiprate phenpropionate nafate
    kit liposomal liposome protein-bound human recombinant purified synthetic biosynthetic semisynthetic
"""
_SALTS = frozenset(_SALT_WORDS.split())

# When only one of these is left, the salt is the drug: sodium chloride, lithium carbonate, ferrous sulfate.
_ELEMENT_WORDS = """
    sodium potassium calcium magnesium zinc lithium aluminum ammonium iron ferric ferrous silver gold copper cupric
    barium bismuth selenious selenium strontium gallium thallous rubidium indium technetium manganese manganous
    chromic chromium sodium-24 mercuric mercury cesium radium samarium lanthanum boric hydrogen nitric nitrous
    choline benzyl methyl dimethyl monomethyl diroximel ethyl isosorbide amyl butyl hexyl methylene
    arginine lysine citric acetic lactic sulfuric phosphoric aluminium tin stannous
"""
_ELEMENTS = frozenset(_ELEMENT_WORDS.split())

# Pairs that look like drug + salt but are the substance's one name.
_WHOLE = frozenset(
    {
        "icosapent ethyl",
        "glycerol phenylbutyrate",
        "sodium phenylbutyrate",
        "eslicarbazepine acetate",
        "insulin human",
    }
)

# FDA's prefixes that keep one maker's molecule apart in prescribing; the molecule's name is what follows.
# "ziv-", "tbo-" and "inco-/ona-/abo-" stand for other products than the plain name and stay.
_PREFIX = re.compile(r"^(?:ado|fam)-(?=[a-z])")
# Four letters without meaning after a biologic's name (FDA guidance "Nonproprietary Naming of Biological
# Products", 2017).
_SUFFIX = re.compile(r"(?<=[a-z0-9\]\)])-([a-z]{4})$")
_SUFFIX_LIKE = frozenset({"-alfa", "-beta", "-acid", "-kits", "-free", "-base"})
_PARENS = re.compile(r"\s*[\(\[][^()\[\]]*[\)\]]")
_OUTER_SEMICOLON = re.compile(r"\s*[;:]\s*(?![^()\[\]]*[\)\]])")
# What stands after a comma when the comma is inside one substance's name (estrogens, conjugated).
_QUALIFIER = re.compile(
    r"(?:conjugated|esterified|micro\w*|macro\w*|ultramicro\w*|dibasic|monobasic|tribasic|glacial|chorionic|white|nf|usp"
    r"|human|synthetic|purified|recombinant|anhydrous|\w*hydrate|[a-z]{1,2}-\d+m?|total|liquid|dried|hydrous"
    r"|unspecified\w*|urinary|pork|beef|porcine|bovine|activated|precipitated|colloidal|liposom\w*|live)\b",
    re.IGNORECASE,
)
# Second parts of prodrugs' names that people leave out: "dabigatran" is dabigatran etexilate. Not those that
# tell two drugs apart (tenofovir disoproxil, tenofovir alafenamide).
_PRODRUG_WORDS = """
    axetil cilexetil etexilate fosamil kamedoxomil marboxil medoxomil mofetil pivoxil proxetil dipivoxil
"""
_PRODRUG = frozenset(_PRODRUG_WORDS.split())
# Families whose qualifier makes the drug: "conjugated estrogens" is not "esterified estrogens".
_QUALIFIED_AFTER = frozenset({"estrogens", "estrogen", "gonadotropin"})


@lru_cache(maxsize=50_000)
def ingredient_keys(text: str, biologic: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read one ingredient string: ``(keys, suffixes)``.

    ``text`` as in Drugs@FDA's ActiveIngredient or openFDA's names, ingredients separated by ``;`` (and by
    commas and "and" where those separate ingredients). ``biologic`` allows four-letter suffixes to be taken
    off. Keys are lower case, without salt, each once, in alphabetical order.
    """
    keys: set[str] = set()
    suffixes: list[str] = []
    for part in _parts(text):
        key, suffix = _key(part, biologic)
        if key:
            keys.add(key)
        if suffix:
            suffixes.append(suffix)
    return tuple(sorted(keys)), tuple(suffixes)


def drug_key(text: str, biologic: bool = True) -> str:
    """The key of a drug or fixed combination: ingredients' keys joined by `` / ``; empty for no name."""
    return " / ".join(ingredient_keys(text, biologic)[0])


def short_name(key: str) -> str:
    """What people call a prodrug ("dabigatran" for "dabigatran etexilate"); empty for every other key."""
    words = key.split(" ")
    return words[0] if len(words) == 2 and words[1] in _PRODRUG else ""


def _parts(text: str) -> list[str]:
    if "vaccine" in text.lower():
        return [text]  # "groups A, C, Y and W" are no ingredients
    out: list[str] = []
    for part in _OUTER_SEMICOLON.split(text):
        pieces = [p.strip() for p in re.split(r",\s*(?:and\s+)?", part, flags=re.IGNORECASE) if p.strip()]
        if len(pieces) > 1 and not any(_QUALIFIER.match(p) for p in pieces[1:]):
            out += pieces
        else:
            out.append(part.strip())
    return [p for piece in out for p in re.split(r"\s+and\s+", piece, flags=re.IGNORECASE) if p]


def _key(part: str, biologic: bool) -> tuple[str, str]:
    name = " ".join(part.lower().split())
    bare = _PARENS.sub("", name).strip()
    name = bare or name.strip("()[] ")
    suffix = ""
    if biologic and (match := _SUFFIX.search(name)) and match.group() not in _SUFFIX_LIKE:
        suffix, name = match.group(1), name[: match.start()]
    name = _PREFIX.sub("", name)
    if "vaccine" in name:
        return name, suffix  # its commas part groups of one germ
    if "," in name:  # "estrogens, conjugated": the qualifier belongs to the name
        head, tail = name.split(",", 1)
        if head in _QUALIFIED_AFTER:
            return f"{tail.strip()} {head}", suffix
        return head.strip() if head.split()[0] not in _ELEMENTS else name, suffix
    words = name.split()
    while len(words) > 1 and " ".join(words) not in _WHOLE and words[-1] in _SALTS:
        if len(words) == 2 and words[0] in _ELEMENTS:
            break
        words.pop()
    return " ".join(words), suffix
