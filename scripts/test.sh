#!/usr/bin/env bash
# Installs what is missing, and runs everything that checks the core of Locker: format, the bounds of the house, tests,
# end-to-end checks. Nothing that only the gateway needs is compiled: scripts/test-gateway.sh does that.
#
# The tests run in the release build that the programs are built in: what is tested is what is shipped, compiled once.
set -euo pipefail
cd "$(dirname "$0")/.."
export LOCKER_CHECKS=1 # the order of locks is checked
. scripts/lib/music.sh

scripts/install-dependencies.sh --library --tests
make --no-print-directory lint
small_library
export LOCKER_MUSIC=$music # real songs for the tests of MediaLayout
scripts/build.sh core
swift test --configuration release --disable-testable-imports --disable-xctest --test-product LockerPackageTests
scripts/lanes.sh
scripts/end-to-end.sh
