"""How an approved use stands to a claimed one."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fit:
    """How an approved use stands to a claimed one.

    ``fits``: False when they are different things. ``narrower``: the approved use is limited in a way that the
    claim is not; ``wider``: the claim is limited in a way that the approval is not. ``general``: the approval
    is for a whole family of diseases of which the claim names one (a tumour-agnostic approval).
    ``unmarked``: the claim names a biomarker that the approval does not.

    ``no_proof`` and ``no_charge`` are reasons in an editor's words, empty where there is none: why such an
    approval cannot bear out "approved for it", and why it cannot make "not approved for it" untrue. ``loose``: the
    only such reason is what was said of the disease in words that no field holds, or that the approval is for a
    symptom of it: which ends what was said of a drug that was then approved for nothing.
    """

    fits: bool
    narrower: bool = False
    wider: bool = False
    general: bool = False
    unmarked: bool = False
    no_proof: str = ""
    no_charge: str = ""
    loose: bool = False

    @property
    def decisive(self) -> bool:
        """True when such an approval makes "not approved for it" untrue."""
        return self.fits and not self.general and not self.no_charge

    def unsure(self, reason: str, *, loose: bool = False) -> Fit:
        """The same fit, deciding nothing. ``loose``: for words that no field holds, or for a symptom."""
        loose = loose and (self.loose or not self.no_charge)
        return replace(
            self, no_proof=self.no_proof or reason, no_charge=self.no_charge or reason, loose=loose
        )


#: Another use.
APART = Fit(False)
