#!/usr/bin/env bash
# Checks every way to hash and to cut of Sources/CLanes, also those that this processor does not have: AVX-512 and AVX2
# in portable C (SIMDe), those of aarch64 by an emulator, and x86-64 of processors without this and that.
#
# usage: lanes.sh    (some seconds)
set -euo pipefail
cd "$(dirname "$0")/.."

build=.build/lanes
mkdir -p "$build"
options=(-O2 -Wall -Wextra -Werror -ISources/CLanes -ISources/CLanes/include scripts/lanes/check.c)

echo "As this processor has them:"
clang -DIN_PORTABLE_C=0 "${options[@]}" Sources/CLanes/*.c -lcrypto -o "$build/native"
"$build/native"

# An emulator of another processor on a third one would check no more.
[ "$(uname -m)" = x86_64 ] || exit 0
scripts/install-dependencies.sh --lanes

echo "AVX-512 and AVX2, in portable C:"
# Attributes may not let the compiler use what the processor lacks. SIMDe has warnings of its own.
clang -DIN_PORTABLE_C=1 '-Dtarget(instructions)=' -Iscripts/lanes/simde "${options[@]}" -w Sources/CLanes/sha256_avx*.c \
    Sources/CLanes/gear_*.c Sources/CLanes/lanes.c -o "$build/portable"
"$build/portable"

for model in qemu64 Nehalem Haswell; do
    echo "x86-64 as $model has it:"
    qemu-x86_64 -cpu "$model" "$build/native" 2> >(grep -v "TCG doesn't support" >&2)
done

echo "aarch64:"
clang --target=aarch64-linux-gnu -static -DIN_PORTABLE_C=0 "${options[@]}" Sources/CLanes/gear_*.c Sources/CLanes/lanes.c \
    Sources/CLanes/sha256_arm.c -o "$build/aarch64"
qemu-aarch64 "$build/aarch64"
