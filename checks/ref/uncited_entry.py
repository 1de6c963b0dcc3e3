"""The list has an entry that nothing on the page cites."""

from collections.abc import Iterator

from checks._check import Case, Check
from checks.ref._citing import NUMBERED, entry_place, make
from model.finding import Finding, Severity

# A list that is used only here and there is a reading list, and its entries need no marker.
LEAST_CITED = 3  # entries
LEAST_SHARE = 0.5  # of the list


def run(case: Case) -> Iterator[Finding]:
    """Yield one finding that names all numbered entries without a marker, where the page numbers its evidence."""
    page = case.page
    numbered = [r for r in page.references if r.number is not None and not r.inline]
    cited = {i for c in page.citations if c.style in NUMBERED for i in c.references}
    used = [r for r in numbered if r.index in cited]
    unused = [r for r in numbered if r.index not in cited]
    if not unused or len(used) < LEAST_CITED or len(used) < LEAST_SHARE * len(numbered):
        return
    numbers = ", ".join(str(r.number) for r in unused)
    what = f"Entry {numbers} of the list is" if len(unused) == 1 else f"Entries {numbers} of the list are"
    yield make(
        CHECK,
        case,
        entry_place(page, unused[0]),
        f"{what} cited nowhere on the page.",
        "Cite it where it belongs, or remove it.",
        f"uncited {numbers}",
    )


_LIST = (
    "1. Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal antibody against HER2. "
    "N Engl J Med. 2001;344(11):783-92.\n"
    "2. Geyer CE, Forster J, Lindquist D, et al. Lapatinib plus capecitabine for HER2-positive advanced breast "
    "cancer. N Engl J Med. 2006;355(26):2733-43.\n"
    "3. Fong PC, Boss DS, Yap TA, et al. Inhibition of poly(ADP-ribose) polymerase in tumors from BRCA mutation "
    "carriers. N Engl J Med. 2009;361(2):123-34.\n"
    "4. Miller K, Wang M, Gralow J, et al. Paclitaxel plus bevacizumab versus paclitaxel alone for metastatic "
    "breast cancer. N Engl J Med. 2007;357(26):2666-76.\n"
)

CHECK = Check(
    code="REF002",
    slug="uncited_entry",
    severity=Severity.NOTE,
    title="An entry of the list is cited nowhere on the page",
    why="A statement may have lost its marker, or the entry is left over from text that is gone.",
    run=run,
    fires=(
        "# Targeted drugs\n\nOne drug works [1]. A second one helps for a while [2]. A third stops repair [3].\n\n"
        f"## References\n\n{_LIST}",
    ),
    silent=(
        "# Targeted drugs\n\nOne works [1]. A second helps [2]. A third stops repair [3]. A fourth failed [4].\n\n"
        f"## References\n\n{_LIST}",
        f"# Targeted drugs\n\nThere are several such drugs.\n\n## Further reading\n\n{_LIST}",
    ),
)
