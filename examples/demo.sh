#!/bin/sh
# The main loop on a copy of the example newsroom; each command is shown before it runs.
set -eu
newsroom=$(cd "$(dirname "$0")/newsroom" && pwd)
aside=$(mktemp -d "${TMPDIR:-/tmp}/newsroom.XXXXXX")
cp -R "$newsroom/." "$aside"
cd "$aside"

run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

printf 'A copy of the example newsroom is in %s\n' "$aside"
run dvomova extract
run dvomova update
run dvomova status
run dvomova build
run dvomova compile --source-bundle

printf '\nNow the editor corrects one sentence of the Ukrainian original:\n'
printf '\n$ %s\n' "sed 's/п’ятдесят хвилин/сорок хвилин/' articles/bridge.uk.md"
sed 's/п’ятдесят хвилин/сорок хвилин/' articles/bridge.uk.md > edited && mv edited articles/bridge.uk.md
run dvomova update
run dvomova diff
run dvomova status

printf '\nTo go on: cd %s && dvomova edit\n' "$aside"
