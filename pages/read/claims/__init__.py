"""What a page says about FDA status.

::

    sentence ── gate ── names ──►  Statement        masked text, tokens with lemmas, names, moods
                                   frames × ways     who does what to whom, in the words of ways/*.toml  ──►  Cue
                                   subjects · lefthand · groups  who it is said of; the only, the first, none
                                   indications · anchors   for what and when (language.uses, language.days)
                                   modifiers · scope how surely, by whom
                                   unread            what was said and is held nowhere
                                   told · whom · forwhat · maker    ──►  Claim

Ways of saying are data: ``ways/*.toml`` are rows of words by lemma (``language.inflect``,
``language.patterns``), ``words.toml`` the word classes that they share, ``modifiers.toml`` what makes a
statement less than asserted. The ``gate`` in front is made from the rows. ``context`` is what the sentences
before are about; ``framed`` reads answers and list items,
``labelled`` statuses by label and in rows of cells,
``cards`` labels and tables, ``kept`` drops what is said twice. Where no way of saying fits, ``loosely`` reads a
sentence by its elements, and of names without a claim ``faintly`` keeps the signs that stand beside them.
"""

from pages.read.claims.read import read_claims

__all__ = ["read_claims"]
