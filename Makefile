# Two commands do all the set-up: make demo, make test. Python ≥ 3.11 and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
WORKERS ?= auto

.PHONY: help demo test test-slow check bench format locale reference pictures clean

help:
	@echo "make demo       install, then do the main job on the example organisation"
	@echo "make test       the suite of every day"
	@echo "make test-slow  judges (browser, PDF…) and long properties"
	@echo "make check      format, lint, types, floors"
	@echo "make bench      speed, as ratios"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (make PYTHON=python3.12 …)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# One stamp a group of extras: an install happens once, and again when pyproject.toml changes.
$(VENV)/.stamp-%: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[$(subst -,$(comma),$*)]'
	@touch $@
comma := ,

demo: $(VENV)/.stamp-all
	$(BIN)/comptoir demo

test: $(VENV)/.stamp-all-test
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow and not browser"

test-slow: $(VENV)/.stamp-all-test-slow
	$(BIN)/python -m pytest -n $(WORKERS) -m "slow or browser"

check: $(VENV)/.stamp-all-check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.stamp-all-check
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.stamp-all-test-slow-bench
	$(BIN)/python -m bench

locale: $(VENV)/.stamp-all-check
	$(BIN)/pybabel compile -D comptoir -d pipeline/comptoir/locale

reference: $(VENV)/.stamp-all-test
	$(BIN)/comptoir reference rules
	$(BIN)/comptoir reference cli
	$(BIN)/comptoir reference features

pictures: $(VENV)/.stamp-all-test-slow
	$(BIN)/python docs/pictures/make_pictures.py

clean:
	rm -rf $(VENV) build dist output .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
