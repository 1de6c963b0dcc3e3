"""What is deployed for a set of sites."""

import pytest
from prefect.utilities.schema_tools.validation import validate

from flows.clock.deploy import flow_of
from flows.clock.form import form_of
from flows.clock.names import slug
from flows.clock.plan import wanted_deployments
from model.site import Site

SITES = (
    Site("clinic.example", ("https://clinic.example/sitemap.xml",), schedule="15 2 * * *", owner="Web team", timezone="Europe/Paris"),
    Site("a folder", ("saved",)),
)  # fmt: skip


def test_every_site_has_one_deployment_with_its_schedule_tags_and_owner():
    by_name = {w.name: w for w in wanted_deployments(SITES)}
    clinic = by_name["clinic.example"]
    assert (clinic.schedule.cron, clinic.schedule.timezone) == ("15 2 * * *", "Europe/Paris")
    assert {"bestbefore", "site: clinic.example", "owner: Web team"} <= set(clinic.tags)
    assert clinic.parameters == {"site": "clinic.example"}
    assert by_name["a folder"].schedule is None
    assert {
        "one-page-now",
        "fda-weekly",
        "retractions-daily",
        "digest",
        "retry-crashed",
        "shard",
    } <= by_name.keys()


def test_a_night_never_waits_for_the_one_before():
    assert all(w.one_at_a_time for w in wanted_deployments(SITES) if w.schedule)


@pytest.mark.parametrize("wanted", wanted_deployments(SITES), ids=lambda w: w.name)
def test_every_field_of_every_form_has_a_title_and_a_description(wanted):
    schema = form_of(flow_of(wanted), wanted.choices)
    for name, field in schema["properties"].items():
        assert field.get("title", "")[:1].isupper(), (name, field)
        assert len(field.get("description", "")) > 15, (name, field)
        assert "anyOf" not in field, "Prefect's form asks editors for a type first"
    assert not {"out", "store", "folder"} & schema["properties"].keys(), "no paths of the server"


@pytest.mark.parametrize("wanted", wanted_deployments(SITES), ids=lambda w: w.name)
def test_what_people_type_has_an_example_and_limits(wanted):
    if "shard" in wanted.tags:
        pytest.skip("not started by people")
    for name, field in form_of(flow_of(wanted), wanted.choices)["properties"].items():
        if field["type"] != "boolean" and "enum" not in field:
            assert field.get("examples"), name
            assert {"pattern", "maximum"} & field.keys(), name


def test_a_description_leads_to_the_report():
    by_name = {w.name: w for w in wanted_deployments(SITES, link=lambda name: f"http://x/{name}")}
    assert by_name["clinic.example"].description.endswith("**[Open its report](http://x/clinic.example)**")
    assert "(http://x/)" in by_name["one-page-now"].description
    assert "](" not in wanted_deployments(SITES)[0].description, "where nobody knows the address"


def test_the_site_is_a_choice_and_an_address_is_checked():
    by_name = {w.name: w for w in wanted_deployments(SITES)}
    nightly = by_name["clinic.example"]
    schema = form_of(flow_of(nightly), nightly.choices)
    assert schema["properties"]["site"]["enum"] == ["clinic.example"]
    page = by_name["one-page-now"]
    schema = form_of(flow_of(page), page.choices)
    assert schema["properties"]["site"]["enum"] == ["the general policy", "clinic.example", "a folder"]
    assert schema["properties"]["address"]["examples"]


@pytest.mark.parametrize("wanted", wanted_deployments(SITES), ids=lambda w: w.name)
def test_what_nobody_fills_in_is_never_refused(wanted):
    """The dashboard checks what a form begins with, formats too."""
    schema = form_of(flow_of(wanted), wanted.choices)
    first = {name: field["default"] for name, field in schema["properties"].items() if "default" in field}
    first |= wanted.parameters
    wrong = validate(first, schema, ignore_required=True)
    assert not wrong


@pytest.mark.parametrize(
    ("name", "field", "wrong", "line"),
    [
        ("clinic.example", "today", "2026-02-31", "'2026-02-31' is not a 'date'"),
        ("clinic.example", "today", "tomorrow", "'tomorrow' is not a 'date'"),
        ("clinic.example", "sources", "guess", "'guess' is not one of"),
        ("clinic.example", "site", "a folder", "'a folder' is not one of ['clinic.example']"),
        ("clinic.example", "spread", "often", "'often' is not of type 'boolean'"),
        ("one-page-now", "address", "www.example.org", "'www.example.org' does not match '^https?://"),
        ("one-page-now", "address", "https://a.example/b c", "does not match"),
        ("one-page-now", "address", "https://a.example/" + "b" * 2000, "is too long"),
        ("retry-crashed", "flow_run_id", "night", "'night' is not a 'uuid'"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field(name, field, wrong, line):
    wanted = {w.name: w for w in wanted_deployments(SITES)}[name]
    told = validate({**wanted.parameters, field: wrong}, form_of(flow_of(wanted), wanted.choices))
    assert any(line in error.message for error in told), [error.message for error in told]


def test_no_two_names_share_a_slug():
    names = [
        "example.org",
        "Example.org",
        "example-org",
        "example org",
        "example.org/",
        "éxample.org",
        "例",
        "例え",
        "a",
        "A",
    ]
    assert len({slug(n) for n in names}) == len(names)
    assert slug("example.org") == "example-org"
    assert all(slug(n).replace("-", "").isalnum() and slug(n).isascii() for n in names)
