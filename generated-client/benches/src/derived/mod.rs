//! The models as serde derives them: the same members with the same names, in two ways.
//!
//! In `plain`, unknown members are lost; in `kept`, they are flattened into a map, which is how serde keeps them. What
//! serde's derives have no easy form for is left easy for them: null is absent, an enum is closed, a number that has
//! names is a number.

#[macro_use]
mod parts;

pub mod odin;
pub mod odin_services;
pub mod ringcentral;
pub mod zoom_settings;
pub mod zoom_users;

pub use parts::Scalar;
