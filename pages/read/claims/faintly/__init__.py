"""The third reader: signs beside a name, where neither a way of saying nor the elements have found a claim on it.

::

    a name of which no claim is read ──► signs (signs.toml)   filed · in the queue · not … sold · by expanded access ...
                                          Claim.faint          what could only be said of a drug that was not there yet

What is read so says next to nothing by itself: "must join a study to have it", "DCCR might help; the agency hasn't
ruled". It is told only where the record has moved under it (the drug was not approved when the page was dated, and is
today); else it is dropped, and never called true, false or *not verified*.
"""

from pages.read.claims.faintly.read import read_faintly, words_of_turned
from pages.read.claims.faintly.signs import may_care, may_stand

__all__ = ["may_care", "may_stand", "read_faintly", "words_of_turned"]
