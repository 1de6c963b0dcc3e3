"""Where the mention of a drug ends ("imatinib mesylate", "bevacizumab-awwb"), and what makes another thing of it."""

from __future__ import annotations

import re

_NEAR = 14  # characters before a name that count
_TRAILING_SALT = re.compile(
    r"(?: (?:di|mono|hemi|tri)?(?:hydrochloride|hcl|hydrobromide|mesylate|mesilate|besylate|tosylate|ditosylate|sodium|"
    r"potassium|calcium|magnesium|maleate|malate|fumarate|tartrate|bitartrate|succinate|citrate|phosphate|"
    r"acetate|sulfate|sulphate|camsylate|esylate|pamoate|dimaleate|chloride|bromide|nitrate|lactate|"
    r"medoxomil|etexilate|etzadroxil|disoproxil|alafenamide|dipropionate|propionate|anhydrous|monohydrate|hydrate))+(?![\w])"
)
_SUFFIX = re.compile(
    r"-(?!like|free|only|plus|than|type|drug|arms?\b|gene|dose|alfa|beta|fold|lead)[a-z]{4}(?![\w-])"
)
# After a drug's name with a hyphen, these make another thing of it: "tamoxifen-resistant", "insulin-like".
_NOT_THE_DRUG_AFTER = re.compile(
    r"-(?:like|based|resistan|refractory|induced|related|treated|naive|naïve|exposed|sensitiv|dependent|free|"
    r"containing|sparing|experienced|eluting|producing|intoleran|associated|specific|toler|pump|syringe|secret)"
)
# "adenosine A2A antagonist", "insulin receptor": what acts on it or takes it up.
_ACTS_ON_IT = re.compile(
    r"(?: [a-z]?\d[\w/-]*){0,2}(?: receptors?)?[ -]"
    r"(?:antagonist|agonist|receptor|blocker|reuptake|analog|transporter|uptake|antibod|deficien)"
)
_NOT_THE_DRUG_BEFORE = re.compile(
    r"(?:\bnon|\banti|\bpre|\bpost|\bpro|\bself)-\Z|\b(?:compounded|counterfeit|fake|homeopathic|illicit|street) \Z"
)


def drug_end(folded: str, end: int) -> int:
    """Where the mention of a drug whose name ends at ``end`` ends with its salt and its four-letter suffix."""
    for more in (_TRAILING_SALT, _SUFFIX):
        if match := more.match(folded, end):
            end = match.end()
    return end


def is_another_thing(folded: str, start: int, end: int) -> bool:
    """True where the words around a drug's name say that it is not the drug: "tamoxifen-resistant", "fake Xanax"."""
    before = folded[max(0, start - _NEAR) : start]
    return (
        _NOT_THE_DRUG_AFTER.match(folded, end) is not None
        or acts_on_it(folded, end)
        or _NOT_THE_DRUG_BEFORE.search(before) is not None
    )


def acts_on_it(folded: str, end: int) -> bool:
    """True where what follows a name makes of it what binds, blocks or lacks it: "adenosine A2A antagonist"."""
    return _ACTS_ON_IT.match(folded, end) is not None


def without_salt(name: str) -> str:
    """A folded generic name without the salt it ends in: "imatinib mesylate"."""
    return _TRAILING_SALT.sub("", name)
