# Asks over HTTP, and looks at what is answered.
# shellcheck shell=bash disable=SC2154 # `work` is the script's

# A path that has `..` in it is sent as it is, and brackets in a URL mean themselves.
ask_options=(--silent --show-error --max-time 60 --path-as-is --globoff --http1.1)

# ask STATUS ARGUMENT...: runs curl; succeeds when the answer has that status. Leaves its body in $work/answer.body and
# its head in $work/answer.head.
ask() {
    local expected=$1 status
    shift
    rm -f "$work/answer.body" "$work/answer.head"
    status=$(curl "${ask_options[@]}" --dump-header "$work/answer.head" --output "$work/answer.body" \
        --write-out '%{http_code}' "$@") || {
        echo "curl failed with $?, status $status: $*"
        return 1
    }
    touch "$work/answer.body" # which curl does not make where there is nothing to write
    [ "$status" = "$expected" ] || {
        echo "status $status instead of $expected: $*"
        cat "$work/answer.head"
        head --bytes 400 "$work/answer.body"
        return 1
    }
}

# field NAME: the value of a header field of the last answer; of several, each on a line. Fails where there is none.
field() {
    tr -d '\r' <"$work/answer.head" | awk -v name="$1" '
        BEGIN { name = tolower(name) }
        /^HTTP\// { found = 0; split("", values) }
        { colon = index($0, ":") }
        colon && tolower(substr($0, 1, colon - 1)) == name {
            value = substr($0, colon + 1)
            sub(/^ +/, "", value)
            values[++found] = value
        }
        END {
            for (n = 1; n <= found; n++) print values[n]
            exit !found
        }'
}

# has_field NAME VALUE: whether the last answer has that field with that value, and once.
has_field() {
    local value
    value=$(field "$1" || true)
    [ "$value" = "$2" ] || {
        echo "$1: '$value' instead of '$2'"
        return 1
    }
}

# has_no_field NAME
has_no_field() {
    ! field "$1" || {
        echo "there is a field $1"
        return 1
    }
}

# answered KEY [FILE]: the value of a key of the JSON that was answered.
answered() {
    json_get "$1" <"${2:-$work/answer.body}"
}

# has_error CODE: whether the last answer is an error as all of the gateway's are, with that code.
has_error() {
    has_field Content-Type application/json
    [ "$(answered error.code)" = "$1" ] || {
        cat "$work/answer.body"
        return 1
    }
    [ -n "$(answered error.message)" ] && [ -n "$(answered error.request)" ]
}

# is_bytes FILE FIRST COUNT: whether what was answered are these bytes of the file.
is_bytes() {
    cmp <(tail --bytes "+$(($2 + 1))" "$1" | head --bytes "$3") "$work/answer.body"
}

# escaped PATH: as a URL has it; slashes stay.
escaped() {
    python3 -c 'import os, sys, urllib.parse; print(urllib.parse.quote(os.fsencode(sys.argv[1]), safe="/"))' "$1"
}
