#!/usr/bin/env bash
# Fuzzes the parsers of MediaLayout with libFuzzer and the address sanitizer, from the starts of real songs.
#
# Usage: scripts/fuzz.sh [SECONDS]    (60)
#
# Inputs that lead somewhere new are kept in .build/fuzz, and start the next run. One that fails is named in the
# output, and fails again with: LOCKER_FUZZ=1 swift run MediaLayoutFuzzer FILE
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/music.sh

small_library
seeds=.build/fuzz/seeds
found=.build/fuzz/found
mkdir -p "$seeds" "$found"
number=0
while IFS= read -r -d '' song; do
    number=$((number + 1))
    head -c 30000 "$song" > "$seeds/$number"
done < <(find "$music" -type f -size +10k \( -name '*.mp3' -o -name '*.flac' -o -name '*.m4a' -o -name '*.ogg' \
    -o -name '*.wav' \) -print0)

export LOCKER_FUZZ=1
swift build --product MediaLayoutFuzzer
"$(swift build --show-bin-path)/MediaLayoutFuzzer" -max_total_time="${1:-60}" -max_len=40000 -rss_limit_mb=1024 \
    -artifact_prefix=.build/fuzz/ "$found" "$seeds"
