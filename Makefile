# Every target does its own set-up: a .venv in this clone, exact versions from the lock; uv where present, pip where not.
# The locks are complete, so nothing is resolved here (--no-deps): what the registries bring later cannot get in.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test check fmt bench train speed lock clean

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/.installed
UV := $(shell command -v uv 2>/dev/null)
FIT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(FIT)' >/dev/null 2>&1 && { command -v "$$p"; break; }; done)

ifneq ($(UV),)
  NEW_VENV = $(UV) venv --quiet --clear $(if $(PYTHON),--python $(PYTHON),--python ">=3.11") $(VENV)
  PIP = $(UV) pip install --quiet --python $(PY)
else
  NEW_VENV = $(PYTHON) -m venv --clear $(VENV)
  PIP = $(PY) -m pip install --quiet --disable-pip-version-check
endif

help:  ## these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: $(STAMP)  ## a .venv in this clone with the locked versions (nothing to do when it is up to date)

$(STAMP): requirements-dev.lock pyproject.toml
	@[ -n "$(PYTHON)$(UV)" ] || { echo "talentflow needs Python 3.11 or newer; found none on PATH" >&2; exit 2; }
	@$(PY) -c '$(FIT)' 2>/dev/null || { echo "making $(VENV)"; $(NEW_VENV); }
	@echo "installing the locked versions into $(VENV)"
	@$(PIP) --no-deps --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)  ## read samples/ and show the main job
	@$(BIN)/talentflow demo

test: $(STAMP)  ## all tests, with coverage of the package
	@$(PY) -m pytest --cov --cov-report=term:skip-covered $(ARGS)

check: $(STAMP)  ## style, types, architecture and the quality floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@if [ -f bench/quality/floors.json ]; then $(MAKE) --no-print-directory bench; fi

fmt: $(STAMP)  ## let ruff write the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)  ## quality gate: figures on bench/quality/gold against the pinned floors
	@$(PY) -m talentflow.evaluate.gate $(ARGS)
	@$(PY) bench/quality/identity/run.py

$(VENV)/.bench: requirements-bench.lock $(STAMP)
	@$(PIP) --no-deps --require-hashes -r requirements-bench.lock
	@touch $@

speed: $(VENV)/.bench  ## articles/s and memory, side by side with jieba.posseg
	@$(PY) bench/speed/run.py $(ARGS)

$(VENV)/.train: requirements-train.lock $(STAMP)
	@$(PIP) --no-deps --require-hashes -r requirements-train.lock
	@touch $@

train: $(VENV)/.train  ## fit the weights in src/talentflow/data from ../shared/data
	@$(PY) tools/train_names.py $(ARGS)

COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate

lock:  ## write the lock files anew (needs uv); ARGS=--upgrade for newer versions
	@[ -n "$(UV)" ] || { echo "make lock needs uv" >&2; exit 2; }
	$(COMPILE) $(ARGS) pyproject.toml --group build -o requirements.lock
	$(COMPILE) $(ARGS) pyproject.toml --group build --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) $(ARGS) pyproject.toml --extra bench -c requirements-dev.lock -o requirements-bench.lock
	$(COMPILE) $(ARGS) pyproject.toml --extra train -c requirements-dev.lock -o requirements-train.lock

clean:  ## remove the .venv and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
