//! Text that Markdown must take literally: what would mark it up gets a backslash, web addresses become links.

use std::iter;

use super::hides;

/// Whether a text comes out as it is: words in a line, without a sign that marks anything up. Many are, and need no
/// parser.
pub(super) fn is_plain(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && has_no_sign(text)
        && !text.ends_with(' ')
        && !text.contains("://")
}

/// Whether nothing in a text could mark anything up but at the begin of a line, addresses apart.
fn has_no_sign(text: &str) -> bool {
    let is_said = |byte: u8| byte.is_ascii_alphanumeric() || b" ,.:;?'\"()/=+-%$@".contains(&byte);
    text.bytes().all(is_said) && !text.contains("  ")
}

/// Text that stands in a paragraph, with its web addresses as links.
pub(super) fn linked(text: &str) -> String {
    let mut linked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, address, after)) = web_address(rest) {
        linked.push_str(&escaped(before));
        linked.push_str(&format!("<{address}>"));
        rest = after;
    }
    linked.push_str(&escaped(rest));
    linked
}

/// The first web address, and what is before and after it. Punctuation at its end belongs to the sentence.
fn web_address(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices("http").find_map(|(start, _)| {
        let (before, found) = text.split_at(start);
        let host = scheme_removed(found).filter(|host| host.starts_with(char::is_alphanumeric))?;
        let plain = host.split(|c| !is_plain_in_address(c)).next().unwrap_or_default();
        let plain = plain.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
        let (address, after) = found.split_at(found.len() - host.len() + plain.len());
        Some((before, address, after))
    })
}

/// A web address as the target of a link in angle brackets; none for what is no plain one.
pub(super) fn target(address: &str) -> Option<String> {
    let host = scheme_removed(address)?;
    let is_plain = host.chars().all(|c| is_plain_in_address(c) || "()[]'".contains(c));
    (is_plain && host.starts_with(char::is_alphanumeric)).then(|| address.replace('&', "\\&"))
}

fn scheme_removed(address: &str) -> Option<&str> {
    address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))
}

/// The characters of a URL (RFC 3986 section 2), letters of any script, but not what also quotes or encloses one.
fn is_plain_in_address(c: char) -> bool {
    c.is_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c)
}

/// Text without any meaning for Markdown, but for what means something at the begin of a line alone, see
/// [`line_start`]. A piece of text may be followed by anything.
pub(super) fn escaped(text: &str) -> String {
    if has_no_sign(text) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next();
        // Runs of spaces could indent what becomes code by it.
        if matches!(c, ' ' | '\t') && matches!(after, Some(' ' | '\t')) {
            continue;
        }
        let within = |neighbor: Option<char>| neighbor.is_some_and(char::is_alphanumeric);
        let alone = |neighbor: Option<char>| neighbor.is_none_or(|c| c.is_whitespace() || c == '#');
        let marks_up = match c {
            '<' | '>' | '[' | ']' | '*' | '`' | '~' => true,
            '\\' => !within(after),
            '_' => !within(before) || !within(after),
            '#' => alone(before) && alone(after),
            '!' => after.is_none(),
            '&' => is_entity(rest),
            _ => false,
        };
        escaped.extend(iter::repeat_n('\\', usize::from(marks_up)));
        escaped.push(if c == '\t' { ' ' } else { c });
        before = Some(c);
    }
    escaped
}

/// Whether an ampersand before this text begins a character reference (CommonMark 0.31 section 2.5).
fn is_entity(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
    end > 0 && rest[end..].starts_with(';')
}

/// Text of HTML with the characters that its references stand for: those that nothing else can be written as.
pub(super) fn decoded(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let reference = after.split_once(';').and_then(|(name, after)| Some((referred(name)?, after)));
        let (c, after) = reference.unwrap_or(('&', after));
        decoded.push(c);
        rest = after;
    }
    decoded + rest
}

fn referred(name: &str) -> Option<char> {
    let number = |number: &str| match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16).ok(),
        None => number.parse().ok(),
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => char::from_u32(number(name.strip_prefix('#')?)?).filter(|c| !hides(*c)),
    }
}

/// A line of escaped text that begins no block: no list, heading, quote, table, rule or underline of a heading.
pub(super) fn line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut signs = line[digits..].chars();
    let (sign, after) = (signs.next(), signs.next());
    let begins = match sign {
        Some('.' | ')') => digits > 0 && after.is_none_or(char::is_whitespace),
        Some('*') => digits == 0 && after.is_none_or(char::is_whitespace),
        Some('-' | '+' | ':') => digits == 0 && !after.is_some_and(char::is_alphanumeric),
        Some('=' | '|') => digits == 0,
        _ => false,
    };
    let (number, rest) = line.split_at(digits);
    if begins { format!("{number}\\{rest}") } else { line.to_owned() }
}
