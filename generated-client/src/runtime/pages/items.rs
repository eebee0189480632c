//! The items of a list, whatever page they are on: [`Items`].

use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll, ready};
use std::vec;

use super::Pages;
use crate::Result;
use crate::runtime::codec::Decode;

/// The items of a list, one by one; pages are asked for as they are needed.
///
/// ```no_run
/// # async fn demo(zoom: generated_client::zoom_phone_users::Client) -> generated_client::Result<()> {
/// let mut users = zoom.list_phone_users().page_size(100).items();
/// while let Some(user) = users.next().await {
///     println!("{:?}", user?.email);
/// }
/// # Ok(()) }
/// ```
///
/// It ends and fails as [`Pages`] does.
#[must_use = "nothing is asked for before `next` is called"]
pub struct Items<T: 'static, I: 'static> {
    pages: Pages<T, I>,
    /// Where the page is whose items are given, for who resumes.
    current: Option<String>,
    items: vec::IntoIter<I>,
}

impl<T: Decode + Send + 'static, I: 'static> Items<T, I> {
    pub(crate) fn new(pages: Pages<T, I>) -> Self {
        Self { pages, current: None, items: Vec::new().into_iter() }
    }

    /// Starts at a page that [`position`](Self::position) named before.
    pub fn starting_at(self, position: impl Into<String>) -> Self {
        Self::new(self.pages.starting_at(position))
    }

    /// The most pages to ask for: 100,000 unless set. One more is an error.
    pub fn with_page_cap(self, pages: usize) -> Self {
        Self { pages: self.pages.with_page_cap(pages), ..self }
    }

    /// The token or number of the page from which the list can be resumed without losing an item: the current page
    /// while it has items left, which then come again from its first one, or else the next. None on the first page and
    /// after the last.
    pub fn position(&self) -> Option<&str> {
        if self.items.len() > 0 { self.current.as_deref() } else { self.pages.position() }
    }

    /// The next item; none after the last.
    ///
    /// Dropping the future loses nothing: the call for a page goes on, and the next future waits for the same item.
    ///
    /// # Errors
    ///
    /// As of [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<I>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let asked = self.pages.position().map(str::to_owned);
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => {
                    self.current = asked;
                    self.items = self.pages.paging.items(&mut page.into_body()).into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T, I> fmt::Debug for Items<T, I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

#[cfg(feature = "stream")]
impl<T: Decode + Send + 'static, I: Unpin + 'static> futures_core::Stream for Items<T, I> {
    type Item = Result<I>;

    fn poll_next(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}
