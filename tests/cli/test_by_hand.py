"""``read``, ``references`` and ``claims`` keep to the settings as an audit does: limits, contact, own facts."""

import importlib
import json

import pytest
from click.testing import CliRunner

from flows.opening import desk, forget
from model.limits import Limits
from model.site import Site
from pages.fetch.session import PageSession
from tests.services.healthsite import HealthSite

ENTRIES = [f"Doe JA, Roe B. A study of thing {n}. N Engl J Med. 2012;{n}(2):1{n}-9." for n in range(1, 6)]
PAGE = (
    "<html><body><h1>Gout</h1><p>Rest the joint and cool it [1]. Last reviewed: 3 March 2026. Written on 4 May 2019.</p>"
    "<p>The FDA approved olaparib in 2014.</p><p>The FDA approved niraparib in 2017.</p>"
    f"<h2>References</h2><ol>{''.join(f'<li>{entry}</li>' for entry in ENTRIES)}</ol></body></html>"
)
COMMANDS = ("read", "references", "claims")


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def go(command, *words, stdin=""):
        sources = () if command == "read" else ("--sources", "snapshot")
        return CliRunner().invoke(
            importlib.import_module(f"cli.{command}").command,
            [*map(str, words), *sources],
            input=stdin,
            standalone_mode=False,
        )

    return go


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("limit", ["page_bytes = 100", "characters = 50", "tags = 5"])
def test_a_page_beyond_a_limit_of_the_settings_is_refused_by_its_name(run, tmp_path, command, limit):
    (tmp_path / "page.html").write_text(PAGE)
    assert run(command, "page.html").return_value == 0
    (tmp_path / "bestbefore.toml").write_text(f"[limits]\n{limit}\n")
    done = run(command, "page.html")
    assert done.return_value == 3
    assert f"limits.{limit.split()[0]}" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_input_is_read_no_further_than_a_page_may_go(run, tmp_path, command):
    (tmp_path / "bestbefore.toml").write_text("[limits]\npage_bytes = 100\n")
    done = run(command, "-", stdin=PAGE)
    assert done.return_value == 3
    assert "larger than 100 bytes" in done.stderr


@pytest.mark.parametrize(
    ("command", "limit", "says"),
    [
        ("read", "references = 2", "page.html: the first 2 of 5 references were read (limits.references)"),
        ("references", "references = 2", "page.html: the first 2 of 5 references were read (limits.ref"),
        ("read", "dates = 1", "dates are too many for a page (limit 1; limits.dates)"),
        ("claims", "claims = 1", "page.html: the first 1 statements on drugs were read (limits.claims)"),
    ],
)
def test_what_a_limit_cuts_is_told_and_exits_3(run, tmp_path, command, limit, says):
    (tmp_path / "page.html").write_text(PAGE)
    other = tmp_path / "elsewhere.toml"
    other.write_text(f"[limits]\n{limit}\n")
    done = run(command, "page.html", "--config", other)
    assert done.return_value == 3
    assert says in done.stderr


def test_a_bare_list_is_cut_and_its_tail_is_told(run, tmp_path):
    (tmp_path / "list.txt").write_text("\n".join(f"{n}. {e}" for n, e in enumerate(ENTRIES, 1)))
    (tmp_path / "bestbefore.toml").write_text("[limits]\nreferences = 3\n")
    done = run("references", "list.txt", "--jsonl")
    assert done.return_value == 3
    assert len(done.stdout.splitlines()) == 3
    assert "list.txt: the first 3 of 5 references were read (limits.references)" in done.stderr


def test_lines_of_json_keep_to_the_limits_each(run, tmp_path):
    rows = [
        {"id": 1, "text": "\n".join(f"{n}. {e}" for n, e in enumerate(ENTRIES, 1))},
        {"id": 2, "text": ENTRIES[0]},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "bestbefore.toml").write_text("[limits]\nreferences = 3\n")
    done = run("references", "rows.jsonl", "--jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 1, 1, 2]
    assert done.return_value == 3


def test_a_list_of_addresses_is_cut(run, tmp_path):
    (tmp_path / "bestbefore.toml").write_text("[limits]\nsitemap_entries = 2\n")
    with HealthSite({f"/{n}": PAGE for n in range(4)}) as site:
        (tmp_path / "urls.txt").write_text("".join(f"{site.url}/{n}\n" for n in range(4)))
        done = run("read", "urls.txt", "--jsonl")
    assert "limits.sitemap_entries" in done.stderr
    assert done.return_value == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_hosts_are_told_the_contact(run, tmp_path, monkeypatch, command):
    (tmp_path / "bestbefore.toml").write_text('[audit]\ncontact = "web@example.org"\n')
    told = []
    headers = PageSession._headers
    monkeypatch.setattr(PageSession, "_headers", lambda self: told.append(headers(self)) or headers(self))
    with HealthSite({"/p": PAGE}) as site:
        assert run(command, f"{site.url}/p").return_value == 0
    assert all("web@example.org" in said["User-Agent"] for said in told)
    assert told


@pytest.mark.parametrize("command", COMMANDS)
def test_settings_that_are_wrong_are_one_line(run, tmp_path, command):
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "bestbefore.toml").write_text("[limits]\nreferences = 0\n")
    done = run(command, "page.html")
    assert "limits.references must be" in str(done.exception)


def test_links_are_asked_within_the_limits_of_their_site(tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_CACHE_DIR", str(tmp_path / "cache"))
    sessions = []
    monkeypatch.setattr("flows.opening.Prober", lambda session: sessions.append(session))
    for limits in (Limits(page_bytes=700, page_seconds=7), Limits()):
        desk("snapshot", "", None, Site("clinic", (), limits=limits))
    forget("")
    assert [(s.largest, s.seconds) for s in sessions] == [(700, 7), (20_000_000, 60)]
