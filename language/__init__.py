"""The words of the field, found in text by one piece of code each. Pure.

``names`` finds drugs, brands, classes, conditions and biomarkers of the lexicon; ``stems`` knows a drug by the
form of its name, ``ordinary`` which names are everyday words.
"""
