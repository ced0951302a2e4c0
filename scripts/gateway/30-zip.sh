# Folders as one archive
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

archives=scripts/gateway/archives.py
gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 },'
people_and_music
bring alice odd "$music/odd"
zip_url=$gateway_url/api/v1/libraries

# zip LIBRARY [PATH...]: asks for these, and keeps the archive in $work/all.zip.
zip() {
    local paths=() path
    for path in "${@:2}"; do paths+=(--data-urlencode "path=$path"); done
    ask 200 --get --header "$(bearer alice)" "${paths[@]}" "$zip_url/$1/zip"
    has_field Content-Type application/zip
    has_no_field Transfer-Encoding
    has_field Content-Length "$(stat --format %s "$work/answer.body")"
    field Content-Disposition | grep '^attachment;.*\.zip'
    mv "$work/answer.body" "$work/all.zip"
}

a_library() {
    zip main
    python3 -B $archives "$work/all.zip" "$music/alice"
}

every_name() {
    zip odd
    python3 -B $archives "$work/all.zip" "$music/odd"
}

# As the program has it that most people have; it says 1 where it had to change a name.
by_unzip() {
    zip main
    unzip -tqq "$work/all.zip"
    rm -rf "$work/unzipped"
    TZ=UTC0 unzip -qq "$work/all.zip" -d "$work/unzipped"
    diff --recursive "$music/alice" "$work/unzipped"
}

a_part() {
    zip main "Various" "Waves/with ID3.wav"
    python3 -c '
import sys, zipfile
names = sorted({name.split("/")[0] for name in zipfile.ZipFile(sys.argv[1]).namelist()})
sys.exit(names != ["Various", "Waves"] and str(names))' "$work/all.zip"
    zip odd "empty folder"
    zip odd "empty.txt"
}

not_there() {
    ask 404 --header "$(bearer alice)" "$zip_url/main/zip?path=nothing"
    has_error NOT_FOUND
    ask 404 --header "$(bearer alice)" "$zip_url/none/zip"
    ask 400 --header "$(bearer alice)" "$zip_url/main/zip?path=../x"
    ask 401 "$zip_url/main/zip"
}

unchanged() {
    local tag
    zip main "Various"
    tag=$(field ETag)
    ask 200 --head --header "$(bearer alice)" "$zip_url/main/zip?path=Various"
    has_field ETag "$tag"
    has_field Content-Length "$(stat --format %s "$work/all.zip")"
    ask 304 --header "$(bearer alice)" --header "If-None-Match: $tag" "$zip_url/main/zip?path=Various"
    # It is made on the way: a part of it is not to be had, and is not pretended to be.
    has_field Accept-Ranges none || has_no_field Accept-Ranges
    ask 200 --header "$(bearer alice)" --header "Range: bytes=10-20" "$zip_url/main/zip?path=Various"
    cmp "$work/all.zip" "$work/answer.body"
}

check "a library, each file with its time and mode" a_library
check "every name, links and empty folders" every_name
check "unzip takes it" by_unzip
check "folders and files of a library" a_part
check "what is not there is told before an archive begins" not_there
check "its length and its tag are known beforehand" unchanged
