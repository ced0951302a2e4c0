# The daemon is killed at random moments of a sync
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

rounds=10
tree=$work/tree
mkdir "$work/manifests"
slowest_start_ms=0
interrupted=0

# bring_new_files ROUND: every revision differs from all others, and shares its music with them.
bring_new_files() {
    rm -rf "$tree/noise"
    make_noise "$tree/noise" 24 2000000 "$SEED/$1"
}

# remember REVISION: it is acknowledged, and holds what the tree holds.
remember() {
    (cd "$tree" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$work/manifests/$1"
}

start_again() {
    daemon_start
    [ "$daemon_start_ms" -le "$slowest_start_ms" ] || slowest_start_ms=$daemon_start_ms
}

sync_again() {
    locker --json sync --delete "$tree" >"$work/report.json"
    locker restore "$work/back"
    same_tree "$tree" "$work/back"
}

# kill_in_sync MILLISECONDS: kills the daemon so long after the start of a sync; sets `status` to how that ended.
kill_in_sync() {
    locker --json sync --delete "$tree" >"$work/report.json" 2>"$work/report.error" &
    local sync_pid=$!
    sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"
    daemon_kill
    status=0
    wait $sync_pid || status=$?
}

whole_again() { # REVISION
    rm -rf "$work/back"
    locker restore --revision "$1" "$work/back"
    (cd "$work/back" && sha256sum --check --quiet --strict) <"$work/manifests/$1"
    [ "$(count_files "$work/back")" -eq "$(find "$tree" -type f | wc -l)" ]
}

every_acknowledged_revision_is_whole() {
    for manifest in "$work"/manifests/*; do
        whole_again "${manifest##*/}"
    done
}

starts_soon() {
    [ "$slowest_start_ms" -le 5000 ]
}

daemon_start
cp -a "$music/users/alice" "$tree"
bring_new_files 0
began=${EPOCHREALTIME/[^0-9]/}
locker sync "$tree" >/dev/null
whole_ms=$(((${EPOCHREALTIME/[^0-9]/} - began) / 1000))
remember 1

mapfile -t moments < <(python3 -c '
import random, sys
source = random.Random(sys.argv[1])
for _ in range(int(sys.argv[2])):
    print(int(source.random() * float(sys.argv[3])))
' "$SEED" $rounds $whole_ms)

for round in "${!moments[@]}"; do
    bring_new_files $((round + 1))
    kill_in_sync "${moments[round]}"
    if [ $status -eq 0 ]; then
        remember "$(json_get revision <"$work/report.json")"
    else
        interrupted=$((interrupted + 1))
    fi
    rm -rf "$work/back"
    start_again
    check "killed ${moments[round]} ms into a sync that takes $whole_ms: synced again, all comes back" sync_again
    remember "$(json_get revision <"$work/report.json")"
done

check "some of the syncs were interrupted ($interrupted of $rounds)" test $interrupted -gt 0
check "every acknowledged revision is whole ($(find "$work/manifests" -type f | wc -l))" \
    every_acknowledged_revision_is_whole
note=''
[ "$slowest_start_ms" -le 1000 ] || note=', which is more than a second: is the machine busy?'
check "the slowest restart took $slowest_start_ms ms$note" starts_soon
