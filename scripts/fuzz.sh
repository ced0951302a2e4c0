#!/usr/bin/env bash
# Fuzzes what reads bytes of others with libFuzzer and the address sanitizer (Tests/FuzzTargets), from the inputs of
# Tests/FuzzTests/Corpora.
#
# Usage: scripts/fuzz.sh [TARGET [SECONDS]]    (each of them; 60)
#
# Inputs that lead somewhere new are kept in .build/fuzz/TARGET, and start the next run. One that fails is named in the
# output; it fails again with: LOCKER_FUZZ_TARGET=TARGET .build/fuzz/build/release/Fuzzer FILE
#
# KEEP=1 then puts the smallest inputs that lead everywhere into the corpus of the repository.
set -euo pipefail
cd "$(dirname "$0")/.."

export LOCKER_FUZZ=1
swift build --configuration release --scratch-path .build/fuzz/build --product Fuzzer
fuzzer=.build/fuzz/build/release/Fuzzer
targets=${1:-frame request recipe commit pack layout lanes}
for LOCKER_FUZZ_TARGET in $targets; do
    export LOCKER_FUZZ_TARGET
    corpus=Tests/FuzzTests/Corpora/$LOCKER_FUZZ_TARGET
    found=.build/fuzz/$LOCKER_FUZZ_TARGET
    mkdir -p "$found"
    echo "$LOCKER_FUZZ_TARGET"
    "$fuzzer" -max_total_time="${2:-60}" -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$found-" "$found" "$corpus"
    if [ -n "${KEEP:-}" ]; then
        merged=$(mktemp -d)
        # By the places that are reached, not by how often: some dozens of files instead of thousands.
        "$fuzzer" -set_cover_merge=1 -use_counters=0 -use_cmp=0 "$merged" "$corpus" "$found"
        rm -f "$corpus"/*
        cp "$merged"/* "$corpus"
        rm -r "$merged"
    fi
done
