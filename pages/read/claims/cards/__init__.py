"""What drug pages say in labels, cards and tables instead of sentences.

::

    Layout ── pairs ──►  a label and its value       "Approved indications" over a list, dt/dd, a column
              labels     what the label means        labels.toml
              read       subject and uses  ──►  Claim

The subject is the drug of the table row, else the one drug of the headings above, else of the page's title.
"""

from pages.read.claims.cards.read import read_cards, with_cards

__all__ = ["read_cards", "with_cards"]
