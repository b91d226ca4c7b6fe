# The gate is `make check test`: pre-commit and .ci/run call the same two.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run walk fmt check test test-long bench similarity lock clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: .venv/ready ## the virtual environment, from the hashed lock file

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=/path/to/python3.11 make …)"; exit 1; }
	$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## everything in one process at http://127.0.0.1:8000
	$(BIN)/samhandling up

walk: setup ## plays one whole case, intake to payroll to proof
	$(BIN)/samhandling walk

fmt: setup ## formats the code
	$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

check: setup ## format, lint, types, architecture, image and Compose
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/hadolint deploy/Dockerfile
	$(BIN)/docker-compose --file deploy/compose.yaml config --quiet

test: setup ## all tests; under ten minutes on two cores
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/pytest -n 2 --dist loadgroup -m "not long and not browser"
	$(BIN)/pytest -n 2 --dist loadgroup -m "browser and not long"

test-long: setup ## the long forms too
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/pytest -m "not browser"
	$(BIN)/pytest -m browser

bench: setup ## the benchmark, ratios side by side
	$(BIN)/python -m tests.bench

similarity: setup ## how well similar reports are found, way by way
	$(BIN)/python -m tests.search

lock: setup ## renews requirements.lock; names no host
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock

clean: ## removes what was made here, but never ./var
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
