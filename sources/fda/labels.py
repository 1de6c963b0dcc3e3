"""From a label's section 1 to the uses it lists, as concepts. Pure; the lexicon is handed in.

Only what a label says a drug *is indicated for* counts. Limitations of use, "not indicated for" and
sentences about studies or populations excluded name diseases too, and are left out. What can't be read gives
no use: absence here proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from model.indication import Indication
from model.lexicon import Lexicon
from sources.fda.facts import Label, LabelReading

# "Cancer" alone is read where the kind of cancer was not: it says no use.
_TOO_WIDE = "cancer"
# Openings of sentences that name diseases without approving the drug for them.
_NOT_A_USE = re.compile(
    r"\bnot (?:been )?(?:indicated|recommended|approved|intended|established)\b"
    r"|\b(?:is|are|was|were|has|have) not (?:been )?(?:shown|studied|evaluated|established|demonstrated)\b"
    r"|\bshould not be (?:used|given|administered)\b|\bavoid (?:the )?use\b|\bdo not use\b|\blimitations? of use\b"
    r"|\bcontraindicated\b|\bsafety and (?:efficacy|effectiveness)\b[^.]*\bnot\b|\bno (?:data|evidence)\b",
    re.IGNORECASE,
)
# From this heading to the next numbered heading or "indicated" the text limits uses.
_LIMITATIONS = re.compile(r"\blimitations? of use\s*:?", re.IGNORECASE)
_INDICATED = re.compile(
    r"\b(?:is|are) (?:also )?(?:\w+ ){0,6}?indicated\b|\bindicated (?:for|in|as|to|with)\b", re.IGNORECASE
)
_ACCELERATED = re.compile(
    r"approved under accelerated approval|accelerated approval based on|"
    r"continued approval for (?:this|these) indications? may be contingent",
    re.IGNORECASE,
)
_SECTION_NUMBER = re.compile(r"(?:(?<=\s)|^)1(?:\.\d{1,2})?\s+(?=[A-Z])")
_CROSS_REFERENCE = re.compile(
    r"\[\s*see [^\]]*\]|\(\s*\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?)*\s*\)", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"\s*\(\s*[A-Za-z]{0,2}[A-Z][A-Za-z0-9/-]{0,9}\s*\)")
_BULLET = re.compile(r"\s*[•●▪◦·]\s*|\s+o\s+(?=[A-Z])")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]%])[.;](?=\s+[A-Z(•])|(?<=\w):(?=\s+[A-Z])")

# A use that follows one of these words is a complication or a background, not what is treated.
_NOT_TREATED_BEFORE = re.compile(
    r"(?:without|exclud\w+|except(?: for)?|other than|due to|secondary to|caused by|history of|no prior"
    r"|rather than|not have|in the absence of|progress\w* (?:to|from)|adjunct to)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)

_STAGES = (
    ("metastatic", re.compile(r"\bmetastatic\b", re.IGNORECASE)),
    ("locally advanced", re.compile(r"\blocally[- ]advanced\b", re.IGNORECASE)),
    ("advanced", re.compile(r"\badvanced\b", re.IGNORECASE)),
    ("early", re.compile(r"\bearly(?:[- ]stage)?\b", re.IGNORECASE)),
)
_SETTINGS = (
    ("neoadjuvant", re.compile(r"\bneo-?adjuvant\b", re.IGNORECASE)),
    ("adjuvant", re.compile(r"(?<!neo)(?<!neo-)\badjuvant\b", re.IGNORECASE)),
    ("maintenance", re.compile(r"\bmaintenance\b", re.IGNORECASE)),
    (
        "first line",
        re.compile(
            r"\bfirst[- ]line\b|\binitial (?:\w+[- ]){0,3}?(?:treatment|therapy)\b|\buntreated\b|\bnewly[- ]diagnosed\b"
            r"|\bnot (?:been )?previously (?:been )?treated\b|\bnot received (?:\w+ ){0,2}?prior\b|\bna[iï]ve\b",
            re.IGNORECASE,
        ),
    ),
    (
        "later line",
        re.compile(
            r"\bpreviously (?:been )?treated\b|\bprior (?:\S+ ){0,4}?(?:therap|regimen|treatment|line|chemo)"
            r"|\brefractory\b|\brelapsed\b|\brecurr\w+|\bprogress(?:ed|ion)\b|\b(?:second|third)[- ]line\b"
            r"|\bafter (?:\w+ ){0,3}?(?:failure|chemotherapy|therapy|progression)\b|\bhave received\b",
            re.IGNORECASE,
        ),
    ),
)
# Earlier treatment, not the one that the label is about: "within 12 months of adjuvant chemotherapy".
_EARLIER_TREATMENT = re.compile(
    r"\b(?:within \w+ months (?:of|after)|following|after|completion of|prior)(?: \S+){0,3}? (?:neo-?)?adjuvant\b"
    r"(?:(?: or|/) (?:neo-?)?adjuvant\b)?",
    re.IGNORECASE,
)
# A gene's name holds a disease's; what follows these words lists risks or signs, not uses.
_NOT_A_DISEASE = re.compile(r"\banaplastic lymphoma kinase\b", re.IGNORECASE)
_RISKS = re.compile(
    r"\b(?:risk factors?|such as|family history of)\b.*?(?=\bindicated\b|\b(?:to )?reduce\b|[.;]|$)",
    re.IGNORECASE,
)
# "To reduce the risk of stroke in patients with type 2 diabetes": diabetes is who, not what for.
_RISK_OF = re.compile(r"\breduc\w+ (?:the )?risk\b", re.IGNORECASE)
_WHO = re.compile(
    r"\bin (?:adult |pediatric )?(?:patients|adults|people|women|men|children)\b.*?(?=\bindicated\b|[.;]|$)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:no|without|not have|absence of)\s+(?:[\w/-]+\s+){0,3}?$")
_POPULATIONS = (
    ("adults", re.compile(r"\badults?\b", re.IGNORECASE)),
    ("children", re.compile(r"\bp(?:a)?ediatric|\bchildren\b|\binfants?\b", re.IGNORECASE)),
    ("postmenopausal", re.compile(r"\bpostmenopausal\b", re.IGNORECASE)),
    ("women", re.compile(r"\bwomen\b|\bfemales?\b", re.IGNORECASE)),
    ("men", re.compile(r"\bmen\b|\bmales?\b", re.IGNORECASE)),
)
# FDA approved everything before 1997 for adults or all; a label that names adults and children is for both.
_TREATED_IN = re.compile(r"\bin (?:combination|association) with\b|\btogether with\b", re.IGNORECASE)


_CLAUSE_END = re.compile(r",? (?:for the|for adult|for use|in patients|in adult|indicated|is approved)\b")


@dataclass(frozen=True, slots=True)
class _Hit:
    key: str
    start: int
    end: int


_ACRONYM = re.compile(r"[A-Z][A-Z0-9+/-]{1,5}\Z")


class NameFinder:
    """Finds the longest names of a table in a text. Built once, asked many times; case and dash do not count."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """``names``: key to the ways it is written. An acronym ("ALL") is only found in capitals."""
        self._automaton = ahocorasick.Automaton()
        for key in sorted(names):
            for name in names[key]:
                acronym = bool(_ACRONYM.match(name))
                for form in _forms(name):
                    if form not in self._automaton:
                        self._automaton.add_word(form, (key, len(form), acronym))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[_Hit]:
        """Hits in order, the longest first where they overlap, only whole words."""
        if self._empty:
            return []
        folded = fold(text)
        hits = []
        for last, (key, length, acronym) in self._automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _inside_word(folded, start, end) or (acronym and not text[start : start + 2].isupper()):
                continue
            hits.append(_Hit(key, start, end))
        hits.sort(key=lambda h: (h.start, -h.end))
        kept: list[_Hit] = []
        for hit in hits:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


def fold(text: str) -> str:
    """Lower case with one kind of dash, apostrophe and blank; as long as the text was."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).translate(_FOLD)


_FOLD = str.maketrans({"‑": "-", "–": "-", "—": "-", "‐": "-", "’": "'", "\u00a0": " "})


def _forms(name: str) -> Iterator[str]:
    folded = fold(name)
    yield folded
    if folded[-1] in "-+":
        return  # "her2-" with a blank for the dash would be any HER2
    if " " in folded:
        yield folded.replace(" ", "-")
    if "-" in folded:
        yield folded.replace("-", " ")
    if folded[-1:].isalpha() and folded[-1] not in "sy" and len(folded) > 4:
        yield folded + "s"


def _inside_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() and text[start].isalnum():
        return True
    if text[end - 1] == "-" and text.startswith((" and ", " or "), end):
        return True  # "HER2- and HER3-directed"
    # "HER2-" is a marker in "HER2-, HR+" and the first half of a word in "HER2-directed".
    return after.isalnum() and (text[end - 1].isalnum() or text[end - 1] in "-+")


class LabelReader:
    """Reads labels' uses with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._conditions = NameFinder({k: c.names for k, c in lexicon.conditions.items()})
        self._ancestors = {k: _ancestors(k, lexicon) for k in lexicon.conditions}
        self._stage = {k: c.stage for k, c in lexicon.conditions.items()}
        self._biomarkers = NameFinder({k: b.names for k, b in lexicon.biomarkers.items()})
        self._partners = NameFinder(
            {k: (k, *d.brands, *d.synonyms) for k, d in lexicon.drugs.items()}
            | {k: c.names for k, c in lexicon.classes.items()}
        )

    def read(self, label: Label) -> LabelReading:
        """The uses of a label, each once, and which of them stand under accelerated approval."""
        uses: dict[Indication, None] = {}
        accelerated: dict[Indication, None] = {}
        for statement in statements(label.indications):
            for use in self.uses(statement.text, label.drugs):
                if not any(_same(use, known) for known in uses):
                    uses[use] = None
                    if statement.accelerated:
                        accelerated[use] = None
        return LabelReading(label, tuple(uses), tuple(accelerated))

    def uses(self, text: str, drugs: tuple[str, ...] = ()) -> tuple[Indication, ...]:
        """The uses that one statement names, most specific conditions only. ``drugs``: the label's own."""
        plain = _ABBREVIATION.sub("", _CROSS_REFERENCE.sub("", text))
        named = _RISKS.sub(" ", _NOT_A_DISEASE.sub("ALK", plain))
        if _RISK_OF.search(named):
            named = _WHO.sub(" ", named)
        hits = [
            h
            for h in self._conditions.find(named)
            if not _NOT_TREATED_BEFORE.search(named[max(0, h.start - 60) : h.start])
        ]
        keys = list(dict.fromkeys(h.key for h in hits if h.key != _TOO_WIDE))
        keys = [k for k in keys if not any(k in self._ancestors.get(other, ()) for other in keys)]
        if not keys:
            return ()
        biomarkers = {
            h.key
            for h in self._biomarkers.find(named)
            if not _WITHOUT.search(named[max(0, h.start - 40) : h.start])
        }
        partners = self._given_with(plain, drugs)
        line = _EARLIER_TREATMENT.sub(" prior treatment ", plain)
        return tuple(
            Indication(
                key,
                self._stage.get(key, "") or (_first(_STAGES, plain) if self._is_cancer(key) else ""),
                _first(_SETTINGS, line) if self._is_cancer(key) else "",
                tuple(sorted(biomarkers)),
                _population(plain),
                partners,
                words=" ".join(text.split())[:300],
            )
            for key in keys
        )

    def _is_cancer(self, key: str) -> bool:
        """Stages and lines of treatment are words of oncology; elsewhere "early" and "prior" mean other things."""
        return key == "cancer" or "cancer" in self._ancestors.get(key, ())

    def _given_with(self, text: str, own: tuple[str, ...]) -> tuple[str, ...]:
        match = _TREATED_IN.search(text)
        if not match:
            return ()
        clause = _CLAUSE_END.split(text[match.end() :])[0]
        mine = {part for drug in own for part in drug.split(" / ")} | set(own)
        return tuple(dict.fromkeys(h.key for h in self._partners.find(clause[:160]) if h.key not in mine))


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item that says what the drug is for. ``accelerated``: the label says so of it."""

    text: str
    accelerated: bool = False


def statements(section: str) -> tuple[Statement, ...]:
    """Cut a label's "indications and usage" into the statements that approve something.

    A list item inherits its lead-in ("is indicated for:"). The accelerated sentence marks the
    statement before it. openFDA gives the section and the Highlights one after the other: repeated
    statements come once.
    """
    out: list[Statement] = []
    section = re.sub(r"\s+(?=[.;])", "", _CROSS_REFERENCE.sub("", section))
    for part in _parts(section):
        lead = ""
        limited = False
        for sentence in _sentences(part):
            if _LIMITATIONS.match(sentence):
                limited = True
                continue
            if _ACCELERATED.search(sentence):
                if out:
                    out[-1] = Statement(out[-1].text, True)
                continue
            if _INDICATED.search(sentence) and not _NOT_A_USE.search(sentence):
                limited, lead = False, sentence
                out.append(Statement(sentence))
            elif not limited and lead and not _NOT_A_USE.search(sentence):
                out.append(Statement(sentence))
    seen: dict[str, int] = {}
    unique: list[Statement] = []
    for statement in out:
        key = re.sub(r"\W+", " ", statement.text).strip().lower()
        if key in seen:
            if statement.accelerated:
                unique[seen[key]] = statement
            continue
        seen[key] = len(unique)
        unique.append(statement)
    return tuple(unique)


def _parts(section: str) -> list[str]:
    """Numbered subsections apart: each has its own lead-in and its own limitations."""
    return [p for p in _SECTION_NUMBER.split(" ".join(section.split())) if p.strip()]


def _sentences(part: str) -> Iterator[str]:
    marked = _LIMITATIONS.sub("\n\\g<0>\n", _BULLET.sub("\n", part))
    for line in marked.split("\n"):
        for sentence in _SENTENCE_END.split(line):
            if sentence.strip():
                yield sentence.strip()


def _ancestors(key: str, lexicon: Lexicon) -> frozenset[str]:
    found: set[str] = set()
    todo = list(lexicon.conditions[key].parents)
    while todo:
        parent = todo.pop()
        if parent not in found and parent in lexicon.conditions:
            found.add(parent)
            todo += lexicon.conditions[parent].parents
    return frozenset(found)


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in table if pattern.search(text)), "")


def _population(text: str) -> str:
    """One population when the statement names exactly one; adults and children together are everybody."""
    named = [name for name, pattern in _POPULATIONS if pattern.search(text)]
    if "children" in named and "adults" in named:
        return ""
    for name in ("postmenopausal", "women", "men", "children", "adults"):
        if name in named:
            return "" if name in ("women", "men") and {"women", "men"} <= set(named) else name
    return ""


def _same(one: Indication, other: Indication) -> bool:
    return (one.condition, one.stage, one.setting, one.biomarkers, one.population, one.partners) == (
        other.condition,
        other.stage,
        other.setting,
        other.biomarkers,
        other.population,
        other.partners,
    )
