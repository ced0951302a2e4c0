# rclone copies by URL
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# rclone's own, with nobody's configuration.
copy_url() {
    timeout 60 rclone --config /dev/null --retries 1 --header "$(bearer alice)" "$@"
}

by_url() {
    local song="Various/Sampler/01 amber.mp3" large="Big Streamer/Large Files/02 larger.flac"
    copy_url copyurl "$(file_url main "$song")" "$work/one"
    cmp "$music/alice/$song" "$work/one"
    mkdir "$work/named"
    copy_url copyurl --auto-filename --header-filename "$(file_url main "$large")" "$work/named"
    cmp "$music/alice/$large" "$work/named/02 larger.flac"
    exits 1 copy_url copyurl "$(file_url main nothing)" "$work/none"
    [ ! -e "$work/none" ]
}

# By its http backend, which takes one file at a URL for all that there is; in pieces that several connections fetch.
by_its_backend() {
    local large="Big Streamer/Large Files/02 larger.flac" base
    base=$gateway_url/api/v1/libraries/main/files/$(escaped "Big Streamer/Large Files")/
    copy_url copyto --http-no-head=false --multi-thread-cutoff 1M --multi-thread-streams 4 --http-url "$base" \
        ":http:02 larger.flac" "$work/pieces"
    cmp "$music/alice/$large" "$work/pieces"
    touch --reference "$music/alice/$large" "$work/reference"
    [ ! "$work/pieces" -nt "$work/reference" ] && [ ! "$work/pieces" -ot "$work/reference" ]
}

if command -v rclone >/dev/null; then
    people_and_music alice
    check "rclone copies files by URL, and takes their names from what is told" by_url
    check "its http backend copies in pieces, with the time of the file" by_its_backend
else
    skip "rclone" "it is not installed"
fi
