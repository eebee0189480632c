#!/usr/bin/env bash
# Who finds which change: `cargo xtask diff` beside Redocly CLI, which is run, and oasdiff, whose words `diff-peers.tsv`
# has, over the pairs of `tests/fixtures/diff`, each of which says in its first line what is right.
#
#   tests/corpus/diff-peers.sh install WORK   Redocly CLI, below WORK
#   tests/corpus/diff-peers.sh compare WORK   writes a line for each pair to WORK/diff-peers.jsonl
#   tests/corpus/diff-peers.sh table WORK     prints that file as a table
#
# `DIFF` is the command that ours is run by. Needs jq and Node.js.
set -euo pipefail

# The peer, in the version that the figures are of.
PEER=@redocly/cli@2.77.0
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
DIFF=${DIFF:-cargo run --quiet --release --package xtask -- diff}

# Each prints the JSON of its report on the pair in a folder.

ours() {
    (cd "$ROOT" && $DIFF --format json --spec "$1/base.yaml" "$1/head.yaml")
}

redocly() {
    "$WORK/node_modules/.bin/redocly" diff --format json --fail-on none "$1/base.yaml" "$1/head.yaml" \
        2> "$WORK/redocly.log"
}

# One pair: its name, what its first line says, and what each says of it.
compare() {
    jq --null-input --compact-output --arg name "$(basename "$1")" --arg right "$(head -n 1 "$1/base.yaml")" \
        --slurpfile ours <(ours "$1") --slurpfile redocly <(redocly "$1") \
        '{$name, $right, ours: $ours[0], redocly: $redocly[0]}'
}

WORK=$(mkdir -p "$2" && cd "$2" && pwd)
case $1 in
    install) npm install --prefix "$WORK" --no-audit --no-fund "$PEER" ;;
    compare) for pair in "$ROOT"/tests/fixtures/diff/*/; do compare "${pair%/}"; done > "$WORK/diff-peers.jsonl" ;;
    table)
        jq --slurp --raw-output --rawfile rows "$HERE/diff-peers.tsv" --from-file "$HERE/diff-peers.jq" \
            "$WORK/diff-peers.jsonl"
        ;;
esac
