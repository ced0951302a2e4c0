# The JSON of every command, held against docs/json.md
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
schema() { python3 -B scripts/lib/json_schema.py docs/json.md "$@"; }
held=$work/held # the commands that were tried

# holds COMMAND ARGUMENT...: runs `locker --json` and holds what it prints against the table of the command.
holds() {
    local command=$1
    shift
    "$bin/locker" --json "$@" >"$work/object" 2>"$work/events" || [ $? -eq 3 ]
    schema "$command" <"$work/object"
    schema --events <"$work/events"
    echo "$command" >>"$held"
}

sources_of_everything() {
    mkdir -p "$work/tree/empty" "$work/songs"
    cp "$(find "$music/users/bob" -name '*.flac' | head -n 1)" "$work/tree/song.flac"
    cp "$work/tree/song.flac" "$work/songs"
    ln -s song.flac "$work/tree/link"
    printf 'x' >"$work/tree/"$'not\xffUTF-8'
    mkfifo "$work/tree/skipped"
    touch "$work/tree/.DS_Store" "$work/tree/x.tmp"
    echo '*.tmp' >"$work/tree/.lockerignore"
}

# A command that stays: its first object, and what it says until it is ended.
watches() {
    local pid
    "$bin/locker" --json watch "$work/tree" >"$work/objects" 2>"$work/events" &
    pid=$!
    for _ in {1..600}; do
        if grep -q watching "$work/events"; then break; fi
        sleep 0.1
    done
    kill -TERM $pid
    wait $pid
    head -n 1 "$work/objects" | schema watch
    schema --events <"$work/events"
    echo watch >>"$held"
}

# A server that somebody is signed in to, as the file of it has it.
signed_in() {
    mkdir -p "$work/config/locker"
    cat >"$work/config/locker/servers.json" <<'END'
{"servers": [{"account": "alice", "label": "desk", "token": "lk_1", "url": "https://music.example.org"}], "version": 1}
END
    chmod 600 "$work/config/locker/servers.json"
}

people() {
    holds sync sync -v "$work/tree"
    touch -d 2001-02-03T04:05:06.123456789 "$work/tree/song.flac"
    holds sync sync --dry-run --delete "$work/tree"
    holds sync sync "$work/tree"
    holds "sync --both" sync --both -v "$work/tree"
    holds pull pull --dry-run "$work/tree"
    watches
    holds status status
    holds usage usage
    signed_in
    XDG_CONFIG_HOME=$work/config holds "login --list" login --list
    holds "library list" library list
    holds ls ls
    holds changes changes --since 1
    holds changes changes --since 0
    holds log log
    holds log log --revision 1
    holds note note 1 'a note'
    holds "device list" device list
    holds "device rename" device rename "$(locker_json devices.0.device device list)" laptop
    holds "device remove" device remove laptop
    holds "device restore" device restore laptop
    holds scan scan "$work/tree"
    holds get get song.flac -o "$work/got"
    holds restore restore "$work/restored"
    holds restore restore "$work/elsewhere" --dry-run --overwrite --include '*.flac'
    holds find find '*.flac'
    holds find find --all-revisions '**'
    holds versions versions song.flac
    holds versions versions 'not\xffUTF-8'
    holds diff diff
    holds diff diff 2 0
    holds diff diff 0 2
    holds revert revert --dry-run 1
    holds revert revert 1
    holds purge purge --dry-run link
    holds purge purge link
    holds mv mv song.flac moved.flac
    holds rm rm moved.flac
    holds repair repair "$work/tree"
    holds inspect inspect "$work/tree/song.flac"
    holds "library rename" library rename main other
    holds "library keep" library keep other --last 3 --within 30d --yearly 2
    holds "library keep" library keep other --clear
    holds "library keep" library keep other
    holds "library delete" library delete --dry-run other
    holds "library delete" library delete other
}

operators() {
    local track
    holds "admin account add" admin account add kim --uid 4242 --quota 10GB
    holds "admin account quota" admin account quota kim none
    holds "admin account disable" admin account disable kim
    holds "admin account enable" admin account enable kim
    holds "admin account rename" admin account rename kim lee
    holds "admin account rebind" admin account rebind lee --uid none
    holds "admin account list" admin account list
    holds "admin catalog add" admin catalog add "$work/songs"
    if command -v ffmpeg >/dev/null; then holds "admin catalog add" admin catalog add --fingerprints "$work/songs"; fi
    holds "admin catalog list" admin catalog list
    track=$(locker_json tracks.0.track admin catalog list)
    holds "admin grant" admin grant lee "$track"
    holds "admin catalog remove" admin catalog remove "$track"
    holds "admin stats" admin stats
    holds "admin verify" admin verify
    holds "admin compact" admin compact
    holds "admin expire" admin expire --keep-last 1
    holds "admin backup" admin backup "$work/backup" --check
    holds "admin rebuild" admin rebuild
    holds "admin account remove" admin account remove lee --dry-run
    holds "admin account remove" admin account remove lee
}

# A job that runs long enough: it reads a byte a second.
cancellations() {
    local command job
    "$bin/locker" --json admin verify --limit-rate 1 >/dev/null 2>"$work/running" &
    job=$!
    for _ in {1..200}; do
        grep -q 'verifying packs' "$work/running" && break
        sleep 0.05
    done
    kill -TERM $job
    wait $job || true
    grep -q 'goes on in the daemon' "$work/running"
    schema --events <"$work/running"
    for command in compact backup rebuild; do
        exits 1 locker admin $command --cancel 2>"$work/message"
        grep -qF "'locker admin verify --cancel' ends it" "$work/message"
    done
    holds "admin verify --cancel" admin verify --cancel
    [ "$(json_get kind <"$work/object")" = verification ]
    for _ in {1..200}; do
        locker admin verify --cancel 2>"$work/message" || break
        sleep 0.05
    done
    grep -q 'no job runs' "$work/message"
}

quiet_shows_no_progress() {
    exits 3 "$bin/locker" --json -q sync --rehash --library quiet "$work/tree" >/dev/null 2>"$work/events"
    grep -q skipped "$work/events"
    ! grep -q progress "$work/events"
}

without_a_job() {
    exits 1 "$bin/locker" --json admin compact --cancel >"$work/object" 2>"$work/events"
    schema --events <"$work/events"
    grep -q "no job runs" "$work/events"
}

# Errors of the daemon, of the command line, and of a socket that is not there.
errors() {
    exits 1 "$bin/locker" --json ls --library none >"$work/object" 2>"$work/events"
    schema --events <"$work/events"
    [ "$(json_get error.code <"$work/events")" = NOT_FOUND ]
    [ "$(json_get error.details.library <"$work/events")" = none ]
    [ -n "$(json_get error.details.request <"$work/events")" ]
    exits 2 "$bin/locker" --json ls --frobnicate 2>"$work/events"
    schema --events <"$work/events"
    exits 6 "$bin/locker" --json --socket "$work/nothing" status 2>"$work/events"
    schema --events <"$work/events"
}

every_table_was_used() {
    diff <(schema --commands | sort -u) <(sort -u "$held")
}

times_are_exact() {
    locker sync --library exact "$work/tree" || [ $? -eq 3 ]
    locker --json ls song.flac --library exact >"$work/object"
    [ "$(json_get entries.0.modified_ns <"$work/object")" = "$(date -d 2001-02-03T04:05:06.123456789 +%s%N)" ]
}

check "files of every kind" sources_of_everything
check "what people call" people
check "what operators call" operators
check "jobs are cancelled, each by its own command" cancellations
check "with --quiet, objects tell of no progress" quiet_shows_no_progress
check "without a job, that is said" without_a_job
check "an error tells what it is about" errors
check "every table of docs/json.md was used" every_table_was_used
check "times survive a reader of doubles" times_are_exact
