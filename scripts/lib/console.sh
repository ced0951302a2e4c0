# Text for a terminal: emphasis where a terminal shows it, plain text everywhere else. NO_COLOR is respected.
# shellcheck shell=bash disable=SC2034 # its variables are for those who source it

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
    bold='' dim='' green='' red='' plain=''
fi

heading() {
    printf '\n%s%s%s\n' "$bold" "$*" "$plain"
}

# human BYTES: a size for people, in powers of ten.
human() {
    awk -v bytes="$1" 'BEGIN {
        split("B kB MB GB TB", unit, " ")
        for (n = 1; bytes >= 1000 && n < 5; n++) bytes /= 1000
        printf(n == 1 ? "%d %s" : "%.1f %s", bytes, unit[n])
    }'
}

# percent PART WHOLE
percent() {
    awk -v part="$1" -v whole="$2" 'BEGIN { printf("%.0f %%", whole ? 100 * part / whole : 0) }'
}
