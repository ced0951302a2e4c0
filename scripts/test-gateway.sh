#!/usr/bin/env bash
# Installs what is missing, and runs everything that checks the gateway: its tests, and the programs that people use
# with it. Format and the bounds of the house are checked by scripts/test.sh, for all sources.
#
# The build folder is that of the core, of which nothing is compiled again.
set -euo pipefail
cd "$(dirname "$0")/.."
export LOCKER_CHECKS=1 # the order of locks is checked, of the daemon in the process of the tests as well

scripts/install-dependencies.sh --library --gateway --gateway-tests
scripts/build.sh gateway
LOCKER_TESTS=gateway swift test --configuration release --disable-testable-imports --disable-xctest \
    --test-product LockerPackageTests
scripts/gateway-end-to-end.sh
