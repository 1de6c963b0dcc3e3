"""Bad input: one clear line each, the rest of the run goes on, nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).with_name("bestbefore")
GOOD = "<html><body><h1>Gout</h1><p>Rest the joint and cool it.</p><p>Last reviewed: 3 March 2026</p></body></html>"


@pytest.fixture
def run(tmp_path):
    env = os.environ | {
        "BESTBEFORE_CACHE_DIR": str(tmp_path / "cache"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }

    def call(*words, stdin=None):
        return subprocess.run(
            [BIN, *map(str, words)],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            input=stdin,
            timeout=120,
        )

    return call


def _audit(run, tmp_path, *targets, extra=()):
    done = run(
        "audit", *targets, "--sources", "snapshot", "--today", "2026-11-24", "--no-store", "-q", *extra
    )
    report = tmp_path / "audit-report" / "findings.json"
    return done, json.loads(report.read_text("utf-8")) if report.exists() else None


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("paper.pdf", b"%PDF-1.7 \n%\xe2\xe3\xcf\xd3 1 0 obj", "PDF"),
        ("empty.html", b"", "empty"),
        ("blank.html", b"<html><body>  </body></html>", "no text"),
        ("program.html", b"\x7fELF\x02\x01\x01" + b"\x00" * 500, "program"),
        ("noise.html", bytes(range(256)) * 40, "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "PNG"),
    ],
)
def test_what_is_no_page_is_one_line_and_the_rest_goes_on(run, tmp_path, name, body, says):
    (tmp_path / name).write_bytes(body)
    (tmp_path / "good.html").write_text(GOOD)
    done, data = _audit(run, tmp_path, name, "good.html")
    assert done.returncode == 3
    (line,) = done.stderr.strip().splitlines()
    assert says in line
    assert name in line
    assert [p["title"] for p in data["pages"]] == ["Gout"]
    assert len(data["failures"]) == 1


def test_a_page_of_50_megabytes_is_refused_unread(run, tmp_path):
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "good.html").write_text(GOOD)
    done, data = _audit(run, tmp_path, "huge.html", "good.html")
    assert done.returncode == 3
    assert "50 MB" in done.stderr
    assert len(data["pages"]) == 1


def test_a_missing_file_is_one_line(run, tmp_path):
    done, data = _audit(run, tmp_path, "nowhere.html")
    assert done.returncode == 3
    assert "no such file or folder" in done.stderr
    assert "nothing was examined" in done.stderr
    assert data is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("audit", "--bogus"), "No such option"),
        (("audit",), "name a target"),
        (("audit", "x", "--today", "24/11/2026"), "not a date like"),
        (("audit", "x", "--disable", "DATE99"), "did you mean"),
        (("audit", "x", "--sources", "oracle"), "oracle"),
        (("audit", "x", "--config", "none.toml"), "No such file"),
        (("explain", "FDA999"), "no check"),
        (("nothing",), "there is no command"),
        (("refresh", "pubmed"), "name PubMed's files"),
        (("claims", "x", "--page-date", "June"), "not a date like"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(run, words, says):
    done = run(*words)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert says in line
    assert done.stdout == ""


def test_a_malformed_config_is_one_line(run, tmp_path):
    (tmp_path / "bestbefore.toml").write_text("[policy]\nreview_month = 3\n")
    (tmp_path / "good.html").write_text(GOOD)
    done = run("audit", "good.html")
    assert done.returncode == 2
    assert "did you mean review_months" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_wrong_limit_is_one_line_and_a_right_one_bites(run, tmp_path):
    (tmp_path / "good.html").write_text(GOOD)
    (tmp_path / "bestbefore.toml").write_text("[limits]\npage_bytes = '20 MB'\n")
    done = run("audit", "good.html")
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "limits.page_bytes must be a whole number from 1 to 200,000,000, not '20 MB'" in line
    (tmp_path / "bestbefore.toml").write_text("[limits]\npage_bytes = 10\n")
    done = run("audit", "good.html", "--no-store", "--sources", "snapshot")
    assert done.returncode == 3
    assert "is too large for a page (limit 10 bytes; limits.page_bytes)" in done.stderr


def test_an_environment_variable_that_is_no_address_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BESTBEFORE_EUTILS_URL", "not an address")
    env = os.environ | {"BESTBEFORE_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [BIN, "audit", "x"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "BESTBEFORE_EUTILS_URL" in done.stderr


OVERRIDE = "op\tdrug\taction\tcondition\nremove\tsemaglutide\taccelerated\t{}\n"


def test_a_sites_own_facts_are_named_among_the_sources_and_mend_an_audit(run, tmp_path):
    line = {"id": "a", "text": "Wegovy is approved by the FDA for MASH.", "page_date": "2026-01-05"}
    (tmp_path / "mash.jsonl").write_text(json.dumps(line))
    asked = ("claims", "mash.jsonl", "--jsonl", "--sources", "snapshot", "--today", "2026-01-20")
    before = run(*asked).stdout
    (tmp_path / "facts-overrides.tsv").write_text(OVERRIDE.format("mash"))
    after = run(*asked).stdout
    given = "Wegovy (semaglutide) was approved on 15 August 2025"
    assert given in before
    assert given not in after
    listed = run("sources", "--sources", "snapshot").stdout
    assert any("own facts" in line and "1 line" in line for line in listed.splitlines())


def test_a_broken_file_of_own_facts_is_one_line_and_exit_2(run, tmp_path):
    (tmp_path / "good.html").write_text(GOOD)
    (tmp_path / "facts-overrides.tsv").write_text(OVERRIDE.format("mush"))
    for words in (("sources",), ("audit", "good.html", "--no-store"), ("claims", "good.html")):
        done = run(*words, "--sources", "snapshot")
        assert done.returncode == 2, words
        assert "facts-overrides.tsv, line 2: condition 'mush' is not known" in done.stderr
        assert len([line for line in done.stderr.splitlines() if "facts-overrides" in line]) == 1
    elsewhere = tmp_path / "site"
    elsewhere.mkdir()
    (elsewhere / "bestbefore.toml").write_text("")
    done = run(
        "audit", "good.html", "--no-store", "--sources", "snapshot", "--config", "site/bestbefore.toml"
    )
    assert done.returncode == 0  # the file beside the settings counts: here there is none


def test_findings_are_news_unless_the_caller_says_otherwise(run, tmp_path):
    (tmp_path / "old.html").write_text(GOOD.replace("2026", "2014"))
    assert _audit(run, tmp_path, "old.html")[0].returncode == 0
    assert _audit(run, tmp_path, "old.html", extra=("--fail-on", "warning"))[0].returncode == 1
    assert _audit(run, tmp_path, "old.html", extra=("--fail-on", "error"))[0].returncode == 0


def test_results_go_to_stdout_and_progress_to_stderr(run, tmp_path):
    (tmp_path / "good.html").write_text(GOOD)
    done = run("audit", "good.html", "--sources", "snapshot", "--no-store")
    assert "read 1 page" in done.stderr
    assert "read 1 page" not in done.stdout
    assert "1 page examined" in done.stdout
    assert done.stdout.strip().endswith("index.html")


def test_a_page_comes_in_on_standard_input(run):
    done = run("read", "-", "--json", stdin=GOOD)
    assert done.returncode == 0
    assert json.loads(done.stdout)["reviewed"] == "2026-03-03"


@pytest.mark.parametrize(
    "command", ["audit", "read", "claims", "references", "explain", "refresh", "sources"]
)
def test_every_command_explains_itself_with_an_example(run, command):
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"bestbefore {command}" in done.stdout
    assert "Example" in done.stdout


def test_json_lines_with_a_broken_line_name_the_line(run):
    done = run("claims", "-", "--jsonl", "--sources", "snapshot", stdin='{"id": 1, "text": "x"}\n{"id": 2\n')
    assert done.returncode == 2
    assert "line 2" in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("audit", "good.html", "--contact", "notanemail"), "--contact: 'notanemail' is no e-mail address"),
        (("audit", "good.html", "--disable", "fda001"), "did you mean FDA001?"),
        (("explain", "c1:00000000"), "there is no report here"),
        (("explain", "v2:000000000000"), "there is no report here"),
    ],
)
def test_what_was_meant_is_told_in_one_line(run, tmp_path, words, says):
    (tmp_path / "good.html").write_text(GOOD)
    done = run(*words)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert says in line


def test_a_command_above_others_names_them(run):
    done = run("refresh")
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: bestbefore refresh")
