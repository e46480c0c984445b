# `make run` and `make test` do everything on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
ISDATA_DATABASE ?= isdata.duckdb
export ISDATA_DATABASE
# Containers often forbid bytecode; then every start would compile all libraries again.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
# Who serves others on the network says on which address: make run HOST=0.0.0.0 (docs/security.md).
HOST ?= 127.0.0.1
# Without a port, the app takes 8501 or the next free one.
PORT ?=
# uv does not read pip's settings: an index set there, such as a mirror nearby, is handed on.
INDEX = $(or $(PIP_INDEX_URL),$(shell $(BIN)/python -m pip config get global.index-url 2>/dev/null))
INSTALL = $(BIN)/uv pip install --quiet --python $(BIN)/python $(if $(INDEX),--default-index $(INDEX))
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--custom-compile-command "make upgrade" $(if $(INDEX),--default-index $(INDEX) --no-emit-index-url)

.PHONY: run test walk check docs screenshots upgrade

run: $(VENV)/.runtime $(ISDATA_DATABASE)
	$(BIN)/isdata serve --host $(HOST) $(if $(PORT),--port $(PORT))

test: $(VENV)/.development check
	$(BIN)/python -m pytest -q -n 3

# What `make test` leaves out: the combinations that its selection covers by turns, and more examples.
walk: $(VENV)/.development
	$(BIN)/python -m pytest -q -n 3 --walk

check: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/ty check

$(ISDATA_DATABASE): | $(VENV)/.runtime
	$(BIN)/isdata init $@ --sample all

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "isdata needs Python 3.11 or newer; name it with: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installer: requirements-install.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-install.txt
	touch $@

$(VENV)/.runtime: requirements.txt pyproject.toml $(VENV)/.installer
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(BIN)/isdata prepare
	touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.txt
	touch $@

docs:
	$(BIN)/python -m isdata.output.documents docs

screenshots: $(VENV)/.development
	$(BIN)/python docs/screenshots.py

# Take the newest releases within the ranges of pyproject.toml; every file takes the versions of the first.
upgrade: $(VENV)/.installer
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group development --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group benchmarks --constraint requirements.txt --output-file benchmarks/requirements.txt
	$(LOCK) --group install --constraint requirements-dev.txt --output-file requirements-install.txt
