# make run   set up, then start the app on seeds/
# make test  set up, then run the tests
# make lint  style and types      make bench  benchmarks      make lock  pin the dependencies anew
# make snapshots  draw the pictures of tests/tui/snapshots anew
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
LOCK := uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --quiet

# Two of these at once, on a tree whose environment is to be made, wait for one another.
ALONE := $(if $(shell command -v flock),flock .venv.lock)

.PHONY: ready ready-dev run test lint bench snapshots lock clean
.DELETE_ON_ERROR:

run: ready
	@$(BIN)/brief-tui $(ARGS)

test: ready-dev
	@$(BIN)/python -m pytest $(ARGS)

lint: ready-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: ready-dev
	@$(BIN)/python -m tests.benchmarks $(ARGS)

snapshots: ready-dev
	@SNAPSHOTS=renew $(BIN)/python -m pytest tests/tui/test_snapshots.py

ready ready-dev:
	@$(ALONE) $(MAKE) -s --no-print-directory $(VENV)/.$@

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "brief-tui needs Python 3.11 or newer, and none is on the PATH: install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "brief-tui needs Python 3.11 or newer, and $(PYTHON) is older: name another: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (Debian and Ubuntu: apt-get install python3-venv) and call make again" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$("$(PYTHON)" --version) (once; about half a minute)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing brief-tui and what it needs (requirements.lock)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	@echo "Installing the test tools (requirements-dev.lock)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

lock:
	$(LOCK) --group build pyproject.toml -o requirements.lock
	$(LOCK) --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .venv.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis
