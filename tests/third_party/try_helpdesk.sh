#!/usr/bin/env bash
# Builds a stranger's plugin as a wheel, installs it beside the engine into a fresh environment, and checks
# that the engine gives the KPI's value that plain Python computes from the same file.
#
# usage: try_helpdesk.sh [PYTHON] [GOALPOSTS_WHEEL]
#   PYTHON            the interpreter to make the environment with (default: python3)
#   GOALPOSTS_WHEEL   a built wheel of the engine (default: it is built here)
set -euo pipefail

python=${1:-python3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # the wheel of a source tree, copied first so that nothing is written into it
    local flags=()
    if "$python" -c 'import hatchling' 2>/dev/null; then flags=(--no-build-isolation); fi
    "$python" -m pip wheel --quiet --no-deps "${flags[@]}" --wheel-dir "$work/wheels" "$1"
}

if [ $# -ge 2 ]; then
    mkdir -p "$work/wheels" && cp "$2" "$work/wheels/"
else
    build "$root"
fi
build "$here/goalposts-helpdesk"

"$python" -m venv "$work/env"
env_python=$work/env/bin/python
# The dependencies come from the interpreter's own environment where it has them, else from the index.
if "$python" -c 'import attrs, babel, cattrs, click, jinja2, numpy, pluggy, pyarrow, rich, rfc8785, ruamel.yaml' 2>/dev/null; then
    "$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$work/dependencies"
    site=$("$env_python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    # only the folder is added, not its .pth files: an editable engine must not hide the installed wheel
    cp "$work/dependencies" "$site/dependencies.pth"
    "$env_python" -m pip install --quiet --no-deps "$work"/wheels/*.whl
else
    "$env_python" -m pip install --quiet "$work"/wheels/*.whl
fi

cp -r "$here/goalposts-helpdesk/sample" "$work/sample"
cd "$work/sample"
goalposts() { "$work/env/bin/goalposts" "$@"; }

"$env_python" - "$work/env" <<'PYTHON'
import sys
import goalposts
import goalposts_helpdesk
for module in (goalposts, goalposts_helpdesk):
    assert module.__file__.startswith(sys.argv[1]), f"not the installed wheel: {module.__file__}"
PYTHON

goalposts plugins | tee "$work/plugins"
grep -q helpdesk "$work/plugins"
goalposts check --as-of 2025-08-31
goalposts score --as-of 2026-04-05 --format json >"$work/card.json"

"$env_python" - "$work/card.json" <<'PYTHON'
import csv, json, sys

def share(start, end):
    with open("tickets.csv", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["line"] == "first" and start <= r["opened_at"][:10] < end]
    return sum(r["contacts"] == "1" for r in rows) / len(rows)

with open(sys.argv[1], encoding="utf-8") as file:
    card = json.load(file)
(goal,) = (goal for goal in card["goals"] if goal["role"] == "goal")
for window, days in (("baseline", ("2025-03-01", "2025-09-01")), ("evaluation", ("2025-10-01", "2026-04-01"))):
    found, expected = goal[window]["value"], share(*days)
    assert abs(found - expected) < 1e-9, f"{window}: goalposts says {found}, plain Python says {expected}"
    print(f"{window}: {found:.6f}, as computed from the file")
assert goal["state"] == "achieved", goal["state"]
print(f"verdict of the stranger's project: {card['project']['verdict']}")
PYTHON
