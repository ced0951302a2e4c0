# The small music library that demo and end-to-end checks use; built once, kept in .build/music-library.
# shellcheck shell=bash

# small_library: builds it if it is not there, and sets `music` to its directory.
small_library() {
    local cache=$PWD/.build/music-library
    music=$cache/small
    if [ ! -e "$music/SHA256SUMS" ]; then
        rm -rf "$music"
        mkdir -p "$cache"
        scripts/music-library/make-library.sh --small --cache "$cache/debs" "$music"
    fi
    # A sync leaves the litter out that people have beside their music: without it, all of it comes back.
    find "$music/users" -name .DS_Store -delete
}
