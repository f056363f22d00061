# The two commands of the README are `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo docs man test lint types unit mutants bench bench-quick bench-peers sbom fuzz clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scrub needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/python -m examples.demo

# The manual, in dist/site; needs no network once the extra is installed.
docs: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# The page of `man scrub`, which a wheel brings with it.
man: $(STAMP)
	$(BIN)/python -m manual.commands man > manual/scrub.1

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/python -m pytest -q -n auto

# Whether the tests of eligibility notice every change of what decides; see benchmarks/ELIGIBILITY.md.
mutants: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutants]'
	$(BIN)/python -m mutmut run
	$(BIN)/python -m mutmut results

bench: $(STAMP)
	$(BIN)/python -m benchmarks.baseline
	$(BIN)/python -m benchmarks.compare --tools scrub,scrub_patterns,scrub_detect
	$(BIN)/python -m benchmarks.results

bench-quick: $(STAMP)
	$(BIN)/python -m benchmarks.baseline --quick
	$(BIN)/python -m benchmarks.compare gold --tools scrub

bench-peers: $(STAMP)
	$(BIN)/python -m benchmarks.compare --install
	$(BIN)/python -m benchmarks.results

sbom: $(STAMP)
	$(BIN)/python supply/sbom.py sbom.json

fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz --minutes 60 --jobs 2 --record tests/fuzz/record.json

clean:
	rm -rf $(VENV) mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis
