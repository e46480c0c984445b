# `make run` and `make test` do everything on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
ISDATA_DATABASE ?= isdata.duckdb
export ISDATA_DATABASE
BIN := $(VENV)/bin
# Who serves others on the network says on which address: make run HOST=0.0.0.0 (docs/security.md).
HOST ?= 127.0.0.1

.PHONY: run test check docs

run: $(VENV)/.runtime $(ISDATA_DATABASE)
	$(BIN)/streamlit run server.py --server.address $(HOST)

test: $(VENV)/.development check
	$(BIN)/python -m pytest -q -n 2

check: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check

$(ISDATA_DATABASE):
	$(BIN)/python -m isdata init $@ --sample all

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "isdata needs Python 3.11 or newer; name it with: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m isdata.warming
	touch $@

$(VENV)/.development: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m isdata.warming
	touch $@ $(VENV)/.runtime

docs:
	$(BIN)/python -m isdata.data.contracts.dictionary docs/data-dictionary.md
