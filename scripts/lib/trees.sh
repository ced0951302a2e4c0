# Compares two trees of files.
# shellcheck shell=bash

# modification_times DIR: of every regular file, by path; to the nanosecond.
modification_times() {
    (cd "$1" && find . -type f -printf '%T@ %p\0' | LC_ALL=C sort -z -k 2)
}

# same_tree A B: succeeds when both hold the same names, bytes, links and modification times; else says what differs.
same_tree() {
    diff --recursive --no-dereference --brief "$1" "$2" &&
        cmp <(modification_times "$1") <(modification_times "$2")
}

# count_files DIR
count_files() {
    find "$1" -type f -printf x | wc -c
}
