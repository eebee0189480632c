//! Guide: how to use the clients, by topic.

#[doc = include_str!("authentication.md")]
pub mod authentication {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("retries_and_limits.md")]
pub mod retries_and_limits {}

#[doc = include_str!("pagination.md")]
pub mod pagination {}

#[doc = include_str!("batches.md")]
pub mod batches {}

#[doc = include_str!("files.md")]
pub mod files {}

#[doc = include_str!("testing.md")]
pub mod testing {}
