"""From a label's section 1 to the uses it lists, as concepts. Pure; the lexicon is handed in.

Only what a label says a drug *is indicated for* counts. Limitations of use, "not indicated for" and
sentences about studies or populations excluded name diseases too, and are left out. What can't be read gives
no use: absence here proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from language.names import Kind, fold, names_of
from language.uses import read_uses
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
_INDICATED_WORD = re.compile(r"\bindicated\b", re.IGNORECASE)
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

# A gene's name holds a disease's; what follows these words lists risks or signs, not uses.
_NOT_A_DISEASE = re.compile(r"\banaplastic lymphoma kinase\b", re.IGNORECASE)
_RISKS = re.compile(
    r"\b(?:risk factors?|such as|family history of)\b.*?(?=\bindicated\b|\b(?:to )?reduce\b|[.;]|$)",
    re.IGNORECASE,
)
_TREATED_IN = re.compile(r"\bin (?:combination|association) with\b|\btogether with\b", re.IGNORECASE)


_CLAUSE_END = re.compile(r",? (?:for the|for adult|for use|in patients|in adult|indicated|is approved)\b")


class LabelReader:
    """Reads labels' uses with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = names_of(lexicon)
        self._ancestors = {k: _ancestors(k, lexicon) for k in lexicon.conditions}
        self._stage = {k: c.stage for k, c in lexicon.conditions.items()}

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
        mentions = self._names.find(named, fold(named))
        said = _INDICATED_WORD.search(named)
        uses = read_uses(named, mentions, said.end() if said else 0)
        if not any(u.condition for u in uses):  # "In adults with gout, X is indicated to …"
            uses = read_uses(named, mentions)
        found = [u for u in uses if u.condition not in ("", _TOO_WIDE)]
        keys = {u.condition for u in found}
        partners = self._given_with(plain, drugs)
        return tuple(
            replace(
                use,
                stage=self._stage.get(use.condition, "")
                or (use.stage if self._is_cancer(use.condition) else ""),
                setting=use.setting if self._is_cancer(use.condition) else "",
                biomarkers=tuple(sorted(use.biomarkers)),
                partners=partners,
                words=" ".join(text.split())[:300],
            )
            for use in found
            if not any(use.condition in self._ancestors.get(other, ()) for other in keys)
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
        clause = clause[:160]
        given = (m for m in self._names.find(clause, fold(clause)) if m.kind in (Kind.DRUG, Kind.CLASS))
        return tuple(dict.fromkeys(m.key for m in given if m.key not in mine))


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


def _same(one: Indication, other: Indication) -> bool:
    return replace(one, words="", unread=(), aspect="") == replace(other, words="", unread=(), aspect="")
