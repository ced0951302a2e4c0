# Devices are edited while their watches and the daemon are killed
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# torture_both SECONDS: a short run of what `make torture-both` does for long. What a round that fails leaves stays.
torture_both() {
    local directory
    directory=$(mktemp -d "${TMPDIR:-/tmp}/locker-devices.XXXXXX")
    scripts/torture/devices.py --programs "$bin" --work "$directory" --seconds "$1" --seed "$SEED"
    rm -rf "$directory"
}

check "watches of three devices and the daemon are killed: all become the same, and nothing is lost" torture_both 20
