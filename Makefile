# Commands of this project. `make` alone lists them.
SHELL := /bin/sh
PY := .venv/bin/python
# the Python the environment is made with
PYTHON ?= python3
PORT ?= 8000
# gunicorn: workers × threads
WEB_WORKERS ?= 2
WEB_THREADS ?= 4
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench fix setup setup-dev messages strings lock clean-data

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

# uv is quicker; where it cannot be had, pip does the same from the same hashed file
define install
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; this one is " + sys.version)'
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@( $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt >/dev/null 2>&1 \
	   && .venv/bin/uv pip install -q --python $(PY) --require-hashes -r $(1) 2>/dev/null ) \
	 || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef

.venv/.run: requirements/base.txt requirements/uv.txt
	$(call install,requirements/base.txt)
	@touch $@

.venv/.dev: requirements/dev.txt requirements/uv.txt
	$(call install,requirements/dev.txt)
	@touch $@ .venv/.run

messages: .venv/.run ## compile the message catalogues
	@$(PY) -m cms.messages

strings: .venv/.run ## bring the message catalogues up to date with the code, say what needs a translation
	@$(PY) -m cms.strings
	@$(PY) -m cms.messages

setup: .venv/.run messages ## install, migrate, collect static files
	@$(PY) manage.py prepare

run: .venv/.run messages ## serve http://127.0.0.1:8000 (PORT, DATABASE_URL, REDIS_URL respected); loads the demo into an empty database
	@$(PY) manage.py prepare --demo
	@$(PY) -m cms.serving --port $(PORT) --workers $(WEB_WORKERS) --threads $(WEB_THREADS)

setup-dev: .venv/.dev messages
	@$(PY) -m tests.machine

test: setup-dev ## all tests, in this database (SQLite unless DATABASE_URL says otherwise)
	@$(PY) -m pytest -q -n 2 --dist loadgroup

check: setup-dev ## what CI runs: lint, layers, types, migrations, messages, all tests on SQLite and PostgreSQL
	@sh tests/check.sh

bench: setup-dev ## figures as ratios against a floor measured in the same run (JSON lines)
	@$(PY) -m bench

fix: .venv/.dev ## format and mend what the linter can
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
	@.venv/bin/djangofmt */templates

COMPILE = .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock: .venv/.dev ## renew the hashed lock files from pyproject.toml (UPGRADE=-U: newer versions)
	@$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/base.txt
	@$(COMPILE) $(UPGRADE) pyproject.toml --extra dev -c requirements/base.txt -o requirements/dev.txt
	@echo uv | $(COMPILE) $(UPGRADE) - -c requirements/dev.txt -o requirements/uv.txt

clean-data: ## forget the local database and files (asks first)
	@printf 'Remove var/ with its database and files? [y/N] '; read answer; [ "$$answer" = y ] && rm -rf var
