#!/usr/bin/env bash
# What it costs to check a generated crate, beside the crates of other generators of the same document: CPU seconds and
# peak memory of the one rustc process of the crate (its dependencies are built before), lines, and both per operation.
#
#   tests/corpus/peers.sh WORK DOCUMENT.json…
#
# Writes a line a crate, tab-separated, to WORK/peers.tsv; a crate that is there already is not measured again. Needs jq,
# GNU time, and the peers below WORK/bin, which `--install` puts there. CPU seconds depend on what else the machine does:
# compare the lines of one run.
set -euo pipefail

# The peers, by the versions that the figures are of.
PEERS=(openapi-to-rust@0.23.0 oas3-gen@0.29.0 cargo-progenitor@0.15.1)
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
WORK=$(mkdir -p "$1" && cd "$1" && pwd)
shift

if [[ ${1:-} == --install ]]; then
    cargo install --locked --root "$WORK" "${PEERS[@]}"
    exit
fi

export CARGO_TARGET_DIR=$WORK/target CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=0
PATH=$WORK/bin:$PATH

# Each makes a library crate in a folder from a document.
ours() {
    (cd "$ROOT" && cargo xtask generate --spec "$2" --out "$1" --name client --lenient --runtime-path generated-client)
}

openapi-to-rust() {
    command openapi-to-rust generate "$2" --output-dir "$1/src"
    mv "$1/src/mod.rs" "$1/src/lib.rs"
    { manifest && cat "$1/src/REQUIRED_DEPS.toml"; } > "$1/Cargo.toml"
}

oas3-gen() {
    command oas3-gen generate client-mod --input "$2" --output "$1/src"
    mv "$1/src/mod.rs" "$1/src/lib.rs"
    { manifest && cat "$ROOT/tests/corpus/oas3-gen.toml"; } > "$1/Cargo.toml"
}

progenitor() {
    cargo-progenitor progenitor --input "$2" --output "$1" --name client --version 0.0.0
}

manifest() {
    printf '[package]\nname = "client"\nversion = "0.0.0"\nedition = "2024"\n\n[workspace]\n\n'
}

# Runs rustc for the crate itself, and notes what it took: cargo calls it as the wrapper of workspace members.
export COST=$WORK/cost
wrapper=$WORK/rustc
printf '#!/bin/sh\nexec /usr/bin/time --append --output "$COST" --format "%%U %%M" "$@"\n' > "$wrapper"
chmod +x "$wrapper"

measure() {
    local generator=$1 document=$2 name crate operations lines seconds kilobytes
    name=$(basename "$document" .json)
    crate=$WORK/$generator/$name
    if grep -qsP "^$name\t$generator\t" "$WORK/peers.tsv"; then return; fi
    rm -rf "$crate" && mkdir -p "$crate"
    operations=$(jq '[.paths[]? | keys[] | select(IN("get", "put", "post", "delete", "options", "head", "patch",
        "trace"))] | length' "$document")
    local outcome=checked
    "$generator" "$crate" "$document" > "$crate.log" 2>&1 || outcome='not generated'
    if [[ $outcome == checked ]]; then
        # Its dependencies first, by a check that may fail at the crate itself.
        (cd "$crate" && cargo check --lib) >> "$crate.log" 2>&1 || true
        touch "$crate/src/lib.rs" && : > "$COST"
        (cd "$crate" && RUSTC_WORKSPACE_WRAPPER=$wrapper cargo check --lib) >> "$crate.log" 2>&1 || outcome='no Rust'
        read -r seconds kilobytes < <(tail -n 1 "$COST") || true
    fi
    lines=$(find "$crate" -name '*.rs' -not -path '*/target/*' -exec cat {} + | wc -l)
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
        "$name" "$generator" "$outcome" "$operations" "$lines" "${seconds:--}" "${kilobytes:--}" | tee -a "$WORK/peers.tsv"
}

for document in "$@"; do
    for generator in ours openapi-to-rust oas3-gen progenitor; do
        measure "$generator" "$(realpath "$document")"
    done
done
