# The commands of the course; README.md has their equivalents for Windows.
# PORT, PYTHON and VENV can be given, and what a walk is: make run PORT=8080, make walk SEED=7 EVENTS=5000

PORT ?= 8501
VENV ?= .venv
BIN := $(VENV)/bin
NPM_BIN := .ci/node_modules/.bin
WITH_NODE := PATH="$(abspath $(BIN)):$$PATH"
# On up to four cores, and each next test to whoever is free: a few of them take a minute. Where a busy machine was too
# late for Playwright a test is tried twice more, and counted as "rerun"; nothing that was wrong is forgiven.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder
PATIENT := --reruns 2 --only-rerun TimeoutError --durations 10
SERVE := $(BIN)/python -m streamlit run app.py --server.headless true --server.port $(PORT)

# What Python compiles is kept, whatever the machine is used to: each process would compile all the tests anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run dev test long walk bench check lint lint-python lint-javascript quick format screenshots places

run: $(VENV)/run.stamp
	@echo "The course is served at http://localhost:$(PORT) (Ctrl+C ends it)"
	@$(SERVE)

# Python and JavaScript reload by themselves when a file is saved.
dev: $(VENV)/run.stamp
	@echo "The course is served at http://localhost:$(PORT) and reloads (Ctrl+C ends it)"
	@PYTHONPATH="$(CURDIR)" $(SERVE) --server.fileWatcherType auto --server.runOnSave true \
	  --server.folderWatchList lessons

# Every claim, in a real browser too: an installed chromium, or else Playwright's own. A part each day (tests/sample.py).
test: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@SAMPLE=1 $(PYTEST) $(PATIENT)

# The same with nothing left out.
long: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@$(PYTEST) $(PATIENT)

# One random walk through all lessons, or through those that are named: make walk SEED=7 EVENTS=500 LESSONS="pooling"
walk: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.monkey --events $(or $(EVENTS),2000) $(if $(SEED),--seed $(SEED)) \
	  $(if $(LESSONS),--lessons $(LESSONS))

# How fast the figures answer, how well pictures are read: figures to read, no bound to pass.
bench: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@for bench in $(basename $(notdir $(wildcard tests/bench/bench_*.py))); do \
	  echo "$$bench"; $(BIN)/python -m tests.bench.$$bench || exit; \
	done

# Python whose types `make check` looks at: what is not committed; `make lint` looks at all.
CHANGED = $(shell git diff --name-only --diff-filter=d HEAD -- '*.py'; git ls-files --others --exclude-standard -- '*.py')

# What takes about a minute: no browser, nothing slow, a part of the cases of every sweep against torch, and of
# a test with many cases every fifth.
check: $(VENV)/test.stamp .ci/node_modules/npm.stamp
	@$(MAKE) --no-print-directory --jobs=3 TYPED="$(or $(CHANGED),app.py)" lint-python lint-javascript quick

# In one process: the linters have the other core, and a second one would import torch and all the tests again.
quick:
	@QUICK=1 $(PYTEST) --numprocesses 0 -m "not slow" --ignore=tests/browser --ignore=tests/monkey

lint: $(VENV)/test.stamp .ci/node_modules/npm.stamp
	@$(MAKE) --no-print-directory --jobs=2 lint-python lint-javascript

lint-python:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright --pythonpath $(BIN)/python $(TYPED)

lint-javascript:
	$(WITH_NODE) $(NPM_BIN)/biome check --error-on-warnings --config-path=.ci/biome.json lessons pages tests
	$(NPM_BIN)/tsc --project .ci/tsconfig.json
	$(NPM_BIN)/tsc --project .ci/tsconfig.tests.json

format: $(VENV)/test.stamp .ci/node_modules/npm.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(WITH_NODE) $(NPM_BIN)/biome check --write --config-path=.ci/biome.json lessons pages tests

# Every page in six of the sizes, themes and languages, as screenshots/*.png
screenshots: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.screenshots

# How high each figure is at each width, into pages/places.json: after a change of a style sheet.
places: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.places $(LESSONS)

# The environment. The stamps make a second run start at once.
$(BIN)/pip:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	    $$python --version; $$python -m venv $(VENV) && exit; rm -rf $(VENV); exit 1; \
	  fi; \
	done; \
	echo "Python 3.11, 3.12 or 3.13 was not found; name one: make $(MAKECMDGOALS) PYTHON=path/to/python"; exit 1

$(VENV)/run.stamp: requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install -r requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install -r tests/requirements.txt
	@touch $@

.ci/node_modules/npm.stamp: .ci/package-lock.json $(VENV)/test.stamp
	cd .ci && $(WITH_NODE) npm ci
	@touch $@
