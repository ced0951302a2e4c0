# Disks that take names for each other which differ in case only, and other disks for a person's files.
# shellcheck shell=bash disable=SC2154 # the variables of end-to-end.sh

# folding_mount KIND FOLDER: a fresh file system of that kind on the folder, with the folder `to` in it; not every
# machine can.
folding_mount() {
    local kind=$1 disk=$2
    rm -f "$work/image"
    truncate -s 64M "$work/image"
    case $kind in
        exfat | exfat-fuse) mkfs.exfat "$work/image" ;;
        vfat) mkfs.vfat "$work/image" ;;
        casefold) mkfs.ext4 -q -O casefold "$work/image" ;;
        lowntfs-3g) mkntfs -qFf "$work/image" ;;
    esac >/dev/null 2>&1 || return 1
    case $kind in
        exfat-fuse)
            mount.exfat-fuse "$(losetup --find --show "$work/image")" "$disk"
            ;;
        lowntfs-3g) lowntfs-3g -o ignore_case "$work/image" "$disk" ;;
        casefold) mount -o loop "$work/image" "$disk" && mkdir "$disk/to" && chattr +F "$disk/to" ;;
        *) mount -o loop "$work/image" "$disk" ;;
    esac >/dev/null 2>&1 || return 1
    mkdir -p "$disk/to"
}

folding_unmount() { # FOLDER
    umount "$1" 2>/dev/null || true
    losetup --associated "$work/image" --output NAME --noheadings | xargs --no-run-if-empty losetup --detach
}
