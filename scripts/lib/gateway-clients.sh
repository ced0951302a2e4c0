# The clients that the gateway is checked with, as PyPI has them: each in an environment of its own, which .build keeps.
# shellcheck shell=bash disable=SC2154 # the variables of gateway.sh

client_pids=() # programs that a file has started beside the gateway, and that end with it
client_options=() # what venv is told besides

# clients_cleanup: ends them.
clients_cleanup() {
    local pid
    for pid in "${client_pids[@]}"; do
        kill -TERM "$pid" 2>/dev/null || continue
        for _ in {1..30}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    client_pids=()
}

# client_environment NAME PYTHON REQUIREMENT...: an environment with these, which is made where it is not there. Fails,
# and says nothing, where it cannot be had. Sets client_bin to the folder of its programs.
client_environment() {
    local folder=$PWD/.build/gateway-clients/$1 python=$2 wanted
    shift 2
    client_bin=$folder/bin
    wanted="$("$python" --version) $*"
    [ "$(cat "$folder/made" 2>/dev/null)" != "$wanted" ] || return 0
    rm -rf "$folder"
    mkdir -p "${folder%/*}"
    {
        timeout 120 "$python" -m venv "${client_options[@]}" "$folder" &&
            timeout 300 "$client_bin/pip" install --disable-pip-version-check --no-input "$@" &&
            echo "$wanted" >"$folder/made"
    } >"$folder.log" 2>&1
}

# client DRIVER [ARGUMENT...]: runs one of scripts/gateway/clients in the environment, as the person `listener`, who is
# alice unless it is said otherwise.
client() {
    local driver=$1 name=${listener:-alice}
    shift
    PYTHONPATH=scripts/gateway/clients PYTHONDONTWRITEBYTECODE=1 timeout 120 "$client_bin/python" \
        "scripts/gateway/clients/$driver" "$gateway_url" "$name" "$(app_of "$name")" "$music" "$@"
}
