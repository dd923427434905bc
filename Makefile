# `make demo` and `make test` set everything up: one shows the main job, the other passes the tests.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test lint slow fuzz evaluate floors benchmark reference stance-model wheel clean

demo: $(VENV)/installed
	$(BIN)/quotes demo

# what CI runs; the floors of quality are held where the data stand beside the checkout
test: $(VENV)/developing
	$(BIN)/python -m pytest

# what is marked slow and `make test` leaves out
slow: $(VENV)/developing
	$(BIN)/python -m pytest -m slow

# the property tests, each on twenty times as many examples; about half an hour
fuzz: $(VENV)/developing
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m hypothesis

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# where the data stands that the tracker is measured on
DATA ?= ../shared/data

evaluate: $(VENV)/installed
	$(BIN)/quotes evaluate $(DATA)/articles/gold.jsonl --kinds speech
	$(BIN)/quotes evaluate $(DATA)/polnear/dev.jsonl.gz
	$(BIN)/quotes evaluate $(DATA)/news/dev.jsonl.gz --kinds speech
	$(BIN)/quotes evaluate $(DATA)/articles/gold.jsonl --stance
	$(BIN)/quotes evaluate $(DATA)/news/dev.jsonl.gz --stance
	$(BIN)/quotes evaluate $(DATA)/stance/dse-dev.jsonl.gz --stance

# writes tests/floors.toml: raises floors that figures are well above; LOWER=1 also lowers those that they miss
floors: $(VENV)/developing
	$(BIN)/python -m pytest tests/finders/test_quality.py tests/stance/test_quality.py \
	  $(if $(LOWER),--lower-floors,--raise-floors)

# speed, as ratios: seconds of one machine tell nothing
benchmark: $(VENV)/installed
	$(BIN)/python benchmarks/attribution.py $(DATA)/articles/gold.jsonl --kinds speech
	$(BIN)/python benchmarks/labels.py $(DATA)/articles/gold.jsonl
	$(BIN)/python benchmarks/store.py

# writes docs/reference.md: the help of every command
reference: $(VENV)/installed
	$(BIN)/python -m docs.reference

# makes the stance model anew: a teacher, its pupil, what ships; about two and a half hours on two cores
MADE ?= build/stance
LEARN = $(BIN)/python -m training.stance.train --data $(DATA) --encoder $(MADE)/mpnet --pieces 3072 --average 0.995 --plain 0.4

stance-model: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[train]"
	$(BIN)/python -m training.stance.mpnet --out $(MADE)/mpnet
	$(LEARN) --out $(MADE)/teacher --epochs 2 --rate 7e-5
	$(LEARN) --out $(MADE)/pupil --epochs 1 --amount 0.7 --rate 1e-4 \
	  --teacher $(MADE)/teacher/checkpoint.pt --layers 0,1,2,3,4,5,6,7
	$(LEARN) --out $(MADE)/last --epochs 1 --amount 0.5 --rate 4e-5 --head-rate 4e-4 --average 0.99 --seed 1 \
	  --start $(MADE)/pupil/checkpoint.pt
	$(BIN)/python -m training.stance.export --checkpoint $(MADE)/last/checkpoint.pt --encoder $(MADE)/mpnet \
	  --out $(MADE)/model --version new
	$(BIN)/python -m training.stance.calibrate --data $(DATA) --model $(MADE)/model --neighbours

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
