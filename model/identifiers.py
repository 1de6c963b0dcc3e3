"""Identifiers of papers, trials and applications: parsed or refused, never a bare string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote


class NotAnIdentifier(ValueError):
    """The text is not an identifier of the kind that was asked for."""


# Thousands of applications are read each night.
_APPLICATION = re.compile(r"(?:NDA|BLA|ANDA)\d{6}")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")


@dataclass(frozen=True, slots=True, order=True)
class PMID:
    """PubMed's number of a record, 1 to 8 digits, no leading zeros."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[1-9]\d{0,7}", self.value):
            raise NotAnIdentifier(f"not a PMID: {self.value!r}")

    @property
    def url(self) -> str:
        """The record at PubMed."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/"

    def __str__(self) -> str:
        return f"PMID {self.value}"


@dataclass(frozen=True, slots=True, order=True)
class PMCID:
    """PubMed Central's number of an article, written ``PMC`` and digits."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"PMC[1-9]\d{0,8}", self.value):
            raise NotAnIdentifier(f"not a PMCID: {self.value!r}")

    @property
    def url(self) -> str:
        """The article at PubMed Central."""
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.value}/"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class DOI:
    """A DOI name. Case does not count (DOI Handbook 2.4), so the value is kept in lower case."""

    value: str

    def __post_init__(self) -> None:
        if not _DOI.match(self.value):
            raise NotAnIdentifier(f"not a DOI: {self.value!r}")
        object.__setattr__(self, "value", self.value.lower())

    @property
    def url(self) -> str:
        """The resolver's address."""
        return f"https://doi.org/{quote(self.value, safe='/:;()._-')}"

    def __str__(self) -> str:
        return f"doi:{self.value}"


@dataclass(frozen=True, slots=True, order=True)
class NCT:
    """ClinicalTrials.gov's number of a study: ``NCT`` and eight digits."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"NCT\d{8}", self.value):
            raise NotAnIdentifier(f"not an NCT number: {self.value!r}")

    @property
    def url(self) -> str:
        """The study's record."""
        return f"https://clinicaltrials.gov/study/{self.value}"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class ISBN:
    """A book's number, 10 or 13 digits without dashes, check digit right."""

    value: str

    def __post_init__(self) -> None:
        digits = self.value.upper()
        if re.fullmatch(r"\d{9}[\dX]", digits):
            total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
            right = total % 11 == 0
        elif re.fullmatch(r"97[89]\d{10}", digits):
            right = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(digits)) % 10 == 0
        else:
            right = False
        if not right:
            raise NotAnIdentifier(f"not an ISBN: {self.value!r}")

    @property
    def url(self) -> str:
        """A page that lists where the book is to be had."""
        return f"https://www.worldcat.org/isbn/{self.value}"

    def __str__(self) -> str:
        return f"ISBN {self.value}"


@dataclass(frozen=True, slots=True, order=True)
class ApplicationNumber:
    """FDA's number of an application: ``NDA``, ``BLA`` or ``ANDA`` and six digits."""

    value: str

    def __post_init__(self) -> None:
        if not _APPLICATION.fullmatch(self.value):
            raise NotAnIdentifier(f"not an application number: {self.value!r}")

    @property
    def url(self) -> str:
        """The application's overview at Drugs@FDA."""
        digits = self.value.lstrip("ABDLN")
        return f"https://www.accessdata.fda.gov/scripts/cder/daf/index.cfm?event=overview.process&ApplNo={digits}"

    def __str__(self) -> str:
        return self.value


Identifier = PMID | PMCID | DOI | NCT | ISBN
