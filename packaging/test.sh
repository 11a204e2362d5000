#!/bin/bash
# Set zonedesk up with what its developers use, run every check, and fail if any fails.
set -uo pipefail
. "$(dirname "$0")/setup.sh"

install_libraries && install_zonedesk dev || exit 1

export QT_QPA_PLATFORM=offscreen
failed=()
check() {
  say "== $*"
  "$PWD/.venv/bin/$1" "${@:2}" || failed+=("$1 ${2:-}")
}

check ruff check
check ruff format --check
check mypy
check lint-imports
check pytest -n auto "$@"

if ((${#failed[@]})); then
  printf '未通过 (failed): %s\n' "${failed[@]}" >&2
  exit 1
fi
