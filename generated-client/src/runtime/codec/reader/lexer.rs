//! The tokens of JSON (RFC 8259), over text that is UTF-8 already.
//!
//! Written for this codec: the name that is expected next is compared where it stands, which saves decoding it, and a
//! value can be read again by going back to where it starts.

use std::borrow::Cow;

use crate::runtime::codec::plain::plain_length;

/// What is wrong, at the place where the lexer stands.
pub(super) type LexResult<T> = Result<T, &'static str>;

/// A place in JSON text.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'j> {
    text: &'j str,
    index: usize,
}

impl<'j> Lexer<'j> {
    pub(super) fn new(text: &'j str) -> Self {
        Self { text, index: 0 }
    }

    /// Where the lexer stands, in bytes.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// The length of the text, in bytes.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// Goes to a place where a token starts.
    pub(super) fn go_to(&mut self, index: usize) {
        self.index = index;
    }

    /// The text from a place where a token starts up to where the lexer stands.
    pub(super) fn since(&self, start: usize) -> &'j str {
        self.text.get(start..self.index).unwrap_or_default()
    }

    /// The first byte of the next token, which is not passed over.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.here() {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.index += 1,
                other => return other,
            }
        }
    }

    /// Passes over a token of one byte, when it is next.
    #[inline]
    pub(super) fn eat(&mut self, token: u8) -> bool {
        let is_next = self.peek() == Some(token);
        self.index += usize::from(is_next);
        is_next
    }

    /// Passes over `null`, `true` or `false`, whose first byte is next.
    pub(super) fn word(&mut self, word: &str) -> LexResult<()> {
        if !self.rest().starts_with(word.as_bytes()) {
            return Err("expected a value");
        }
        self.index += word.len();
        Ok(())
    }

    /// Passes over the opening bracket that is next; says whether something is inside.
    pub(super) fn open(&mut self, close: u8) -> bool {
        self.index += 1;
        !self.eat(close)
    }

    /// Passes over a comma or the closing bracket; says whether it was a comma.
    #[inline]
    pub(super) fn step(&mut self, close: u8) -> LexResult<bool> {
        match self.peek() {
            Some(b',') => {
                self.index += 1;
                Ok(true)
            }
            Some(byte) if byte == close => {
                self.index += 1;
                Ok(false)
            }
            Some(_) => Err("expected a comma or the end of the array or object"),
            None => Err("the text ends inside an array or object"),
        }
    }

    /// Passes over a member's name and its colon, when the name is this one. It must be of plain characters.
    #[inline]
    pub(super) fn eat_name(&mut self, name: &str) -> LexResult<bool> {
        if self.peek() != Some(b'"') {
            return Ok(false);
        }
        let after = self.rest().get(1..).and_then(|rest| rest.strip_prefix(name.as_bytes()));
        if after.and_then(<[u8]>::first) != Some(&b'"') {
            return Ok(false);
        }
        self.index += name.len() + 2;
        self.colon().map(|()| true)
    }

    /// Reads a member's name and passes over its colon.
    pub(super) fn name(&mut self) -> LexResult<Cow<'j, str>> {
        if self.peek() != Some(b'"') {
            return Err("expected a member's name");
        }
        let name = self.string()?;
        self.colon()?;
        Ok(name)
    }

    fn colon(&mut self) -> LexResult<()> {
        if self.eat(b':') { Ok(()) } else { Err("expected a colon") }
    }

    /// Reads a string, whose quote is next.
    pub(super) fn string(&mut self) -> LexResult<Cow<'j, str>> {
        self.index += 1;
        let start = self.index;
        if self.plain()? == b'\\' {
            return self.unescape(start).map(Cow::Owned);
        }
        let text = self.since(start);
        self.index += 1;
        Ok(Cow::Borrowed(text))
    }

    /// Reads the rest of a string, which began at `start` and has escapes.
    #[cold]
    fn unescape(&mut self, mut start: usize) -> LexResult<String> {
        let mut text = String::new();
        loop {
            let end = self.plain()?;
            text.push_str(self.since(start));
            self.index += 1;
            if end == b'"' {
                return Ok(text);
            }
            let escape = self.index;
            let Some(character) = self.escape()? else {
                self.index = escape;
                return Err("half of a surrogate pair in a string");
            };
            text.push(character);
            start = self.index;
        }
    }

    /// Passes over plain characters; gives the quote or backslash behind them, which is not passed over.
    fn plain(&mut self) -> LexResult<u8> {
        self.index += plain_length(self.rest());
        match self.here() {
            Some(end @ (b'"' | b'\\')) => Ok(end),
            Some(_) => Err("control character in a string"),
            None => Err("the text ends inside a string"),
        }
    }

    /// Reads an escape, whose backslash was passed over. None for half of a surrogate pair, which services leave when
    /// they cut text (RFC 8259, 8.2): it stands for no character, but is JSON all the same.
    fn escape(&mut self) -> LexResult<Option<char>> {
        let escaped = self.here().ok_or("the text ends inside a string")?;
        let character = match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err("unknown escape in a string"),
        };
        self.index += 1;
        Ok(Some(character))
    }

    /// Reads a character by its UTF-16 code units, one or two, whose first `u` is next.
    fn unicode(&mut self) -> LexResult<Option<char>> {
        let first = self.code_unit()?;
        let after_first = self.index;
        if (0xD800..0xDC00).contains(&first) && self.rest().starts_with(b"\\u") {
            self.index += 1;
            let second = self.code_unit()?;
            if let Some(Ok(character)) = char::decode_utf16([first, second]).next() {
                return Ok(Some(character));
            }
            self.index = after_first;
        }
        Ok(char::from_u32(u32::from(first)))
    }

    fn code_unit(&mut self) -> LexResult<u16> {
        let digits = self.text.get(self.index + 1..self.index + 5);
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or("unknown escape in a string")?;
        self.index += 5;
        Ok(unit)
    }

    /// Reads a number, whose first byte is next.
    pub(super) fn number(&mut self) -> LexResult<&'j str> {
        let start = self.index;
        self.index += usize::from(self.here() == Some(b'-'));
        match self.here() {
            Some(b'0') => self.index += 1,
            _ => self.digits()?,
        }
        if self.here() == Some(b'.') {
            self.index += 1;
            self.digits()?;
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            self.index += 1;
            self.index += usize::from(matches!(self.here(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(self.since(start))
    }

    fn digits(&mut self) -> LexResult<()> {
        let count = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.index += count;
        if count == 0 { Err("expected a digit") } else { Ok(()) }
    }

    /// Passes over one value, of at most `room` levels.
    ///
    /// It does not recurse: the brackets that are open are the low bits of `open`, set for objects.
    pub(super) fn skip(&mut self, room: usize) -> LexResult<()> {
        let (mut open, mut levels) = (0_u128, 0);
        loop {
            let is_object = self.peek() == Some(b'{');
            let close = if is_object { b'}' } else { b']' };
            match self.peek() {
                Some(b'{' | b'[') if levels == room => return Err(TOO_DEEP),
                Some(b'{' | b'[') if self.open(close) => {
                    (open, levels) = (open << 1 | u128::from(is_object), levels + 1);
                    if is_object {
                        self.skip_name()?;
                    }
                    continue;
                }
                Some(b'{' | b'[') => {}
                _ => self.skip_scalar()?,
            }
            loop {
                let is_object = open & 1 == 1;
                if levels == 0 {
                    return Ok(());
                }
                if self.step(if is_object { b'}' } else { b']' })? {
                    if is_object {
                        self.skip_name()?;
                    }
                    break;
                }
                (open, levels) = (open >> 1, levels - 1);
            }
        }
    }

    fn skip_scalar(&mut self) -> LexResult<()> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            Some(b'n') => self.word("null"),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(_) => Err("expected a value"),
            None => Err("the text ends where a value is expected"),
        }
    }

    fn skip_name(&mut self) -> LexResult<()> {
        if self.peek() != Some(b'"') {
            return Err("expected a member's name");
        }
        self.skip_string()?;
        self.colon()
    }

    fn skip_string(&mut self) -> LexResult<()> {
        self.index += 1;
        while self.plain()? == b'\\' {
            self.index += 1;
            self.escape()?;
        }
        self.index += 1;
        Ok(())
    }

    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.index).copied()
    }

    fn rest(&self) -> &'j [u8] {
        self.text.as_bytes().get(self.index..).unwrap_or_default()
    }
}

/// What [`Lexer::skip`] says of a value with too many levels.
pub(super) const TOO_DEEP: &str = "nested deeper than 128 levels";
