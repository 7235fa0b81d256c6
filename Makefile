# Every command of the house; each says in one line what it does as it does it. `make help` lists them.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
STORE ?= data
WORKERS ?= 2
LOCKING := --generate-hashes --universal --no-emit-index-url --no-annotate --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check bench screenshots messages migration lock clean

help: ## Lists what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.runtime ## Serves the demonstration: staff on :8000, portal on :8001
	@echo "run: stores under ./var, demonstration loaded, staff on :8000, portal on :8001 (stop with Ctrl-C)"
	@$(VENV)/bin/engage demo run

test: $(VENV)/.tests ## Runs everything: rules of the house, then all tests on both databases and in a browser
	@$(FETCH_PROGRAMS)
	@$(MAKE) --no-print-directory check
	@echo "test: unit, functional and browser tests on SQLite and PostgreSQL, $(WORKERS) at a time"
	@$(PY) -m pytest -n $(WORKERS) --ignore=tests/house

check: $(VENV)/.tests ## Lint, types, floors, templates, catalogues, rules of the house
	@echo "check: ruff, the ways of writing Python"
	@$(VENV)/bin/ruff check .
	@echo "check: mypy, the types"
	@$(VENV)/bin/mypy
	@echo "check: import-linter, the floors and the walls between them"
	@$(VENV)/bin/lint-imports
	@echo "check: djlint, the templates"
	@$(VENV)/bin/djlint templates --lint --quiet
	@echo "check: the catalogues say every text in every language"
	@$(PY) -m engage.i18n.catalogues check
	@echo "check: the rules of the house"
	@$(PY) -m pytest tests/house

bench: $(VENV)/.tests ## Measures the promises on speed and prints them
	@echo "bench: measuring on this machine; figures are printed with their limits"
	@$(PY) -m bench

screenshots: $(VENV)/.tests ## Takes pictures of every page into ./screenshots
	@echo "screenshots: every page, phone and desktop, light and dark, each language, into ./screenshots"
	@$(PY) -m tests.browser.screenshots

messages: $(VENV)/.runtime ## Gathers texts from code and templates into the catalogues
	@echo "messages: texts gathered and merged into every language"
	@$(PY) -m engage.i18n.catalogues update

migration: $(VENV)/.runtime ## Writes the next step of a store: make migration NAME="who was told" STORE=data|keystore|portal
	@test -n "$(NAME)" || { echo 'migration: say what changes: make migration NAME="who was told" STORE=$(STORE)'; exit 2; }
	@echo "migration: the next step of the $(STORE) store, from what its models say"
	@$(PY) -m migrations.write --store "$(STORE)" --name "$(NAME)"

lock: ## Resolves pyproject.toml anew into the two hashed locks (needs uv)
	@command -v uv >/dev/null || { echo "lock: needs uv; install it into an environment of your own (pip install uv)"; exit 2; }
	@echo "lock: every package with the hashes it must have, for running and for testing"
	@uv pip compile pyproject.toml $(LOCKING) -o requirements.lock
	@uv pip compile pyproject.toml --extra test -c requirements.lock $(LOCKING) -o requirements-test.lock
	@for lock in requirements.lock requirements-test.lock; do \
	  { printf '# Written by `make lock`; every package with the hashes it must have.\n\n'; grep -v '^#' $$lock; } > $$lock.new && mv $$lock.new $$lock; \
	done

clean: ## Removes the environment and what tools left behind; ./var with its stores stays
	@echo "clean: removing $(VENV) and what tools left behind; ./var stays"
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build screenshots
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment follows its lock: a lock newer than the stamp is installed again.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Engage needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }
	@echo "environment: making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "environment: installing what requirements.lock names, hashes checked"
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tests: requirements-test.lock $(VENV)/.runtime
	@echo "environment: installing what requirements-test.lock names, hashes checked"
	@$(PIP) install --quiet --require-hashes -r requirements-test.lock
	@touch $@

# Programs that pip does not bring. Without them the tests say which suites did not run; under CI=true that is a failure.
define FETCH_PROGRAMS
wanted=""; \
command -v chromium >/dev/null || wanted="chromium"; \
if [ -z "$$ENGAGE_TEST_POSTGRES" ] && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then wanted="$$wanted postgresql"; fi; \
if [ -n "$$wanted" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  echo "test: fetching $$wanted with apt-get"; \
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$wanted; } >/dev/null \
    || echo "test: apt-get could not fetch $$wanted; the suites that need it will not run"; \
fi
endef
