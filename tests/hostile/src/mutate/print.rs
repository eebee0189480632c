//! Trees as text: JSON, or YAML of both styles; and what happens to lines when people merge them.

use serde_json::Value;

use crate::decisions::Decisions;

/// Bytes of JSON with one value a line: what is nested deeply is mostly indentation, and says no more for it.
const SPREAD: usize = 1_000_000;

/// As JSON with one value a line, but for what gets too large by that.
pub(super) fn json(value: &Value) -> String {
    let spread = format!("{value:#}");
    if spread.len() <= SPREAD { spread } else { value.to_string() }
}

/// Levels of YAML that are written by indentation; what is deeper is written as JSON, which is YAML too.
const INDENTED: usize = 12;

/// As YAML.
pub(super) fn yaml(value: &Value) -> String {
    let mut text = String::new();
    block(value, 0, &mut text);
    text
}

fn block(value: &Value, level: usize, text: &mut String) {
    let begin = |text: &mut String| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", level));
    };
    match value {
        Value::Object(members) if !members.is_empty() && level < INDENTED => {
            for (key, member) in members {
                begin(text);
                text.push_str(&scalar(key));
                text.push_str(": ");
                block(member, level + 1, text);
            }
        }
        Value::Array(elements) if !elements.is_empty() && level < INDENTED => {
            for element in elements {
                begin(text);
                text.push_str("- ");
                block(element, level + 1, text);
            }
        }
        Value::String(string) => text.push_str(&scalar(string)),
        _ => text.push_str(&value.to_string()),
    }
}

/// Words without quotation marks, all else within.
fn scalar(string: &str) -> String {
    let is_word = string.starts_with(|c: char| c.is_ascii_alphabetic())
        && string.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_word { string.to_owned() } else { Value::from(string).to_string() }
}

/// Lines repeated, removed, swapped or cut.
pub(super) fn with_lines_edited(text: &str, decisions: &mut Decisions<'_>) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    for _ in 0..=decisions.below(4) {
        let at = decisions.below(lines.len());
        let other = decisions.below(lines.len());
        let Some(line) = lines.get(at).copied() else { break };
        match decisions.below(4) {
            0 => lines.insert(at, line),
            1 => drop(lines.remove(at)),
            2 => lines.swap(at, other),
            _ => lines[at] = line.get(..line.len() / 2).unwrap_or_default(),
        }
    }
    lines.join("\n")
}
