//! Documentation comments from the text of a document, which is data: it opens no doctest, no HTML, no link but the web
//! addresses it had, and hides nothing.
//!
//! A text of the document gets here by [`safe`], [`safe_line`], [`literal`] or [`code`], once: what they give is never
//! put through them again, but for what [`first_sentence`] cuts.

mod escape;
mod printer;
#[cfg(test)]
mod tests;

pub(super) use printer::{literal, safe, safe_below, safe_line};

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::ir::{Rule, Said};
use crate::repeated::beginning;
use crate::sentence::end_of_first;

/// Documentation attributes, one a line of `text`, which is Markdown of our own or made safe by [`safe`].
pub(super) fn attributes(text: &str) -> TokenStream {
    let attribute = |line: &str| {
        let line = raw(if line.is_empty() { "" } else { " " }, line);
        quote!(#[doc = #line])
    };
    text.lines().map(attribute).collect()
}

/// A text as a raw literal, where it can be one: the printer reads each text twice, and escapes take it long.
fn raw(space: &str, text: &str) -> Literal {
    let hashes = "#".repeat(text.split('"').skip(1).map(leading_hashes).max().map_or(0, |longest| longest + 1));
    let literal = ["r", &hashes, "\"", space, text, "\"", &hashes].concat();
    literal.parse().unwrap_or_else(|_| Literal::string(&[space, text].concat()))
}

/// How many hashes a text begins with.
fn leading_hashes(text: &str) -> usize {
    text.len() - text.trim_start_matches('#').len()
}

/// Paragraphs with an empty line between; empty ones are left out.
pub(super) fn paragraphs<const N: usize>(texts: [&str; N]) -> String {
    texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Control characters as escapes: those that reorder text could make it read as something else.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) { visible.extend(c.escape_unicode()) } else { visible.push(c) }
    }
    visible
}

fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// A value as inline code; the empty one as two quotation marks, since Markdown has no empty code.
pub(super) fn code(text: &str) -> String {
    // Most are names, in which nothing hides or ends the code.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        return ["`", text, "`"].concat();
    }
    let text = visible(&text.replace('\t', " "));
    if text.is_empty() {
        return "`\"\"`".to_owned();
    }
    // One more than the longest run, which then can't end it.
    let fence = "`".repeat(longest_run(&text) + 1);
    // Markdown takes a space away at both ends, where both have one.
    let is_spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let needs_space = is_spaced || text.starts_with('`') || text.ends_with('`');
    if needs_space { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// The first sentence of a description, in a line.
pub(super) fn first_sentence(description: &str) -> Option<String> {
    let line = safe_line(description);
    let first = end_of_first(&line).map_or(line.as_str(), |end| &line[..end]).trim_end_matches('.');
    // What is cut within a link or code would be the sign that begins it, and no more; printed anew, it is text.
    let first = if first.len() < line.len() { safe_line(first) } else { first.to_owned() };
    (!first.trim().is_empty()).then(|| format!("{first}."))
}

/// What is said of each element, as a line.
pub(super) fn element(description: Option<&str>) -> Option<String> {
    let line = safe_line(description?);
    (!line.trim().is_empty()).then(|| format!("Each element: {line}"))
}

/// What is said of a body as a whole, in a line.
pub(super) fn said(said: &Said) -> String {
    let described = said.description.as_deref().map(safe_line).unwrap_or_default();
    let element = element(said.element.as_deref()).unwrap_or_default();
    let default = default(said.default.as_ref()).unwrap_or_default();
    sentences([described.as_str(), &element, &rules(&said.rules), &default])
}

/// What stands where no value is given, as a sentence.
pub(super) fn default(value: Option<&Value>) -> Option<String> {
    value.map(|value| format!("Default: {}.", self::value(value)))
}

/// A value as an example, as a sentence.
pub(super) fn example(value: Option<&Value>) -> Option<String> {
    value.map(|value| format!("Example: {}.", self::value(value)))
}

/// A value as inline code, a long one cut.
pub(super) fn value(value: &Value) -> String {
    code(&beginning(&value.to_string()))
}

/// What the rules of a value say, as sentences.
pub(super) fn rules(rules: &[Rule]) -> String {
    let is_of_elements = |rule: &&Rule| matches!(rule, Rule::Items(_) | Rule::Values(_));
    let (of_elements, own): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(is_of_elements);
    let said = [phrase(&own), phrase(&of_elements)].map(|words| sentence(&words));
    said.into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
}

fn phrase(rules: &[&Rule]) -> String {
    let each = |rules: &[Rule]| format!("each element: {}", phrase(&rules.iter().collect::<Vec<_>>()));
    let parts: Vec<String> = rules
        .iter()
        .map(|rule| match rule {
            Rule::Format(format) => format!("format {}", code(format)),
            Rule::Items(rules) | Rule::Values(rules) => each(rules),
            Rule::MinLength(least) => format!("at least {}", counted(*least, "character")),
            Rule::MaxLength(most) => format!("at most {}", counted(*most, "character")),
            Rule::Pattern(pattern) => format!("pattern {}", code(&beginning(pattern))),
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
    parts.join(", ")
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Texts in a line, each behind the end of a sentence: descriptions often have none.
pub(super) fn sentences<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let said = texts.into_iter().map(str::trim).filter(|text| !text.is_empty());
    said.fold(String::new(), |line, text| match line.as_str() {
        "" => text.to_owned(),
        _ if is_ended(&line) => [&line, " ", text].concat(),
        _ => [&line, ". ", text].concat(),
    })
}

/// Whether a text ends as a sentence does, be it in quotes, code or parentheses.
fn is_ended(text: &str) -> bool {
    let closing = ['"', '\'', '`', '*', '_', ')', ']', '\u{201d}', '\u{2019}', '\u{bb}'];
    let inside = text.trim_end_matches(closing);
    inside.ends_with(['.', '!', '?', ':', ';', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}'])
}

/// Words as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| format!("{}{}.", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}
