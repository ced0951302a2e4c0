# The programs to run: the release build of this checkout, or those in LOCKER_BIN (an installed version, say).
# shellcheck shell=bash

# build_release: builds what is not built, and sets `bin` to the directory of the programs.
build_release() {
    if [ -n "${LOCKER_BIN:-}" ]; then
        bin=$LOCKER_BIN
    else
        local quiet=(--quiet)
        [ -t 1 ] && quiet=()
        swift build --configuration release "${quiet[@]}"
        bin=$(swift build --configuration release --show-bin-path)
    fi
    if ! [ -x "$bin/lockerd" ] || ! [ -x "$bin/locker" ]; then
        echo "There is no lockerd and locker in $bin" >&2
        return 1
    fi
}
