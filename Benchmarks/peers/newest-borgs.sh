#!/usr/bin/env bash
# Installs the newest borgs from PyPI, each in a folder of its own: 1.4, and 2 where its build works.
#
# usage: newest-borgs.sh FOLDER
#
# Their builds take some minutes, once. Of one that is left out, FOLDER/VERSION.reason says why; it is not tried again
# before that file is gone.
set -euo pipefail
[ $# -eq 1 ] || {
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
}
folder=$1
mkdir -p "$folder"

# left_out NAME REASON
left_out() {
    echo "$2" >"$folder/$1.reason"
    echo "$2" >&2
}

# install NAME VERSION
install() {
    local log=$folder/$1.log
    echo "Installing borg $2"
    if ! { /usr/bin/python3 -m venv "$folder/$1" &&
        BORG_OPENSSL_PREFIX=$(pkg-config --variable=prefix libcrypto) \
            "$folder/$1/bin/pip" install "borgbackup==$2"; } &>"$log"; then
        rm -rf "${folder:?}/$1"
        left_out "$1" "borg $2 does not build here: $(grep -m 1 -oE '(fatal error|Exception|ERROR): .*' "$log")"
    fi
}

missing() {
    ! [ -x "$folder/$1/bin/borg" ] && ! [ -e "$folder/$1.reason" ]
}

if missing 1.4; then
    install 1.4 1.4.5
fi
if missing 2; then
    if pkg-config --atleast-version=3.2 libcrypto; then
        install 2 2.0.0b25
    else # the sources of b24 and b25 include openssl/thread.h
        left_out 2 "borg 2.0.0b25 is left out: it needs OpenSSL 3.2, and here is $(pkg-config --modversion libcrypto)"
        install 2 2.0.0b23
    fi
fi
