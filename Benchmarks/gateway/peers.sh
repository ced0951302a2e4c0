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
folder=$1
mkdir -p "$folder"

# python_from MINOR: prints a Python of at least 3.MINOR, if there is one.
python_from() {
    local candidate
    for candidate in python3 /usr/bin/python3 python3.{20..12} "$HOME"/.pyenv/versions/3.*/bin/python3; do
        "$candidate" -c "import sys; sys.exit(sys.version_info < (3, $1))" 2>/dev/null || continue
        "$candidate" -c 'import sys; print(sys.executable)'
        return
    done
    return 1
}

# install NAME MINOR REQUIREMENT...: NAME needs Python 3.MINOR.
install() {
    local name=$1 minor=$2 python
    shift 2
    [ ! -x "$folder/$name/bin/python" ] || return 0
    if ! python=$(python_from "$minor"); then
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
