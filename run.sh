#!/usr/bin/env bash
# Builds Smokeout if needed and runs it with the given arguments; without any, it opens the
# workbench on sample data. Says what it does on standard error only.
set -euo pipefail

root="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
# shellcheck source=.ci/prepare.sh
source "$root/.ci/prepare.sh"

ensure_swift
ensure_build_packages
build_program

# Relative paths among the arguments are the caller's, so this must not change folder.
export SMOKEOUT_HOME="$root"
exec "$root/.build/release/smokeout" "$@"
