# Everything runs in an environment of its own, made by the first target that needs it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check lint types floors catalogs clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/pip install --quiet --disable-pip-version-check --editable . --group dev
	touch $(READY)

demo: $(READY)  ## the main loop on a copy of the example newsroom
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh

test: $(READY)  ## the tests
	$(BIN)/python -m pytest

catalogs: $(READY)  ## dvomova's own messages and README, kept with dvomova: fails when one is out of date
	$(BIN)/dvomova update --check
	$(BIN)/dvomova status --fail-on untranslated,stale,draft
	$(BIN)/dvomova build --check README
	$(BIN)/dvomova check --quiet
	$(BIN)/dvomova compile --quiet dvomova

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

check: lint types floors catalogs test  ## all that must be green before a commit

clean:
	rm -rf $(VENV) build dist
