"""Lines of therapy in English text: how many treatments came before ("third-line", "after two prior lines", "4L+").

An approval after four earlier treatments is none after two, and the first line none of both: what tells them apart is
the number, which FDA's labels give ("who have received at least four prior lines of therapy").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from language.names import fold
from model.indication import Prior

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
}  # fmt: skip
_COUNT = rf"(?P<count>{'|'.join(_COUNTS)}|[1-6])"
_THERAPY = (
    r"(?:lines?|therap(?:y|ies)|treatments?|regimens?|(?:kinase )?inhibitors?|tkis?|chemotherap(?:y|ies)|drugs?|"
    r"agents?)"
)
_BEFORE = r"(?:prior|previous|earlier|preceding)"
_KIND = (
    r"(?:systemic |anti-?cancer |anti-?her2 |her2 |hormone |endocrine |oral |platinum |targeted |standard "
    r"|different |other )"
)
# What is counted: "prior lines of therapy", "lines of systemic therapy", "earlier treatments".
_COUNTED = rf"(?:{_BEFORE} )?{_KIND}*{_THERAPY}"

_MORE = r"(?P<on> (?:and|or) (?:later|beyond|subsequent|greater)\b| or (?:more|higher)\b)?"
_NOT_YET = (
    r"(?:have|has|had)(?: not|n't) (?:yet )?"
    rf"(?:been (?:previously )?treated|(?:had|received|tried) (?:any )?{_BEFORE}\b)"
)
_NONE = rf"(?:no|without(?: any)?|never had) {_BEFORE} {_KIND}*{_THERAPY}"
_HAVE_HAD = rf"(?:have|has|had) (?:already )?(?:received|tried|failed) (?:{_BEFORE} )?{_KIND}*{_THERAPY}"
_EXACTLY = r"(?:(?:after|following|received|had|failed|tried)(?: only| just| exactly)?|on)"

#: How lines are said: the way, its pattern, an example that it reads.
WAYS = (
    (
        "naive",
        r"newly diagnosed|previously untreated|treatment[ -]na[iï]ve|front[ -]?line",
        "newly diagnosed myeloma",
    ),
    ("naive", rf"{_NOT_YET}|not (?:been )?(?:previously|already) treated", "who have not had earlier chemotherapy"),
    ("naive", r"never (?:taken|tried|had|received) (?:an?|another|any)\b", "who have never taken another drug"),
    ("naive", _NONE, "in people with no prior systemic therapy"),
    ("ordinal", rf"(?P<ordinal>{'|'.join(_ORDINALS)})[ -]?line{_MORE}", "third-line treatment"),
    ("short", r"\b(?P<short>[1-5])l\b(?P<plus> ?\+)?", "myeloma (4L+)"),
    ("least", rf"(?:at least|a minimum of|no fewer than) {_COUNT} {_COUNTED}", "after at least four prior lines"),
    ("least", rf"{_COUNT} or more {_COUNTED}", "after four or more treatments"),
    ("beyond", rf"more than {_COUNT} {_COUNTED}", "after more than two prior therapies"),
    ("exact", rf"{_EXACTLY} {_COUNT} {_COUNTED}", "after two lines of therapy"),
    ("exact", rf"{_COUNT} {_BEFORE} {_KIND}*{_THERAPY}", "with only one prior treatment"),
    ("vague", r"previously treated|relapsed|refractory|later[ -]line", "previously treated melanoma"),
    (
        "vague",
        r"(?:has|have|did|does|do|is|are)(?: not|n't) (?:respond(?:ed|ing)?|work(?:ed|ing)?)\b|no longer respond\w*",
        "depression that has not responded",
    ),
    ("vague", rf"(?:after|following) (?:{_BEFORE} )?{_KIND}*{_THERAPY}|{_HAVE_HAD}", "after platinum chemotherapy"),
)  # fmt: skip
_PATTERNS = tuple((way, re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)) for way, pattern, _ in WAYS)
# "Maintenance after first-line chemotherapy", "no later than", "relapsed on first-line": of what went before.
_WENT_BEFORE = re.compile(
    r"\b(?:after|following|completed?|on|to|of|since|during) (?:(?:a|an|the|their) )?\Z"
)


@lru_cache(maxsize=4096)
def lines_of(text: str) -> tuple[Prior, ...]:
    """The lines of therapy that ``text`` names, each once, in order; vague ones only where no number is given."""
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Prior]] = []
    for way, pattern in _PATTERNS:
        if way == "vague" and found:
            break
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            prior = _prior(way, match, folded)
            taken.append(match.span())
            if prior is not None:
                found.append((match.start(), prior))
    return tuple(dict.fromkeys(prior for _, prior in sorted(found, key=lambda f: f[0])))


def _prior(way: str, match: re.Match[str], folded: str) -> Prior | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    if way == "naive":
        return Prior(0, 0)
    if way == "vague":
        return Prior(1, vague=True)
    if way in ("ordinal", "short"):
        line = _ORDINALS[said["ordinal"].lower()] if way == "ordinal" else int(said["short"])
        if _WENT_BEFORE.search(folded[: match.start()]) and way == "ordinal":
            return None
        return Prior(line - 1, None if said.get("on") or said.get("plus") else line - 1)
    count = _COUNTS.get(said["count"].lower()) or int(said["count"])
    if way == "exact":
        return Prior(count, count)
    return Prior(count + 1 if way == "beyond" else count)


def examples() -> Iterator[tuple[str, str]]:
    """Each way of saying with its example, for tests and docs."""
    yield from ((way, example) for way, _, example in WAYS)
