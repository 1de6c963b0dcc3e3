"""Time a page and memory over the size of a site, drawn from what ``benchmarks.nights`` printed.

    python -m benchmarks.nights memory:1000:2000:5000:10000:20000 | tee large.txt
    python -m benchmarks.plot large.txt large.svg

Takes the output of ``scale`` as well. A line that stays level is work that grows as the site does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

_ROW = re.compile(r"([\d,]+) pages: \{.*?'mb': (\d+)\}, ([\d.]+) ms CPU a page")
_WIDE, _HIGH, _EDGE = 640, 220, 60


def rows_of(told: str) -> list[tuple[int, float, float]]:
    """(pages, milliseconds of CPU a page, MB) of each size, the smallest first."""
    return sorted((int(n.replace(",", "")), float(ms), float(mb)) for n, mb, ms in _ROW.findall(told))


def svg_of(rows: Sequence[tuple[int, float, float]]) -> str:
    """Two charts, one above the other; both begin at nought."""
    charts = (("ms of CPU a page", [r[1] for r in rows]), ("MB at most", [r[2] for r in rows]))
    drawn = "".join(_chart(n, name, [r[0] for r in rows], values) for n, (name, values) in enumerate(charts))
    size = f'width="{_WIDE + 2 * _EDGE}" height="{2 * (_HIGH + _EDGE) + _EDGE}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">{drawn}</svg>\n'


def _chart(number: int, name: str, pages: Sequence[int], values: Sequence[float]) -> str:
    top, most = _EDGE + number * (_HIGH + _EDGE), max(values)
    points = [
        (_EDGE + _WIDE * n / pages[-1], top + _HIGH * (1 - v / most / 1.1))
        for n, v in zip(pages, values, strict=True)
    ]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/><text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle">{v:g}</text>'
        f'<text x="{x:.0f}" y="{top + _HIGH + 16}" text-anchor="middle">{n:,}</text>'
        for (x, y), v, n in zip(points, values, pages, strict=True)
    )
    foot = f'<line x1="{_EDGE}" y1="{top + _HIGH}" x2="{_EDGE + _WIDE}" y2="{top + _HIGH}" stroke="#999"/>'
    head = f'<text x="{_EDGE}" y="{top - 12}" font-weight="bold">{name}</text>'
    return f'{head}{foot}<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>{marks}'


def main() -> None:
    """Draw one file from another."""
    source, target = (Path(name) for name in sys.argv[1:3])
    rows = rows_of(source.read_text("utf-8"))
    if len(rows) < 2:
        raise SystemExit(f"{source}: no two sizes in it")
    target.write_text(svg_of(rows), "utf-8")
    print(f"{target}: {', '.join(f'{n:,} pages {ms:g} ms {mb:g} MB' for n, ms, mb in rows)}")


if __name__ == "__main__":
    main()
