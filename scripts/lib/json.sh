# Reads values out of the JSON that the commands print.
# shellcheck shell=bash

# json_get KEY: the value of a key of the object on standard input; KEY may be a path, as in entries.0.path.
json_get() {
    python3 -c '
import json, sys
value = json.load(sys.stdin)
for key in sys.argv[1].split("."):
    value = value[int(key)] if isinstance(value, list) else value[key]
print(value if isinstance(value, (int, float, str)) else json.dumps(value))
' "$1"
}
