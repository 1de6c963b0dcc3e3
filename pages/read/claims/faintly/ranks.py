"""What a sign of a place or of a limit says: how many there are, the only one of what, from which age."""

from __future__ import annotations

from language.ages import ages
from model.indication import ADULT
from pages.read.claims.kinds import ANY_KIND, KIND_OF
from pages.read.claims.loosely.elements import Mark
from pages.read.claims.statement import Statement
from pages.read.claims.vocabulary import numbers

_YEAR = 12
#: Of a number without its unit: what is less may be months.
_YOUNGEST = 72
# Of so many at least it can be told that one came; a longer list is never whole.
_LEAST, _MOST = 2, 6
# Where a rank's noun phrase ends.
_NOUNS = frozenset(
    ["drug", "medicine", "medication", "treatment", "therapy", "product", "option", "choice", "agent"]
)
# What may stand beside "the only" and tells no kind: how it is there.
_PLAIN = (
    ANY_KIND
    | _NOUNS
    | {"only", "sole", "lone", "single", "one", "approved", "licensed", "labelled", "fda", "available"}
    | {"marketed", "the", "a", "an"}
)


def number_of(masked: Statement, mark: Mark) -> int:
    """The number that opens a sign ("two drugs"); 0 for one, or for more than are ever told whole."""
    words = (t.text for t in masked.tokens[mark.start : mark.end])
    found = (int(w) if w.isdigit() else numbers().get(w, 0) for w in words)
    number = next((n for n in found if n), 0)
    return number if _LEAST <= number <= _MOST else 0


def kind_of_rank(masked: Statement, mark: Mark) -> str | None:
    """What kind the drug is the only one of ("biologic", "pill"), empty for any; None where a word narrows it that no
    record tells ("the only weekly drug")."""
    kind = ""
    for token in masked.tokens[mark.start : mark.end]:
        if KIND_OF.fullmatch(token.text):
            kind = kind or token.text
        elif token.kind == "w" and token.text not in _PLAIN and _PLAIN.isdisjoint(token.lemmas):
            return None
        if not _NOUNS.isdisjoint(token.lemmas):
            break
    return kind


def floor_of(masked: Statement, mark: Mark) -> int | None:
    """The age in months from which a drug may be given, as the sentence says it once; "only adults": from 18 years."""
    told = {age.low for age in ages(masked.original) if age.low is not None and age.high is None}
    if told:
        return next(iter(told)) if len(told) == 1 else None
    near = masked.tokens[max(0, mark.start - 1) : mark.end]
    if {"adult", "adults", "grown"} & {t.text for t in near}:
        return ADULT
    bare = {n for t in near if (n := int(t.text) if t.text.isdigit() else numbers().get(t.text, 0))}
    years = next(iter(bare)) if len(bare) == 1 else 0  # "twelve and up", "begins at eighteen"
    return years * _YEAR if _YOUNGEST <= years * _YEAR <= ADULT else None
