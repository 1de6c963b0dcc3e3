# Needs git, make and Python 3.11 or newer; everything else is set up here, in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup audit test faults fuzz advisories check format docs screenshots lock bench clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# requirements*.lock pin every package with its hashes, so nothing is left to resolve (--no-deps: pip would ask again for
# what Prefect wants of SQLAlchemy, and take a newer one); the project itself is installed in place.
$(VENV)/.run-ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "bestbefore needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up .venv (once, about a minute) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev-ready: requirements-dev.lock $(VENV)/.run-ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.dev-ready ## set up .venv for running and developing

audit: $(VENV)/.run-ready ## audit the example site against the snapshot that ships
	@$(BIN)/bestbefore audit examples/site --sources snapshot --out audit-report

test: $(VENV)/.dev-ready ## run the tests
	@$(BIN)/python -m pytest

faults: $(VENV)/.dev-ready ## run the long tests: every source with every fault, patterns on their worst strings
	@$(BIN)/python -m pytest -m faults

FUZZ_SECONDS ?= 600
FUZZ_RUNS ?= 1000000
fuzz: $(VENV)/.run-ready ## fuzz each reader of what comes from outside, FUZZ_SECONDS or FUZZ_RUNS (.venv-fuzz, with atheris)
	@test -x .venv-fuzz/bin/python || $(PYTHON) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@.venv-fuzz/bin/python -m pip install --quiet --disable-pip-version-check "atheris>=3,<4"
	@for target in sources references sitemap reader claims; do \
	  .venv-fuzz/bin/python benchmarks/fuzz.py $$target --seconds $(FUZZ_SECONDS) --runs $(FUZZ_RUNS) || exit 1; done

advisories: ## ask for known vulnerabilities of the pinned packages (sets up .venv-audit with pip-audit)
	@test -x .venv-audit/bin/python || $(PYTHON) -m venv .venv-audit
	-@.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9,<3"
	@.venv-audit/bin/python .ci/advisories.py requirements.lock

verify: $(VENV)/.dev-ready ## format, lint, types, layers, docs: all of check but the tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m docs.build --check

check: verify test ## verify, then the tests

format: $(VENV)/.dev-ready ## put the code in form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(VENV)/.dev-ready ## write docs/checks and docs/commands.md anew from the code
	@$(BIN)/python -m docs.build

screenshots: $(VENV)/.dev-ready ## take the docs' pictures of the report anew (needs Chromium)
	@$(BIN)/python -m docs.screenshots

lock: ## pin the newest allowed packages, with hashes (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bench: $(VENV)/.run-ready ## set up .venv-bench for benchmarks beside trafilatura (benchmarks/reading_speed.py)
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check "trafilatura>=2.3,<2.4" "lxml_html_clean>=0.4"

clean: ## remove what make made
	rm -rf $(VENV) .venv-audit .venv-bench .venv-fuzz .venv-audit audit-report* .mypy_cache .ruff_cache .hypothesis
