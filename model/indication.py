"""What a drug is for, as concepts that can be compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Indication:
    """A use of a drug. All keys are keys of the lexicon's tables; empty means "not said".

    ``condition``: key of a condition ("breast cancer"). ``stage``: early, locally advanced, advanced,
    metastatic. ``setting``: neoadjuvant, adjuvant, maintenance, first line, later line.
    ``biomarkers``: keys ("her2+", "hr+", "brca+"). ``population``: adults, children, adolescents, women, men,
    postmenopausal, pregnant. ``partners``: drugs or classes it is given with. ``words``: as written.
    ``aspect``: words that make it something about the condition rather than its treatment ("slow the course
    of", "fatigue in people with"), for which no table has a name.
    """

    condition: str = ""
    stage: str = ""
    setting: str = ""
    biomarkers: tuple[str, ...] = ()
    population: str = ""
    partners: tuple[str, ...] = ()
    words: str = ""
    aspect: str = ""
