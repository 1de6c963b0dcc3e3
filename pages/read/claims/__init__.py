"""What a page says about FDA status.

::

    sentence ── names ── mask ──►  cues · approval · idioms     a status, and where it stands
                                   subjects · anaphora          who it is said of
                                   groups · kinds               the only, the first, none
                                   indications · anchors · scope  for what, when, how surely
                                   maker                        ──►  Claim

``mask`` replaces names by single capitals, so that the grammar in ``rules_*`` and ``approval`` can be written as
short patterns over word classes; ``context`` is what the sentences before are about; ``framed`` reads answers and
list items, ``kept`` drops what is said twice.
"""

from pages.read.claims.read import read_claims

__all__ = ["read_claims"]
