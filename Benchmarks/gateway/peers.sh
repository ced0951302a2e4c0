#!/usr/bin/env bash
# Installs what the gateway is measured beside from PyPI, each in a folder of its own.
#
# usage: peers.sh FOLDER
#
# Of one that is left out, FOLDER/NAME.reason says why; it is tried again the next time.
set -euo pipefail
[ $# -eq 1 ] || {
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
mkdir -p "$1"
folder=$(realpath "$1")
cd "$(dirname "$0")/../.."
. scripts/lib/python.sh

# install NAME MINOR REQUIREMENT...: NAME needs Python 3.MINOR.
install() {
    local name=$1 minor=$2 python
    shift 2
    [ ! -x "$folder/$name/bin/python" ] || return 0
    if ! python=$(python_from 3 "$minor"); then
        echo "left out: it needs Python 3.$minor, and there is none here" | tee "$folder/$name.reason" | sed "s/^/$name is /" >&2
        return
    fi
    echo "Installing $*"
    if { "$python" -m venv "$folder/$name" && "$folder/$name/bin/pip" install --no-input "$@"; } \
        &>"$folder/$name.log"; then
        rm -f "$folder/$name.reason"
    else
        rm -rf "${folder:?}/$name"
        echo "left out: it could not be installed; see $folder/$name.log" | tee "$folder/$name.reason" |
            sed "s/^/$name is /" >&2
    fi
}

install supysonic 9 supysonic==0.7.9 waitress
install maneki 13 maneki==0.29.0
