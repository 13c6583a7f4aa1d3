# Targets for everything; needs only make and a Python of 3.11 or newer. Windows: see README.md (pipx).

# Runs each candidate instead of looking it up: a shim can exist and not run.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check
SOURCES := pyproject.toml constraints.txt hatch_build.py $(wildcard nuo_tui/locale/*/LC_MESSAGES/*.po)

.PHONY: help demo test lint bench bench-large catalogues reference pictures constraints clean
.DEFAULT_GOAL := help

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/app ## open the program on a throw-away store with fictitious people
	@$(BIN)/nuo demo

test: lint ## lint, then all tests
	TEXTUAL_ANIMATIONS=none $(BIN)/python -P -m pytest -n 3

lint: .venv/tools ## style, types, and whether imports go down only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/tools ## measure with 1,000 and 10,000 records
	$(BIN)/python -m bench

bench-large: .venv/tools ## measure with a million records too
	$(BIN)/python -m bench --large

catalogues: .venv/tools ## bring the Dutch and English catalogues up to date with the code
	$(BIN)/python -m tools.catalogues

reference: .venv/tools ## write docs/commands.md and docs/keys.md from the program
	$(BIN)/python -m tools.reference

pictures: .venv/tools ## make the pictures of docs/ with the program itself
	$(BIN)/python -m tools.pictures

constraints: .venv/tools ## pin the newest versions that fit together
	@$(PIP) pip-tools
	$(BIN)/pip-compile --quiet --upgrade --extra dev --all-build-deps --strip-extras --no-header --annotation-style line \
		--no-emit-index-url --no-emit-find-links --no-emit-options --output-file constraints.txt pyproject.toml

clean: ## remove everything that make made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f nuo_tui/locale/*/LC_MESSAGES/*.mo

.venv/app: $(SOURCES)
	@test -n "$(PYTHON)" || { echo "No Python of 3.11 or newer with venv was found. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || { rm -rf .venv; $(PYTHON) -m venv .venv; }
	@echo "Installing the program in .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/tools: .venv/app
	@echo "Installing the tools for tests in .venv ..."
	@$(PIP) --editable '.[dev]'
	@touch $@
