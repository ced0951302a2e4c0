# What an earlier version's client is recorded doing: every call of the protocol but a proof, which wants its nonce.
# shellcheck shell=bash disable=SC2154 # `locker`, `work` and `client` come from those who source it

# use_all: every command; `direct` reaches the daemon without being recorded.
use_all() {
    local tree=$work/tree track
    make_tree "$tree"
    locker status
    for account in alice bob gone; do locker admin account add $account; done
    locker --account alice sync --library matched --transfer match "$tree"
    locker --account alice sync "$tree"
    locker --account alice sync --library streamed --transfer stream "$tree"
    printf 'more' >>"$tree/Photos/000"
    rm "$tree/nothing"
    locker --account alice sync --delete "$tree"
    locker --account alice ls --long
    locker --account alice ls --revision 1 Songs
    locker --account alice changes --since 1
    locker --account alice log
    locker --account alice get Songs/one.mp3 -o "$work/one.mp3"
    locker --account alice cat Songs/two.flac --offset 100 --length 1000 >"$work/part"
    locker --account alice restore "$work/back"
    locker --account alice mv Songs Music
    locker --account alice rm --recursive Photos
    locker --account alice repair "$tree"
    locker --account alice usage
    locker admin catalog add "$tree/Songs"
    locker admin catalog list
    track=$(LOCKER_SOCKET=$direct locker_json tracks.0.track admin catalog list)
    locker admin grant bob "$track" --library bought
    locker --account bob scan "$tree"
    locker admin catalog remove "$track"
    locker admin account list
    locker admin account quota bob 1000
    locker --account bob sync "$tree" || true # over quota
    locker --account bob get nothing || true
    locker --account alice mv nowhere somewhere || true
    locker --account nobody ls || true
    locker admin account disable gone
    locker admin account enable gone
    locker admin account rename gone left
    locker admin account rebind left --uid none
    locker admin account remove left
    locker --account alice library rename streamed flowed
    locker --account alice library delete flowed
    locker admin stats
    locker admin verify
    locker admin verify --list
    locker admin expire --keep-last 2 --dry-run
    locker admin compact --max-unused 0
    locker admin backup "$work/backup"
    locker admin rebuild
    locker admin compact --cancel || true
    PYTHONPATH=docs/examples/python:scripts/load python3 -B "$compatibility/rare.py"
}
