"""Clean, fresh pages have no finding, and one that is stale among them is found."""

from pathlib import Path

from benchmarks.fresh_pages import OURS, measure


def test_ten_clean_fresh_pages_have_no_finding() -> None:
    quiet = measure(OURS)
    assert quiet.pages == 10
    assert quiet.words > 3000
    assert quiet.findings == ()


def test_the_measure_counts_what_is_found(tmp_path: Path) -> None:
    text = (OURS / "gout.md").read_text("utf-8").replace("12 October 2026", "12 October 2016")
    (tmp_path / "gout.md").write_text(text, "utf-8")
    quiet = measure(tmp_path)
    assert any("DATE002" in finding for finding in quiet.findings)
    assert quiet.per_thousand > 0


def test_what_stays_true_gets_no_note_however_old_the_page_is(tmp_path: Path) -> None:
    for page in OURS.glob("*.md"):
        text, _, _ = page.read_text("utf-8").partition("Last reviewed:")
        (tmp_path / page.name).write_text(f"{text}Last reviewed: 3 May 2021\n", "utf-8")
    assert [finding for finding in measure(tmp_path).findings if " TIME" in finding] == []
