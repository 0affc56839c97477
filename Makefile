# make run   start the program          make check   everything that must hold before a change lands
# make test  the tests                  make docs    write what is generated in docs/
# make screenshots  draw the pictures of the README
# make reliability  every large trial in full, with its figures: about 80 minutes
# make pins  take newer versions into requirements.txt
#
# Each makes what it needs in .venv: with uv where there is one, with venv and pip where not.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/ready

.PHONY: run test check docs screenshots reliability pins clean

run: $(READY)
	@$(BIN)/privacy-check $(ARGS)

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test
	$(BIN)/privacy-check validate checklists/*.toml
	RUST_LOG=warn $(BIN)/taplo check --no-auto-config checklists/*.toml

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "privacy-check needs Python 3.11 or newer: make PYTHON=python3.12 $(or $(MAKECMDGOALS),run)"; exit 1; }
	@if command -v uv >/dev/null; then \
	  uv venv --quiet --clear --python "$$(command -v $(PYTHON))" .venv && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  { $(PYTHON) -m venv --clear .venv 2>/dev/null || \
	    { echo "Python's venv is missing. Install it (Debian, Ubuntu: apt install python3-venv)."; exit 1; }; } && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(READY)

docs: $(READY)
	$(BIN)/python docs/generate.py

screenshots: $(READY)
	$(BIN)/python docs/screenshots.py

reliability: $(READY)
	tests/trial.sh all
	FULL=1 $(BIN)/python -m pytest -q -n auto
	FULL=1 $(BIN)/python -m pytest -q -n auto tests/system

pins: pyproject.toml
	uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --group dev --group build \
	  pyproject.toml -o requirements.txt

clean:
	rm -rf .venv dist
