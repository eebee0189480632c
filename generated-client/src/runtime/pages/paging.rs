//! How an operation is paged (`x-pagination` of its document), as constant data: [`Paging`].

use std::time::Duration;

use http::StatusCode;

use crate::Error;

/// Which parameter asks for a page, and where a page `T` has its items and the place of the next one.
pub struct Paging<T, I> {
    parameter: &'static str,
    next: By<T>,
    items: fn(&mut T) -> Vec<I>,
    /// How long a token is good.
    lifetime: Option<Duration>,
}

/// What names the next page.
enum By<T> {
    /// A token; none, or an empty one, after the last.
    Token(fn(&T) -> Option<&str>),
    /// The number after this one.
    Number(fn(&T) -> Numbered),
}

/// What a numbered page says of itself and of those behind it. Members may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbered {
    /// Its number.
    pub page: Option<i64>,
    /// How many pages there are.
    pub total: Option<i64>,
    /// Whether it names a next one.
    pub more: Option<bool>,
}

impl<T, I> Paging<T, I> {
    /// Pages that are linked by tokens.
    pub const fn by_token(parameter: &'static str, next: fn(&T) -> Option<&str>, items: fn(&mut T) -> Vec<I>) -> Self {
        Self { parameter, next: By::Token(next), items, lifetime: None }
    }

    /// Pages that are linked by tokens, each of which is good for so many seconds.
    pub const fn by_expiring_token(
        parameter: &'static str,
        seconds: u64,
        next: fn(&T) -> Option<&str>,
        items: fn(&mut T) -> Vec<I>,
    ) -> Self {
        Self { parameter, next: By::Token(next), items, lifetime: Some(Duration::from_secs(seconds)) }
    }

    /// Pages that are numbered.
    pub const fn by_number(parameter: &'static str, next: fn(&T) -> Numbered, items: fn(&mut T) -> Vec<I>) -> Self {
        Self { parameter, next: By::Number(next), items, lifetime: None }
    }

    pub(super) fn parameter(&self) -> &'static str {
        self.parameter
    }

    /// Takes the items out of a page.
    pub(super) fn items(&self, page: &mut T) -> Vec<I> {
        (self.items)(page)
    }

    /// The position of the page after this one, which was asked for by `asked`.
    pub(super) fn after(&self, asked: Option<&str>, page: &T) -> Option<String> {
        match self.next {
            By::Token(next) => next(page).filter(|token| !token.is_empty()).map(str::to_owned),
            By::Number(next) => {
                let Numbered { page, total, more } = next(page);
                // The first page is 1 where neither the answer nor the caller says otherwise.
                let number = page.or_else(|| asked?.parse().ok()).unwrap_or(1);
                let has_more = more.or_else(|| total.map(|total| number < total)).unwrap_or(false);
                has_more.then(|| number.saturating_add(1).to_string())
            }
        }
    }

    /// Whether a page was refused as its token is too old; one of unknown age may be.
    pub(super) fn has_expired(&self, age: Option<Duration>, error: &Error) -> bool {
        let is_refused = error.api().is_some_and(|api| api.status() == StatusCode::BAD_REQUEST);
        let is_old = |lifetime: Duration| age.is_none_or(|age| age >= lifetime);
        is_refused && self.lifetime.is_some_and(is_old)
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbered, Paging};

    #[test]
    fn numbers_go_on_as_far_as_the_page_tells() {
        let paging: Paging<Numbered, ()> = Paging::by_number("page", |page| *page, |_| Vec::new());
        let cases = [
            (None, (None, Some(3), None), Some("2")),
            (Some("2"), (Some(2), Some(3), None), Some("3")),
            (Some("3"), (Some(3), Some(3), None), None),
            (Some("2"), (None, None, Some(true)), Some("3")),
            (Some("2"), (Some(2), Some(9), Some(false)), None),
            (Some("2"), (Some(2), None, None), None),
            (None, (Some(i64::MAX), None, Some(true)), Some("9223372036854775807")),
        ];
        for (asked, (page, total, more), next) in cases {
            assert_eq!(paging.after(asked, &Numbered { page, total, more }).as_deref(), next);
        }
    }

    #[test]
    fn an_empty_token_is_the_end() {
        let paging: Paging<Option<&str>, ()> = Paging::by_token("token", |page| *page, |_| Vec::new());
        assert_eq!(paging.after(None, &Some("a")).as_deref(), Some("a"));
        assert_eq!((paging.after(None, &Some("")), paging.after(None, &None)), (None, None));
    }
}
