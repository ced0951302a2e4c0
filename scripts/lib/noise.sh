# Makes files that nothing can compress and nobody else has.
# shellcheck shell=bash

# make_noise DIR FILES BYTES SEED: so many files of so many bytes each; the same seed, the same bytes.
make_noise() {
    mkdir -p "$1"
    python3 -c '
import random, sys
directory, files, size, seed = sys.argv[1:]
source = random.Random(seed)
for number in range(int(files)):
    with open(f"{directory}/{number:03}", "wb") as file:
        file.write(source.randbytes(int(size)))
' "$@"
}
