# The table of `peers.sh`: a row a crate, then for each document ours beside the best peer whose crate compiles, each
# figure on its own, then the medians.

def number: try tonumber catch null;
def fixed(digits): if . == null then "–" else . * pow(10; digits) | round / pow(10; digits) | tostring end;
def median: sort | if length == 0 then null elif length % 2 == 1 then .[length / 2 | floor]
    else (.[length / 2] + .[length / 2 - 1]) / 2 end;
def row: "| " + join(" | ") + " |";
def head: row, (map("---") | row);

def each(figure): if .outcome == "compiles" then figure / .operations else null end;

# Ours to the best of the peers, which is the one with the least.
def ratio(figure):
    (map(select(.generator == "ours") | figure)[0]) as $ours
    | (map(select(.generator != "ours") | figure | values) | min) as $best
    | if $ours == null or $best == null then null else $ours / $best end;

[split("\n")[] | select(length > 0) | split("\t") | {
    document: .[0], generator: .[1], outcome: .[2], operations: (.[3] | number), lines: (.[4] | number),
    seconds: (.[5] | number), mib: (.[6] | number)
}]
| (group_by(.document) | map({
    document: .[0].document, seconds: ratio(.seconds), mib: ratio(.mib),
    lines: (map(select(.outcome == "compiles")) | ratio(.lines))
})) as $ratios
| (["document", "generator", "outcome", "operations", "lines", "CPU s", "peak MiB", "lines/op", "ms/op", "MiB/op"] | head),
(.[] | [
    .document, .generator, .outcome, (.operations | tostring), (.lines | tostring), (.seconds | fixed(2)), (.mib | fixed(0)),
    (each(.lines) | fixed(0)), (each(.seconds * 1000) | fixed(1)), (each(.mib) | fixed(2))
] | row),
"",
(["generator", "generated", "compile", "of"] | head),
(group_by(.generator)[] | [
    .[0].generator, (map(select(.outcome != "not generated")) | length | tostring),
    (map(select(.outcome == "compiles")) | length | tostring), (length | tostring)
] | row),
"",
(["ours to the best peer", "CPU", "memory", "lines"] | head),
($ratios[] | select(.seconds) | [.document, (.seconds | fixed(2)), (.mib | fixed(2)), (.lines | fixed(2))] | row),
(["median", ($ratios | map(.seconds | values) | median | fixed(2)), ($ratios | map(.mib | values) | median | fixed(2)),
    ($ratios | map(.lines | values) | median | fixed(2))] | row)
