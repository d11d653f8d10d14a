#!/usr/bin/env bash
# Runs all tests: the Swift ones, then those that drive the built program through a terminal.
set -euo pipefail

root="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
# shellcheck source=.ci/prepare.sh
source "$root/.ci/prepare.sh"
trap report_failed_step EXIT
cd "$root"

prepare() {
  ensure_swift
  ensure_build_packages
  ensure_python
}

step "System packages, Swift and Python" prepare
step "Building the tests" swift build --configuration release --build-tests
step "Swift tests" swift test --configuration release --skip-build --disable-xctest
step "Building the program" build_program
step "Python environment" ensure_environment .venv Tests/Screen/requirements.txt
export SMOKEOUT_HOME="$root"
step "Screen tests" .venv/bin/python -m pytest Tests/Screen -q
say "" "All tests passed in $SECONDS s."
