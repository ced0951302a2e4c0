# The page of a person, in a browser, and what its cookie is good for
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

people_and_music alice bob
page_song="Antonín Dvořák/Symfonie č. 9/02 Largo.flac"

in_a_browser() {
    PYTHONDONTWRITEBYTECODE=1 timeout 180 python3 scripts/gateway/page.py "$gateway_url" alice "a password of alice" \
        "$music/alice" "$page_song"
}

invites_in_a_browser() {
    PYTHONDONTWRITEBYTECODE=1 timeout 60 python3 scripts/gateway/invite_page.py "$gateway_url"
}

# sign_in NAME: leaves the cookie in $work/NAME.cookies.
sign_in() {
    ask 201 --header 'Sec-Fetch-Site: same-origin' --cookie-jar "$work/$1.cookies" \
        --data "{\"name\": \"$1\", \"password\": \"a password of $1\"}" "$gateway_url/api/v1/sessions"
    field Set-Cookie | grep -E '^locker=lk_[a-z2-7]{52}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict$'
}

# by_cookie STATUS NAME ARGUMENT...: as a page of the gateway's own has it asked.
by_cookie() {
    local status=$1 name=$2
    shift 2
    ask "$status" --cookie "$work/$name.cookies" --header 'Sec-Fetch-Site: same-origin' "$@"
}

# What the database has of a session is no cookie.
kept_as_a_digest() {
    local secret
    sign_in bob
    secret=$(awk '$6 == "locker" { print $7 }' "$work/bob.cookies")
    [ ${#secret} -eq 55 ]
    exits 1 grep -aqF "$secret" "$gateway_state"/people.sqlite*
    exits 1 grep -qF "$secret" "$gateway_log"
    gateway_bin credential list bob --json | grep -F '"session"'
}

for_the_api_alone() {
    by_cookie 200 bob "$gateway_url/api/v1/libraries"
    by_cookie 200 bob "$gateway_url/rest/ping?v=1.16.1&c=check&f=json"
    [ "$(answered subsonic-response.error.code)" -eq 10 ]
    ask 401 "$gateway_url/api/v1/libraries"
}

# Without what only browsers say of their own page, and with what they say of another's.
other_sites() {
    local said
    for said in 'Sec-Fetch-Site: cross-site' 'Sec-Fetch-Site: same-site' 'Origin: https://evil.example' 'X-Nothing: 1'; do
        ask 403 --cookie "$work/bob.cookies" --header "$said" --upload-file <(echo x) "$(file_url main evil.txt)"
        ask 403 --cookie "$work/bob.cookies" --header "$said" --data '{"kind": "token", "label": "theirs"}' \
            "$gateway_url/api/v1/credentials"
        ask 403 --header "$said" --data '{"name": "bob", "password": "a password of bob"}' "$gateway_url/api/v1/sessions"
    done
    ask 201 --cookie "$work/bob.cookies" --header "Origin: $gateway_url" --upload-file <(echo x) "$(file_url main own.txt)"
}

ends_within_a_second() {
    local id
    id=$(gateway_bin credential list bob --json | python3 -c '
import json, sys
print(next(each["id"] for each in json.load(sys.stdin)["credentials"] if each["kind"] == "session"))')
    gateway_bin credential revoke "$id"
    sleep 1
    by_cookie 401 bob "$gateway_url/api/v1/libraries"
    sign_in bob
    printf 'another password\n' | gateway_bin person password bob --password-stdin
    sleep 1
    by_cookie 401 bob "$gateway_url/api/v1/libraries"
    ask 200 --header "$(bearer bob)" "$gateway_url/api/v1/libraries"
}

if command -v chromium >/dev/null; then
    check "somebody signs in, plays, uploads, makes an app password, revokes it and changes the password" in_a_browser
    check "who was invited chooses a password, once" invites_in_a_browser
else
    skip "the page in a browser" "it takes Debian's chromium"
fi
check "of a session the gateway keeps what is no cookie" kept_as_a_digest
check "the cookie is for the API alone" for_the_api_alone
check "another site's page makes no use of it" other_sites
check "a session ends within a second when it is revoked, and with the password" ends_within_a_second
