"""Settings: what is wrong is one line that says what to do."""

from dataclasses import fields
from datetime import date

import pytest

from flows.settings import audit_request, load_settings, requests_of, sites
from model.errors import UsageError
from model.finding import Severity
from model.limits import Limits
from model.page import PageType

CODES = frozenset({"DATE001", "DATE002", "TIME001"})


def _load(tmp_path, text):
    path = tmp_path / "bestbefore.toml"
    path.write_text(text, "utf-8")
    return load_settings(path, CODES)


def test_a_policy_is_read(tmp_path):
    config = _load(
        tmp_path,
        '[policy]\nname = "clinic"\nreview_months = 24\ndisable = ["TIME"]\nseverities = { DATE002 = "error" }\n'
        '[audit]\ntargets = ["a"]\n',
    )
    assert config.policy.review_months == 24
    assert config.policy.disabled == {"TIME"}
    assert config.policy.severities == {"DATE002": Severity.ERROR}
    assert config.audit["targets"] == ["a"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[policy]\nreview_month = 24", "did you mean review_months"),
        ("[policy]\nreview_months = 0", "whole number above 0"),
        ("[policy]\nreview_months = true", "whole number above 0"),
        ("[policy]\nseverities = { DATE002 = 'fatal' }", "use error, warning or note"),
        ("[policy]\nseverities = { DATE999 = 'error' }", "no check 'DATE999'"),
        ("[policy]\ndisable = ['DATE01']", "did you mean DATE001"),
        ("[audits]\nout = 'x'", "did you mean audit"),
        ("[audit]\ntargets = 'x'", "must be a list"),
        ("[audit]\nsources = 'guess'", "auto, snapshot or live"),
        ("[audit]\nprocesses = 0", "audit.processes must be a whole number from 1"),
        ("policy = 3", "must be a table"),
        ("limits = 3", "must be a table"),
        ("[limits]\nreference = 5", "unknown key limits.reference; did you mean references"),
        *(
            (f"[limits]\n{field.name} = {value}", f"limits.{field.name} must be a whole number from 1 to")
            for field in fields(Limits)
            for value in ("0", "-3", "true", "'5'", "2.5", "10000000000")
        ),
        ("[policy\n", "not valid TOML"),
    ],
)
def test_a_malformed_file_is_one_line(tmp_path, text, line):
    with pytest.raises(UsageError, match=line) as caught:
        _load(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "bestbefore.toml" in str(caught.value)


def test_limits_are_the_files_and_each_sites_own(tmp_path):
    sites_ = "".join(f"[[site]]\nname = '{n}'\nstart = 'https://{n}.example/'\n" for n in "ab")
    text = f"[limits]\nreferences = 9\npage_seconds = 5\n{sites_}limits = {{ references = 7, page_bytes = 1000 }}\n"
    config = _load(tmp_path, text)
    first, second = (r.audited.limits for r in requests_of(config, date(2026, 1, 1)))
    assert first == Limits(references=9, page_seconds=5)
    assert second == Limits(references=7, page_seconds=5, page_bytes=1000)
    (by_hand,) = requests_of(config, date(2026, 1, 1), targets=("x.html",))
    assert by_hand.audited.limits == first
    assert _load(tmp_path, "").limits == Limits()


def test_a_file_named_and_missing_is_said(tmp_path):
    with pytest.raises(UsageError, match="No such file"):
        load_settings(tmp_path / "none.toml", CODES)


def test_the_file_is_found_in_a_folder_above(tmp_path, monkeypatch):
    (tmp_path / "bestbefore.toml").write_text("[policy]\nreview_months = 7\n")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    assert load_settings(None, CODES).policy.review_months == 7


def test_page_types_by_path(tmp_path):
    assert _load(tmp_path, '[policy.page_types]\n"/news/*" = "news"\n').policy.page_types == (
        ("/news/*", PageType.NEWS),
    )
    with pytest.raises(UsageError, match="there is no page type 'newz'; did you mean news"):
        _load(tmp_path, '[policy.page_types]\n"/news/*" = "newz"\n')


SITES = """
[policy]
review_months = 24
severities = { DATE = "note", DATE001 = "error" }
[audit]
base_url = "https://clinic.example"
[[site]]
name = "clinic"
sitemap = "https://clinic.example/sitemap.xml"
include = ["/health/*"]
owner = "web team"
disable = ["TIME"]
schedule = "15 2 * * *"
timezone = "Europe/London"
delay = 0
allow_hosts = ["staging.example:8080"]
rules = [
  { path = "/health/news/*", type = "news", owner = "press", severities = { DATE002 = "warning" } },
  { path = "/health/*", review_months = 12, disable = ["DATE"] },
]
[[site]]
name = "blog"
start = ["https://blog.example/"]
out = "blog-report"
links = true
"""


def test_sites_are_read_with_their_rules(tmp_path):
    clinic, blog = sites(_load(tmp_path, SITES))
    assert clinic.targets == ("https://clinic.example/sitemap.xml",)
    assert (clinic.follow, blog.follow, blog.links, clinic.delay, clinic.max_pages) == (
        False,
        True,
        True,
        0.0,
        100_000,
    )
    assert (clinic.out, blog.out) == (tmp_path / "reports/clinic", tmp_path / "blog-report")
    assert (clinic.base_url, clinic.owner, clinic.timezone) == (
        "https://clinic.example",
        "web team",
        "Europe/London",
    )
    news = clinic.policy_of("https://clinic.example/health/news/1?x=2")
    assert (news.owner, news.review_months, news.disabled) == ("press", 24, {"TIME", "LINK"})
    assert news.page_types == (("*", PageType.NEWS),)
    page = clinic.policy_of("https://clinic.example/health/asthma")
    assert (page.owner, page.review_months, page.disabled) == ("web team", 12, {"TIME", "DATE", "LINK"})
    assert clinic.policy_of("https://clinic.example/other").review_months == 24


def test_a_family_has_a_severity_and_a_check_of_it_its_own(tmp_path):
    loaded = _load(tmp_path, SITES)
    assert loaded.policy.severities == {"DATE001": Severity.ERROR, "DATE002": Severity.NOTE}
    news = loaded.sites[0].policy_of("https://clinic.example/health/news/1")
    assert news.severities == {"DATE001": Severity.ERROR, "DATE002": Severity.WARNING}
    assert _load(tmp_path, "[policy]\nseverities = { date = 'error' }").policy.severities == {
        "DATE001": Severity.ERROR, "DATE002": Severity.ERROR}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_of_windows_editors_is_read(tmp_path, encoding):
    path = tmp_path / "bestbefore.toml"
    path.write_bytes(SITES.replace("\n", "\r\n").encode(encoding))
    assert [site.name for site in load_settings(path, CODES).sites] == ["clinic", "blog"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("sitmap = 'x'", "did you mean sitemap"), ("name = 'a b'", "name must be"), ("name = 3", "name must be"), ("sitemap = 3", "list of texts"),
        ("sitemap = ''", "list of texts"), ("sitemap = 'ftp://x/'", "http(s) address or a path"), ("sitemap = 'no-such.xml'", "begin with https://"),
        ("follow = 'yes'", "follow must be true or false"), ("depth = -1", "depth must be a whole number"), ("include = 'blog'", 'like "/news/*"'),
        ("rules = [{ path = '/x', tipe = 'news' }]", "unknown key site s: rules[1].tipe; did you mean type"), ("rules = [{ type = 'news' }]", "rules[1].path"),
        ("rules = [{ path = '/x', type = 'newz' }]", "did you mean news"), ("rules = 'x'", "must be a list"), ("out = ''", "out must be a text"),
        ("schedule = 'daily'", "a cron line like"), ("schedule = '61 2 * * *'", "a cron line like"),
        ("schedule = '15 2 31 2 *'", "a cron line like"), ("schedule = '15 2 * * * 60'", "a cron line like"),
        ("schedule = '15 2 * * * 0 0'", "a cron line like"), ("schedule = '15 2 * *'", "a cron line like"),
        ("schedule = '@daily'", "a cron line like"),
         ("timezone = 'London'", "time zone like"), ("timezone = '../x'", "time zone like"),
        ("delay = -1", "delay must be seconds"), ("delay = true", "delay must be seconds"), ("delay = nan", "delay must be seconds"), ("delay = 0.05", "at least 0.2 seconds"),
        ("max_failed = 101", "from 0 to 100"), ("max_pages = 0", "max_pages must be"), ("max_minutes = 'x'", "max_minutes must be"),
        ("allow_hosts = ['http://x/']", 'hosts like "intranet'), ("allow_hosts = 'x:99999999'", 'hosts like "intranet'), ("robots = 1", "robots must be true"),
        ("links = 'on'", "links must be true"), ("review_months = 0", "site s: review_months must be"), ("disable = ['DATE9']", "there is no check 'DATE9'"),
        ("limits = 3", "site s: limits must be a table like { references = 5000 }"),
        ("limits = { reference = 3 }", "unknown key site s: limits.reference; did you mean references"),
        ("limits = { references = 0 }", "site s: limits.references must be a whole number from 1 to 100,000, not 0"),
        ("severities = { XYZ = 'note' }", "there is no check 'XYZ'"), ("page_types = { '/x' = 'y' }", "no page type 'y'"),
    ],
)  # fmt: skip
def test_every_wrong_value_of_a_site_is_one_line_that_names_the_key(tmp_path, line, words):
    key = line.split(" ")[0]
    rest = {"name": "name = 's'", "sitemap": "sitemap = 'https://s.example/'"}
    entry = "\n".join(["[[site]]", *(v for k, v in rest.items() if k != key), line])
    with pytest.raises(UsageError) as caught:
        _load(tmp_path, entry)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert key in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("site = 3", "[[site]]"), ("[site]\nname = 'x'", "[[site]]"), ("[[site]]\nname = 's'", "sitemap or start must be given"),
        (2 * "[[site]]\nname = 's'\nstart = 'https://s.example/'\n", "two sites are named s"),
        ("[[site]]\nname = 's'\nstart = 'https://s.example/'\nout = 'x'\n[[site]]\nname = 't'\nstart = 'https://t.example/'\nout = 'x'", "the same out"),
        ("[audit]\ntargets = ['x']\n[[site]]\nname = 's'\nstart = 'https://s.example/'", "a [[site]] of their own"),
    ],
)  # fmt: skip
def test_sites_that_do_not_go_together(tmp_path, text, words):
    with pytest.raises(UsageError) as caught:
        _load(tmp_path, text)
    assert words in str(caught.value)


def test_without_targets_the_sites_are_audited_each_in_its_folder(tmp_path):
    loaded = _load(tmp_path, SITES)
    day = date(2026, 11, 24)
    clinic, blog = requests_of(loaded, day, disable=("DATE002",))
    assert (clinic.out, blog.out) == (tmp_path / "reports/clinic", tmp_path / "blog-report")
    assert clinic.audited.policy_of("https://clinic.example/health/x").disabled == {
        "TIME",
        "DATE",
        "DATE002",
        "LINK",
    }
    assert "LINK" not in blog.audited.policy.disabled
    assert "LINK" in requests_of(loaded, day, targets=("x",))[0].policy.disabled
    assert "LINK" not in requests_of(loaded, day, targets=("x",), links=True)[0].policy.disabled
    assert [r.audited.name for r in requests_of(loaded, day, names=("blog",))] == ["blog"]
    with pytest.raises(UsageError, match=r"no site 'blok'.*there: clinic, blog"):
        requests_of(loaded, day, names=("blok",))
    with pytest.raises(UsageError, match="several sites"):
        requests_of(loaded, day, out="x")


def test_targets_named_by_hand_never_replace_a_sites_report(tmp_path):
    loaded = _load(tmp_path, SITES)
    (by_hand,) = requests_of(loaded, date(2026, 11, 24), targets=("https://clinic.example/health/x",))
    assert by_hand.site is None
    assert by_hand.out not in {site.out for site in loaded.sites}
    with pytest.raises(UsageError, match="the report of the site blog"):
        requests_of(loaded, date(2026, 11, 24), targets=("x",), out=str(tmp_path / "blog-report"))


@pytest.mark.parametrize("others", ["r/../r", "r", "./r/."])
def test_two_sites_have_one_folder_each_however_it_is_written(tmp_path, others):
    (tmp_path / "pages").mkdir()
    site = '[[site]]\nname = "{}"\ntargets = ["pages"]\nout = "{}"\n'
    with pytest.raises(UsageError, match="the sites a and b have the same out"):
        _load(tmp_path, site.format("a", "r") + site.format("b", others))


@pytest.mark.parametrize(("one", "other"), [("r", "r/b"), ("r/a/x", "r/a")])
def test_no_report_lies_in_another(tmp_path, one, other):
    (tmp_path / "pages").mkdir()
    site = '[[site]]\nname = "{}"\ntargets = ["pages"]\nout = "{}"\n'
    with pytest.raises(UsageError, match="would lie one in the other"):
        _load(tmp_path, site.format("a", one) + site.format("b", other))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[::1", "www.example.org", "file:///etc"])
def test_a_base_url_is_an_address_of_the_web(tmp_path, url):
    with pytest.raises(UsageError, match="base_url must be an http"):
        audit_request(_load(tmp_path, ""), date(2026, 11, 24), targets=("x",), base_url=url)


def test_a_name_that_no_disk_takes_is_one_line(tmp_path):
    with pytest.raises(UsageError, match="which is no name of a folder"):
        audit_request(_load(tmp_path, ""), date(2026, 11, 24), targets=("x",), out="o" * 300)


@pytest.mark.parametrize(
    "make", [lambda f: f.mkdir(), lambda f: f.symlink_to("nowhere"), lambda f: f.symlink_to(f.name)]
)
def test_settings_that_are_there_and_cannot_be_read_are_not_passed_over(tmp_path, monkeypatch, make):
    make(tmp_path / "bestbefore.toml")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"bestbefore\.toml: "):
        load_settings(None, CODES)


def test_a_report_behind_a_link_is_written_where_the_link_leads(tmp_path, monkeypatch):
    (tmp_path / "www").mkdir()
    (tmp_path / "out").symlink_to("www")
    monkeypatch.chdir(tmp_path)
    asked = audit_request(_load(tmp_path, ""), date(2026, 11, 24), targets=("x",), out="out")
    assert asked.out == tmp_path / "www"
