//! JSON texts one after the other: lines (ndjson, JSON Lines) and text sequences (RFC 7464).

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::task::{Context, Poll, ready};

use super::{State, too_large};
use crate::runtime::codec::{Decode, DecodeResult, from_str, not_utf8};
use crate::runtime::download::Download;
use crate::{Error, Result};

/// The values of an answer as they come, each decoded as `T`.
///
/// Each piece must come within the time for an attempt. No value may be larger than the session lets an answer be.
pub struct Records<T> {
    download: Download,
    separator: Separator,
    /// The text so far.
    begun: Vec<u8>,
    waiting: VecDeque<Vec<u8>>,
    most: usize,
    state: State,
    value: PhantomData<fn() -> T>,
}

/// What stands between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A line feed (ndjson, JSON Lines).
    Line,
    /// A record separator, before each (RFC 7464).
    Record,
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Self::Line => b'\n',
            Self::Record => 0x1E,
        }
    }
}

impl<T: Decode> Records<T> {
    pub(crate) fn new(download: Download, separator: Separator, most: usize) -> Self {
        let waiting = VecDeque::new();
        Self { download, separator, begun: Vec::new(), waiting, most, state: State::Open, value: PhantomData }
    }

    /// The next value; none at the end.
    ///
    /// # Errors
    ///
    /// The connection is lost, nothing comes in time, or a value is too large: nothing comes after that. A value is not
    /// what the document says (kind decode): the next one comes all the same.
    pub async fn next(&mut self) -> Option<Result<T>> {
        poll_fn(|context| self.poll_record(context)).await
    }

    fn poll_record(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(text) = self.waiting.pop_front() {
                let text = std::str::from_utf8(&text).map_err(not_utf8);
                // A byte order mark stands before the first one, and is none of it (RFC 8259, 8.1).
                let read = text.and_then(|text| value(text.strip_prefix('\u{feff}').unwrap_or(text)));
                return Poll::Ready(Some(read.map_err(|error| self.download.about(Error::undecoded(error)))));
            }
            if self.state == State::Ended {
                return Poll::Ready(None);
            }
            match ready!(self.download.poll_piece(context)) {
                // The last text needs nothing behind it.
                None => {
                    self.state = State::Ended;
                    self.complete();
                }
                Some(Err(error)) => {
                    self.state = State::Ended;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(piece)) => self.take(&piece),
            }
            if self.begun.len() > self.most {
                self.state = State::Ended;
                self.begun.clear();
                return Poll::Ready(Some(Err(self.download.about(too_large()))));
            }
        }
    }

    fn take(&mut self, piece: &[u8]) {
        let separator = self.separator.byte();
        let mut texts = piece.split(|&byte| byte == separator);
        self.begun.extend(texts.next().unwrap_or_default());
        for text in texts {
            self.complete();
            self.begun.extend(text);
        }
    }

    /// Ends a text; what is blank is none.
    fn complete(&mut self) {
        let text = std::mem::take(&mut self.begun);
        if !text.trim_ascii().is_empty() {
            self.waiting.push_back(text);
        }
    }
}

/// Without what has come, which may be personal.
impl<T> fmt::Debug for Records<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Records").field("state", &self.state).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T: Decode> futures_core::Stream for Records<T> {
    type Item = Result<T>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_record(context)
    }
}

/// What a text is: JSON, or, where it is none, a line of plain text, of which documents say that it is a string.
fn value<T: Decode>(text: &str) -> DecodeResult<T> {
    from_str(text).or_else(|error| T::from_plain_text(text).ok_or(error))
}
