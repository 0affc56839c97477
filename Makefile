# make run   start the program          make check   everything that must hold before a change lands
# make test  the tests                  make docs    write what is generated in docs/
# make screenshots  draw the pictures of the README
# make reliability  every large trial in full, with its figures: about 100 minutes, and 4 GB of other tools
# make pins  take newer versions into requirements.txt and requirements-dev.txt
#
# Each makes what it needs in .venv (.ci/environment says how). PYTHON=python3.12 names a Python
# while .venv is being made: make clean first, if there is one.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
RUNS := .venv/runs
READY := .venv/ready

# an environment that was made for another folder, or whose Python is gone, is made again
IS_MINE := [ "$$(cat .venv/place 2>/dev/null)" = "$$(pwd -P)" ] && $(BIN)/python -c "" 2>/dev/null
STALE := $(shell { $(IS_MINE); } || rm -f $(RUNS) $(READY))

.PHONY: run test check docs screenshots reliability pins clean

run: $(RUNS)
	@$(BIN)/privacy-check $(ARGS)

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	for system in darwin win32; do \
	  $(BIN)/mypy --platform $$system --cache-dir .mypy_cache/$$system tui || exit 1; \
	done
	$(MAKE) test
	$(BIN)/privacy-check validate checklists/*.toml
	RUST_LOG=warn $(BIN)/taplo check --no-auto-config checklists/*.toml

$(RUNS): requirements.txt pyproject.toml
	@PYTHON="$(PYTHON)" .ci/environment run
	@touch $(RUNS)

$(READY): $(RUNS) requirements-dev.txt
	@.ci/environment ready
	@touch $(READY)

docs: $(READY)
	$(BIN)/python docs/generate.py

screenshots: $(READY)
	$(BIN)/python docs/screenshots.py

reliability: $(READY)
	tests/trial.sh all
	FULL=1 $(BIN)/python -m pytest -q -n auto
	FULL=1 $(BIN)/python -m pytest -q -n auto tests/system
	$(BIN)/python -m tests.real_tools

PIN := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
pins: pyproject.toml
	$(PIN) --upgrade --all-extras --group dev --group build pyproject.toml -o requirements-dev.txt
	$(PIN) --upgrade --group build --constraint requirements-dev.txt pyproject.toml -o requirements.txt

clean:
	rm -rf .venv dist
