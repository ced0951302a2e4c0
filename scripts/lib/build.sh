# The programs to run: the release build of this checkout, or those in LOCKER_BIN (an installed version, say).
# shellcheck shell=bash

# build_release [PROGRAM...]: builds what is not built, and sets `bin` to the directory of the programs; without names,
# builds all and needs lockerd and locker.
build_release() {
    local program
    if [ -n "${LOCKER_BIN:-}" ]; then
        bin=$LOCKER_BIN
    else
        local quiet=(--quiet)
        [ -t 1 ] && quiet=()
        if [ $# -eq 0 ]; then swift build --configuration release "${quiet[@]}"; fi
        for program in "$@"; do
            swift build --configuration release "${quiet[@]}" --product "$program"
        done
        bin=$(swift build --configuration release --show-bin-path)
    fi
    for program in lockerd locker "$@"; do
        [ -x "$bin/$program" ] || {
            echo "There is no $program in $bin" >&2
            return 1
        }
    done
}
