# The programs to run: the release build of this checkout, or those in LOCKER_BIN (an installed version, say).
# shellcheck shell=bash

# build_products PRODUCT...: builds these for release, each with what it needs. Without a name SwiftPM builds all there
# is, the gateway with NIO among it.
build_products() {
    local product quiet=(--quiet)
    [ -t 1 ] && quiet=()
    for product; do
        swift build --configuration release "${quiet[@]}" --product "$product" || return
    done
}

# build_release [PROGRAM...]: builds what is not built of these, and sets `bin` to the directory of the programs. Without
# names, and in any case there, are lockerd and locker.
build_release() {
    local program
    [ $# -gt 0 ] || set -- lockerd locker
    if [ -n "${LOCKER_BIN:-}" ]; then
        bin=$LOCKER_BIN
    else
        build_products "$@"
        bin=$(swift build --configuration release --show-bin-path)
    fi
    for program in lockerd locker "$@"; do
        [ -x "$bin/$program" ] || {
            echo "There is no $program in $bin" >&2
            return 1
        }
    done
}
