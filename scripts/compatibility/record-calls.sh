#!/usr/bin/env bash
# Records the calls that the client of a version makes, and what the daemon of that version answers, for
# scripts/compatibility/VERSION: once for each landed version that changed the protocol, with its programs.
#
# usage: LOCKER_BIN=DIR record-calls.sh VERSION     VERSION/locker.proto is that version's, and VERSION/features has the
#                                                   words of its Capabilities, a line each
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/lib/build.sh
. scripts/lib/daemon.sh
. scripts/lib/json.sh
. scripts/lib/noise.sh
. scripts/lib/locker.sh
compatibility=$PWD/scripts/compatibility
# shellcheck source=scripts/compatibility/history.sh
. "$compatibility/history.sh"
# shellcheck source=scripts/compatibility/calls.sh
. "$compatibility/calls.sh"

build_release
work=$(mktemp -d "${TMPDIR:-/tmp}/locker-calls.XXXXXX")
relay=''
trap 'daemon_cleanup; [ -z "$relay" ] || kill $relay; rm -rf "$work"' EXIT
store=$work/store
direct=$work/direct.sock
export LOCKER_SOCKET=$direct XDG_STATE_HOME=$work/state
daemon_start
PYTHONPATH=docs/examples/python:scripts/load:$compatibility python3 -B "$compatibility/relay.py" \
    record "$work/relay.sock" "$direct" "$work/calls" &
relay=$!
until [ -S "$work/relay.sock" ]; do sleep 0.05; done
LOCKER_SOCKET=$work/relay.sock
use_all >"$work/output" 2>&1 || { tail "$work/output" >&2; exit 1; }
xz -9 <"$work/calls" >"$compatibility/$1/calls.xz"
ls -l "$compatibility/$1"
