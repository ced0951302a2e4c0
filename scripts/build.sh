#!/usr/bin/env bash
# Builds the programs for release.
#
# usage: build.sh core|gateway...
#   core      lockerd, locker, and the programs with which they are measured; nothing that only the gateway needs
#   gateway   locker-gateway
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/build.sh

[ $# -gt 0 ] || set -- help
for part; do
    case $part in
        core) build_products lockerd locker make-store cut-and-hash range-reads small-records ;;
        gateway) build_products locker-gateway ;;
        *)
            sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
            exit 2
            ;;
    esac
done
