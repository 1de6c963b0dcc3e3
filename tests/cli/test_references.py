"""``bestbefore references``: what goes in, and what comes out for people and for tools."""

import json

import pytest
from click.testing import CliRunner

from cli.references import command

SLAMON = (
    "Slamon DJ, Leyland-Jones B, Shak S, et al. Use of chemotherapy plus a monoclonal antibody against HER2 for "
    "metastatic breast cancer that overexpresses HER2. N Engl J Med. 2001;344(11):783-92."
)
WAKEFIELD = (
    "Wakefield AJ, Murch SH, Anthony A, et al. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
    "developmental disorder in children. Lancet. 1998;351(9103):637-41."
)
PAGE = (
    f"<html><body><p>It helps [1].</p><h2>References</h2><ol><li>{WAKEFIELD}</li><li>BBC News. Flu. 2017.</li></ol>"
    "</body></html>"
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))

    def go(text, *options):
        result = CliRunner().invoke(
            command, ["-", "--sources", "snapshot", *options], input=text, standalone_mode=False
        )
        assert result.exception is None, result.output
        return result

    return go


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_one_reference_and_keeps_its_id(run):
    rows = lines(
        run("".join(json.dumps({"id": i, "text": SLAMON}) + "\n" for i in ("a", 7, None)), "--jsonl")
    )
    assert [r["id"] for r in rows] == ["a", 7, None]
    first = rows[0]
    assert first["kind"] == "article"
    assert first["authors"] == ["Slamon", "Leyland-Jones", "Shak"]
    assert (first["journal"], first["year"], first["volume"], first["issue"]) == (
        "N Engl J Med",
        2001,
        "344",
        "11",
    )
    assert (first["first_page"], first["last_page"]) == ("783", "792")
    assert first["verdict"] == "matched"
    assert first["match"]["pmid"] == first["pmid"] == "11248153"
    assert first["match"]["score"] > 0.9
    assert first["status"] == []


def test_a_reference_broken_over_lines_is_one(run):
    broken = SLAMON.replace("monoclonal", "mono-\nclonal").replace("N Engl", "N\nEngl")
    (row,) = lines(run(json.dumps({"id": 1, "text": broken}), "--jsonl"))
    assert row["match"]["pmid"] == "11248153"


def test_a_line_may_hold_a_page_whose_entries_share_its_id(run):
    rows = lines(run(json.dumps({"id": "p", "text": PAGE}), "--jsonl"))
    assert [(r["id"], r["number"], r["kind"]) for r in rows] == [("p", 1, "article"), ("p", 2, "web page")]
    assert rows[0]["status"] == ["retracted", "expression of concern"]
    assert {n["pmid"] for n in rows[0]["match"]["notices"]} >= {"20137807"}
    assert (rows[1]["verdict"], rows[1]["match"], rows[1]["status"]) == ("not a journal article", None, [])


@pytest.mark.parametrize(
    "text",
    [
        f"1. {SLAMON}\n2. {WAKEFIELD}",
        f"References\n\n1. {SLAMON}\n\n2. {WAKEFIELD}",
        f"- {SLAMON}\n- {WAKEFIELD}",
    ],
)
def test_a_line_may_hold_a_list(run, text):
    rows = lines(run(json.dumps({"id": 3, "text": text}), "--jsonl"))
    assert [r["match"]["pmid"] for r in rows] == ["11248153", "9500320"]


def test_a_reference_named_so_is_never_taken_apart(run):
    (row,) = lines(run(json.dumps({"id": 1, "reference": f"1. {SLAMON}\n2) see there"}), "--jsonl"))
    assert row["id"] == 1


def test_what_could_not_be_found_in_a_part_of_pubmed_is_not_verified(run):
    other = "Marlowe T, Quist B. Tea rinses and gum healing in adults. J Endod. 2011;37(4):455-61."
    (row,) = lines(run(json.dumps({"text": other}), "--jsonl"))
    assert (row["verdict"], row["match"], row["status"]) == ("not_verified", None, [])
    assert "only a part of PubMed" in row["reason"]


def test_an_empty_text_has_its_line(run):
    (row,) = lines(run(json.dumps({"id": "e", "text": ""}), "--jsonl"))
    assert (row["id"], row["kind"], row["match"]) == ("e", "unknown", None)


def test_a_line_without_text_is_named(run):
    result = CliRunner().invoke(
        command, ["-", "--sources", "snapshot", "--jsonl"], input='{"text": "x"}\n{"id": 2}\n'
    )
    assert "line 2" in str(result.exception)


def test_people_see_parts_record_status_and_a_count(run):
    shown = run(PAGE).stdout
    assert "read as   article; by Wakefield, Murch, Anthony et al.;" in shown
    assert "in Lancet; 1998; 351(9103):637–641" in shown
    assert "https://pubmed.ncbi.nlm.nih.gov/9500320/" in shown
    assert "status    retracted, expression of concern" in shown
    assert "retraction, 6 February 2010" in shown
    assert shown.rstrip().endswith(
        "2 references: 1 matched, 1 not a journal article; of these 1 retracted, 1 expression of concern"
    )
