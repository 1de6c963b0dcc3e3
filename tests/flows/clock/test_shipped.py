"""compose.yaml, Dockerfile, systemd units and prefect.yaml say what is true."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from cli.main import group
from flows.clock.places import defaults
from flows.clock.plan import wanted_deployments

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = COMPOSE["services"]


def _help(words):
    return CliRunner().invoke(group, [*words, "--help"])


@pytest.mark.parametrize(
    "name", [n for n, s in SERVICES.items() if s.get("command", ["x"])[0] == "bestbefore"]
)
def test_every_command_of_compose_exists_with_its_options(name):
    _, command, *options = SERVICES[name]["command"]
    told = _help([command])
    assert told.exit_code == 0
    for option in options:
        assert not option.startswith("--") or option in told.output


@pytest.mark.parametrize("name", [n for n, s in SERVICES.items() if s.get("command", ["x"])[0] == "prefect"])
def test_every_prefect_command_of_compose_exists(name):
    _, *words = SERVICES[name]["command"]
    told = subprocess.run(
        [sys.executable, "-m", "prefect", *words[:2], "--help"],
        capture_output=True, text=True, timeout=60, env=os.environ | {"COLUMNS": "200"},
    )  # fmt: skip
    assert told.returncode == 0
    for word in words[2:]:
        assert not word.startswith("--") or word in told.stdout


def test_compose_is_what_its_specification_allows():
    told = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(ROOT / "compose.yaml")],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout


def test_the_image_does_not_run_as_root():
    (user,) = re.findall(r"^USER (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.M)
    assert user == re.search(r"--uid (\d+)", (ROOT / "Dockerfile").read_text("utf-8"))[1] != "0"


def test_compose_waits_for_what_exists_and_mounts_what_exists():
    volumes = set(COMPOSE["volumes"])
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= SERVICES.keys()
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in volumes or (ROOT / source).exists(), volume


def test_compose_sets_what_up_sets():
    """One installation is as watchful as the other."""
    server = SERVICES["server"]["environment"]
    for name, value in defaults().items():
        assert server[name] == value, name
    assert SERVICES["worker"]["environment"]["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "30"


def test_no_password_stands_in_compose():
    text = (ROOT / "compose.yaml").read_text("utf-8")
    for line in text.splitlines():
        if re.search(r"(PASSWORD|API_KEY|NOTIFY)", line) and not line.lstrip().startswith("#"):
            assert "${" in line, line


def test_every_port_is_published_on_loopback_only():
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_image_is_made_of_what_is_there():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")
    }
    assert all((ROOT / name).exists() for name in kept)
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    packages = re.search(r"^include = \[(.*)\]", project, re.M)[1]
    assert {name.strip(' "*') for name in packages.split(",")} <= kept, "every room is in the image"
    for line in lines:
        if line.startswith("COPY ") and "COPY . ." not in line:
            assert set(line.split()[1:-1]) <= kept


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_understands_the_units(tmp_path):
    program = str(Path(sys.executable).with_name("bestbefore"))
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/bestbefore/current/.venv/bin/bestbefore", program)
        (tmp_path / unit.name).write_text(text, "utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = [line for line in told.stderr.splitlines() if "bestbefore" in line]
    assert not said
    assert told.returncode == 0, told.stderr


def test_an_operator_has_the_folders_of_the_service():
    script = (ROOT / "deploy" / "as-service").read_text("utf-8")
    unit = (ROOT / "deploy" / "systemd" / "bestbefore.service").read_text("utf-8")
    assert dict(re.findall(r"--setenv=(\w+)=(\S+)", script)) == dict(re.findall(r"(XDG_\w+)=(\S+)", unit))
    for name in ("WorkingDirectory", "User", "EnvironmentFile"):
        assert re.search(rf"^{name}=(\S+)", unit, re.M)[1] in script
    assert re.search(r"^ExecStart=(\S+)", unit, re.M)[1] in script


def test_every_command_of_operate_exists_with_its_options():
    text = (ROOT / "docs" / "operate.md").read_text("utf-8")
    commands = re.findall(r"\bbestbefore ((?!as-service)[a-z]+)((?: --[a-z-]+)*)", text)
    known = {c for c, _ in commands} & set(group.list_commands(click.Context(group)))
    assert {"up", "doctor", "deploy", "backup", "restore", "prune"} <= known
    for command, options in commands:
        if command in known:
            told = _help([command])
            assert told.exit_code == 0
            assert all(option in told.output for option in options.split())


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda u: u.name)
def test_what_a_unit_starts_exists_with_its_options(unit):
    line = re.search(r"^ExecStart=\S+/bestbefore (.*)$", unit.read_text("utf-8"), re.M)[1]
    command, *options = line.split()
    told = _help([command])
    assert told.exit_code == 0
    assert all(o in told.output for o in options if o.startswith("--"))


def test_prefect_yaml_has_the_deployments_that_every_folder_has():
    shipped = {
        d["name"]: d for d in yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    }
    for wanted in wanted_deployments(()):
        if wanted.name in ("retry-crashed", "shard"):
            continue  # started by what Prefect's command does not make
        mine = shipped[wanted.name]
        assert mine["entrypoint"] == wanted.entrypoint
        assert [s["cron"] for s in mine.get("schedules", [])] == (
            [wanted.schedule.cron] if wanted.schedule else []
        )
        assert ("concurrency_limit" in mine) == wanted.one_at_a_time
