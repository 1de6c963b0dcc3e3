"""What a drug is for, as concepts that can be compared."""

from __future__ import annotations

from dataclasses import dataclass

#: From this age on people are adults, in months (21 CFR 201.57(c)(9)(iv) ends the paediatric ages at 17 years).
ADULT = 18 * 12


@dataclass(frozen=True, slots=True)
class Prior:
    """How many treatments came before: ``least`` and ``most`` (None: no end). ``vague``: some did, the number is not
    said."""

    least: int
    most: int | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Indication:
    """A use of a drug. All keys are keys of the lexicon's tables; empty means "not said".

    ``condition``: key of a condition ("breast cancer"). ``stage``: early, locally advanced, advanced,
    metastatic. ``setting``: neoadjuvant, adjuvant, maintenance, first line, later line.
    ``biomarkers``: keys ("her2+", "hr+", "brca+"). ``population``: adults, children, adolescents, women, men,
    premenopausal, postmenopausal, pregnant. ``partners``: drugs or classes it is given with. ``words``: as written.
    ``aspect``: words that make it something about the condition rather than its treatment ("slow the course
    of", "fatigue in people with"), for which no table has a name.

    ``age_from`` and ``age_to``: the ages that are meant, in months, from the first up to but not including the
    second ("12 years and older": 144 and None; "under 6 months": None and 6); both None where no age is said.
    ``purpose``: treat, prevent, diagnose, relieve (a symptom or sign of the condition, not the condition itself)
    or support (care that goes with its treatment). ``unread``: words of the use that belong to it and that no
    field above holds ("E" behind "hepatitis", "low-grade", "with respiratory distress"): a use that has any is
    never matched whole. ``prior``: how many treatments came before, where it is said in numbers.
    """

    condition: str = ""
    stage: str = ""
    setting: str = ""
    biomarkers: tuple[str, ...] = ()
    population: str = ""
    partners: tuple[str, ...] = ()
    words: str = ""
    aspect: str = ""
    age_from: int | None = None
    age_to: int | None = None
    purpose: str = ""
    unread: tuple[str, ...] = ()
    prior: Prior | None = None
