# Stores of many small chunks, for the scripts that measure on such.
# shellcheck shell=bash

# made_store DIRECTORY FILES: makes a store that holds so many files of 200 chunks each, unless it is there.
made_store() {
    [ -e "$1" ] && return
    swift build --quiet --configuration release --product make-store
    rm -rf "$1.part"
    "$(swift build --configuration release --show-bin-path)/make-store" "$1.part" "$2"
    mv "$1.part" "$1"
}
