# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
INDEX = $(if $(KHABARKHOJ_INDEX),$(KHABARKHOJ_INDEX),archive)
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help run install test test-opensearch lint types cover screenshots check format quality bench bench-serve bench-formats bench-opensearch torture translations lock clean

# The first target with `make` alone; `make help` lists what there is.
all: run

help:
	@echo "make run            set up, index the seeds if there is no archive yet, serve the page (PORT=8000)"
	@echo "make install        set up the environment in .venv, nothing else"
	@echo "make test           every test that guards behaviour, browser included (T='tests/search -k facet' runs some)"
	@echo "make test-opensearch   the tests that need a real OpenSearch (Java and Maven start it)"
	@echo "make lint, types    ruff (format and rules); mypy strict"
	@echo "make cover          the tests with branch coverage and its floor"
	@echo "make screenshots    a picture of every page in tests/artefacts/"
	@echo "make check          what CI runs: lint, types, tests with coverage, screenshots"
	@echo "make format         let ruff format and mend what it can"
	@echo "make quality        the analysis beside peers, on evaluation sets (PARTS=\"pairs typing\")"
	@echo "make bench, bench-serve, bench-formats, bench-opensearch   speed beside peers (ARTICLES=100000)"
	@echo "make torture        kills, power cuts, flipped bits, publications under load"
	@echo "make translations, lock, clean"


run: install
	@test -f "$(INDEX)/CURRENT" || $(BIN)/khabarkhoj reindex seeds --index "$(INDEX)"
	@exec $(BIN)/khabarkhoj serve --index "$(INDEX)" --port "$(PORT)"

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and there is no '$(PYTHON)'; install it or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is `$(PYTHON) -c 'import platform; print(platform.python_version())'`. Name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) install -q --no-deps --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps -e .
	@$(BIN)/python -m compileall -q index search web wsgi.py
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@$(PIP) install -q --no-deps --require-hashes -r requirements.lock -r requirements-dev.lock
	@touch $@

# Tests wait for servers more than they compute: one process more than cores. T names some of them, with pytest's options.
WORKERS ?= 3
T ?=
test: .venv/installed-dev
	@sh tests/browser.sh
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(T)

# What needs a real OpenSearch node; it is started from Maven Central's artefacts, once for all.
test-opensearch: .venv/installed-dev
	@KHABARKHOJ_OPENSEARCH_TESTS=required $(BIN)/pytest -n 2 --dist worksteal -m opensearch $(T)

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

cover: .venv/installed-dev
	@sh tests/browser.sh
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term

screenshots: .venv/installed-dev
	@sh tests/browser.sh
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m screenshots tests/web

check: lint types
	$(MAKE) cover
	$(MAKE) screenshots

format: .venv/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Measures the analysis on ../shared/gold beside peers; PARTS="pairs typing" runs a part, EVERY=10 searches every tenth headline only.
quality: .venv/installed-dev requirements-quality.lock
	@$(PIP) install -q --require-hashes -r requirements-quality.lock
	@$(BIN)/python -m tests.quality $(PARTS)

# Measures indexing and searching beside peers, on articles built from ../shared/data; ARTICLES=1000000 takes hours.
ARTICLES ?= 100000
bench: .venv/installed-dev requirements-bench.lock
	@$(PIP) install -q --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m tests.bench --articles $(ARTICLES)

# How fast each format is read and indexed.
bench-formats: .venv/installed-dev
	@$(BIN)/python -m tests.bench.formats

# Kills, power cuts, flipped bits, publications under load, at length; some twenty minutes. PARTS="bits power" runs a part.
torture: .venv/installed-dev
	@$(BIN)/python -m tests.torture $(PARTS)

# One OpenSearch node: ours beside its own Hindi analyzer, over HTTP; ARTICLES=news for the real ones, SHARDS=3.
SHARDS ?= 1
bench-opensearch: .venv/installed-dev requirements-bench.lock
	@$(PIP) install -q --require-hashes -r requirements-bench.lock
	@$(BIN)/python -m tests.bench.cluster --articles $(ARTICLES) --shards $(SHARDS)

# Drives the server on $(ARTICLES) articles with wrk (Debian's package) on loopback.
bench-serve: .venv/installed-dev
	@$(BIN)/python -m tests.bench.serve --articles $(ARTICLES)

# Collects the texts of the interface for every folder of web/translations/; then put
# the translations into messages.po and run it again.
translations: .venv/installed-dev
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F web/translations/babel.cfg --no-location --sort-output -w 1000 -o build/messages.pot .
	@for texts in web/translations/*/LC_MESSAGES; do \
	    language=$$(basename $$(dirname $$texts)); \
	    $(BIN)/pybabel -q update -i build/messages.pot -o $$texts/messages.po -l $$language --init-missing \
	        --no-fuzzy-matching --ignore-obsolete -w 1000 --omit-header && \
	    $(BIN)/pybabel -q compile --use-fuzzy -i $$texts/messages.po -o $$texts/messages.mo -l $$language || exit 1; \
	done

# Locks exact versions with hashes for every platform; needs uv.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade --extra ocr --extra mediawiki pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group quality -c requirements.lock -o requirements-quality.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf .venv *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
