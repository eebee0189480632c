//! What our own `x-` vocabulary says of a document and of its operations; spec/README.md documents it.

use std::num::NonZeroU32;

use indexmap::IndexMap;

use crate::source::{Origin, Pointer};

/// `x-rate-limits`: how often the service may be called.
#[derive(Clone, Debug)]
pub(crate) struct RateLimits {
    /// What documents have in common whose limits are the same.
    pub(crate) name: Option<String>,
    /// Seconds for which a group that was exceeded stays closed.
    pub(crate) penalty: Option<NonZeroU32>,
    /// Seconds to wait after an answer 429 that says neither a time nor the state of the limit.
    pub(crate) pause: Option<NonZeroU32>,
    /// The quotas of each group, in document order. No two names differ in case alone.
    pub(crate) groups: IndexMap<String, Vec<Quota>>,
}

/// A number of calls within a number of seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) calls: NonZeroU32,
    pub(crate) seconds: NonZeroU32,
    /// Groups that name one pool share the quota, which then has the same numbers throughout.
    pub(crate) pool: Option<String>,
}

/// What the `x-` keys of an operation say.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationExtensions {
    /// `x-rate-limit`: the name of the group.
    pub(crate) rate_limit: Option<String>,
    /// `x-permissions`: the application's first, then the user's.
    pub(crate) permissions: Vec<String>,
    /// `x-idempotent`.
    pub(crate) idempotent: Option<bool>,
    /// `x-batch`.
    pub(crate) batch: Option<Batch>,
    /// `x-pagination`.
    pub(crate) pagination: Option<Pagination>,
    /// `x-rust-name`.
    pub(crate) rust_name: Option<String>,
}

/// Several ids in one path parameter.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    pub(crate) parameter: String,
    pub(crate) max: u64,
    pub(crate) separator: String,
}

/// How a list operation is paged.
#[derive(Clone, Debug)]
pub(crate) struct Pagination {
    pub(crate) origin: Origin,
    /// The query parameter that takes the page number or the token.
    pub(crate) page_parameter: String,
    /// The query parameter that takes the page's size.
    pub(crate) size_parameter: Option<String>,
    /// The list.
    pub(crate) items: AnswerPlace,
    pub(crate) style: PaginationStyle,
}

/// The two ways of paging.
#[derive(Clone, Debug)]
pub(crate) enum PaginationStyle {
    Page {
        /// The number of the current page.
        page: AnswerPlace,
        /// The number of pages.
        total_pages: Option<AnswerPlace>,
        /// What is there while there are further pages.
        more: Option<AnswerPlace>,
    },
    Token {
        /// The token of the next page.
        next: AnswerPlace,
        /// Seconds for which a token is good.
        lifetime: Option<NonZeroU32>,
    },
}

/// A place in the answer.
#[derive(Clone, Debug)]
pub(crate) struct AnswerPlace {
    pub(crate) origin: Origin,
    pub(crate) pointer: Pointer,
}
