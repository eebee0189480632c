//! Guide: how to use the clients, by topic.

#[doc = include_str!("authentication.md")]
pub mod authentication {}

#[doc = include_str!("errors.md")]
pub mod errors {}

#[doc = include_str!("retries_and_limits.md")]
pub mod retries_and_limits {}
