"""Sentences that say "not", "none", "only" or how many: true ones, and ones that aged. In our own words.

``true.txt``: page date and sentence, true then and (as far as we know) today: none may be called untrue.
``aged.txt``: page date, the day since which the sentence is untrue ("false": it was so from the start), sentence.
``true_more.txt`` and ``aged_more.txt``: the same with other drugs. ``unfit.txt``: page date and a claim of more, or of
something else, than is approved: none may be called true.
"""
