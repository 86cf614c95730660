#!/usr/bin/env bash
# Builds every plugin of this folder as a wheel, installs all of them beside the engine into one fresh environment,
# runs their own tests there, and lets the installed command make, check and score a project of each.
#
# usage: try_plugins.sh [PYTHON] [GOALPOSTS_WHEEL]
#   PYTHON            the interpreter to make the environment with (default: python3)
#   GOALPOSTS_WHEEL   a built wheel of the engine (default: it is built here)
set -euo pipefail

python=${1:-python3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PYTHONPATH # nothing is found but what is installed

build() { # the wheel of a source tree, from a copy so that nothing is written into it
    local flags=()
    if "$python" -c 'import hatchling' 2>/dev/null; then flags=(--no-build-isolation); fi
    "$python" -m pip wheel --quiet --no-deps "${flags[@]}" --wheel-dir "$work/wheels" "$1"
}

if [ $# -ge 2 ]; then
    mkdir -p "$work/wheels" && cp "$2" "$work/wheels/"
else
    build "$root"
fi
domains=()
for folder in "$here"/goalposts-*/; do
    cp -r "$folder" "$work/"
    domain=$(basename "$folder")
    build "$work/$domain"
    domains+=("${domain#goalposts-}")
done

"$python" -m venv "$work/env"
env_python=$work/env/bin/python
# The dependencies come from the interpreter's own environment where it has them, else from the index.
if "$python" -c 'import attrs, babel, cattrs, click, jinja2, numpy, pluggy, pyarrow, pytest, rich, rfc8785, ruamel.yaml' 2>/dev/null; then
    "$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$work/dependencies"
    site=$("$env_python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    # only the folder is added, not its .pth files: an editable engine must not hide the installed wheel
    cp "$work/dependencies" "$site/dependencies.pth"
    # the wheel, even where that environment has an engine of the same version
    "$env_python" -m pip install --quiet --no-deps --ignore-installed "$work"/wheels/*.whl
else
    "$env_python" -m pip install --quiet 'pytest>=8' "$work"/wheels/*.whl
fi
goalposts() { "$work/env/bin/goalposts" "$@"; }

cd "$work"
goalposts plugins | tee "$work/plugins"
for domain in "${domains[@]}"; do
    printf '\n-- goalposts-%s\n' "$domain"
    "$env_python" - "$work/env" goalposts "goalposts_$domain" <<'PYTHON'
import importlib
import sys

for name in sys.argv[2:]:
    file = importlib.import_module(name).__file__
    assert file.startswith(sys.argv[1]), f"not the installed wheel: {file}"
PYTHON
    grep -q "$domain" "$work/plugins"
    (cd "$work/goalposts-$domain" && "$env_python" -m pytest -q -p no:cacheprovider)
    goalposts init --quiet --template "$domain" --demo-data "trial-$domain"
    goalposts check --quiet "trial-$domain/goalposts.yaml"
    goalposts score --quiet --format json "trial-$domain/goalposts.yaml" >"trial-$domain/card.json"
done

# What plugins bring beside a domain, by the installed command: a heuristic, a diagnostic, a section, a command, a format.
goalposts heuristics >"$work/heuristics" && grep -q erp.by_pairs "$work/heuristics"
goalposts score --quiet --format json --as-of "$(date -d '+1 year' +%F)" trial-erp/goalposts.yaml >trial-erp/judged.json
grep -q '"month-end"' trial-erp/judged.json
goalposts routing --as-of 2026-04-20 "$work/goalposts-helpdesk/sample"
goalposts presets >"$work/presets" && grep -q warehouse.picks "$work/presets"

# The verdict of the sample, by the installed command: all that was promised was reached.
goalposts score --quiet --as-of 2026-04-20 "$work/goalposts-helpdesk/sample/goalposts.yaml" >"$work/said"
head -3 "$work/said"
