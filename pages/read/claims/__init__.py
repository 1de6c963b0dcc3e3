"""What a page says about FDA status.

::

    sentence ── names ── mask ── cues, approval ──►  a status and where it stands
                              └─ subjects · groups · indications · anchors · scope ──►  Claim

``mask`` replaces names by single capitals so that the grammar in ``cues`` and ``approval`` can be written as
short patterns over the word classes in ``words``; ``context`` is what the sentences before are about.
"""

from pages.read.claims.read import read_claims

__all__ = ["read_claims"]
