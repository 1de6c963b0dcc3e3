"""What programs read: JSON by its schema and its page in the docs, SARIF by its standard, every fact as it is."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
from sarif_pydantic import Sarif

from reports.build import Failure, Moved, SourceState, build_report
from reports.data import report_to_data
from reports.sarif import SARIF_END, codes_of, sarif_head, sarif_rows
from tests.reports.made import RUN, TITLES, WHY, exhibit, finding_of, moved, page_of, report_of, result_of

SCHEMA = json.loads(Path("reports/findings.schema.json").read_text("utf-8"))
PAGE = page_of("Lapatinib is the only one.", "It is still under study.")
RESULT = result_of(PAGE, finding_of(PAGE), open_=("x",), held=("y",))


def _full():
    """A report with something under every key."""
    report = build_report(
        RUN, [RESULT, moved(RESULT, "https://e.org/b")], [Failure("https://e.org/c", "404")]
    )
    return replace(
        report,
        excluded=(Failure("https://e.org/d", "noindex"),),
        moved=(Moved("https://e.org/e", "https://e.org/b"),),
    )


def _unknown(data, schema, at=""):
    """Where data have a key that the schema does not name."""
    schema = SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    for option in schema.get("anyOf", schema.get("oneOf", ())):
        if data is not None and option.get("type") != "null":
            yield from _unknown(data, option, at)
    if isinstance(data, dict) and "properties" in schema:
        for key, value in data.items():
            if key not in schema["properties"]:
                yield f"{at}.{key}"
            else:
                yield from _unknown(value, schema["properties"][key], f"{at}.{key}")
    if isinstance(data, list) and "items" in schema:
        for value in data:
            yield from _unknown(value, schema["items"], f"{at}[]")


def test_every_key_is_in_the_schema_and_in_the_docs():
    data = json.loads(json.dumps(report_to_data(_full())))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert set(_unknown(data, SCHEMA)) == set()
    assert set(_unknown({**data, "other": 1}, SCHEMA)) == {".other"}
    told = Path("docs/findings-json.md").read_text("utf-8")
    page = data["pages"][0]
    keys = {*data, *data["run"], *data["policy"], *data["causes"][0], *page, *page["dates"], *page["findings"][0],
            *page["findings"][0]["evidence"][0], *page["not_verified"][0], *page["held"][0]}  # fmt: skip
    assert {k for k in keys if f'"{k}"' not in told} == set()
    assert f'`schema_version` is "{data["schema_version"]}"' in told


def test_a_cause_is_told_by_what_holds_on_all_its_pages():
    here = finding_of(PAGE, code="FDA007", message="FDA announced it; this was dated 1 May 2014.",
                      evidence=(exhibit("FDA announced it (4 October 2016)"),))  # fmt: skip
    (one,) = report_to_data(report_of(result_of(PAGE, here)))["causes"]
    assert one["message"].endswith("this was dated 1 May 2014.")
    (two,) = report_to_data(
        report_of(result_of(PAGE, here), moved(result_of(PAGE, here), "https://e.org/b"))
    )["causes"]
    assert two["message"] == "FDA announced it (4 October 2016)."


def test_a_decision_on_a_cause_says_what_holds_on_all_its_pages(tmp_path):
    from flows.decided import known_in
    from reports.write import write_report

    here = finding_of(PAGE, code="FDA007", message="FDA announced it; this was dated 1 May 2014.")
    report = report_of(result_of(PAGE, here), moved(result_of(PAGE, here), "https://e.org/b"))
    write_report(report, tmp_path / "r", WHY, TITLES)
    (known,) = known_in(tmp_path / "r", [report.causes[0].name]).values()
    assert "dated" not in known.what
    assert known.what.endswith("(2 pages)")


def test_a_source_of_several_parts_knows_up_to_its_newest_day():
    parts = (SourceState("FDA starter", "snapshot", date(2025, 12, 31)), SourceState("FDA starter", "snapshot", date(2019, 7, 2)),
             SourceState("PubMed", "live"))  # fmt: skip
    data = report_to_data(report_of(RESULT, run=replace(RUN, sources=parts)))
    assert data["data_as_of"] == {"FDA starter": "2025-12-31"}
    assert data["run"]["data_as_of"] == "2025-12-31"


def test_the_checks_that_spoke_are_explained():
    data = report_to_data(_full())
    assert data["checks"] == {"FDA001": {"title": TITLES["FDA001"], "why": WHY["FDA001"]}}


# -- SARIF


def _sarif(report):
    codes = codes_of(report)
    rows = (
        row
        for e, r in zip(report.entries, report.pages, strict=True)
        for row in sarif_rows(report, e, r, codes)
    )
    text = sarif_head(report, WHY, TITLES) + ",".join(rows) + SARIF_END
    Sarif.model_validate_json(text)
    (run,) = json.loads(text)["runs"]
    return run


def test_a_result_quotes_the_sentence_and_points_at_no_place_in_a_file_that_is_not_there():
    run = _sarif(report_of(RESULT))
    ((place,),) = (r["locations"] for r in run["results"])
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "https://example.org/a"}}
    assert place["message"]["text"] == "“Lapatinib is the only one.”"
    assert place["logicalLocations"] == [{"fullyQualifiedName": "On the drug"}]


def test_every_address_of_a_result_is_a_uri_and_its_rule_is_the_checks_own():
    strange = finding_of(PAGE, evidence=(exhibit(url="https://e.org/a b|c"),))
    run = _sarif(report_of(result_of(PAGE, strange), moved(RESULT, "file:///home/ana/s/a b.html")))
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert uri.isascii()
            assert not set(uri) & set(' "<>\\^`{|}')
            assert "ana" not in uri
