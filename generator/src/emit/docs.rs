//! Documentation comments from the text of a document, which is data: it opens no doctest, no link, no HTML, and hides nothing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Rule;

/// Documentation attributes, one a line of `text`, which is Markdown of our own or made safe by [`safe`].
pub(super) fn attributes(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// Paragraphs with an empty line between; empty ones are left out.
pub(super) fn paragraphs<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Markdown of a document as Markdown that rustdoc takes without warnings: code blocks are text, brackets and angles literal,
/// addresses links, control characters visible.
pub(super) fn safe(text: &str) -> String {
    let mut lines = Vec::new();
    let mut fence: Option<&str> = None;
    let mut item = None;
    for line in text.lines() {
        let trimmed = line.trim();
        match fence {
            Some(open) if trimmed.starts_with(open) => {
                lines.push("```".to_owned());
                fence = None;
            }
            Some(_) => lines.push(visible(line).replace("```", "'''")),
            None => match ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
                Some(mark) => {
                    lines.push("```text".to_owned());
                    (fence, item) = (Some(mark), None);
                }
                None => {
                    item = list_item(line, item);
                    lines.push(safe_line(line, item));
                }
            },
        }
    }
    if fence.is_some() {
        lines.push("```".to_owned());
    }
    lines.join("\n")
}

/// The item of a list that a line begins or goes on with.
#[derive(Clone, Copy)]
enum ListItem {
    Begins { width: usize },
    GoesOn { width: usize },
}

/// Whether a line belongs to an item, after the one before it did or not. An empty line ends it.
fn list_item(line: &str, before: Option<ListItem>) -> Option<ListItem> {
    let body = line.trim();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if digits == 0 { ["- ", "* ", "+ "].as_slice() } else { [". ", ") "].as_slice() };
    if sign.iter().any(|sign| body[digits..].starts_with(sign)) {
        let indent = if line.starts_with(char::is_whitespace) { 2 } else { 0 };
        return Some(ListItem::Begins { width: indent + digits + 2 });
    }
    let (ListItem::Begins { width } | ListItem::GoesOn { width }) = before.filter(|_| !body.is_empty())?;
    Some(ListItem::GoesOn { width })
}

/// A line outside code blocks. Four spaces would make a code block: at most two are kept, but for what goes on with an item,
/// which stands under its text.
fn safe_line(line: &str, item: Option<ListItem>) -> String {
    let line = visible(line);
    let text = line.trim_end();
    let body = text.trim_start();
    let indent = match item {
        Some(ListItem::GoesOn { width }) => width,
        Some(ListItem::Begins { .. }) | None if body.len() < text.len() => 2,
        Some(ListItem::Begins { .. }) | None => 0,
    };
    let mut safe = " ".repeat(indent);
    // Odd pieces between backticks are code, unless the last backtick is alone.
    let pieces: Vec<&str> = body.split('`').collect();
    let balanced = pieces.len() % 2 == 1;
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            safe.push_str(if balanced { "`" } else { "\\`" });
        }
        if balanced && at % 2 == 1 { safe.push_str(piece) } else { safe.push_str(&safe_words(piece)) }
    }
    safe
}

fn safe_words(piece: &str) -> String {
    piece
        .split_inclusive(char::is_whitespace)
        .map(|word| match word.find("https://").or_else(|| word.find("http://")) {
            Some(at) => {
                let (before, rest) = word.split_at(at);
                let end = rest.find(|c: char| c.is_whitespace() || "<>()[]\"'".contains(c)).unwrap_or(rest.len());
                let url = rest[..end].trim_end_matches(['.', ',', ';', ':']);
                format!("{}<{url}>{}", escaped(before), escaped(&rest[url.len()..]))
            }
            None => escaped(word),
        })
        .collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '<' | '>' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Control characters as escapes: those that reorder text could make it read as something else.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hides = c.is_control() && c != '\t'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        match c {
            _ if hides => out.extend(c.escape_unicode()),
            '\t' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// A value as inline code.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// What the rules of a value say, as a sentence.
pub(super) fn rules(rules: &[Rule]) -> String {
    let parts: Vec<String> = rules
        .iter()
        .map(|rule| match rule {
            Rule::MinLength(least) => format!("at least {}", counted(*least, "character")),
            Rule::MaxLength(most) => format!("at most {}", counted(*most, "character")),
            Rule::Pattern(pattern) => format!("pattern {}", code(pattern)),
            Rule::Minimum(bound) => format!("at least {bound}"),
            Rule::Maximum(bound) => format!("at most {bound}"),
            Rule::ExclusiveMinimum(bound) => format!("more than {bound}"),
            Rule::ExclusiveMaximum(bound) => format!("less than {bound}"),
            Rule::MultipleOf(step) => format!("a multiple of {step}"),
            Rule::MinItems(least) => format!("at least {}", counted(*least, "item")),
            Rule::MaxItems(most) => format!("at most {}", counted(*most, "item")),
            Rule::UniqueItems => "no item twice".to_owned(),
            Rule::MinProperties(least) => format!("at least {}", counted(*least, "member")),
            Rule::MaxProperties(most) => format!("at most {}", counted(*most, "member")),
        })
        .collect();
    sentence(&parts.join(", "))
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| format!("{}{}.", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_documents_are_harmless() {
        let table = [
            ("see [Foo] and <b>", r"see \[Foo\] and \<b\>"),
            ("`Vec<T>` stays", "`Vec<T>` stays"),
            ("a ` alone", r"a \` alone"),
            ("at https://example.com/a.", "at <https://example.com/a>."),
            ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
            ("```\nnever closed", "```text\nnever closed\n```"),
            ("    let x = 1;", "  let x = 1;"),
            ("- one\ngoes on\n\nends", "- one\n  goes on\n\nends"),
            ("12. one\n\tgoes on\n  - two\nhere", "12. one\n    goes on\n  - two\n    here"),
            ("\u{202e}evil", r"\u{202e}evil"),
        ];
        for (given, expected) in table {
            assert_eq!(safe(given), expected, "{given}");
        }
    }
}
