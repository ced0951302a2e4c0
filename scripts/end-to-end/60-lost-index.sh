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
daemon_stop

# A pack of which nothing tells that it was there.
find_lost_content() {
    exits 1 locker admin verify >"$work/findings"
    grep -q 'no pack has it' "$work/findings"
    locker repair "$tree"
    locker admin verify
    comes_back
}

pack=$(find "$store/packs" -name 'data-*.pack' | sort | head -n 1)
rm -r "$pack" "$store/index"
rm -f "$store/quarantine"
daemon_start
check "content that no pack has is found, and mended" find_lost_content
daemon_stop

# An older copy of packs and database is put back beside a newer index.
settled_by_a_rebuild() {
    locker admin verify || true
    locker admin rebuild
    locker admin verify
    comes_back
}

mkdir "$work/copy"
cp -a "$store/packs" "$store"/metadata.sqlite* "$work/copy/"
make_noise "$work/later" 3 2000 later
daemon_start
locker sync --library later "$work/later" >/dev/null
daemon_stop
rm -r "$store/packs" "$store"/metadata.sqlite*
cp -a "$work/copy/." "$store/"
daemon_start
check "what a store knew of a time that was taken back is settled by a rebuild" settled_by_a_rebuild
