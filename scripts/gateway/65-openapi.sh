# The gateway's own OpenAPI document, by schemathesis
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# keeps_to_it ARGUMENT...: runs schemathesis; but the call that takes away what it signs in with.
keeps_to_it() {
    cd "$work" || return # where it leaves a folder behind
    timeout 80 "$client_bin/schemathesis" --config-file "$work/schemathesis.toml" run "$work/openapi.json" \
        --url "$gateway_url" --checks all --seed 1 --continue-on-failure --request-timeout 10 \
        --exclude-operation-id giveTokenBack "$@"
}

# Statuses beside those that schemathesis expects. Of a request whose fields are right, 412, 416 and the like say that there
# is nothing to which they apply; 400 where words have rules that a document has no form for.
configure() {
    local right='"2xx", "3xx", 401, 403, 404, 409, 412, 416, 423, 429, 460'
    cat >"$work/schemathesis.toml" <<CONFIGURATION
hooks = "schemathesis_hooks.py"
[auth.openapi.bearer]
bearer = "$(token_of alice)"
[checks.positive_data_acceptance]
expected-statuses = [$right]
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 409, 411, 412, 413, 415, 416, 423, 429, 460]
[checks.missing_required_header]
expected-statuses = [400, 401, 404, 412, 415]
[[operations]]
include-operation-id = ["listEntries", "listSongs", "makeUpload", "goOnWithUpload", "makeToken", "acceptInvite", "signIn"]
checks.positive_data_acceptance.expected-statuses = [$right, 400, 413, 415]
CONFIGURATION
}

if ! newer=$(python_from 3 13 || python_from 3 10); then
    skip "schemathesis" "it takes Python 3.10"
elif ! client_environment schemathesis "$newer" schemathesis==4.32.5; then
    skip "schemathesis" "PyPI does not give it"
else
    gateway_options='proxies: ["127.0.0.1"], limits: { requests_per_second: 1e5, request_burst: 1e5, uploads_per_person: 10000 },'
    people_and_music alice
    cp scripts/gateway/schemathesis_hooks.py "$work"
    python3 -B scripts/gateway/tokens_only.py docs/openapi.json >"$work/openapi.json"
    configure
    check "every answer is as the document has it" keeps_to_it --phases examples,coverage,fuzzing --max-examples 15
    check "and so are those to requests that follow others" keeps_to_it --phases stateful --max-examples 2 --max-time 15
fi
