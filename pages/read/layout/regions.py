"""What an element's tag, role and class words say about the part of the page it holds."""

from __future__ import annotations

import re
from functools import lru_cache

#: Tags and ARIA roles that say it themselves.
SURE = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "dialog": "banner",
    "menu": "nav",
    "header": "header",
    "role:navigation": "nav",
    "role:menu": "nav",
    "role:menubar": "nav",
    "role:search": "nav",
    "role:tablist": "tabs",
    "role:banner": "header",
    "role:contentinfo": "footer",
    "role:complementary": "aside",
    "role:dialog": "banner",
    "role:alertdialog": "banner",
    "role:doc-footnote": "",
}

_WORDS = {
    "cookie": r"cookies?|cookie ?\w+|gdpr|ccpa|consent|onetrust\w*|cky|cmp ?(?:box|banner|consent|wrapper)",
    "comments": r"comments?|comment ?list|comment ?(?:area|form|section|body|content)|disqus(?: thread)?"
    r"|respond|replies|livefyre|user ?reviews?|guestbook",
    "banner": r"newsletters?|newsletter ?\w+|subscribe|subscription|sign ?up|pop ?up|modal|lightbox|overlay"
    r"|advert|advertis\w*|ad ?(?:slot|unit|container|wrapper|box|banner)|adsense|adsbygoogle|dfp|gpt|sponsor\w*"
    r"|promos?|promo ?\w+|login|log ?in|donation|donate ?(?:cta|now|box|banner|bar|widget|form|block|button)"
    r"|cta(?: ?(?:box|banner|block|bar))?"
    r"|feedback ?(?:widget|form|box|module|block|section)|notice ?bar|alert ?bar|announcement|was ?this ?helpful",
    "related": r"related|related ?\w+|recommend\w*|also ?(?:like|read)|you ?may ?like"
    r"|more ?(?:stories|news|posts|from|on)"
    r"|popular|most ?(?:read|popular|viewed)|trending|outbrain|taboola|zergnet|read ?next|up ?next"
    r"|(?:recent|latest|other|similar) ?(?:posts?|articles?|news|stories|entries)|see ?also|suggested"
    r"|prev ?next|post ?navigation",
    "share": r"share|sharing|share ?\w+|social|social ?\w+|addthis\w*|addtoany|sharethis|sharedaddy|follow ?us"
    r"|print ?(?:page|tools|email)|article ?tools|page ?tools|jp ?relatedposts",
    "nav": r"nav|nav ?(?:bar|menu|list|wrap|wrapper|container|item|link)"
    r"|(?:main|top|sub|side|left|right|global|site|primary|secondary|footer|local|section|post|page) ?nav|navigation"
    r"|menus?|(?:main|top|sub|side|left|mega|drop ?down) ?menu|bread ?crumbs?|crumbs?|crumb ?trail|pagination|pager"
    r"|page ?numbers|skip ?(?:link|nav|to ?content|links)|table ?of ?contents|on ?this ?page|jump ?links|site ?map"
    r"|top ?bar|tool ?bar|tag ?(?:list|cloud|links)|category ?list|language ?(?:switcher|selector|list)"
    r"|search ?(?:form|box|bar)",
    "footer": r"footer|(?:site|page|global|main) ?footer|colophon|bottom ?bar",
    "header": r"masthead|(?:site|global|main|top) ?header|header ?(?:top|bar|logo|wrap|inner)|branding",
    "aside": r"side ?bar|(?:left|right|primary|secondary) ?side ?bar|side ?bar ?\w+|widget ?(?:area|title|content)"
    r"|rail|(?:left|right) ?(?:rail|col|column)|aside|callout ?links"
    r"|about ?(?:the )?author|author ?(?:bio|box|info|card)",
    "byline": r"by ?lines?|date ?lines?|(?:post|entry|article|page|content) ?(?:meta|info|date|details)"
    r"|post(?:ed)? ?on|pub(?:lish(?:ed)?)? ?date|last ?(?:updated|modified|reviewed)|reviewed ?by|timestamp",
}
#: Words that say it only when they are the whole name.
_EXACT = {
    "ad": "banner",
    "ads": "banner",
    "donate": "banner",
    "feedback": "banner",
    "survey": "banner",
    "teasers": "related",
    "tools": "share",
    "tags": "nav",
    "toc": "nav",
    "categories": "nav",
    "search": "nav",
    "skip": "nav",
    "foot": "footer",
    "copyright": "footer",
    "legal": "footer",
    "logo": "header",
    "widget": "aside",
    "widgets": "aside",
    "author": "byline",
    "authors": "byline",
    "meta": "byline",
    "date": "byline",
}
_PATTERN = re.compile(
    r"(?:^| )(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()) + r")(?= |$)"
)
#: Long run-together class names, told by a part of them.
_PARTS = {
    "comments": "disqus|commentlist|commentform",
    "cookie": "cookie|gdpr",
    "banner": "newsletter|advert|popup",
    "related": "relatedpost|recommend",
    "share": "sharethis|addthis|sharedaddy",
    "nav": "breadcrumb|navbar|navigation|submenu|mainmenu|topmenu",
    "aside": "sidebar",
    "footer": "footer",
}
#: Without names of groups it is found three times as fast, and most names have none of them.
_ANY_PART = re.compile("|".join(_PARTS.values()))
_OF_PART = {part: region for region, parts in _PARTS.items() for part in parts.split("|")}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[^A-Za-z0-9 ]+")
#: One or two letters and numbers between words (BEM prefixes, column counts) carry nothing.
_LAYOUT_WORDS = re.compile(
    r"(?:has|no|with|without|is|js|u|c|l|o) ?(?:side ?bars?|nav|menu|header|footer|search)"
)


@lru_cache(maxsize=4096)
def region_of(words: str) -> str:
    """The region named by class and id words (``"main-nav sticky"`` gives ``nav``), empty for none."""
    for name in words.split():
        region = _region_of_one(name)
        if region:
            return region
    return ""


@lru_cache(maxsize=8192)
def _region_of_one(name: str) -> str:
    plain = _SPLIT.sub(" ", _CAMEL.sub(" ", name)).lower().strip()
    region = _EXACT.get(plain, "")
    if not region:
        found = _PATTERN.search(plain)
        if found:
            region = found.lastgroup or ""
        elif part := _ANY_PART.search(plain.replace(" ", "")):
            region = _OF_PART[part.group()]
    return "" if region and _LAYOUT_WORDS.search(plain) else region


_PANEL = re.compile(
    r"accordion|collaps|panel|tab|toggle|expand|faq|drawer|disclosure|show-?more|read-?more|details|references?"
    r"|sources|citation|answer|content",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def opens_on_demand(words: str) -> bool:
    """True when hidden text under these class and id words is content that a reader can open."""
    return bool(_PANEL.search(words)) and region_of(words) not in (
        "nav",
        "banner",
        "cookie",
        "comments",
        "share",
    )


_KEPT = re.compile(
    r"(?:^|[\s_-])(?:references?|ref-?list|foot-?notes?|end-?notes?|citations?|bibliography|sources)(?:$|[\s_-])",
    re.I,
)


@lru_cache(maxsize=8192)
def read_name(words: str) -> tuple[str, bool]:
    """What class or id words say: the region they name (see ``region_of``), and whether they name a reference
    list or notes, which are text wherever they stand."""
    low = words.lower()
    # one of these is in each of those words, and most class names have none
    kept = "ref" in low or "note" in low or "citation" in low or "bibliography" in low or "sources" in low
    return region_of(words), kept and bool(_KEPT.search(words))
