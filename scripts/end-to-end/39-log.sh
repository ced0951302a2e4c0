# What the log does not tell
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh

mark=Xyzzy-plugh # in every name of a file in this session, and in nothing else
library="a library"
private=$work/private
log=$work/all.log

# Everything that people and the disk can do wrong. How each of it ends is tested elsewhere.
busy_session() {
    make_noise "$private/$mark-folder" 3 200000 "$mark"
    mv "$private/$mark-folder/000" "$private/$mark.mp3"
    ln -s "$mark-target" "$private/$mark-link"
    mkfifo "$private/$mark-pipe"
    exits 3 "$@" sync --library "$library" "$private"
    exits 3 "$@" sync --library "$library" --transfer match "$private"
    exits 3 "$@" sync --library "$library" --transfer stream --rehash "$private"
    "$@" restore --library "$library" "$work/back-$RANDOM"
    exits 1 "$@" get --library "$library" "$mark-nothing" -o "$work/$mark-output"
    exits 1 "$@" rm --library "$library" "$mark-nothing"
    exits 1 "$@" mv --library "$library" "$mark.mp3" "$mark-link"
    exits 1 "$@" mv --library "$library" "$mark.mp3" "$mark.mp3/$mark"
    "$@" mv --library "$library" "$mark.mp3" "$mark-moved"
    "$@" rm --library "$library" --recursive "$mark-folder"
    exits 1 "$@" get --library "$library" "$mark-moved" -o /dev/full
    exits 1 "$@" ls --library "$library-absent"
    rm -rf "$private"
}

hostile_requests() {
    PYTHONPATH=docs/examples/python python3 -B - "$mark" "$work" <<'PYTHON'
import os, sys
from locker_client import CallFailed, Locker, encode, first
mark, work = sys.argv[1].encode(), sys.argv[2]
locker = Locker(os.environ["LOCKER_SOCKET"], "alice")
session = first(locker.call(b"OpenSession", encode({1: b"a library"})), 1, 0)
digest = os.urandom(32)
full = os.open("/dev/full", os.O_RDWR)
read_only = os.open(work, os.O_RDONLY)
calls = [(b"Stage", encode({1: session, 2: [encode({1: mark, 2: 1, 4: digest})]}), None),
         (b"Stage", encode({1: session, 2: [encode({1: b"../" + mark, 2: 3})]}), None),
         (b"Ingest", encode({1: session, 2: mark}), full), (b"Ingest", encode({1: session, 2: mark}), read_only),
         (b"Restore", encode({1: b"a library", 3: mark + b"-moved"}), full),
         (b"Assemble", encode({1: session, 2: [encode({1: mark, 3: b"LKRR" + mark})]}), None),
         (b"Match", encode({1: [digest + b"x"]}), None), (mark, b"", None)]
for method, request, descriptor in calls:
    try:
        locker.call(method, request, descriptor=descriptor)
    except CallFailed:
        continue
    sys.exit(f"{method} was answered")
PYTHON
}

# Flips a byte of every record that is stored, whatever it holds.
damage_everything() {
    python3 - "$store/packs" <<'PYTHON'
import glob, os, struct, sys
for path in glob.glob(sys.argv[1] + "/*.pack"):
    data = bytearray(open(path, "rb").read())
    count, footer = struct.unpack_from("<II", data, len(data) - 64 + 16)
    for place in range(count):
        offset, _, stored = struct.unpack_from("<III", data, footer + 64 + 48 * place + 32)
        data[offset + 64 + stored // 2] ^= 1
    os.chmod(path, 0o600)
    open(path, "wb").write(data)
PYTHON
}

meets_damage() {
    exits 3 locker --account alice restore --library "$library" "$work/damaged" ||
        exits 1 locker --account alice restore --library "$library" "$work/damaged-too"
    exits 1 locker --account alice get --library "$library" "$mark-moved" -o "$work/$mark-output"
    exits 1 locker --account alice cat --library "$library" "$mark-moved"
    exits 1 locker admin verify
    locker admin compact --max-unused 0 || true
    locker admin rebuild || true
}

# log_is_clean FILE: no name and no digest is in it.
log_is_clean() {
    [ -s "$1" ]
    ! grep -nE "$mark|[0-9a-f]{64}" "$1"
}

# tells_who FILE: lines for commits, removals and accounts, with their facts.
tells_who() {
    grep -E 'info audit .*account=alice .*call=Commit .*library="a library" outcome=OK .*request=.* seconds=.* uid=0' "$1"
    grep -E 'info audit .*account=alice .*call=Remove .*outcome=OK .*removed=' "$1"
    grep -E 'info audit .*account=alice .*call=Move .*outcome=(ALREADY_EXISTS|INVALID_ARGUMENT)' "$1"
    grep -E 'info audit .*account=bob .*call=AddAccount .*outcome=OK .*quota=1000' "$1"
    grep -E '(info|error) a verification has (ended|failed).*outcome=' "$1"
}

keep_log() {
    cat "$daemon_log" >>"$log"
}

daemon_start
locker admin account add alice >/dev/null
locker admin account add bob --quota 1000 >/dev/null
check "files come and go, and much goes wrong" busy_session locker --account alice
check "a quota is met" exits 5 locker --account bob sync --library "$library" scripts
check "nonsense is refused" hostile_requests
daemon_kill
keep_log
daemon_start
until [ "$(locker_json rebuilding status)" = False ]; do sleep 0.01; done
daemon_stop # seals the packs
keep_log
damage_everything
daemon_start
check "every record is damaged" meets_damage
keep_log
check "the log tells of the damage" grep -q "damaged record" "$log"
check "the log names no file and no digest" log_is_clean "$log"
check "it says who changed what, for whom, and how that ended" tells_who "$log"
daemon_stop
daemon_options=(--log-level debug)
daemon_start
check "at debug level it does" exits 1 locker --account alice cat --library "$library" "$mark-moved"
check "and only there" grep -q "$mark" "$daemon_log"
daemon_options=()
