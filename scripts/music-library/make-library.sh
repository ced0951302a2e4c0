#!/usr/bin/env bash
# Builds a reproducible music library out of Debian packages:
#   OUT/catalog/        a label's songs (mp3, m4a, flac, ogg, wav; tagged, with art)
#   OUT/users/NAME/     three overlapping collections derived from it
#   OUT/expected.json   what every file of theirs is, and the ideal bytes each of them adds
#   OUT/SHA256SUMS      of every file, to compare two builds
#
# usage: make-library.sh [--small] [--seed TEXT] [--cache DIR] [--jobs N] OUT
#   --small   about 65 MB in under a minute; the default is about 2.2 GB
#   --seed    another text makes other choices: who has what, how it is tagged, encoded, damaged
#   --cache   keeps the downloaded .deb files (default: OUT.debs)
#   --jobs    processes at a time (default: one a processor)
# Needs ffmpeg and python3-mutagen; reaches nothing but the apt mirror. An OUT that appears is complete.
set -euo pipefail

usage() {
    sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

mode=full seed='' cache='' jobs=$(nproc) out=''
while [ $# -gt 0 ]; do
    case $1 in
        --small) mode=small ;;
        --seed) seed=${2:?}; shift ;;
        --cache) cache=${2:?}; shift ;;
        --jobs) jobs=${2:?}; shift ;;
        -*) usage ;;
        *) out=$1 ;;
    esac
    shift
done
[ -n "$out" ] || usage

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-/usr/bin/python3} # Debian's own, which is the one that python3-mutagen is for
for tool in ffmpeg ffprobe dpkg apt-get "$python"; do
    command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 1; }
done
"$python" -c 'import mutagen' || { echo "missing: python3-mutagen" >&2; exit 1; }

packages=(drascula-music asc-music mate-backgrounds)
if [ $mode = full ]; then
    packages+=(wesnoth-1.16-music warzone2100-music planetblupi-music-ogg singularity-music hyperrogue-music)
fi

if [ -e "$out" ] && [ -n "$(ls -A "$out")" ]; then
    echo "$out exists and is not empty" >&2
    exit 1
fi
mkdir -p "$(dirname "$out")" "${cache:=$out.debs}"
cache=$(cd "$cache" && pwd)
work=$(mktemp -d "$out.work.XXXXXX")
work=$(cd "$work" && pwd)
trap 'rm -rf "$work"' EXIT

# find_package NAME: the newest .deb of it in the cache.
find_package() {
    find -L "$cache" -name "${1}_*.deb" | sort | tail -n 1
}

# download PACKAGE: as the user who calls, whom the cache belongs to; apt would warn that it cannot change to its own.
download() {
    (cd "$cache" && apt-get download -q -o APT::Sandbox::User="$(id -un)" "$1" >/dev/null)
}

for package in "${packages[@]}"; do
    [ -n "$(find_package "$package")" ] || download "$package" || {
        echo "Could not download $package: is there a network, and was there an apt-get update?" >&2
        exit 1
    }
    mkdir -p "$work/src/$package"
    dpkg -x "$(find_package "$package")" "$work/src/$package"
done

mkdir "$work/out"
LIBRARY_SEED=$seed LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 "$python" "$here/make_library.py" --mode $mode --jobs "$jobs" \
    --src "$work/src" --work "$work" --out "$work/out"
(cd "$work/out" && find catalog users -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)
chmod 755 "$work/out"
[ ! -d "$out" ] || rmdir "$out"
mv "$work/out" "$out"
