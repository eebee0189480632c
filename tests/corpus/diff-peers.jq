# The tables of `diff-peers.sh`: the pairs that stand for a kind, by its group, with each tool, then all pairs with the
# tools that were run. For each tool: of how many pairs it says anything (ours: the very kind), how many breaking ones
# it calls breaking, how many safe ones, and for how many it names the bump that the crate needs, as far as it is about
# these: oasdiff names no bump, and cargo-public-api sees the crates alone.

def row: "| " + join(" | ") + " |";
def head: row, (map("---") | row);
def count(condition): map(select(condition)) | length;
def worst($order): . as $said | first($order[] | select(IN($said[])));

# What a pair is to show: the kind of the first change that its first line names, and the worst verdicts of them all.
def right: capture("^# (?<changes>.*?)\\. ").changes
    | [splits("; ") | capture("^(?<kind>[a-z0-9-]+): (?<wire>[a-z]+), (?<rust>[a-z]+)$")]
    | {
        kind: .[0].kind, wire: (map(.wire) | worst(["breaking", "risky", "safe"])),
        rust: (map(.rust) | worst(["major", "minor", "patch", "none"]))
    };

# What each tool says. Of oasdiff, what its `breaking` lists counts: errors and warnings.
def ours($kind): {
    found: (.changes | any(.kind == $kind)), breaking: (.changes | any(.wire == "breaking")), bump: .version
};
def redocly: {found: (.changes | length > 0), breaking: (.bump == "major"), bump: (.bump // "none")};
def oasdiff: {found: (. != "nothing"), breaking: IN("error", "warning")};

# What is gone, or is another item now, is gone; what is only documented otherwise is not seen.
def public_api: {
    found: (.removed + .added > 0),
    bump: (if .removed > 0 then "major" elif .added > 0 then "minor" else "none" end)
};

def titles($tools): ["", "pairs", "breaking", "safe"] + [
    $tools[] as $tool | "\($tool.name): " + (
        "found", if $tool.wire then "breaking", "safe as breaking" else empty end, if $tool.rust then "bump" else empty end
    )
];
def cells($tool): map({wire, rust, said: .tools[$tool.name]}) | [
    count(.said.found),
    if $tool.wire then
        count(.wire == "breaking" and .said.breaking), count(.wire == "safe" and .said.breaking)
    else empty end,
    if $tool.rust then count(.said.bump == .rust) else empty end
];
def line($name; $tools):
    [$name, length, count(.wire == "breaking"), count(.wire == "safe")] + [$tools[] as $tool | cells($tool)[]]
    | map(tostring) | row;

($rows | [splits("\n") | select(length > 0) | split("\t") | {key: .[1], value: {group: .[0], word: .[2]}}]
    | from_entries) as $rows
| map(. as {$name, $ours, $redocly, $public_api} | $rows[$name] as $row | (.right | right) as $right | $right + {
    $name, group: $row.group, tools: {
        ours: ($ours | ours($right.kind)), redocly: ($redocly | redocly), oasdiff: ($row.word // "nothing" | oasdiff),
        "public-api": ($public_api | public_api)
    }
})
| map(select(.group)) as $kinds
| [
    {name: "ours", wire: true, rust: true}, {name: "redocly", wire: true, rust: true}, {name: "oasdiff", wire: true},
    {name: "public-api", rust: true}
] as $all
| ($all | map(select(.name != "oasdiff"))) as $run
| (titles($all) | head), ($kinds | group_by(.group)[] | line(.[0].group; $all)), ($kinds | line("all kinds"; $all)),
"",
(titles($run) | head), line("all pairs"; $run),
"",
"Ours is wrong on: " + (map(.tools.ours as $said
        | select(($said.found | not) or $said.bump != .rust or $said.breaking != (.wire == "breaking")) | .name)
    | if length == 0 then "none" else join(", ") end) + "."
