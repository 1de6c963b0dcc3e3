"""Pages that grow: each family makes a page of ``n`` of one thing. Where a reader compares all with all, it shows."""

from __future__ import annotations

from collections.abc import Callable

_LI = "<li>Doe JA, Roe B. A study of thing {n}. J Inv Med. 2012;{n}(2):1{n}-9.</li>"


def entries(n: int) -> str:
    return "<h2>References</h2><ol>" + "".join(_LI.format(n=k) for k in range(n)) + "</ol>"


FAMILIES: dict[str, Callable[[int], str]] = {
    "claims in one paragraph": lambda n: "<p>" + "The FDA approved olaparib in March 2014. " * n,
    "dates in one paragraph": lambda n: "<p>" + "On June 3, 2001 it was so. " * n,
    "ambiguous dates": lambda n: "<p>" + "On 3/4/2012 it was so. " * n,
    "paragraphs with a date": lambda n: "<p>On June 3, 2001 it was so.</p>" * n,
    "author and year, with entries": lambda n: (
        "<p>" + "".join(f"So it is (Doe {1900 + k % 120}). " for k in range(n)) + "</p>" + entries(n // 4)
    ),
    "markers in one paragraph": lambda n: "<p>" + "So it is [1]. " * n + "</p>" + entries(3),
    "superscripts": lambda n: "<p>" + "So it is.<sup>1,2</sup> " * n + "</p>" + entries(3),
    "entries": entries,
    "entries with links": lambda n: (
        "<h2>References</h2><ol>"
        + "".join(
            f'<li>Doe JA. A study of thing {k}. J Inv Med. 2012;{k}(2):1{k}-9. <a href="https://example.org/{k}">x</a></li>'
            for k in range(n)
        )
        + "</ol>"
    ),
    "markers that lead nowhere": lambda n: (
        "<p>" + "".join(f'So it is <a href="#n{k}">[1]</a>. ' for k in range(n)) + "</p>" + entries(3)
    ),
    "bracketed dates behind links": lambda n: "<p>" + 'See <a href="/x">it</a> (June 3, 2001). ' * n,
    "notes beside the text": lambda n: (
        "<aside>"
        + "".join(f'<div class="ref"><b>{k}</b> Doe JA. A study of {k}. 2012.</div>' for k in range(n))
        + f"</aside>{entries(n)}"
    ),
    "headings": lambda n: "<h2>Part</h2><p>Words of the part.</p>" * n,
    "ids": lambda n: "".join(f'<p id="a{k}">Words of it.</p>' for k in range(n)),
    "links in one entry": lambda n: (
        "<h2>References</h2><ol><li>Doe J. A study. "
        + '<a href="https://example.org/x">x</a> ' * n
        + "</li></ol>"
    ),
    "table rows": lambda n: "<table>" + "<tr><td>a</td><td>b 2012</td></tr>" * n + "</table>",
    "table columns": lambda n: "<table><tr>" + "<td>a</td>" * n + "</tr></table>",
    "table rows of one word": lambda n: "<table>" + "<tr><td>a" * n,
    "times": lambda n: "<time datetime=2014-01-01>a</time>" * n,
    "empty lines": lambda n: "<pre>" + "\n \n" * n + "x",
    "nested divs": lambda n: "<div>" * n + "words",
    "nested lists": lambda n: "<ul><li>" * n + "words",
    "open brackets": lambda n: "<p>" + "[(" * n,
    "commas": lambda n: "<p>" + "a, " * n,
    "long word": lambda n: "<p>" + "a" * (8 * n),
    "attributes": lambda n: "<p " + " ".join(f"a{k}=1" for k in range(n)) + ">words</p>",
    "drug names": lambda n: "<p>" + "olaparib, niraparib and rucaparib; " * n,
}
