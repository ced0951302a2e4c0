# The index is lost, or damaged: it is made again from the packs
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

tree=$music/users/carol

comes_back() {
    rm -rf "$work/back"
    locker restore "$work/back"
    same_tree "$tree" "$work/back"
}

knows_what_it_has() {
    locker sync --rehash "$tree"
    [ "$(locker_json stored_bytes admin stats)" -eq "$stored" ]
}

daemon_start
locker sync "$tree" >/dev/null
stored=$(locker_json stored_bytes admin stats)
daemon_stop

rm -rf "$store/index"
daemon_start
check "without an index, everything comes back" comes_back
check "without an index, nothing is stored twice" knows_what_it_has
daemon_stop

find "$store/index" -type f -exec dd if=/dev/urandom of={} bs=4096 count=3 conv=notrunc status=none \;
daemon_start
check "with a damaged index, everything comes back" comes_back
check "with a damaged index, nothing is stored twice" knows_what_it_has
