"""Comparing indications as concepts: is the approved use the one the page means, narrower, wider, or another?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from model.indication import Indication
from model.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Fit:
    """How an approved use stands to a claimed one.

    ``fits``: False when they are different things. ``narrower``: the approved use is limited in a way that the
    claim is not; ``wider``: the claim is limited in a way that the approval is not. ``general``: the approval
    is for a whole family of diseases of which the claim names one (a tumour-agnostic approval).
    ``unmarked``: the claim names a biomarker that the approval does not.
    """

    fits: bool
    narrower: bool = False
    wider: bool = False
    general: bool = False
    unmarked: bool = False

    @property
    def decisive(self) -> bool:
        """True when such an approval makes "not approved for it" untrue."""
        return self.fits and not self.general


APART = Fit(False)
# A label's "advanced" includes metastatic disease and what cannot be operated on.
_WITHIN = {("metastatic", "advanced"), ("locally advanced", "advanced")}
# Treatment around surgery is for what has not spread.
_SPREAD = frozenset({"advanced", "metastatic"})
_CURATIVE = frozenset({"adjuvant", "neoadjuvant"})
_ANYONE = frozenset({"adults"})  # an approval that names no age is for adults at least
_YOUNG = frozenset({"children", "adolescents"})


def ancestors(key: str, lexicon: Lexicon) -> frozenset[str]:
    """A condition's or biomarker's own key and those of everything wider."""
    table = lexicon.conditions if key in lexicon.conditions else lexicon.biomarkers
    found: set[str] = set()
    todo = [key]
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        entry = table.get(here)
        if entry is not None:
            todo.extend(entry.parents)
    return frozenset(found)


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


def compare(claimed: Indication, approved: Indication | None, lexicon: Lexicon) -> Fit:
    """How ``approved`` (None where the source does not say for what) stands to ``claimed``."""
    if approved is None or not approved.condition:
        named = claimed.condition or claimed.population or claimed.biomarkers
        return APART if named else Fit(True, wider=True)
    ours, theirs = _plain(claimed, lexicon), _plain(approved, lexicon)
    narrower = wider = general = unmarked = False
    if ours.condition:
        if ours.condition == theirs.condition:
            pass
        elif ours.condition in ancestors(theirs.condition, lexicon):
            narrower = True
        elif theirs.condition in ancestors(ours.condition, lexicon):
            wider = general = True
        else:
            return APART
    else:
        narrower = True
    if ours.stage and theirs.stage:
        if ours.stage != theirs.stage:
            if (ours.stage, theirs.stage) in _WITHIN:
                wider = True
            elif (theirs.stage, ours.stage) in _WITHIN:
                narrower = True
            else:
                return APART
    elif ours.stage:
        wider = True
    elif theirs.stage:
        narrower = True
    if ours.setting and theirs.setting and ours.setting != theirs.setting:
        return APART
    if any(a.stage in _SPREAD and b.setting in _CURATIVE for a, b in ((ours, theirs), (theirs, ours))):
        return APART
    wider = wider or bool(ours.setting and not theirs.setting)
    narrower = narrower or bool(theirs.setting and not ours.setting)
    for marker in ours.markers:
        if any(_opposed(marker, other, lexicon) for other in theirs.markers):
            return APART
        related = [
            t for t in theirs.markers if t in ancestors(marker, lexicon) or marker in ancestors(t, lexicon)
        ]
        if not related:
            wider = unmarked = True
        elif marker not in related:
            if any(marker in ancestors(t, lexicon) for t in related):
                narrower = True
            else:
                wider = True
    if any(
        not any(t in ancestors(m, lexicon) or m in ancestors(t, lexicon) for m in ours.markers)
        for t in theirs.markers
    ):
        narrower = True
    if ours.population and not (ours.condition or theirs.population or ours.population in _ANYONE):
        return APART  # "not approved for men": an approval that names nobody may well be for women
    population = _population(ours.population, theirs.population)
    if population is None:
        return APART
    return Fit(True, narrower or population == "narrower", wider or population == "wider", general, unmarked)


def _population(ours: str, theirs: str) -> str | None:
    if ours in _YOUNG and theirs not in _YOUNG:
        return None  # a label that names no age says nothing about children
    if ours == "pregnant" and theirs != "pregnant":
        return None
    if not ours or ours == theirs:
        return "narrower" if theirs in _YOUNG and not ours else ""
    pair = {ours, theirs}
    if pair == {"adults", "children"} or pair == {"men", "women"} or pair == {"men", "postmenopausal"}:
        return None
    return ""


def _opposed(one: str, other: str, lexicon: Lexicon) -> bool:
    """True for "her2+" and "her2-", also by way of what is wider: triple-negative is her2-."""
    wide = ancestors(other, lexicon)
    for mark in ancestors(one, lexicon):
        if mark.endswith("+") and mark[:-1] + "-" in wide:
            return True
        if mark.endswith("-") and mark[:-1] + "+" in wide:
            return True
    return False
