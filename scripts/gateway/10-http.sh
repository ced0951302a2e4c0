# Files over HTTP: ranges, conditions, names, and what is wrong or somebody else's
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

answers=scripts/gateway/answers.py
raw=scripts/gateway/raw.py
song="Antonín Dvořák/Symfonie č. 9/02 Largo.flac"
gateway_options='limits: { idle_seconds: 3, requests_per_second: 100000, request_burst: 100000 },'
people_and_music
bring alice odd "$music/odd"
bring bob bobs "$music/bob"
file=$music/alice/$song
size=$(stat --format %s "$file")
url=$(file_url main "$song")
tag=\"$(locker_json entries.0.blob --account alice ls "$song")\"
blob=${tag//\"/}

# get STATUS ARGUMENT...: as alice.
get() {
    ask "$@" --header "$(bearer alice)"
}

health() {
    ask 200 "$gateway_url/healthz"
    [ "$(answered status)" = serving ]
    ask 200 --head "$gateway_url/healthz"
}

whole() {
    get 200 "$url"
    cmp "$file" "$work/answer.body"
    has_field Content-Length "$size"
    has_field ETag "$tag"
    has_field Accept-Ranges bytes
    has_field Content-Type audio/flac
    has_field Last-Modified "$(TZ=UTC0 LC_ALL=C date --reference "$file" '+%a, %d %b %Y %H:%M:%S GMT')"
    has_field X-Content-Type-Options nosniff
    [ -n "$(field Date)" ] && [ -n "$(field X-Request-Id)" ]
    field Content-Disposition | grep -F '02 Largo.flac'
    field Cache-Control | grep -w private
    has_no_field Transfer-Encoding
}

head_is_get_without_a_body() {
    get 200 "$url"
    grep -viE '^(date|x-request-id):' "$work/answer.head" >"$work/get.head"
    get 200 --head "$url"
    grep -viE '^(date|x-request-id):' "$work/answer.head" | diff "$work/get.head" -
}

# range VALUE FIRST COUNT: one range.
range() {
    get 206 --header "Range: $1" "$url"
    has_field Content-Range "bytes $2-$(($2 + $3 - 1))/$size"
    has_field Content-Length "$3"
    has_field ETag "$tag"
    is_bytes "$file" "$2" "$3"
}

single_ranges() {
    range bytes=0-0 0 1
    range bytes=0-99 0 100
    range bytes=1000-1999 1000 1000
    range bytes=1000- 1000 $((size - 1000))
    range bytes=$((size - 1))- $((size - 1)) 1
    range bytes=-1 $((size - 1)) 1
    range bytes=-500 $((size - 500)) 500
    range bytes=-$((size + 1)) 0 "$size"
    range bytes=-99999999999999999999 0 "$size"
    range bytes=0-99999999999999999999 0 "$size"
    range bytes=$((size - 10))-$((size + 10)) $((size - 10)) 10
    range Bytes=7-8 7 2
    range "bytes=7-8, $size-" 7 2
    range bytes=,,7-8, 7 2
}

# What is no Range is as if it were not there.
wrong_ranges() {
    local value
    for value in items=0-9 bytes=9-0 bytes=a-b bytes= bytes=- bytes=--1 bytes=1-x 'bytes 0-9' bytes=0-9-10 \
        bytes=0x1-2 bytes=+1-2 bytes=1.0-2 "bytes=0-0$(printf ',%d-%d' {1000..17000..1000}{,})"; do
        get 200 --header "Range: $value" "$url"
        cmp "$file" "$work/answer.body"
    done
}

unsatisfiable_ranges() {
    local value
    for value in bytes=$size- bytes=$((size + 1))-$((size + 9)) bytes=-0 bytes=99999999999999999999- \
        "bytes=$size-,-0"; do
        get 416 --header "Range: $value" "$url"
        has_field Content-Range "bytes */$size"
        [ "$(stat --format %s "$work/answer.body")" -lt 1000 ]
    done
    # An empty file has no first byte, and its last bytes are none.
    get 416 --header "Range: bytes=0-0" "$(file_url odd empty.txt)"
    get 200 --header "Range: bytes=-5" "$(file_url odd empty.txt)"
}

# several VALUE FIRST-LAST...: these parts.
several() {
    local value=$1
    shift
    get 206 --header "Range: $value" "$url"
    has_no_field Content-Range
    python3 -B $answers multipart "$work/answer.head" "$work/answer.body" "$file" "$@"
}

several_ranges() {
    several bytes=0-9,1000-1009 0-9 1000-1009
    several bytes=5000-5009,0-9,-3 5000-5009 0-9 $((size - 3))-$((size - 1))
    several "bytes=0-9 , 2000-2999,$size-" 0-9 2000-2999
    # What overlaps is sent once.
    range bytes=0-99,50-149 0 150
    get 200 --header "Range: bytes=0-,0-,0-,1-" "$url" || range bytes=0-,0-,0-,1- 0 "$size"
}

if_range() {
    local value
    get 206 --header "Range: bytes=0-9" --header "If-Range: $tag" "$url"
    for value in '"other"' "W/$tag" nonsense "$(date --utc '+%a, %d %b %Y %H:%M:%S GMT')"; do
        get 200 --header "Range: bytes=0-9" --header "If-Range: $value" "$url"
        cmp "$file" "$work/answer.body"
    done
}

not_modified() {
    local value since
    for value in "$tag" "W/$tag" '*' "\"a\", $tag" "\"a,b\",W/\"c\" , $tag"; do
        get 304 --header "If-None-Match: $value" "$url"
        has_field ETag "$tag"
        [ ! -s "$work/answer.body" ]
        get 304 --head --header "If-None-Match: $value" "$url"
        get 304 --header "Range: bytes=0-9" --header "If-None-Match: $value" "$url"
    done
    for value in '"other"' '"a", "b"' "$blob"; do
        get 200 --header "If-None-Match: $value" "$url"
    done
    since=$(TZ=UTC0 LC_ALL=C date --reference "$file" '+%a, %d %b %Y %H:%M:%S GMT')
    get 304 --header "If-Modified-Since: $since" "$url"
    get 200 --header "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT" "$url"
    get 200 --header "If-Modified-Since: yesterday" "$url"
    get 200 --header "If-Modified-Since: $since" --header 'If-None-Match: "other"' "$url"
}

failed_preconditions() {
    get 200 --header "If-Match: $tag" "$url"
    get 200 --header 'If-Match: *' "$url"
    get 412 --header 'If-Match: "other"' "$url"
    get 412 --header "If-Match: W/$tag" "$url"
    get 412 --header "Range: bytes=0-9" --header 'If-Match: "other"' "$url"
    get 412 --header "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT" "$url"
    get 200 --header "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT" --header "If-Match: $tag" "$url"
}

by_blob() {
    get 200 "$gateway_url/api/v1/blobs/$blob"
    cmp "$file" "$work/answer.body"
    field Cache-Control | grep -w immutable
    has_field ETag "$tag"
    get 206 --header "Range: bytes=-7" "$gateway_url/api/v1/blobs/$blob"
    is_bytes "$file" $((size - 7)) 7
    get 200 --head "$gateway_url/api/v1/blobs/$blob"
    get 304 --header "If-None-Match: $tag" "$gateway_url/api/v1/blobs/$blob"
    for wrong in "${blob%?}" "${blob}0" "${blob%?}x" "$(printf '0%.0s' {1..64}) " %00; do
        get 400 "$gateway_url/api/v1/blobs/${wrong// /%20}"
        has_error INVALID_ARGUMENT
    done
}

# A file that changes: its old revision has the old bytes, whatever is asked with its old tag.
by_revision() {
    local changed old
    changed=$(file_url odd changing.txt)
    get 201 --upload-file <(echo old) "$changed"
    old=$(answered revision)
    get 200 --upload-file <(echo newer) "$changed"
    get 200 "$changed"
    echo newer | cmp - "$work/answer.body"
    get 200 "$changed?revision=$old"
    echo old | cmp - "$work/answer.body"
    has_field Locker-Revision "$old"
    get 404 "$changed?revision=999999"
    get 400 "$changed?revision=-1"
    get 400 "$changed?revision=x"
}

# Every name that a file can have comes back by its URL, and its name is told in a way that breaks no header.
all_names() {
    local name count=0
    while IFS= read -r -d '' name; do
        get 200 "$(file_url odd "$name")"
        cmp "$music/odd/$name" "$work/answer.body"
        [ "$(field Content-Disposition | wc -l)" -eq 1 ]
        field Content-Disposition | LC_ALL=C grep -E '^(inline|attachment); filename="[ -~]*"(;|$)'
        count=$((count + 1))
    done < <(cd "$music/odd" && find . -type f -printf '%P\0')
    [ $count -gt 20 ]
    get 200 "$(file_url odd '日本語 🎵.txt')"
    field Content-Disposition | grep -F "filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E%20%F0%9F%8E%B5.txt"
}

nothing_runs_in_a_browser() {
    local name
    for name in page.html picture.svg; do
        get 200 "$(file_url odd $name)"
        field Content-Disposition | grep '^attachment'
        has_field X-Content-Type-Options nosniff
        has_field Content-Security-Policy sandbox
    done
}

not_there() {
    local path
    for path in "no such file" "Antonín Dvořák/none" "$song/below a file" "$song."; do
        get 404 "$(file_url main "$path")"
        has_error NOT_FOUND
    done
    get 400 "$(file_url main "Antonín Dvořák")" # a folder
    has_error INVALID_ARGUMENT
    get 404 "$(file_url "no such library" "$song")"
    has_error NOT_FOUND
    get 404 "$gateway_url/api/v1/no/such/route"
    get 404 "$gateway_url/nothing"
    ask 404 "$gateway_url/page/nothing.js"
}

# What is no path of a library is told to be wrong: nothing is resolved, on any layer.
no_paths() {
    local base=$gateway_url/api/v1/libraries/main/files path
    for path in ../main/files/x .. %2e%2e/x a/../b a/./b a//b a/ %00 a%00b a%2fb ..%2f..%2fetc/passwd %zz a% \
        "$(printf 'x%.0s' {1..300})" "$(printf 'x/%.0s' {1..2100})x" "$(printf '%%c3%%a9%.0s' {1..2100})"; do
        get 400 "$base/$path"
        has_error INVALID_ARGUMENT
    done
    # With 64 KiB in it, and more than a server takes.
    get 400 "$base/$(printf 'x%.0s' {1..65000})"
    get 400 "$base/" || get 404 "$base/"
}

long_urls() {
    local ids
    ids=$(printf '&songId=so-%026d' {1..1700})
    [ ${#ids} -gt 60000 ]
    printf 'url = "%s"\n' "$(rest alice createPlaylist "name=long")$ids" >"$work/long"
    ask 200 --config "$work/long"
    [ "$(answered subsonic-response.status)" = ok ]
    printf '%s' "${ids:1}$ids$ids$ids" >"$work/form"
    ask 200 --data "@$work/form" "$(rest alice createPlaylist "name=form")"
    [ "$(answered subsonic-response.status)" = ok ]
}

no_token() {
    local wrong
    for wrong in "X-Nothing: 1" "Authorization: Bearer" "Authorization: Bearer lk_" "Authorization: Bearer $blob" \
        "Authorization: Bearer $(token_of alice)x" "Authorization: bearer  " \
        "Authorization: Basic $(printf 'alice:wrong' | base64 --wrap 0)" \
        "Authorization: Basic !!!" "Authorization: Basic $(printf 'alice' | base64 --wrap 0)" "Authorization: Negotiate x" \
        "Authorization: Basic $(printf 'bob:%s' "$(app_of alice)" | base64 --wrap 0)" "Authorization: Bearer $(app_of alice)" \
        "Authorization: Basic $(printf 'alice:%s' "$(token_of alice)" | base64 --wrap 0)" \
        "Authorization: Basic $(printf 'alice:a password of alice' | base64 --wrap 0)"; do
        ask 401 --header "$wrong" "$url" || ask 429 --header "$wrong" "$url"
        [ "$(stat --format %s "$work/answer.body")" -lt 1000 ]
        exits 1 grep -aF Largo "$work/answer.body"
    done
    get 200 "$url"
}

by_basic() {
    ask 200 --user "alice:$(app_of alice)" "$url"
    ask 401 "$url"
    has_error UNAUTHENTICATED
    [ -n "$(field WWW-Authenticate)" ]
}

# answered_alike STATUS URL URL: alice hears the same of both.
answered_alike() {
    get "$1" "$2"
    cp "$work/answer.body" "$work/first.body"
    grep -viE '^(date|x-request-id|content-length):' "$work/answer.head" >"$work/first.head"
    get "$1" "$3"
    python3 -B $answers alike "$work/first.body" "$work/answer.body"
    grep -viE '^(date|x-request-id|content-length):' "$work/answer.head" | diff "$work/first.head" -
}

# Of somebody else's, the same is told as of what is not there, by every way in.
of_others() {
    local own="Own Songs/01 secret.flac" secret none song album artist list call id
    secret=$(locker_json entries.0.blob --account bob ls "$own")
    none=$(printf '%s' nothing | sha256sum | cut -d ' ' -f 1)
    ask 200 --header "$(bearer bob)" "$gateway_url/api/v1/blobs/$secret"
    answered_alike 404 "$gateway_url/api/v1/blobs/$secret" "$gateway_url/api/v1/blobs/$none"
    get 404 "$(file_url main "$own")"
    get 404 "$(file_url bobs "$own")"
    get 404 "$gateway_url/api/v1/libraries/bobs/entries"
    get 404 "$gateway_url/api/v1/libraries/bobs/zip"
    ask 200 "$(rest bob search3 query=Secret)"
    song=$(answered subsonic-response.searchResult3.song.0.id)
    album=$(answered subsonic-response.searchResult3.song.0.albumId)
    artist=$(answered subsonic-response.searchResult3.song.0.artistId)
    ask 200 "$(rest bob createPlaylist name=private "songId=$song")"
    list=$(answered subsonic-response.playlist.id)
    for call in "getSong $song" "stream $song" "download $song" "getAlbum $album" "getArtist $artist" \
        "getMusicDirectory $album" "getMusicDirectory $artist" "getCoverArt $album" "getPlaylist $list" \
        "deletePlaylist $list" "getLyricsBySongId $song" "getSimilarSongs2 $song" "getAlbumInfo2 $album"; do
        echo "$call"
        id=${call#* }
        answered_alike 200 "$(rest alice "${call% *}" "id=$id")" "$(rest alice "${call% *}" "id=${id:0:-4}zzzz")"
        [ "$(answered subsonic-response.error.code)" -eq 70 ]
    done
    ask 200 "$(rest bob getPlaylist "id=$list")"
    [ "$(answered subsonic-response.status)" = ok ]
    ask 200 "$(rest alice search3 query=Secret)"
    exits 1 grep -a 'Secret Garden' "$work/answer.body"
    ask 200 "$(rest alice getGenres)"
    exits 1 grep -a Secretcore "$work/answer.body"
}

listings() {
    local after='' page=0
    get 200 "$gateway_url/api/v1/libraries"
    python3 -c '
import json, sys
names = sorted(library["name"] for library in json.load(sys.stdin)["libraries"])
sys.exit(names != ["main", "odd"] and str(names))' <"$work/answer.body"
    : >"$work/listed"
    while [ $page -eq 0 ] || [ -n "$after" ]; do
        get 200 --get "$gateway_url/api/v1/libraries/main/entries" --data limit=7 --data-urlencode "after=$after"
        python3 -B $answers paths "$work/answer.body" >>"$work/listed"
        after=$(answered next 2>/dev/null || true)
        page=$((page + 1))
        [ $page -lt 50 ]
    done
    [ $page -gt 3 ]
    locker --json --account alice ls | python3 -c '
import json, sys
for entry in json.load(sys.stdin)["entries"]: print(entry["path"])' | diff - "$work/listed"
    get 200 --get "$gateway_url/api/v1/libraries/main/entries" --data one_level=true \
        --data-urlencode "under=Antonín Dvořák"
    [ "$(python3 -B $answers paths "$work/answer.body")" = "Antonín Dvořák/Symfonie č. 9" ]
    get 400 "$gateway_url/api/v1/libraries/main/entries?limit=x"
    get 400 "$gateway_url/api/v1/libraries/main/entries?under=../x"
}

tokens() {
    local body=$work/token.json wrong wrongs=0
    echo '{"name": "alice", "password": "a password of alice", "label": "a check"}' >"$body"
    ask 201 --header 'Content-Type: application/json' --data "@$body" "$gateway_url/api/v1/tokens"
    [ "$(answered name)" = alice ]
    answered token >"$work/credentials/made.token"
    ask 200 --header "$(bearer made)" "$url"
    ask 204 --request DELETE --header "$(bearer made)" "$gateway_url/api/v1/tokens/current"
    sleep 1
    ask 401 --header "$(bearer made)" "$url"
    for wrong in '{"name": "alice", "password": "wrong", "label": "x"}' \
        '{"name": "nobody", "password": "a password of alice", "label": "x"}'; do
        ask 401 --data "$wrong" "$gateway_url/api/v1/tokens"
        cp "$work/answer.body" "$work/wrong.$((++wrongs)).body"
    done
    python3 -B $answers alike "$work/wrong.1.body" "$work/wrong.2.body"
    for wrong in '' '{' '[]' '{"name": 1}' '{"name": "alice"}'; do
        ask 400 --data "$wrong" "$gateway_url/api/v1/tokens"
    done
    head --bytes 1000000 /dev/zero >"$work/zeros"
    ask 413 --data-binary "@$work/zeros" "$gateway_url/api/v1/tokens" ||
        ask 400 --data-binary "@$work/zeros" "$gateway_url/api/v1/tokens"
}

# What is there takes some methods and names them; what no version of HTTP knows is not implemented.
other_methods() {
    local method
    for method in POST PATCH PROPFIND LOCK UNLOCK MKCOL COPY MOVE SEARCH; do
        get 405 --request $method "$url"
        [ "$(field Allow)" = "DELETE, GET, HEAD, PUT" ]
    done
    get 404 --request LOCK "$gateway_url/api/v1/nothing-is-here"
    get 501 --request NONSENSE "$url"
    get 200 "$url"
}

raw() {
    python3 -B $raw "$gateway_url" "$(app_of alice)" "$1"
}

check "/healthz answers whoever asks" health
check "a file by its path, with all that is to be said of it" whole
check "HEAD is GET without a body" head_is_get_without_a_body
check "one range, of every kind" single_ranges
check "what is no Range is passed over" wrong_ranges
check "what no content has is 416" unsatisfiable_ranges
check "several ranges, of which none is sent twice" several_ranges
check "If-Range" if_range
check "304 by If-None-Match, lists and * included, and by If-Modified-Since" not_modified
check "412 by If-Match and If-Unmodified-Since" failed_preconditions
check "content by its blob" by_blob
check "content by its revision" by_revision
check "every name that a file can have" all_names
check "nothing of a locker runs in a browser" nothing_runs_in_a_browser
check "what is not there is 404" not_there
check "what is no path is 400" no_paths
check "URLs of 64 KiB, and forms of more" long_urls
check "somebody else's is not there" of_others
check "libraries and their entries, page by page" listings
check "a token is made with the password, and given back" tokens
check "Basic with an app password" by_basic
check "no token, a wrong one, one in the wrong place" no_token
check "other methods are refused" other_methods
for name in endless_fields large_field many_fields head_without_end two_lengths wrong_lengths no_request \
    answered_in_order old_version absolute; do
    check "$(python3 -B $raw --title $name)" raw $name
done
check "and it serves on" whole
