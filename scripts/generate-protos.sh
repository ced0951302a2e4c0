#!/usr/bin/env bash
# Regenerates the committed Swift code of every .proto file: Sources/TARGET/Protos -> Sources/TARGET/Generated.
#
# The generator is built from the swift-protobuf that Package.swift names, so that code and runtime agree.
# Needs protoc (Debian: protobuf-compiler).
set -euo pipefail
cd "$(dirname "$0")/.."

# The messages of these targets are part of the target's interface; those of all others stay inside.
public_targets=(LockerAPI)

command -v protoc >/dev/null || {
    echo "There is no protoc in PATH: apt-get install protobuf-compiler" >&2
    exit 1
}

generator_build=.build/protoc-gen-swift
[ -d .build/checkouts/swift-protobuf ] || swift package resolve
version=$(git -C .build/checkouts/swift-protobuf describe --tags --always)
generator=$generator_build/protoc-gen-swift-$version
if [ ! -x "$generator" ]; then
    echo "Building protoc-gen-swift $version"
    build=(swift build --configuration release --package-path .build/checkouts/swift-protobuf
        --scratch-path "$generator_build" --product protoc-gen-swift)
    "${build[@]}"
    cp "$("${build[@]}" --show-bin-path)/protoc-gen-swift" "$generator"
fi

visibility_of() {
    case " ${public_targets[*]} " in
        *" $1 "*) echo Public ;;
        *) echo Internal ;;
    esac
}

for protos in Sources/*/Protos; do
    target=$(basename "$(dirname "$protos")")
    generated=Sources/$target/Generated
    mapfile -t files < <(cd "$protos" && find . -name '*.proto' -printf '%P\n' | LC_ALL=C sort)
    rm -rf "$generated"
    mkdir -p "$generated"
    protoc --plugin=protoc-gen-swift="$generator" --proto_path="$protos" \
        --swift_opt=Visibility="$(visibility_of "$target")" --swift_opt=FileNaming=DropPath \
        --swift_out="$generated" "${files[@]}"
    echo "$generated: ${#files[@]} file(s)"
done
