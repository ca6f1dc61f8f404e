#!/bin/sh
# Requests per second of a generated server beside one written by hand, in turns, and the memory of the generated one over a
# minute. Needs wrk (Debian: `apt-get install wrk`).
#
#     xtask/load.sh [ROUNDS] [SECONDS]
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-9} seconds=${2:-2}
command -v wrk >/dev/null || { echo "skipped: there is no wrk" >&2; exit 0; }
cargo build --release --package load
binaries=${CARGO_TARGET_DIR:-target}/release
folder=$(mktemp -d)
cleanup() { kill "$generated" "$by_hand" 2>/dev/null || true; rm -r "$folder"; }

cat >"$folder/put.lua" <<'LUA'
wrk.method = "PUT"
wrk.headers["content-type"] = "application/json"
wrk.body = '{"customer":"Ada Lovelace","note":"leave it at the door","lines":[' ..
  string.rep('{"article":"engine","count":2,"price":12.5},', 9) .. '{"article":"cards","count":100,"price":0.25}]}'
LUA
"$binaries/generated" >"$folder/generated" & generated=$!
"$binaries/by_hand" >"$folder/by_hand" & by_hand=$!
trap cleanup EXIT
until [ -s "$folder/generated" ] && [ -s "$folder/by_hand" ]; do sleep 0.1; done

# Requests per second of the server that wrote its address to a file.
rate() { wrk -t1 -c32 -d"$2" -s "$folder/put.lua" "$(cat "$folder/$1")/orders/7?dry_run=true" | awk '
  /Non-2xx/ { print "answers that are no 200" > "/dev/stderr"; exit 1 } /Requests\/sec/ { print $2 }'; }
memory() { awk '/VmRSS/ { print $2 }' "/proc/$generated/status"; }

rate generated 2 >/dev/null; rate by_hand 2 >/dev/null
for round in $(seq "$rounds"); do
  # Forth and back: a machine that grows slower or faster favours neither.
  a=$(rate generated "$seconds"); b=$(rate by_hand "$seconds"); c=$(rate by_hand "$seconds"); d=$(rate generated "$seconds")
  echo "$a $b $c $d" | awk '{ a = ($1 + $4) / 2; b = ($2 + $3) / 2
    printf "generated %d, by hand %d requests a second: %.3f\n", a, b, a / b }' | tee -a "$folder/ratios"
done
awk '{ print $NF }' "$folder/ratios" | sort -n | awk '{ r[NR] = $1 } END { print "median ratio " r[int((NR + 1) / 2)] }'
before=$(memory); rate generated 60 >/dev/null; after=$(memory)
echo "memory before and after a minute: $before and $after KiB"
