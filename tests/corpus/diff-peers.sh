#!/usr/bin/env bash
# Who finds which change: `cargo xtask diff` beside Redocly CLI and cargo-public-api, which are run, and oasdiff, whose
# words `diff-peers.tsv` has, over the pairs of `tests/fixtures/diff`, each of which says in its first line what is right.
#
#   tests/corpus/diff-peers.sh install WORK   Redocly CLI and cargo-public-api, below WORK
#   tests/corpus/diff-peers.sh compare WORK   writes a line for each pair to WORK/diff-peers.jsonl
#   tests/corpus/diff-peers.sh table WORK     prints that file as a table
#
# `DIFF` is the command that ours is run by. `DOCUMENTED` is where the JSON of rustdoc for the crates of the pairs is,
# which `cargo xtask diff-audit` writes where it runs cargo-semver-checks. Needs jq and Node.js.
set -euo pipefail

# The peers, in the versions that the figures are of.
REDOCLY=@redocly/cli@2.77.0
PUBLIC_API=cargo-public-api@0.52.0
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
DIFF=${DIFF:-cargo run --quiet --release --package xtask -- diff}
DOCUMENTED=${DOCUMENTED:-$ROOT/target/diff-audit/target/documented}

# Each prints the JSON of its report on the pair in a folder.

ours() {
    (cd "$ROOT" && $DIFF --format json --spec "$1/base.yaml" "$1/head.yaml")
}

redocly() {
    "$WORK/node_modules/.bin/redocly" diff --format json --fail-on none "$1/base.yaml" "$1/head.yaml" \
        2> "$WORK/redocly.log"
}

# How many items of the crate of the pair are gone, are others, and are new.
public_api() {
    local crate
    crate=$DOCUMENTED/$(basename "$1" | tr - _)
    "$WORK/bin/cargo-public-api" public-api --color never diff "${crate}_base.json" "${crate}_head.json" | jq \
        --raw-input --null-input '[inputs] | {
            removed: map(select(startswith("-"))) | length, added: map(select(startswith("+"))) | length
        }'
}

# One pair: its name, what its first line says, and what each says of it.
compare() {
    jq --null-input --compact-output --arg name "$(basename "$1")" --arg right "$(head -n 1 "$1/base.yaml")" \
        --slurpfile ours <(ours "$1") --slurpfile redocly <(redocly "$1") \
        --slurpfile public_api <(public_api "$1") \
        '{$name, $right, ours: $ours[0], redocly: $redocly[0], public_api: $public_api[0]}'
}

WORK=$(mkdir -p "$2" && cd "$2" && pwd)
case $1 in
    install)
        npm install --prefix "$WORK" --no-audit --no-fund "$REDOCLY"
        cargo install --root "$WORK" --locked "$PUBLIC_API"
        ;;
    compare) for pair in "$ROOT"/tests/fixtures/diff/*/; do compare "${pair%/}"; done > "$WORK/diff-peers.jsonl" ;;
    table)
        jq --slurp --raw-output --rawfile rows "$HERE/diff-peers.tsv" --from-file "$HERE/diff-peers.jq" \
            "$WORK/diff-peers.jsonl"
        ;;
esac
