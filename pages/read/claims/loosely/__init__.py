"""The second reader: by elements, where no way of saying has found a claim.

::

    sentence without a claim ──► elements (elements.toml)   none · not · only one · approved · filed ...
                                 part                       one clause with its elements
                                 subject                    the one drug, or its form, that it is about
                                 denials · pending          which elements make which claim
                                 maker                      for what and when, how surely, by whom: as for any claim

What is read so is ``loose``: it can be untrue, and is never called *supported*. Where two readings are possible,
a guard stands beside, or there is more than one denial, nothing is read.
"""

from pages.read.claims.loosely.elements import may_read
from pages.read.claims.loosely.read import read_loosely

__all__ = ["may_read", "read_loosely"]
