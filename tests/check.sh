#!/bin/sh
# What CI runs, one line a step; stops at the first that fails.
set -eu
PY=.venv/bin/python
step() { printf '\n== %s\n' "$*"; "$@"; }

step .venv/bin/ruff check .
step .venv/bin/ruff format --check .
step .venv/bin/djangofmt --check */templates
step .venv/bin/djangofmt check */templates
if [ -x .venv/bin/biome ] || [ -n "${CI_MUST_NOT_SKIP:-}" ]; then
  step .venv/bin/biome lint --error-on-warnings
else
  echo "*** no biome for this machine: scripts and style sheets NOT LINTED ***"
fi
step .venv/bin/lint-imports
# first of the tests, because they take seconds and name what is in the wrong place
step $PY -m pytest -q tests/architecture/test_layers.py tests/architecture/test_shape.py tests/architecture/test_mirror.py
step .venv/bin/mypy .
step $PY manage.py makemigrations --check --dry-run
step env -u DATABASE_URL $PY -m pytest -q -n 2 --dist loadgroup
# The same suite on PostgreSQL: DATABASE_URL if it names one, else a server on this machine.
case "${DATABASE_URL:-}" in postgres*) server="$DATABASE_URL" ;; *) server="${POSTGRES_URL:-postgresql://postgres@127.0.0.1:5432/postgres}" ;; esac
if $PY -c "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()" "$server" 2>/dev/null; then
  step env DATABASE_URL="$server" $PY -m pytest -q -n 2 --dist loadgroup
elif [ -n "${CI_MUST_NOT_SKIP:-}" ]; then
  echo "*** no PostgreSQL at $server: CI must not skip it ***"; exit 1
else
  echo "*** no PostgreSQL at $server: NOT TESTED THERE ***"
fi
