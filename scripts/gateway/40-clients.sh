# Clients from PyPI: every call that they have, and every song bit for bit
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 },'
people_and_music alice carol
mkdir "$work/downloads"

# driven NAME VERSION DRIVER [PYTHON]: the client of that name and version, as its driver calls it.
driven() {
    local python=${4:-/usr/bin/python3}
    if client_environment "$1" "$python" --ignore-requires-python "$1==$2"; then
        check "$1 $2" client "$3" "$work/downloads" "$(token_of alice)"
    else
        skip "$1 $2" "PyPI does not give it: $(grep -a . "$PWD/.build/gateway-clients/$1.log" | tail -n 1)"
    fi
}

# Somebody else's marks are nobody's: what these have changed is seen by none of the others.
nothing_is_left() {
    ask 200 "$(rest carol getStarred2)"
    exits 1 grep -aE '"(song|album|artist)":\[\{' "$work/answer.body"
    ask 200 "$(rest carol getPlaylists)"
    exits 1 grep -a '"name"' "$work/answer.body"
}

driven py-opensonic 10.4.1 opensonic.py
driven py-sonic 1.2.0 pysonic.py
driven knuckles 1.2.0 knuckles_client.py
driven subsonic-connector 0.3.12 connector.py
listener=carol # whose folders are called as her tags are: it makes no others
if newer=$(python_from 3 12); then
    driven downsonic 0.0.3 downloads.py "$newer"
else
    skip "downsonic 0.0.3" "it takes Python 3.12"
fi
listener=''
check "nobody sees what somebody else has marked" nothing_is_left
