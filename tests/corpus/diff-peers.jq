# The tables of `diff-peers.sh`: the pairs that stand for a kind, by its group, with each tool, then all pairs with the
# tools that were run. For each tool: of how many pairs it says anything (ours: the very kind), how many breaking ones
# it calls breaking, how many safe ones, and for how many it names the bump that the crate needs.

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

def titles($tools): ["", "pairs", "breaking", "safe"] + [
    $tools[] as $tool
    | "\($tool): " + ("found", "breaking", "safe as breaking", if $tool == "oasdiff" then empty else "bump" end)
];
def cells($tool): map({wire, rust, said: .tools[$tool]}) | [
    count(.said.found), count(.wire == "breaking" and .said.breaking), count(.wire == "safe" and .said.breaking),
    if $tool == "oasdiff" then empty else count(.said.bump == .rust) end
];
def line($name; $tools):
    [$name, length, count(.wire == "breaking"), count(.wire == "safe")] + [$tools[] as $tool | cells($tool)[]]
    | map(tostring) | row;

($rows | [splits("\n") | select(length > 0) | split("\t") | {key: .[1], value: {group: .[0], word: .[2]}}]
    | from_entries) as $rows
| map(. as {$name, $ours, $redocly} | $rows[$name] as $row | (.right | right) as $right | $right + {
    $name, group: $row.group, tools: {
        ours: ($ours | ours($right.kind)), redocly: ($redocly | redocly), oasdiff: ($row.word // "nothing" | oasdiff)
    }
})
| map(select(.group)) as $kinds
| ["ours", "redocly", "oasdiff"] as $all | ["ours", "redocly"] as $run
| (titles($all) | head), ($kinds | group_by(.group)[] | line(.[0].group; $all)), ($kinds | line("all kinds"; $all)),
"",
(titles($run) | head), line("all pairs"; $run),
"",
"Ours is wrong on: " + (map(.tools.ours as $said
        | select(($said.found | not) or $said.bump != .rust or $said.breaking != (.wire == "breaking")) | .name)
    | if length == 0 then "none" else join(", ") end) + "."
