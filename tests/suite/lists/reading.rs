//! Lists of any type, read in one way or the other.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use generated_client::json::Decode;
use generated_client::transport::BoxFuture;
use generated_client::{Items, Pages, Result};

/// How a list is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    pub(super) way: Way,
    pub(super) from: Option<String>,
    pub(super) cap: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Way {
    #[default]
    Items,
    Pages,
}

/// The reading of a list: items come one by one, or those of a page at a time.
pub(super) trait Reading: Send {
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Vec<String>>>>;
    /// The same, as a `Stream`.
    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<String>>>>;
    fn position(&self) -> Option<&str>;
    fn printed(&self) -> String;
}

/// What an item is called, and the items of a page.
pub(super) type Ways<T, I> = (fn(I) -> String, fn(T) -> Vec<I>);

/// A list of the operation's own types, read as the options say.
pub(super) fn reading<T, I>(
    options: Options,
    mut items: Items<T, I>,
    mut pages: Pages<T, I>,
    names: Ways<T, I>,
) -> Box<dyn Reading>
where
    T: Decode + Send + 'static,
    I: Send + Unpin + 'static,
{
    if let Some(from) = options.from {
        (items, pages) = (items.starting_at(from.clone()), pages.starting_at(from));
    }
    if let Some(cap) = options.cap {
        (items, pages) = (items.with_page_cap(cap), pages.with_page_cap(cap));
    }
    match options.way {
        Way::Items => Box::new(ByItem(items, names)),
        Way::Pages => Box::new(ByPage(pages, names)),
    }
}

struct ByItem<T: 'static, I: 'static>(Items<T, I>, Ways<T, I>);

struct ByPage<T: 'static, I: 'static>(Pages<T, I>, Ways<T, I>);

impl<T: Decode + Send + 'static, I: Send + Unpin + 'static> Reading for ByItem<T, I> {
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Vec<String>>>> {
        let (name, _) = self.1;
        Box::pin(async move { Some(self.0.next().await?.map(|item| vec![name(item)])) })
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<String>>>> {
        let (name, _) = self.1;
        let next = Pin::new(&mut self.0).poll_next(context);
        next.map(|next| next.map(|item| item.map(|item| vec![name(item)])))
    }

    fn position(&self) -> Option<&str> {
        self.0.position()
    }

    fn printed(&self) -> String {
        format!("{:?}", self.0)
    }
}

impl<T: Decode + Send + 'static, I: Send + Unpin + 'static> Reading for ByPage<T, I> {
    fn next(&mut self) -> BoxFuture<'_, Option<Result<Vec<String>>>> {
        let (name, items) = self.1;
        Box::pin(async move {
            let page = self.0.next().await?;
            Some(page.map(|page| items(page.into_body()).into_iter().map(name).collect()))
        })
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<String>>>> {
        let (name, items) = self.1;
        let next = Pin::new(&mut self.0).poll_next(context);
        next.map(|next| next.map(|page| page.map(|page| items(page.into_body()).into_iter().map(name).collect())))
    }

    fn position(&self) -> Option<&str> {
        self.0.position()
    }

    fn printed(&self) -> String {
        format!("{:?}", self.0)
    }
}
