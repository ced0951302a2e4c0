# Songs in other encodings and covers of other sizes
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 }, conversion: { at_a_time: 2 },'

# converted TITLE PARAMETER...: the URL of the song made into something else.
converted() {
    local id title=$1
    shift
    id=$(song_id alice "$title")
    rest alice stream "id=$id" "$@"
}

# length_of FILE: seconds of sound, as ffprobe finds them by decoding it.
length_of() {
    ffmpeg -nostdin -hide_banner -i "$1" -f null - 2>&1 | sed -n 's/.*time=\([0-9:]*\).*/\1/p' | tail -n 1
}

# kind_of FILE: the codec of its sound.
kind_of() {
    ffprobe -v error -select_streams a:0 -show_entries stream=codec_name -of default=nw=1:nk=1 "$1"
}

# made_into CODEC TITLE PARAMETER...: what is streamed is of that codec and as long, and whole the second time.
made_into() {
    local codec=$1 title=$2 url
    shift 2
    url=$(converted "$title" "$@")
    ask 200 "$url"
    cp "$work/answer.body" "$work/first"
    test "$(kind_of "$work/first")" = "$codec"
    ask 200 "$url"
    cmp "$work/first" "$work/answer.body"
    grep -i "^content-length: $(stat --format %s "$work/first")" "$work/answer.head"
    grep -i '^etag: "[0-9a-f]*"' "$work/answer.head"
    ask 206 --range 100-199 "$url"
    cmp <(tail -c +101 "$work/first" | head -c 100) "$work/answer.body"
}

every_encoding() {
    made_into mp3 Largo format=mp3
    made_into opus Largo format=opus maxBitRate=64
    made_into aac Largo format=aac
    made_into opus Largo maxBitRate=96
    made_into opus Jóga format=opus
    made_into mp3 Czas format=mp3
    made_into mp3 春 format=mp3 maxBitRate=64
    made_into mp3 One format=mp3
    made_into opus "Wave with ID3" maxBitRate=128
}

# Twenty at once of a song that is made for the first time: all have the same bytes.
shared() {
    local url number
    url=$(converted Larger format=mp3 maxBitRate=320)
    for number in {1..20}; do
        curl "${ask_options[@]}" --output "$work/shared.$number" "$url" &
    done
    wait
    for number in {2..20}; do cmp "$work/shared.1" "$work/shared.$number"; done
    test "$(kind_of "$work/shared.1")" = mp3
    test "$(length_of "$work/shared.1")" = "$(length_of "$music/alice/Big Streamer/Large Files/02 larger.flac")"
}

# A song of which the first half is not wanted.
from_an_offset() {
    local url
    url=$(converted Larger format=opus timeOffset=55)
    ask 200 "$url"
    test "$(kind_of "$work/answer.body")" = opus
    test "$(length_of "$work/answer.body")" != "$(length_of "$music/alice/Big Streamer/Large Files/02 larger.flac")"
}

originals() {
    local url wish
    for wish in maxBitRate=0 format=raw 'format=raw&maxBitRate=32' format=flac estimateContentLength=true; do
        url=$(converted Largo "$wish")
        ask 200 "$url"
        cmp "$music/alice/Antonín Dvořák/Symfonie č. 9/02 Largo.flac" "$work/answer.body"
    done
}

# What is left when the gateway was killed amid a conversion is nothing.
nothing_unfinished() {
    find "$gateway_state/derived" -name 'draft-*' | exits 1 grep .
    made_into aac Larger format=aac maxBitRate=256
}

# cover_size FILE: its width and height.
cover_size() {
    ffprobe -v error -select_streams v:0 -show_entries stream=width,height -of csv=p=0:s=x "$1"
}

covers() {
    local id cover number size
    id=$(song_id alice Largo)
    cover=$(curl "${ask_options[@]}" "$(rest alice getSong "id=$id")" | json_get subsonic-response.song.coverArt)
    ask 200 "$(rest alice getCoverArt "id=$cover")"
    cp "$work/answer.body" "$work/original"
    for size in 16 32 64; do
        ask 200 "$(rest alice getCoverArt "id=$cover" "size=$size")"
        test "$(cover_size "$work/answer.body")" = "${size}x$size"
        grep -i '^content-type: image/jpeg' "$work/answer.head"
        grep -i '^cache-control: .*immutable' "$work/answer.head"
    done
    # Never larger than it is.
    ask 200 "$(rest alice getCoverArt "id=$cover" size=4096)"
    test "$(cover_size "$work/answer.body")" = "$(cover_size "$work/original")"
    # A hundred at once.
    for number in {1..100}; do
        curl "${ask_options[@]}" --fail --output "$work/cover.$number" \
            "$(rest alice getCoverArt "id=$cover" "size=$((40 + number % 7))")" &
    done
    wait
    for number in {1..100}; do test -s "$work/cover.$number"; done
}

if command -v ffmpeg >/dev/null; then
    people_and_music alice
    check "every encoding is made, and whole the second time" every_encoding
    check "nothing is substituted that was not asked for" originals
    check "twenty who ask for one at once get the same" shared
    check "a song can be had from a moment on" from_an_offset
    unfinished=$(converted Larger format=aac maxBitRate=256)
    curl "${ask_options[@]}" --max-time 0.3 --output /dev/null "$unfinished" 2>/dev/null || true
    gateway_kill
    gateway_start_again
    check "a gateway that is killed leaves nothing unfinished" nothing_unfinished
    if command -v gm >/dev/null; then
        check "covers are made smaller" covers
    else
        skip "covers" "GraphicsMagick is not installed"
    fi
else
    skip "conversion" "ffmpeg is not installed"
fi
