"""Which of FDA's products are the drug that the lexicon means. Pure.

A brand that the lexicon gives to a drug decides: ABRAXANE is "paclitaxel protein-bound" although Drugs@FDA
calls its ingredient paclitaxel. Else the ingredient decides, unless the lexicon knows that ingredient as
another drug.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from model.approval import ApprovalEvent
from model.lexicon import Drug, Lexicon
from sources.fda.facts import Application
from sources.fda.moiety import drug_key, short_name

_PARENTHESES = re.compile(r"\s*\([^()]*\)")


class Resolver:
    """Answers for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._drugs = lexicon.drugs
        owners: dict[str, set[str]] = {}
        for drug in lexicon.drugs.values():
            for brand in drug.brands:
                owners.setdefault(brand.lower(), set()).add(drug.key)
        # A brand of two drugs (re-used, or one name for drug and combination) decides nothing.
        self._owner = {brand: next(iter(keys)) for brand, keys in owners.items() if len(keys) == 1}

    def drug(self, key: str) -> Drug:
        """The lexicon's drug, or a bare one for a key that it lacks."""
        return self._drugs.get(key) or Drug(key, ingredients=tuple(key.split(" / ")))

    def aliases(self, drug: Drug) -> tuple[str, ...]:
        """Keys under which FDA's files may hold the drug: its own and its names', salts taken off."""
        names = (drug.key, *drug.synonyms)
        return tuple(dict.fromkeys((drug.key, *(k for k in map(drug_key, names) if k))))

    def is_meant(self, drug: Drug, product: str, brand: str) -> bool:
        """True when a product (its ingredients' key and its brand) is this drug."""
        name = _PARENTHESES.sub("", brand).strip().lower()
        owner = self._owner.get(name)
        if (
            owner is None and " " in name
        ):  # "lynparza tablets" is Lynparza; "herceptin hylecta" is not Herceptin
            near = self._owner.get(name.split(" ")[0])
            if near is not None and product in self.aliases(self._drugs[near]):
                owner = near
        if owner is not None:
            return owner == drug.key
        if product == drug.key:
            return True
        if product in self._drugs:
            return False
        return product in self.aliases(drug) or short_name(product) == drug.key

    def events(self, drug: Drug, product: str, events: Iterable[ApprovalEvent]) -> tuple[ApprovalEvent, ...]:
        """Of the events told of ``product``, those that are this drug's, under its key."""
        return tuple(
            e if e.drug == drug.key else replace(e, drug=drug.key)
            for e in events
            if self.is_meant(drug, product, e.brand)
        )

    def applications(self, drug: Drug, found: Iterable[Application]) -> dict[str, tuple[Application, ...]]:
        """Of the applications found, those with a product of this drug, by the product's key. A drug that
        comes in combinations only gets those, under its own key."""
        groups: dict[str, list[Application]] = {}
        inside: list[Application] = []
        for application in found:
            keys = {p.drug for p in application.products if self.is_meant(drug, p.drug, p.brand)}
            for key in sorted(keys):
                groups.setdefault(key, []).append(application)
            if not keys and any(
                drug.key in p.ingredients and len(p.ingredients) > 1 for p in application.products
            ):
                inside.append(application)
        if not groups and inside:
            return {drug.key: tuple(inside)}
        return {key: tuple(group) for key, group in groups.items()}
