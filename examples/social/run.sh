#!/bin/sh
# The social network of this folder on a node of its own: many signers, then proved queries.
#
# Needs nothing but a checkout; leaves everything in a temporary folder, which it prints. Ends with an exit code other
# than 0 where something is not as it should be.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
cairn=$here/../../cairn
work=$(mktemp -d)
port=${CAIRN_SOCIAL_PORT:-7455}
export CAIRN_HOME="$work/home" CAIRN_NODE="http://127.0.0.1:$port"
echo "files: $work" >&2

"$cairn" node --port "$port" --data "$work/node" > "$work/node.log" 2>&1 &
node=$!
trap 'kill $node 2> /dev/null || true' EXIT
tries=0
until "$cairn" db list > /dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || { cat "$work/node.log" >&2; exit 1; }
  sleep 1
done

"$cairn" key new > /dev/null
"$cairn" db create --description "a social network"
"$cairn" weavedb import "$here/config.json"

address() { "$cairn" key list | awk -v name="$1" '$1 == name { sub(/.*:/, "", $2); print $2 }'; }

for name in ada bob cyd; do
  "$cairn" key new "$name" > /dev/null
  "$cairn" query --key "$name" "[\"set:join\",{\"name\":\"$name\"},\"users\",\"$(address "$name")\"]"
done
ada=$(address ada)
"$cairn" query --key ada "[\"set:post\",{\"body\":\"hello\"},\"posts\",\"$ada:1\"]"
for name in bob cyd; do
  "$cairn" query --key "$name" "[\"set:follow\",{},\"follows\",\"$(address "$name"):$ada\"]"
  "$cairn" query --key "$name" "[\"set:like\",{},\"likes\",\"$(address "$name")|$ada:1\"]"
done
if "$cairn" query --key bob "[\"set:follow\",{},\"follows\",\"$ada:$(address bob)\"]"; then
  echo "somebody followed for somebody else" >&2
  exit 1
fi
# The cron runs every two seconds.
sleep 3
"$cairn" query '["get","trending","now"]'
"$cairn" query "[\"get\",\"users\",\"$ada\"]"
"$cairn" sql 'SELECT body, likes FROM posts ORDER BY likes DESC'
