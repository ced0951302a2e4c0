# What lies in a store, and what the daemon knows of it.
# shellcheck shell=bash disable=SC2154 # the store is that of daemon.sh

# every_pack_is_known: succeeds when the daemon, which has just started, knows each file below packs/, and nothing else lies
# in the store than what belongs there.
every_pack_is_known() {
    local files known
    files=$(find "$store/packs" -mindepth 1 -name '*-*.pack' -printf x | wc -c)
    known=$(locker_json packs admin stats)
    [ "$files" -eq "$known" ] || {
        echo "$files packs lie in the store, and the daemon knows $known"
        return 1
    }
    ! find "$store" -mindepth 1 -maxdepth 1 | grep -vE '/(packs|index|store|lock|quarantine|metadata\.sqlite(-wal)?)$' &&
        ! find "$store/packs" -mindepth 1 ! -name '*-*.pack' | grep .
}

# nothing_is_unused: succeeds when a compaction would find no record that nobody needs.
nothing_is_unused() {
    locker --json admin compact --dry-run --max-unused 0 >"$work/unused.json"
    [ "$(json_get unused_bytes <"$work/unused.json")" -eq 0 ] || {
        cat "$work/unused.json"
        return 1
    }
}
