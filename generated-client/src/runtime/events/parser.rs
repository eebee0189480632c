//! The format of server-sent events (WHATWG HTML, section 9.2.6): bytes in, as they come, events out.

use std::collections::VecDeque;
use std::time::Duration;

/// The name of an event that the server does not name.
pub(super) const UNNAMED: &str = "message";

/// An event whose data is still text.
#[derive(Debug, PartialEq)]
pub(super) struct RawEvent {
    pub(super) name: String,
    pub(super) data: String,
    pub(super) id: Option<String>,
    /// What this event itself says of the time before the stream is asked for anew.
    pub(super) retry: Option<Duration>,
}

/// What is known between two pieces.
#[derive(Debug)]
pub(super) struct Parser {
    /// The line so far.
    line: Vec<u8>,
    /// The last byte was a carriage return: a line feed behind it ends no other line.
    after_return: bool,
    position: Position,
    name: String,
    data: Option<String>,
    /// The id of the event that is being read, or of the last before it.
    id: Option<String>,
    /// That of the last event that was read to its end: what is cut off has yet to come.
    last_id: Option<String>,
    retry: Option<Duration>,
    /// What the event that is being read says of it.
    own_retry: Option<Duration>,
    /// The most bytes of a line, and of the data of an event.
    most: usize,
}

/// Where a line stands: before the first may be a byte order mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    First,
    Later,
}

/// A line or an event is larger than it may be.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Parser {
    pub(super) fn new(most: usize) -> Self {
        Self {
            line: Vec::new(),
            after_return: false,
            position: Position::First,
            name: String::new(),
            data: None,
            id: None,
            last_id: None,
            retry: None,
            own_retry: None,
            most,
        }
    }

    /// The id of the last event that had one.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// How long to wait before the stream is asked for anew, when the server has said.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Reads a piece, and adds the events that it completes. One that the end of the stream cuts off is none.
    pub(super) fn read(&mut self, piece: &[u8], events: &mut VecDeque<RawEvent>) -> Result<(), TooLarge> {
        for &byte in piece {
            let is_second = self.after_return && byte == b'\n';
            self.after_return = byte == b'\r';
            match byte {
                b'\n' if is_second => {}
                b'\n' | b'\r' => self.end_line(events)?,
                _ if self.line.len() >= self.most => return Err(TooLarge),
                _ => self.line.push(byte),
            }
        }
        Ok(())
    }

    fn end_line(&mut self, events: &mut VecDeque<RawEvent>) -> Result<(), TooLarge> {
        let line = std::mem::take(&mut self.line);
        let marked = if self.position == Position::First { line.strip_prefix(b"\xEF\xBB\xBF") } else { None };
        self.position = Position::Later;
        let line = String::from_utf8_lossy(marked.unwrap_or(&line));
        if line.is_empty() {
            self.dispatch(events);
            return Ok(());
        }
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        self.take(field, value.strip_prefix(' ').unwrap_or(value))
    }

    /// Takes a field; a comment, whose name is empty, is none, nor is one of another name.
    fn take(&mut self, field: &str, value: &str) -> Result<(), TooLarge> {
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => {
                let before = self.data.take().map(|data| data + "\n").unwrap_or_default();
                if before.len() + value.len() > self.most {
                    return Err(TooLarge);
                }
                self.data = Some(before + value);
            }
            "id" if !value.contains('\0') => self.id = (!value.is_empty()).then(|| value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.own_retry = value.parse().ok().map(Duration::from_millis).or(self.own_retry);
                self.retry = self.own_retry.or(self.retry);
            }
            _ => {}
        }
        Ok(())
    }

    fn dispatch(&mut self, events: &mut VecDeque<RawEvent>) {
        let (name, retry) = (std::mem::take(&mut self.name), self.own_retry.take());
        self.last_id.clone_from(&self.id);
        if let Some(data) = self.data.take() {
            let name = if name.is_empty() { UNNAMED.to_owned() } else { name };
            events.push_back(RawEvent { name, data, id: self.id.clone(), retry });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Parser, RawEvent};
    use std::collections::VecDeque;
    use std::time::Duration;

    /// The events of a text, however it is cut.
    fn events(text: &str) -> Vec<(String, String, Option<String>)> {
        let read = |size: usize| {
            let (mut parser, mut events) = (Parser::new(1000), VecDeque::new());
            text.as_bytes().chunks(size).for_each(|piece| parser.read(piece, &mut events).expect("it is small"));
            events.into_iter().map(|RawEvent { name, data, id, .. }| (name, data, id)).collect::<Vec<_>>()
        };
        let whole = read(text.len().max(1));
        assert_eq!(read(1), whole, "{text:?}");
        assert_eq!(read(3), whole, "{text:?}");
        whole
    }

    /// Most are the examples of WHATWG HTML, section 9.2.6.
    #[test]
    fn events_are_those_of_the_standard() {
        type Expected<'a> = &'a [(&'a str, &'a str, Option<&'a str>)];
        let cases: [(&str, Expected<'_>); 13] = [
            ("", &[]),
            ("data: YHOO\ndata: +2\ndata: 10\n\n", &[("message", "YHOO\n+2\n10", None)]),
            (
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
                &[("message", "first event", Some("1")), ("message", "second event", None)],
            ),
            ("data\n\ndata\ndata\n\ndata:", &[("message", "", None), ("message", "\n", None)]),
            ("data:test\n\ndata: test\n\n", &[("message", "test", None), ("message", "test", None)]),
            ("event: add\r\ndata: 1\r\n\r\n", &[("add", "1", None)]),
            ("event: add\rdata: 1\r\rdata: 2\r\r", &[("add", "1", None), ("message", "2", None)]),
            ("event: none\n\ndata: 1\n\n", &[("message", "1", None)]),
            ("\u{feff}data: 1\n\n", &[("message", "1", None)]),
            ("data: 1\n\n\u{feff}data: 2\n\n", &[("message", "1", None)]),
            ("id: a\0b\ndata: 1\n\n", &[("message", "1", None)]),
            ("id: a\ndata: 1\n\ndata: 2\n\n", &[("message", "1", Some("a")), ("message", "2", Some("a"))]),
            ("unknown: x\nData: x\ndata: é:1\n\n", &[("message", "é:1", None)]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, data, id)| ((*name).to_owned(), (*data).to_owned(), id.map(str::to_owned)))
                .collect();
            assert_eq!(events(text), expected, "{text:?}");
        }
    }

    #[test]
    fn retry_is_a_number_of_milliseconds() {
        let (mut parser, mut events) = (Parser::new(1000), VecDeque::new());
        parser.read(b"retry: 1500\nretry: soon\nretry: -1\n", &mut events).expect("it is small");
        assert_eq!(parser.retry(), Some(Duration::from_millis(1500)));
    }

    #[test]
    fn retry_is_of_its_event_and_holds_for_the_stream() {
        let (mut parser, mut events) = (Parser::new(1000), VecDeque::new());
        parser.read(b"retry: 10\n\ndata: 1\n\nretry: 20\ndata: 2\n\ndata: 3\n\n", &mut events).expect("it is small");
        let own: Vec<_> = events.iter().map(|event| event.retry.map(|retry| retry.as_millis())).collect();
        assert_eq!(own, [None, Some(20), None]);
        assert_eq!(parser.retry(), Some(Duration::from_millis(20)));
    }

    #[test]
    fn the_id_of_an_event_that_is_cut_off_is_not_the_last() {
        let (mut parser, mut events) = (Parser::new(1000), VecDeque::new());
        parser.read(b"id: 1\ndata: 1\n\nid: 2\ndata: 2\n", &mut events).expect("it is small");
        assert_eq!(parser.last_id(), Some("1"));
        parser.read(b"\nid: 3\n\n", &mut events).expect("it is small");
        assert_eq!(parser.last_id(), Some("3"));
    }

    #[test]
    fn lines_and_events_are_bounded() {
        for text in ["data: 123456789012345\n", "12345678901", "data: 12\ndata: 34\ndata: 56\ndata: 78\n"] {
            assert!(Parser::new(10).read(text.as_bytes(), &mut VecDeque::new()).is_err(), "{text:?}");
        }
    }
}
