# The load of scripts/load.sh and of its end-to-end check.
# shellcheck shell=bash disable=SC2034,SC2154 # its variables are for and from those who source it

# What a daemon with the configuration below may take beside what it has when nobody calls: requests and replies of
# 64 MiB each, 192 KiB for each of 1,024 connections (of the 1,280 places, some are kept for operators and for other users), 4 MiB for each thread that takes content in or hangs; and what the
# allocator keeps of memory that was given back.
load_bound=$((2 * (64 << 20) + 1024 * (192 << 10) + 64 * (4 << 20)))

# load_daemon_start: a daemon whose patience is short, so that the hanging files hang in the time of a check.
load_daemon_start() {
    echo '{ limits: { connections: 1280, message_bytes: 67108864, file_seconds: 2 } }' >"$work/load.json5"
    daemon_options=(--config "$work/load.json5")
    daemon_start
    daemon_options=()
}

load() {
    PYTHONPATH=docs/examples/python python3 -B scripts/load/load.py "$@"
}
