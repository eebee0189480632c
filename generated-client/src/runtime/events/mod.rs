//! Answers that are streams of values: server-sent events ([`Events`]) and JSON one text after the other ([`Records`]).

mod parser;
mod records;
mod whole;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::codec::{Decode, DecodeResult, from_str};
use super::download::Download;
use crate::{Error, Result};
use parser::{Parser, RawEvent};

pub use records::{Records, Separator};

/// The media type of server-sent events.
pub(crate) const EVENT_STREAM: &str = "text/event-stream";

/// What servers send in place of a last value, which is no JSON.
const DONE: &str = "[DONE]";

/// Server-sent events as they come (WHATWG HTML, section 9.2), their data decoded as `T`.
///
/// Each piece must come within the time for an attempt; comments count, and are sent by servers for that. No event may
/// be larger than the session lets an answer be. A stream that ends is not asked for anew: that is the caller's, with
/// [`last_event_id`](Self::last_event_id) as the header `last-event-id`, after [`retry`](Self::retry).
///
/// Data that is `[DONE]`, where `T` is no text, ends the stream. Where the document describes the event as a whole, and
/// not its data, `T` is made of its name, data and id, and an event with a name is no such end.
pub struct Events<T> {
    download: Download,
    parser: Parser,
    waiting: VecDeque<RawEvent>,
    state: State,
    /// The id of the last event that was given.
    given: Option<String>,
    /// What a value is made of, where that is more than the data.
    members: &'static [&'static str],
    data: PhantomData<fn() -> T>,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What kind of event it is: `message`, unless the server says otherwise.
    pub event: String,
    /// What it says; the event as a whole, where the document describes that.
    pub data: T,
    /// The id of this event, or else of the last before it that had one.
    pub id: Option<String>,
}

/// Whether more can come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Ended,
}

impl<T: Decode> Events<T> {
    pub(crate) fn new(download: Download, members: &'static [&'static str], most: usize) -> Self {
        let parser = Parser::new(most);
        let (waiting, state) = (VecDeque::new(), State::Open);
        Self { download, parser, waiting, state, given: None, members, data: PhantomData }
    }

    /// The next event; none at the end.
    ///
    /// # Errors
    ///
    /// The connection is lost, nothing comes in time, or an event is too large: nothing comes after that. The data is
    /// not what the document says (kind decode): the next event comes all the same.
    pub async fn next(&mut self) -> Option<Result<Event<T>>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>>>> {
        loop {
            if let Some(raw) = self.waiting.pop_front() {
                return Poll::Ready(self.read(raw));
            }
            if self.state == State::Ended {
                return Poll::Ready(None);
            }
            match ready!(self.download.poll_piece(context)) {
                None => self.state = State::Ended,
                Some(Err(error)) => {
                    self.state = State::Ended;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(piece)) => {
                    if self.parser.read(&piece, &mut self.waiting).is_err() {
                        self.state = State::Ended;
                        return Poll::Ready(Some(Err(self.download.about(too_large()))));
                    }
                }
            }
        }
    }

    fn read(&mut self, raw: RawEvent) -> Option<Result<Event<T>>> {
        self.given.clone_from(&raw.id);
        let is_named = !self.members.is_empty() && raw.name != parser::UNNAMED;
        if raw.data.trim() == DONE && !is_named && T::from_plain_text(&raw.data).is_none() {
            self.end();
            return None;
        }
        let value = match self.members {
            [] => value(&raw.data),
            members => whole::value(&raw, members),
        };
        let read = value.map(|data| Event { event: raw.name, data, id: raw.id });
        Some(read.map_err(|error| self.download.about(Error::undecoded(error))))
    }
}

impl<T> Events<T> {
    /// The id of the last event that had one. What has come, and was not given yet, is not asked for by it.
    pub fn last_event_id(&self) -> Option<&str> {
        if self.waiting.is_empty() { self.parser.last_id() } else { self.given.as_deref() }
    }

    /// How long to wait before the stream is asked for anew, when the server has said.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry()
    }

    fn end(&mut self) {
        self.state = State::Ended;
        self.waiting.clear();
    }
}

/// Without what has come, which may be personal.
impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Events").field("state", &self.state).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T: Decode> futures_core::Stream for Events<T> {
    type Item = Result<Event<T>>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

/// What a text of a stream is.
fn value<T: Decode>(text: &str) -> DecodeResult<T> {
    T::from_plain_text(text).map_or_else(|| from_str(text), Ok)
}

fn too_large() -> Error {
    Error::decode("a value of the stream is larger than the session lets an answer be")
}
