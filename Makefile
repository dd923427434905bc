# The two commands that set everything up: `make demo` shows the main job, `make test` passes the tests.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test lint evaluate wheel clean

demo: $(VENV)/installed
	$(BIN)/quotes demo

test: $(VENV)/developing
	$(BIN)/python -m pytest

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# where the data stands that the tracker is measured on
DATA ?= ../shared/data

evaluate: $(VENV)/installed
	$(BIN)/quotes evaluate $(DATA)/articles/gold.jsonl --kinds speech
	$(BIN)/quotes evaluate $(DATA)/polnear/dev.jsonl.gz
	$(BIN)/quotes evaluate $(DATA)/articles/gold.jsonl --stance
	$(BIN)/quotes evaluate $(DATA)/stance/dse-dev.jsonl.gz --stance

wheel: $(VENV)/developing
	$(BIN)/python -m build --wheel

$(VENV)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/developing: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
