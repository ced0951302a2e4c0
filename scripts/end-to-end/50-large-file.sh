# A sparse file of 5 GB
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

daemon_start
large=$work/large
mark=2500000001

mkdir "$large"
truncate -s 5G "$large/sparse.wav"
printf 'a needle' | dd of="$large/sparse.wav" bs=1 seek=$mark conv=notrunc status=none

comes_back() {
    locker cat sparse.wav | cmp - "$large/sparse.wav"
}

needle_is_found() {
    [ "$(locker cat sparse.wav --offset $mark --length 8)" = "a needle" ]
}

is_stored_small() {
    [ "$(locker_json stored_bytes admin stats)" -lt 1000000 ]
}

peak_memory_is_below() { # BYTES
    echo "peak: $(daemon_peak_memory) bytes"
    [ "$(daemon_peak_memory)" -lt "$1" ]
}

check "it goes in" locker sync "$large"
check "it comes back" comes_back
check "a range of it is found" needle_is_found
check "its holes are kept once" is_stored_small
check "the daemon never had 200 MB of memory ($(human "$(daemon_peak_memory)"))" peak_memory_is_below 200000000
