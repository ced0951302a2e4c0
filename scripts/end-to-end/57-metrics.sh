# Metrics tell what happens, to whoever is on this machine
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of end-to-end.sh and daemon.sh

metrics_socket=$work/metrics.sock
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# metrics_at ADDRESS: a daemon that serves them there, from its next start on.
metrics_at() {
    printf '{ metrics: { listen: "%s" } }\n' "$1" >"$work/metrics.json5"
}

# scrape [METHOD [PATH]]: status, type and text, from where the daemon serves them.
scrape() {
    python3 scripts/end-to-end/scrape.py "$(sed 's/.*"\(.*\)".*/\1/' "$work/metrics.json5")" "$@"
}

# sample NAME: its value; the name is with its labels, as it stands in the text.
sample() {
    scrape >"$work/scrape"
    awk -v name="$1" '$1 == name { print $2; found = 1 } END { exit !found }' "$work/scrape"
}

# is NAME VALUE, is_above NAME VALUE: whether a sample has the value, or a greater one.
is() {
    awk -v is="$(sample "$1")" -v wanted="$2" 'BEGIN { print is; exit is != wanted }'
}
is_above() {
    awk -v is="$(sample "$1")" -v bound="$2" 'BEGIN { print is; exit !(is > bound) }'
}

is_text_of_prometheus() {
    scrape | sed -n 1p | grep -x '200 text/plain; version=0.0.4; charset=utf-8'
    is 'locker_requests_total{method="Stats",code="OK"}' 0
}

nothing_else_is_there() {
    scrape GET / | grep '^404 '
    scrape POST /metrics | grep '^405 '
    scrape DELETE /metrics | grep '^405 '
}

counts_what_is_new() {
    is 'locker_chunks_total{result="new"}' 0
    locker sync "$music/users/alice" >"$work/sync"
    is_above 'locker_chunks_total{result="new"}' 10
    is 'locker_sync_seconds_count' 1
    is_above 'locker_content_bytes_total{direction="in"}' 1000000
    is 'locker_requests_total{method="Commit",code="OK"}' 1
    is 'locker_sessions' 0
}

counts_what_is_known() {
    local new known
    new=$(sample 'locker_chunks_total{result="new"}')
    known=$(sample 'locker_chunks_total{result="known"}')
    locker sync --library again "$music/users/alice"
    is 'locker_chunks_total{result="new"}' "$new"
    is_above 'locker_chunks_total{result="known"}' "$((known + 10))"
    is 'locker_commit_seconds_count' 2
}

counts_what_goes_out() {
    locker restore "$work/back"
    is_above 'locker_content_bytes_total{direction="out"}' 1000000
    exits 1 locker ls --library none
    is_above 'locker_requests_total{method="List",code="NOT_FOUND"}' 0
}

tells_of_a_backup() {
    is 'locker_job_last_success_timestamp_seconds{kind="backup"}' 0
    locker admin backup "$work/backup"
    is_above 'locker_job_last_success_timestamp_seconds{kind="backup"}' 1700000000
    sample 'locker_job_last_success_timestamp_seconds{kind="backup"}' >"$work/backup.time"
}

tells_of_it_after_a_restart() {
    is 'locker_job_last_success_timestamp_seconds{kind="backup"}' "$(cat "$work/backup.time")"
    is 'locker_chunks_total{result="new"}' 0
}

hanging_scrapers_hold_nobody_up() {
    python3 scripts/end-to-end/scrape.py "127.0.0.1:$port" --beside 10
    python3 scripts/end-to-end/scrape.py "127.0.0.1:$port" --beside 100
    locker status
}

is_refused() { # ADDRESS
    metrics_at "$1"
    exits 2 "$bin/lockerd" --store "$work/other" --socket "$work/other.sock" --config "$work/metrics.json5" 2>&1 |
        grep -F "'$1'"
}

is_taken() { # by the daemon that runs
    metrics_at "127.0.0.1:$port"
    exits 1 "$bin/lockerd" --store "$work/other" --socket "$work/other.sock" --config "$work/metrics.json5" 2>&1 |
        grep -F "127.0.0.1:$port"
    [ ! -e "$work/other.sock" ]
}

reads_as_prometheus_reads_it() {
    scrape | sed 1d | promtool check metrics
    promtool check rules packaging/prometheus/*.rules.yml
    promtool test rules packaging/prometheus/*.rules.test.yml
    # Every metric that an alert names is there.
    scrape >"$work/scrape"
    grep -o 'locker_[a-z_]*' packaging/prometheus/locker.rules.yml | sort -u | while read -r name; do
        grep -q "^${name}[{ ]" "$work/scrape" || {
            echo "no $name"
            return 1
        }
    done
}

# The gateway does not run here; what it counts, its sources name.
names_what_the_gateway_counts() {
    grep -oE 'locker_gateway_[a-z_]+' packaging/prometheus/locker-gateway.rules.yml | sort -u | while read -r name; do
        grep -qrF "\"${name%_bucket}\"" Sources/LockerGateway/Metrics || {
            echo "no $name"
            return 1
        }
    done
}

metrics_at "unix:$metrics_socket"
daemon_options=(--config "$work/metrics.json5")
daemon_start
check "they are answered at a Unix socket" is_text_of_prometheus
check "for its owner and its group alone" test "$(stat -c %a "$metrics_socket")" = 660
check "nothing else is answered there" nothing_else_is_there
check "the first sync of a folder brings new chunks" counts_what_is_new
check "the second brings known ones" counts_what_is_known
check "what goes out is counted, and what is refused" counts_what_goes_out
check "a backup leaves its time" tells_of_a_backup
daemon_stop
check "the socket goes with the daemon" test ! -e "$metrics_socket"
metrics_at "127.0.0.1:$port"
daemon_start
check "at a port of loopback, the time of the backup is there after a restart" tells_of_it_after_a_restart
check "scrapers that hang keep nobody from an answer" hanging_scrapers_hold_nobody_up
check "an address in use is named" is_taken
for address in 0.0.0.0:9464 192.168.1.1:9464 localhost:9464 '[::]:9464' unix:metrics.sock; do
    check "$address is refused" is_refused "$address"
done
metrics_at "127.0.0.1:$port"
locker admin stats >/dev/null
check "alerts on the gateway name what it counts" names_what_the_gateway_counts
if command -v promtool >/dev/null; then
    check "Prometheus' own tool finds nothing wrong with text and rules" reads_as_prometheus_reads_it
else
    skip "Prometheus' own tool" "there is no promtool"
fi
daemon_options=()
