# Mopidy, which plays and seeks by GStreamer
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# An environment that sees what Debian installs: Mopidy and GStreamer's bindings are packages of it.
mopidy_environment() {
    local client_options=(--system-site-packages)
    [ -x /usr/bin/mopidy ] && /usr/bin/python3 -c 'import gi; gi.require_version("Gst", "1.0")' 2>/dev/null &&
        client_environment mopidy-subidy /usr/bin/python3 Mopidy-Subidy==1.1.0
}

if mopidy_environment; then
    people_and_music alice
    mopidy_port=$(python3 -c '
import socket
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    print(free.getsockname()[1])')
    cat >"$work/mopidy.conf" <<CONFIGURATION
[core]
cache_dir = $work/mopidy/cache
config_dir = $work/mopidy/config
data_dir = $work/mopidy/data
[audio]
output = fakesink sync=true
[http]
hostname = 127.0.0.1
port = $mopidy_port
zeroconf =
[subidy]
url = $gateway_url
username = alice
password = $(app_of alice)
[file]
enabled = false
[m3u]
enabled = false
[stream]
enabled = false
[softwaremixer]
enabled = true
CONFIGURATION
    # In a home of its own, where the person's configuration is not.
    HOME=$work XDG_CONFIG_HOME=$work/mopidy XDG_CACHE_HOME=$work/mopidy setsid "$client_bin/python" -m mopidy \
        --config "$work/mopidy.conf" >"$work/mopidy.log" 2>&1 &
    client_pids+=($!)
    check "Mopidy-Subidy 1.1.0 browses, searches, plays and seeks" client mopidy.py \
        "http://127.0.0.1:$mopidy_port/mopidy/rpc" "$work/mopidy.log"
else
    skip "Mopidy-Subidy 1.1.0" "it takes Debian's mopidy, python3-gst-1.0 and gstreamer1.0-plugins-good"
fi
