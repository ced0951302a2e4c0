# OpenSubsonic's own document, by schemathesis
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

# The document is its authors', and lies in nobody's tree: OPENSUBSONIC_OPENAPI names a folder with its openapi.json.
conforms() {
    cd "$work" || return # where it leaves a folder behind
    timeout 240 "$client_bin/schemathesis" --config-file "$work/schemathesis.toml" run "$work/openapi/trimmed.json" \
        --url "$gateway_url" --phases coverage --mode positive --max-examples 3 --continue-on-failure --seed 1 \
        --checks not_a_server_error,response_schema_conformance,content_type_conformance
}

if [ -z "${OPENSUBSONIC_OPENAPI:-}" ]; then
    skip "schemathesis" "OPENSUBSONIC_OPENAPI names no folder with OpenSubsonic's openapi.json"
elif ! newer=$(python_from 3 13); then
    skip "schemathesis" "it takes Python 3.13"
elif ! client_environment schemathesis "$newer" schemathesis==4.32.5; then
    skip "schemathesis" "PyPI does not give it"
else
    gateway_options='limits: { requests_per_second: 100000, request_burst: 100000 },'
    people_and_music alice
    cp -r "${OPENSUBSONIC_OPENAPI%/openapi.json}" "$work/openapi"
    python3 -B scripts/gateway/trim_openapi.py "$work/openapi"
    cat >"$work/schemathesis.toml" <<CONFIGURATION
[auth.openapi.username]
api_key = "alice"
[auth.openapi.legacyPassword]
api_key = "$(app_of alice)"
[auth.openapi.protocolVersion]
api_key = "1.16.1"
[auth.openapi.clientName]
api_key = "schemathesis"
[auth.openapi.format]
api_key = "json"
CONFIGURATION
    check "every answer is as the document has it" conforms
fi
