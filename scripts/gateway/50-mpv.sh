# mpv, which really plays
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# stream_of TITLE: the URL by which players stream the song.
stream_of() {
    local id
    id=$(song_id alice "$1")
    rest alice stream "id=$id"
}

# decoded FILE-OR-URL OUT [OPTION...]: what mpv hears of it, as samples.
decoded() {
    local source=$1 out=$2
    shift 2
    timeout 60 mpv --no-config --no-terminal --msg-level=all=warn --no-video --no-cache-pause --load-scripts=no \
        --ao=pcm --ao-pcm-file="$out" --ao-pcm-waveheader=no "$@" -- "$source"
}

# heard_alike TITLE PATH [OPTION...]: streamed and off the disk it is the same to the last sample.
heard_alike() {
    local title=$1 path=$2 url
    shift 2
    url=$(stream_of "$title")
    decoded "$url" "$work/streamed.pcm" "$@"
    decoded "$music/alice/$path" "$work/local.pcm" "$@"
    [ "$(stat --format %s "$work/local.pcm")" -gt 100000 ]
    cmp "$work/local.pcm" "$work/streamed.pcm"
}

every_format() {
    heard_alike "Largo" "Antonín Dvořák/Symfonie č. 9/02 Largo.flac"
    heard_alike "Jóga" "Björk & Ørsted/Größe/01 Jóga.mp3"
    heard_alike "Czas" "The Łódź Trio/Two Discs/CD1/02 Czas.ogg"
    heard_alike "春" "日本語アーティスト/音楽/01 春.opus"
    heard_alike "One" "iTunes Media/Music/Compilations/Hits/01 One.m4a"
    heard_alike "Wave with ID3" "Waves/with ID3.wav"
    heard_alike "Large" "Big Streamer/Large Files/01 large.mp3"
}

seeks() {
    heard_alike "Larger" "Big Streamer/Large Files/02 larger.flac" --start=55
    heard_alike "Larger" "Big Streamer/Large Files/02 larger.flac" --start=30 --length=2
    heard_alike "Wave with ID3" "Waves/with ID3.wav" --start=1
}

# With a sound card's clock, which is none: two seconds of it take two.
plays_to_its_end() {
    local url
    url=$(stream_of Largo)
    timeout 30 mpv --no-config --no-terminal --msg-level=all=warn --ao=null --vo=null --load-scripts=no -- "$url"
}

not_there() {
    exits 2 timeout 30 mpv --no-config --no-terminal --msg-level=all=warn --ao=null --vo=null --load-scripts=no -- \
        "$(rest alice stream id=so-nothing)"
}

if command -v mpv >/dev/null; then
    gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 },'
    people_and_music alice
    check "every format is heard as off the disk" every_format
    check "from where it seeks to, too" seeks
    check "it plays to its end" plays_to_its_end
    check "what is not there is no song" not_there
else
    skip "mpv" "it is not installed"
fi
