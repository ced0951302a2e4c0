#!/usr/bin/env bash
# Runs the tests with the address sanitizer, and again with the thread sanitizer.
#
# Usage: scripts/sanitize.sh [address|thread [FILTER]]    (both; all tests)
#
# LOCKER_TESTS=gateway: those of the gateway in the place of the core's.
#
# Each has a build of its own in .build, a first one takes some minutes. A finding ends the run, and is told in full.
set -euo pipefail
cd "$(dirname "$0")/.."

# Leaks are no errors of memory, and Swift's metadata looks like some.
export ASAN_OPTIONS=detect_leaks=0:suppressions=$PWD/scripts/sanitize/address.txt:${ASAN_OPTIONS:-}
export TSAN_OPTIONS=halt_on_error=1:suppressions=$PWD/scripts/sanitize/thread.txt:${TSAN_OPTIONS:-}
export LOCKER_FAST_DEBUG=1 # the loops that touch every byte are optimised, all else is a debug build
for sanitizer in ${1:-address thread}; do
    echo "$sanitizer"
    swift test --sanitize "$sanitizer" --scratch-path ".build/$sanitizer" --disable-xctest \
        --test-product LockerPackageTests --filter "${2:-.}"
done
