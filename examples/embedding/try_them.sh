#!/usr/bin/env bash
# Runs the examples of this folder against the real Dagster and the real Airflow, each in a fresh environment of its own.
#
# usage: try_them.sh [PYTHON]
#   PYTHON   an interpreter that has what goalposts depends on, and hatchling (default: python3)
set -euo pipefail

python=${1:-python3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PYTHONPATH # nothing is found but what is installed

"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$work/wheels" "$here/../.."
dependencies=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

try() { # NAME REQUIREMENT
    printf '\n-- %s\n' "$2"
    "$python" -m venv "$work/$1"
    local python=$work/$1/bin/python
    # neither shares the pins of the project: they want versions of their own
    env -u PIP_CONSTRAINT "$python" -m pip install --quiet "$2"
    "$python" -m pip install --quiet --no-deps "$work"/wheels/*.whl
    # what goalposts needs beside that comes from the interpreter's environment, and is looked for last
    echo "$dependencies" >"$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/dependencies.pth"
    cp "$here"/*.py "$work/"
    # both tell every step; of a run that succeeds only its last line matters
    (cd "$work" && "$python" "try_$1.py" >"$work/$1.log" 2>&1) || { tail -n 50 "$work/$1.log" >&2 && return 1; }
    tail -n 1 "$work/$1.log"
}

try dagster dagster==1.13.29
try airflow apache-airflow==3.3.2
