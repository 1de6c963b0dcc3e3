"""Comparing indications as concepts: is the approved use the one the page means, narrower, wider, or another?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from language.lines import lines_of
from language.once import OfLexicon
from model.indication import Indication, Prior
from model.lexicon import Lexicon
from verdicts.ages import AGE_GROUPS, fit_of_ages
from verdicts.fit import APART, Fit
from verdicts.kin import ancestors, complaints_of, whole_of, wider
from verdicts.partners import of_partners

# A label's "advanced" includes metastatic disease and what cannot be operated on.
_WITHIN = {("metastatic", "advanced"), ("locally advanced", "advanced")}
# Treatment around surgery is for what has not spread.
_SPREAD = frozenset({"advanced", "metastatic"})
_CURATIVE = frozenset({"adjuvant", "neoadjuvant"})
_DISJOINT = frozenset(
    {
        *(("men", other) for other in ("women", "postmenopausal", "premenopausal", "pregnant")),
        *((other, "men") for other in ("women", "postmenopausal", "premenopausal", "pregnant")),
        ("premenopausal", "postmenopausal"),
        ("postmenopausal", "premenopausal"),
    }
)
_TREATS = frozenset({"", "treat"})
# A marker of a gene at large, of which an approval means those that respond.
_SOME = " mutation"
# How bad a disease is; what is called early is mild.
_SEVERITIES = frozenset({"mild", "moderate", "severe", "early"})
_ANY_SEVERITY = re.compile(r"\b(?:any|every|all|whatever)(?: the| degrees? of| levels? of)? severit")
_MILD_TOO = {"early": frozenset({"early", "mild"})}
_WORDS = re.compile(r"[\w+]+(?:[-'][\w+]+)*")
# Of a symptom, what says only that it is one, how bad, or whose.
_OF_ANY_SYMPTOM = """
    of in the a an with from associated due to caused by related or and people patient adult those excessive daytime
    severe moderate who have symptom sign for mild chronic stem come arising resulting linked secondary
"""
_EMPTY = frozenset(_OF_ANY_SYMPTOM.split())
_BOUTS = frozenset({"attack", "episode", "flare", "bout", "further", "future"})
# Two words for one symptom.
_ALIKE = {
    "itch": "itching",
    "itchiness": "itching",
    "pruritus": "itching",
    "seizures": "seizure",
    "drowsiness": "sleepiness",
    "recurrent": "recurrence",
}
# Words that make it another disease: hepatitis E, type 3, secondary HLH, drug-induced lupus.
_SETS_APART = re.compile(
    r"[a-z]|\d+[a-z]?|[ivx]+|(?:un|non)?(?:primary|secondary|atypical|acquired|congenital|inherited|like|variant)|"
    r"without|not|no|non|[\w-]*(?:related|associated|induced|negative|resistant)"
)
_NOT_TREATMENT = {
    "prevent": "what is approved prevents it",
    "diagnose": "what is approved helps to diagnose it",
    "relieve": "what is approved is for a symptom or a part of it",
    "support": "what is approved goes with its treatment",
}


# A sentence on "any drug" is weighed against every approval there is, on each page and day that it is judged for.
_COMPARED: OfLexicon[tuple[Indication, Indication, bool], Fit] = OfLexicon()


@lru_cache(maxsize=8192)
def _implied(key: str, markers: tuple[str, ...]) -> str:
    return next((m for m in markers if len(m) > 3 and key.startswith(m + " ")), "")


@dataclass(frozen=True, slots=True)
class _Use:
    condition: str
    stage: str
    setting: str
    markers: tuple[str, ...]
    population: str


def _plain(use: Indication, lexicon: Lexicon) -> _Use:
    """Take out of a condition's name what has a place of its own: "metastatic breast cancer" is breast cancer
    with a stage, "triple-negative breast cancer" breast cancer with a marker."""
    condition, stage, markers = use.condition, use.stage, list(use.biomarkers)
    for _ in range(3):
        entry = lexicon.conditions.get(condition)
        if entry is None or not entry.parents:
            break
        marker = _implied(condition, tuple(lexicon.biomarkers))
        if entry.stage:
            stage = stage or entry.stage
        elif marker:
            markers = [*markers, marker] if marker not in markers else markers
        else:
            break
        condition = entry.parents[0]
    return _Use(condition, stage, use.setting, tuple(markers), use.population)


def compare(claimed: Indication, approved: Indication | None, lexicon: Lexicon, *, named: bool = True) -> Fit:
    """How ``approved`` (None where the source does not say for what) stands to ``claimed``.

    ``named``: the claim names the drug; False where it speaks of any drug ("no drug is approved for measles"),
    which a vaccine does not answer.
    """
    if approved is None or not approved.condition:
        ages = claimed.age_from is not None or claimed.age_to is not None
        limited = claimed.condition or claimed.population or claimed.biomarkers or claimed.setting or ages
        return APART if limited else Fit(True, wider=True)
    known, pair = _COMPARED.of(lexicon), (claimed, approved, named)
    fit = known.get(pair)
    if fit is None:
        fit = known[pair] = _compared(claimed, approved, lexicon, named)
    return fit


def _compared(claimed: Indication, approved: Indication, lexicon: Lexicon, named: bool) -> Fit:
    claimed, approved = _prevented(claimed, lexicon), _prevented(approved, lexicon)
    claimed = _of_its_symptom(claimed, approved, lexicon)
    ours, theirs = _plain(claimed, lexicon), _plain(approved, lexicon)
    if _covers(theirs.condition, approved.words, ours.condition, lexicon):
        ours = replace(ours, condition=theirs.condition)
    fit = _of_condition(ours, theirs, lexicon)
    for step in (_of_stage, _of_setting):
        fit = step(ours, theirs, fit) if fit.fits else fit
    fit = _of_lines(claimed, approved, fit) if fit.fits else fit
    fit = _of_markers(ours, theirs, fit, lexicon) if fit.fits else fit
    fit = _of_people(claimed, approved, fit) if fit.fits else fit
    fit = _of_purpose(claimed, approved, fit, lexicon, named) if fit.fits else fit
    fit = of_partners(claimed, approved, fit, lexicon) if fit.fits else fit
    fit = _of_severity(claimed, approved, fit) if fit.fits else fit
    return _of_unread(claimed, approved, fit, lexicon) if fit.fits else fit


def is_bouts(aspect: str) -> bool:
    """True for the single times at which a disease shows: to prevent its attacks is to prevent it."""
    words = {_stem(w) for w in _WORDS.findall(aspect.casefold())}
    return bool(words & _BOUTS) and words <= _BOUTS | _EMPTY


def tells_aspect(aspect: str, words: str) -> bool:
    """True when the words of an approval tell the same about the condition: "excessive sleepiness in" is told by
    "sleepiness of narcolepsy"."""
    content = {_stem(w) for w in _WORDS.findall(aspect.casefold())} - _EMPTY
    return bool(content) and content <= {_stem(w) for w in _WORDS.findall(words.casefold())}


def _stem(word: str) -> str:
    word = _ALIKE.get(word, word)
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _of_its_symptom(claimed: Indication, approved: Indication, lexicon: Lexicon) -> Indication:
    """A claim on a symptom, which the approval's own words name as well, is on what is approved: "chorea of C" on
    what is approved for C's chorea, "seizures of C" on what is approved for C, which is seizures."""
    if not claimed.aspect:
        return claimed
    named = f"{approved.words} {' '.join(complaints_of(approved.condition, lexicon))}"
    if not tells_aspect(claimed.aspect, named):
        return claimed
    told = approved.purpose if claimed.purpose == "relieve" else claimed.purpose
    own = lexicon.conditions.get(approved.condition)
    symptom = own is not None and own.of and own.of == claimed.condition
    return replace(
        claimed, aspect="", purpose=told, condition=approved.condition if symptom else claimed.condition
    )


def _covers(wide: str, words: str, narrow: str, lexicon: Lexicon) -> bool:
    """True when an approval for ``wide``, in these words, is one for the narrower condition too."""
    if wide == narrow or wide not in ancestors(narrow, lexicon):
        return False
    here = lexicon.conditions.get(narrow)
    while here is not None and here.included and here.parents:
        if here.parents[0] == wide:
            return True
        here = lexicon.conditions.get(here.parents[0])
    return is_named(narrow, words, lexicon)


def is_named(key: str, words: str, lexicon: Lexicon) -> bool:
    """True when ``words`` hold a name of the condition."""
    entry = lexicon.conditions.get(key)
    plain = f" {' '.join(_WORDS.findall(words.casefold()))} "
    return entry is not None and any(
        f" {' '.join(_WORDS.findall(name.casefold()))} " in plain for name in (key, *entry.names)
    )


def _prevented(use: Indication, lexicon: Lexicon) -> Indication:
    """ "HIV prevention" is HIV, to be prevented."""
    entry = lexicon.conditions.get(use.condition)
    if entry is not None and entry.of and entry.purpose == "prevent":
        return replace(use, condition=entry.of, purpose="prevent")
    return use


def _of_condition(ours: _Use, theirs: _Use, lexicon: Lexicon) -> Fit:
    if not ours.condition:
        return Fit(True, narrower=True)
    if ours.condition == theirs.condition:
        return Fit(True)
    if ours.condition in ancestors(theirs.condition, lexicon):
        return Fit(True, narrower=True)
    if theirs.condition in ancestors(ours.condition, lexicon):
        return _of_the_whole(theirs)
    if ours.condition in whole_of(theirs.condition, lexicon):
        return Fit(True, narrower=True).unsure(_NOT_TREATMENT["relieve"], loose=True)
    if theirs.condition in whole_of(ours.condition, lexicon):
        return Fit(True, wider=True, general=True).unsure(
            "approvals for the disease do not tell about a symptom of it"
        )
    return APART


def _of_the_whole(theirs: _Use) -> Fit:
    """Approved for all of what the claim names a part of. By a marker ("any tumour with an NTRK fusion") each part is
    meant; else lupus is not lupus nephritis: what is approved for its parts says so, or the lexicon does."""
    fit = Fit(True, wider=True, general=True)
    return fit if theirs.markers else replace(fit, no_proof=f"that is for “{theirs.condition}” at large")


def _of_stage(ours: _Use, theirs: _Use, fit: Fit) -> Fit:
    if any(a.stage in _SPREAD and b.setting in _CURATIVE for a, b in ((ours, theirs), (theirs, ours))):
        return APART
    if ours.stage == theirs.stage:
        return fit
    if not ours.stage or (theirs.stage, ours.stage) in _WITHIN:
        return replace(fit, narrower=True)
    if not theirs.stage and fit.narrower and ours.condition:
        return fit.unsure(
            f"whether “{theirs.condition}” is {ours.stage} disease, the records at hand do not tell"
        )
    if not theirs.stage or (ours.stage, theirs.stage) in _WITHIN:
        return replace(fit, wider=True)
    return APART


def _of_setting(ours: _Use, theirs: _Use, fit: Fit) -> Fit:
    if ours.setting == theirs.setting:
        return fit
    if ours.setting and theirs.setting:
        return APART
    if ours.setting == "first line":
        told = "in which line of treatment it is approved, the records at hand do not tell"
        fit = replace(fit, no_charge=fit.no_charge or told)
    return replace(fit, wider=fit.wider or bool(ours.setting), narrower=fit.narrower or bool(theirs.setting))


def _of_lines(claimed: Indication, approved: Indication, fit: Fit) -> Fit:
    """Lines of therapy by their number: an approval after four treatments is none after two."""
    ours, theirs = prior_of(claimed), prior_of(approved)
    if ours is None or ours.vague or approved.setting != "later line":
        return fit
    if theirs is None or theirs.vague:
        return fit.unsure("after how many other treatments it is approved, the records at hand do not tell")
    if ours.most is not None and (ours.most < theirs.least or (theirs.most or ours.most) < ours.least):
        return APART
    if ours.least < theirs.least:
        return fit.unsure(f"it is approved after {theirs.least} other treatments")
    return replace(fit, wider=fit.wider or ours.least > theirs.least)


def prior_of(use: Indication | None) -> Prior | None:
    """The line of therapy of a use, where its field or its words name just one."""
    if use is None or use.prior is not None:
        return use.prior if use else None
    said = lines_of(use.words)
    return said[0] if len(said) == 1 else None


def _of_markers(ours: _Use, theirs: _Use, fit: Fit, lexicon: Lexicon) -> Fit:
    """A use by a biomarker is met only by an approval with that marker, or by one that is as wide or wider."""
    for marker in ours.markers:
        if any(_opposed(marker, other, lexicon) for other in theirs.markers):
            return APART
        related = [t for t in theirs.markers if _related(marker, t, lexicon)]
        if not related:
            if not ours.condition or (ours.condition not in (theirs.condition,) and not fit.general):
                return APART  # "for any tumor with an NTRK fusion" is no approval for melanoma
            fit = replace(fit, wider=True, unmarked=True)
        elif marker not in related:
            finer = any(marker in ancestors(t, lexicon) for t in related)
            fit = replace(fit, narrower=True) if finer else replace(fit, wider=True)
            if not finer and all(t.endswith(_SOME) for t in related):
                fit = fit.unsure("for which mutations it is approved, the records at hand do not tell")
    strangers = not any(_related(m, t, lexicon) for m in ours.markers for t in theirs.markers)
    if ours.markers and theirs.markers and strangers:
        return fit.unsure("it is approved for another marker than the page names")
    unasked = any(not any(_related(m, t, lexicon) for m in ours.markers) for t in theirs.markers)
    if unasked and fit.general:
        return replace(fit, narrower=True).unsure(
            "the approval is for any tumour with a marker that the page does not name"
        )
    return replace(fit, narrower=True) if unasked else fit


def _related(one: str, other: str, lexicon: Lexicon) -> bool:
    return one in ancestors(other, lexicon) or other in ancestors(one, lexicon)


def _opposed(one: str, other: str, lexicon: Lexicon) -> bool:
    """True for "her2+" and "her2-", also by way of what is wider: triple-negative is her2-."""
    wide = ancestors(other, lexicon)
    for mark in ancestors(one, lexicon):
        if mark.endswith("+") and mark[:-1] + "-" in wide:
            return True
        if mark.endswith("-") and mark[:-1] + "+" in wide:
            return True
    return False


def _of_people(claimed: Indication, approved: Indication, fit: Fit) -> Fit:
    ours, theirs = claimed.population, approved.population
    if not claimed.condition and ours and ours not in AGE_GROUPS and not theirs:
        return APART  # "not approved for men": an approval that names nobody may well be for women
    if ours == "pregnant" and theirs != "pregnant":
        return APART
    if (ours, theirs) in _DISJOINT:
        return APART
    if ours and theirs and ours != theirs and "pregnant" in (ours, theirs):
        return APART
    if (ours, theirs) == ("postmenopausal", "women"):
        fit = fit.unsure("whether it is approved after menopause, the records at hand do not tell")
    if (ours, theirs) == ("premenopausal", "women") and "before menopause" not in approved.words:
        fit = fit.unsure("whether it is approved before menopause, the records at hand do not tell")
    ages = fit_of_ages(claimed, approved)
    if not ages.overlap:
        return APART
    return replace(
        fit,
        narrower=fit.narrower or ages.narrower,
        no_proof=fit.no_proof or ages.no_proof,
        no_charge=fit.no_charge or ages.no_charge,
    )


def _of_purpose(ours: Indication, theirs: Indication, fit: Fit, lexicon: Lexicon, named: bool) -> Fit:
    """A vaccine is no treatment, prevention no cure, relief of a symptom no treatment of the disease."""
    claimed, approved = ours.purpose, theirs.purpose
    if ours.condition == theirs.condition:
        entry = lexicon.conditions.get(ours.condition)
        if approved == "relieve" or (entry is not None and entry.purpose):
            return fit  # the condition is itself the symptom, or what is prevented
    if claimed == approved or (claimed in _TREATS and approved in _TREATS):
        return fit
    if claimed in _TREATS:
        if not claimed and named and approved == "prevent":
            return fit
        if claimed and approved in ("prevent", "diagnose"):
            return APART
        return fit.unsure(_NOT_TREATMENT[approved], loose=approved in ("relieve", "support"))
    if approved == "treat" and claimed in ("prevent", "diagnose"):
        return APART
    return fit.unsure("approvals for the condition do not tell about this purpose")


def _of_severity(claimed: Indication, approved: Indication, fit: Fit) -> Fit:
    """ "Moderate and severe" is more than what was approved for the early disease."""
    ours, theirs = _severities(claimed.words), _severities(approved.words)
    beyond = ours - theirs
    if not beyond or not theirs:
        return fit
    return fit.unsure(f"whether it is approved for the {min(beyond)} kind, the records at hand do not tell")


def _severities(words: str) -> frozenset[str]:
    if _ANY_SEVERITY.search(words):
        return _SEVERITIES
    found = _SEVERITIES & set(_WORDS.findall(words.casefold().replace("moderately", "moderate")))
    return found.union(*(_MILD_TOO.get(w, ()) for w in found))


def _of_unread(claimed: Indication, approved: Indication, fit: Fit, lexicon: Lexicon) -> Fit:
    """Words of a use that no field holds: the approval has the same, or it is not known to be the same use. A wider
    condition, of which the use is a part anyway ("plexiform neurofibromas in children with NF1"), narrows nothing."""
    if not claimed.unread:
        return replace(fit, narrower=fit.narrower or bool(approved.unread))
    whole = wider(approved.condition, lexicon)
    told = [u for u in claimed.unread if not (u in whole or is_named(u, approved.words, lexicon))]
    held = {_stem(w) for w in _WORDS.findall(f"{approved.words} {' '.join(approved.unread)}".casefold())}
    held |= _severities(approved.words)
    strange = [w for words in told for w in _WORDS.findall(words.casefold()) if _stem(w) not in held]
    if strange:
        words = " ".join(claimed.unread)
        return fit.unsure(
            f"“{words}” is more than the records at hand can be asked for",
            loose=not any(_SETS_APART.fullmatch(word.casefold()) for word in strange),
        )
    return replace(fit, narrower=fit.narrower or bool(set(approved.unread) - set(claimed.unread)))
