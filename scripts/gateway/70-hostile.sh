# Hundreds of clients that do harm
# shellcheck shell=bash disable=SC2034,SC2154 # the variables of gateway-end-to-end.sh

gateway_options='limits: { idle_seconds: 5, requests_per_second: 50, request_burst: 200 },'
people_and_music alice bob
bring bob main "$music/alice" # large files for who does harm, too
check "and what has changed" wait_for_songs bob "$(songs_of alice)"

hostile() {
    timeout 200 python3 -B scripts/gateway/hostile.py "$gateway_url" "$gateway_pid" "$music" \
        alice "$(app_of alice)" "$(token_of alice)" bob "$(app_of bob)" "$(token_of bob)" "${SECONDS_HOSTILE:-20}" \
        >"$work/hostile.output" 2>&1
}

# Of one address, no more connections are taken than the configuration lets, and who comes from another is served.
too_many_connections() {
    python3 -B - "$gateway_url" 300 <<'PROGRAM'
import http.client, socket, sys, time
from urllib.parse import urlsplit
url = urlsplit(sys.argv[1])
held = [socket.create_connection((url.hostname, url.port), 5, ("127.0.0.20", 0)) for _ in range(int(sys.argv[2]))]
time.sleep(0.5)
closed = 0
for connection in held:
    connection.setblocking(False)
    try:
        closed += connection.recv(1) == b""
    except BlockingIOError:
        pass
    except ConnectionResetError:
        closed += 1
other = http.client.HTTPConnection(url.hostname, url.port, timeout=5)
other.request("GET", "/healthz")
status = other.getresponse().status
print(f"{closed} of {len(held)} were closed; another address hears {status}")
sys.exit(not 30 <= closed < len(held) or status != 200)
PROGRAM
}

# So many requests of one person as no person makes are told to wait; then they are served again.
too_many_requests() {
    python3 -B - "$gateway_url" "$(token_of bob)" "$(token_of alice)" <<'PROGRAM'
import http.client, sys, time
from urllib.parse import urlsplit
url = urlsplit(sys.argv[1])
time.sleep(4)  # until the bucket is full

def ask(connection, token):
    connection.request("GET", "/api/v1/libraries", headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers

greedy, other = (http.client.HTTPConnection(url.hostname, url.port, timeout=10) for _ in range(2))
end, statuses, wait = time.monotonic() + 20, [], None
while time.monotonic() < end and 429 not in statuses:
    status, fields = ask(greedy, sys.argv[2])
    statuses.append(status)
    if status == 429:
        wait = fields["Retry-After"]
print(f"{len(statuses)} requests, then {statuses[-1]}, Retry-After {wait}")
if statuses[-1] != 429 or len(statuses) < 100:
    sys.exit("it was not told to wait, or too soon")
status, _ = ask(other, sys.argv[3])
if status != 200:
    sys.exit(f"somebody else hears {status}")
time.sleep(min(5, float(wait)) + 1)
sys.exit(ask(greedy, sys.argv[2])[0] != 200)
PROGRAM
}

# Players that take a song as fast as they play it cost little: a gateway has thousands of them.
slow_readers() {
    python3 -B - "$gateway_url" "$gateway_pid" "$(token_of bob)" 150 <<'PROGRAM'
import socket, sys, time
from urllib.parse import quote, urlsplit
url, pid, count = urlsplit(sys.argv[1]), sys.argv[2], int(sys.argv[4])
path = "/api/v1/libraries/main/files/" + quote("Big Streamer/Large Files/02 larger.flac")

def resident():
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))

before, held, most = resident(), [], 0
for number in range(count):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.bind((f"127.0.0.{30 + number % 8}", 0))
    connection.connect((url.hostname, url.port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {sys.argv[3]}\r\n\r\n".encode())
    held.append(connection)
for _ in range(3):
    time.sleep(0.5)
    most = max(most, resident())
    taken = [len(connection.recv(1000)) for connection in held]
print(f"{count} slow readers, {taken.count(1000)} of them served, cost {(most - before) // count} KiB each")
sys.exit(taken.count(1000) < count or most - before > 640 * count)
PROGRAM
}

check "who reads slowly costs little" slow_readers
status=0
hostile || status=$?
check "who behaves is served while hundreds do harm, and memory is flat" eval "cat $work/hostile.output; exit $status"
sed -n 's/^\([0-9]* requests, \|memory \)/      &/p' "$work/hostile.output"
check "one address has no more connections than it may" too_many_connections
check "one person has no more requests than they may" too_many_requests
check "nothing went wrong inside" exits 1 grep -E ' (error|critical) ' "$gateway_log"
