"""Ordinary words that are also names of drugs, and plain words that narrow nothing."""

from __future__ import annotations

# Substances that are also everyday words: as the subject of a sentence on approval they are rarely the drug.
EVERYDAY = frozenset([
    "water", "oxygen", "nitrogen", "air", "alcohol", "ethanol", "honey", "sugar", "salt", "iron",
    "zinc", "copper", "calcium", "magnesium", "potassium", "sodium", "iodine", "fluoride", "helium",
    "xenon", "charcoal", "tobacco", "nicotine", "caffeine", "cocaine", "cannabis", "glucose",
    "dextrose", "sucrose", "lactose", "glycerin", "menthol", "camphor", "urea", "talc", "starch",
    "gelatin", "wax", "petrolatum", "soap", "sulfur", "silver", "gold", "lead", "mercury", "radium",
    "peanut", "peanuts", "milk", "egg", "eggs", "wheat", "corn", "rice", "pollen", "dust", "mold",
    "cat", "dog", "horse", "garlic", "ginger", "selenium", "chromium", "manganese", "phosphorus",
    "tyrosine", "glutamine", "lysine", "arginine", "cholesterol", "collagen", "thrombin", "plasma",
    "albumin", "blood", "carbon", "hydrogen", "chloride", "phosphate", "acetone", "ether", "light",
    "skin", "protein", "fat", "lipid", "lipids", "fish", "oil",
])  # fmt: skip
# Brands that are everyday words or first names: taken for the brand only with a capital inside a sentence.
COMMON_BRANDS = frozenset([
    "advance", "align", "amen", "aria", "balance", "beacon", "belief", "bridge", "clarity", "clear",
    "climb", "comply", "concert", "destiny", "effort", "elite", "enable", "entice", "envision",
    "essence", "ease", "fast", "focal", "focus", "fortune", "fusion", "gain", "glory", "grace",
    "halo", "harmony", "hope", "imagine", "impact", "jolt", "journey", "just", "kenya", "liberty",
    "life", "maxim", "natural", "nature", "next", "noble", "oasis", "optimal", "order", "passion",
    "plan", "plenity", "prevent", "promise", "pure", "rapid", "reach", "relief", "renew", "rescue",
    "rhythm", "safe", "select", "soothe", "spark", "sprout", "star", "start", "sure", "tale",
    "today", "total", "trust", "truth", "twin", "unity", "valor", "verify", "victory", "viva",
    "vision", "vital", "wellness", "wish", "zeal", "max", "duo", "plus", "complete", "extra", "joy",
    "faith", "charm", "nora", "jade", "heather", "april", "stella",
])  # fmt: skip
# In "the only ... drug", "no ... drug" these words narrow nothing.
PLAIN = frozenset([
    "fda", "approved", "on", "market", "a", "an", "the", "only", "sole", "lone", "first", "and",
    "newest", "latest", "most", "recent", "recently", "drug", "drugs", "medicine", "medicines",
    "medication", "medications", "treatment", "treatments", "therapy", "therapies", "agent",
    "agents", "product", "products", "one", "ones", "new", "newly", "currently", "now", "of", "its",
    "kind", "that", "which", "has", "have", "been", "is", "are", "was", "to", "be", "win",
    "receive", "gain", "ever", "specifically", "for", "in", "by", "-", ",", "us", "u.s.", "no",
    "other", "at", "least", "more", "than", "just", "there", "available", "federally", "still",
    "so", "far", "such", "date", "prescription", "become", "get", "obtain", "earn", "marketed",
    "authorized", "licensed", "cleared", "pharmaceutical", "member", "class", "option", "options",
    "group", "this", "these", "either", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "or", "as",
])  # fmt: skip
