//! Lists that come in pages: [`Pages`] asks for one after the other, [`Items`] gives what is in them.
//!
//! At any time one page is held or one request is under way, so that memory stays the same however long the list is.

mod guard;
mod items;
mod paging;

use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll, ready};

use tokio::task::JoinSet;
use tokio::time::Instant;

use self::guard::Guard;
use super::call::Call;
use super::codec::Decode;
use super::observe::in_caller;
use super::parameter::In;
use super::response::Response;
use super::transport::{BoxFuture, Reach, TransportError};
use crate::{Error, Result};

pub use self::items::Items;
pub use self::paging::{Numbered, Paging};

/// The pages of a list, each with status and headers, one call after the other.
///
/// ```no_run
/// # async fn demo(zoom: generated_client::zoom_phone_users::Client) -> generated_client::Result<()> {
/// let mut pages = zoom.list_phone_users().page_size(100).pages();
/// while let Some(page) = pages.next().await {
///     println!("{} users", page?.into_body().users.unwrap_or_default().len());
/// }
/// # Ok(()) }
/// ```
///
/// It ends after the last page, and after an error; [`position`](Self::position) then says where to go on. A page that
/// names itself as the next one is the last before an error, as the list would never end; pages that go round in a
/// circle come once or twice more before that is noticed. A page beyond the cap
/// ([`with_page_cap`](Self::with_page_cap)) is an error, too. An empty page is not the end when a next one is named.
#[must_use = "no page is asked for before `next` is called"]
pub struct Pages<T: 'static, I: 'static> {
    call: Call,
    paging: &'static Paging<T, I>,
    next: Position,
    progress: Progress,
    guard: Guard,
    /// How many more pages may be asked for.
    left: usize,
    /// The call that is under way, if one is. It goes on when nobody waits for it: a list that is let be must not keep
    /// what other calls wait for, as its turn at the rate limit. It ends with this.
    pending: JoinSet<Result<Response<T>>>,
}

type PageCall<T> = BoxFuture<'static, Result<Response<T>>>;

/// Where a page is.
#[derive(Clone, Debug)]
enum Position {
    /// What the call itself asks for.
    First,
    /// At a token or number, which came to be known then; nobody knows when with one that the caller has kept.
    At(String, Option<Instant>),
    /// Behind the last one.
    End,
}

/// How far it is.
enum Progress {
    Going,
    /// The page before was the last that could be asked for.
    Failing(Error),
    Over,
}

impl<T: Decode + Send + 'static, I: 'static> Pages<T, I> {
    /// Pages that are asked for when nothing else is said.
    const CAP: usize = 100_000;

    pub(crate) fn new(call: Call, paging: &'static Paging<T, I>) -> Self {
        let (next, progress, guard) = (Position::First, Progress::Going, Guard::default());
        Self { call, paging, next, progress, guard, left: Self::CAP, pending: JoinSet::new() }
    }

    /// Starts at a page that [`position`](Self::position) named before.
    pub fn starting_at(self, position: impl Into<String>) -> Self {
        Self { next: Position::At(position.into(), None), ..self }
    }

    /// The most pages to ask for: 100,000 unless set. One more is an error.
    pub fn with_page_cap(self, pages: usize) -> Self {
        Self { left: pages, ..self }
    }

    /// The token or number of the page that comes next, from which the list can be resumed; none before the first page
    /// and after the last.
    pub fn position(&self) -> Option<&str> {
        match &self.next {
            Position::At(position, _) => Some(position),
            Position::First | Position::End => None,
        }
    }

    /// The next page; none after the last.
    ///
    /// Dropping the future loses nothing: the call goes on, and the next future waits for the same page.
    ///
    /// # Errors
    ///
    /// As of the operation, and decode where the list would not end. A token that is too old is an error for which
    /// [`Error::is_page_expired`] is true.
    pub async fn next(&mut self) -> Option<Result<Response<T>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    pub(crate) fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<T>>>> {
        if self.pending.is_empty() {
            match self.ask() {
                Ok(Some(call)) => self.pending.spawn(call),
                Ok(None) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
        }
        let Some(ended) = ready!(self.pending.poll_join_next(context)) else { return Poll::Ready(None) };
        // A task ends without a result when it panics, or its runtime shuts down.
        let broken_off = |error| Error::from(TransportError::new(Reach::Perhaps, error)).of(self.call.operation_id());
        let page = ended.unwrap_or_else(|error| Err(broken_off(error)));
        Poll::Ready(Some(match page {
            Ok(page) => {
                self.turn(page.body());
                Ok(page)
            }
            Err(error) => Err(self.fail(error)),
        }))
    }

    /// The call for the next page.
    fn ask(&mut self) -> Result<Option<PageCall<T>>> {
        match std::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Going => {}
            Progress::Failing(error) => return Err(error),
            Progress::Over => return Ok(None),
        }
        let mut call = self.call.clone();
        match &self.next {
            Position::First => {}
            // A parameter elsewhere may have the same name.
            Position::At(position, _) => call.set_in(In::Query, self.paging.parameter(), position),
            Position::End => return Ok(None),
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| self.endless("it has more pages than may be asked for"))?;
        self.progress = Progress::Going;
        Ok(Some(Box::pin(in_caller(async { call.send().await?.read() }))))
    }

    /// Finds the page after one that has come.
    fn turn(&mut self, page: &T) {
        let asked = self.position().or_else(|| self.call.query_text(self.paging.parameter()));
        let Some(next) = self.paging.after(asked, page) else {
            self.next = Position::End;
            return;
        };
        let is_itself = asked == Some(&next);
        if is_itself || self.guard.has_come(&next) {
            self.progress = Progress::Failing(self.endless("a page is named a second time"));
        }
        self.next = Position::At(next, Some(Instant::now()));
    }

    fn endless(&self, why: &str) -> Error {
        Error::decode(format!("the list does not end: {why}")).of(self.call.operation_id())
    }

    /// Ends the list; tells whether the token was too old.
    fn fail(&mut self, error: Error) -> Error {
        self.progress = Progress::Over;
        let age = match &self.next {
            Position::At(_, known) => known.map(|known| known.elapsed()),
            Position::First | Position::End => return error,
        };
        if self.paging.has_expired(age, &error) { error.for_expired_page() } else { error }
    }
}

impl<T, I> fmt::Debug for Pages<T, I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pages").field("call", &self.call).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T: Decode + Send + 'static, I: 'static> futures_core::Stream for Pages<T, I> {
    type Item = Result<Response<T>>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}
