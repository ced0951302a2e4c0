# The small music library that demo and end-to-end checks use; built once, kept in .build/music-library.
# shellcheck shell=bash

# small_library: builds it if it is not there, and sets `music` to its directory.
small_library() {
    local cache=$PWD/.build/music-library
    music=$cache/small
    [ ! -e "$music/SHA256SUMS" ] || return 0
    rm -rf "$music"
    mkdir -p "$cache"
    scripts/music-library/make-library.sh --small --cache "$cache/debs" "$music"
}
