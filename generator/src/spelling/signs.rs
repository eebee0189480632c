//! The names of the characters that identifiers do not take.

/// What a sign or a control character is called; none where it is a letter or a digit, or of no name.
pub(super) fn sign(c: char) -> Option<&'static str> {
    if let Some(name) = usize::try_from(u32::from(c)).ok().and_then(|code| CONTROLS.get(code)) {
        return Some(name);
    }
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '~' => "tilde",
        '^' => "caret",
        '"' => "quote",
        '\'' => "apostrophe",
        '`' => "backtick",
        '\\' => "backslash",
        '(' => "open parenthesis",
        ')' => "close parenthesis",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '_' => "underscore",
        ' ' => "space",
        '\u{7f}' => "delete",
        _ => return None,
    })
}

/// Words in ASCII with the names of their signs; signs between the parts of a word only hold them apart.
pub(super) fn signed(ascii: &str) -> String {
    let mut spelled = String::new();
    let mut rest = ascii.chars().peekable();
    while let Some(c) = rest.next() {
        let holds_apart = matches!(c, '_' | '-' | ' ' | '.' | '/' | ':')
            && spelled.ends_with(|last: char| last.is_ascii_alphanumeric())
            && rest.peek().is_some_and(char::is_ascii_alphanumeric);
        match sign(c) {
            Some(_) if holds_apart => spelled.push(' '),
            Some(name) => spelled.extend([" ", name, " "]),
            None if c.is_ascii_alphanumeric() => spelled.push(c),
            None => spelled.push(' '),
        }
    }
    spelled
}

/// Words with the names of what only gives another color to the emoji before it.
pub(super) fn toned(words: &str) -> String {
    let mut toned = String::new();
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match skin_tone(c) {
            Some(tone) => {
                let behind = if rest.peek().is_some() { " " } else { "" };
                toned.extend([" ", tone, behind]);
            }
            None => toned.push(c),
        }
    }
    toned
}

/// What the modifiers of emoji are called (Unicode Technical Standard 51, section 2.4; names of CLDR).
fn skin_tone(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{1f3fb}' => "light skin tone",
        '\u{1f3fc}' => "medium light skin tone",
        '\u{1f3fd}' => "medium skin tone",
        '\u{1f3fe}' => "medium dark skin tone",
        '\u{1f3ff}' => "dark skin tone",
        _ => return None,
    })
}

/// The control characters before the first sign, by their code (RFC 20, section 5.2; the format effectors by the names
/// that they have today).
const CONTROLS: &[&str] = &[
    "null",
    "start of heading",
    "start of text",
    "end of text",
    "end of transmission",
    "enquiry",
    "acknowledge",
    "bell",
    "backspace",
    "tab",
    "line feed",
    "vertical tab",
    "form feed",
    "carriage return",
    "shift out",
    "shift in",
    "data link escape",
    "device control 1",
    "device control 2",
    "device control 3",
    "device control 4",
    "negative acknowledge",
    "synchronous idle",
    "end of transmission block",
    "cancel",
    "end of medium",
    "substitute",
    "escape",
    "file separator",
    "group separator",
    "record separator",
    "unit separator",
];
