#!/usr/bin/env bash
# Builds the documentation of the libraries that other programs use, with DocC: a folder of pages for a web server.
#
# usage: docs.sh [MODULE...]     those that have a catalogue, Sources/MODULE/MODULE.docc
#
# A name in a catalogue that nothing has is an error; links of comments to other modules are not looked at.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/build.sh

docc=$(dirname "$(realpath "$(command -v swift)")")/docc
if ! [ -x "$docc" ]; then
    echo "There is no docc beside $(command -v swift); a toolchain of swift.org has it" >&2
    exit 1
fi
if [ $# -eq 0 ]; then
    for catalogue in Sources/*/*.docc; do set -- "$@" "$(basename "$catalogue" .docc)"; done
fi

unset LOCKER_BIN # what is documented is what this checkout's modules have
build_release
target=$(swift -print-target-info | sed -n 's/^ *"triple": "\(.*\)",$/\1/p' | head -n 1)
maps=()
for map in Sources/*/module.modulemap "$bin"/*.build/module.modulemap; do
    [ ! -e "$map" ] || maps+=(-Xcc "-fmodule-map-file=$map")
done
for module; do
    graphs=.build/docs/$module.symbols archive=.build/docs/$module.doccarchive said=.build/docs/$module.txt
    rm -rf "$graphs" "$archive"
    mkdir -p "$graphs"
    swift symbolgraph-extract -module-name "$module" -target "$target" -I "$bin/Modules" "${maps[@]}" \
        -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"
    "$docc" convert "Sources/$module/$module.docc" --additional-symbol-graph-dir "$graphs" --output-path "$archive" \
        --fallback-display-name "$module" --fallback-bundle-identifier "locker.$module" \
        --diagnostics-file "$graphs/diagnostics.json" >"$said" 2>&1 || { cat "$said" >&2 && exit 1; }
    ! grep "^[^ ]*\.docc/.*: warning: " "$said" >&2 || exit 1
    echo "$archive: python3 -m http.server --directory $archive, and /documentation/${module,,}"
done
