#!/usr/bin/env bash
# Builds the client in Go from what Debian has: apt-get install golang-go golang-github-containerd-ttrpc-dev
# golang-google-protobuf-dev protobuf-compiler protoc-gen-go
#
# usage: build.sh PROGRAM
set -euo pipefail

if [ $# -ne 1 ] || [ "${1#-}" != "$1" ]; then
    echo "usage: build.sh PROGRAM, the file to write, such as /tmp/locker_client; its -h lists the commands" >&2
    exit 2
fi

example=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
protos=$example/../../../Sources/LockerAPI/Protos
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/src/locker_client"
cp "$example"/*.go "$work/src/locker_client"
protoc --proto_path="$protos" --go_out="$work/src" --go_opt=Mlocker.proto=locker_client/lockerv1 locker.proto
export GO111MODULE=off GOPATH=$work:/usr/share/gocode GOCACHE=${GOCACHE:-$work/cache} GOFLAGS=''
cd "$work/src/locker_client"
go build -o "$program" .
