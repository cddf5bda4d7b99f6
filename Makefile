# make run    serve the knowledge base of corpus/ on http://127.0.0.1:8000
# make test   the whole test suite      make check  formatter, linter, type checker, tests
# make bench  the figures of the README make lock   new versions into requirements*.lock
.PHONY: run test check bench lock clean
.DEFAULT_GOAL := run

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_NO_WARN_SCRIPT_LOCATION = 1

.venv/.run: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, this is `$(PYTHON) -V`"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked dependencies (the first time takes a few minutes) …" >&2
	@$(PIP) install -r requirements.lock
	@$(PIP) install setuptools && $(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	@$(PIP) install -r requirements-dev.lock
	@touch $@

run: .venv/.run
	@$(BIN)/policykg serve

test: .venv/.dev
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy ontology kg search viz api
	@$(BIN)/python -m pytest

bench: .venv/.dev
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install torch==2.13.0 && .venv-lock/bin/pip install .
	.venv-lock/bin/pip freeze --exclude policykg | sed 's/^torch .*/torch==2.13.0/; s/+cpu$$//' > requirements.lock
	.venv-lock/bin/pip install '.[dev]' setuptools
	{ echo "-r requirements.lock"; .venv-lock/bin/pip freeze --exclude policykg --all | grep -vxFf requirements.lock | grep -v '^\(pip\|torch\)\b'; } > requirements-dev.lock
	rm -rf .venv-lock

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache
