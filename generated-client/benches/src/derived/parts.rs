//! What the models are made of: a macro for each kind of type.

use types::*;

/// What the fields are of.
pub(super) mod types {
    pub(in crate::derived) use std::collections::BTreeMap;

    pub(in crate::derived) use serde::{Deserialize, Serialize};
    pub(in crate::derived) use serde_json::Value;

    pub(in crate::derived) use super::Scalar;
}

/// Text, or a number where text was meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// A number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// Declares the structs (`record`), enums (`choice`) and untagged unions (`either`) of a document in both ways. A `?`
/// marks a member that is left out when it is absent. `from` names another document whose types are used.
macro_rules! derived {
    ($([from $other:ident])? $($kind:ident $name:ident { $($body:tt)* })*) => {
        #[doc = "Without unknown members."]
        pub mod plain {
            use crate::derived::parts::types::*;
            $(use crate::derived::$other::plain::*;)?

            $(derived_type! { plain $kind $name { $($body)* } })*
        }

        #[doc = "With unknown members."]
        pub mod kept {
            use crate::derived::parts::types::*;
            $(use crate::derived::$other::kept::*;)?

            $(derived_type! { kept $kind $name { $($body)* } })*
        }
    };
}

/// Declares one type.
macro_rules! derived_type {
    (plain record $name:ident { $($member:tt)* }) => {
        derived_type! { @record $name { $($member)* } {} }
    };
    (kept record $name:ident { $($member:tt)* }) => {
        derived_type! {
            @record $name { $($member)* } {
                #[doc = "All others."]
                #[serde(flatten)]
                pub extra: BTreeMap<String, Value>,
            }
        }
    };
    (
        @record $name:ident {
            $($field:ident $(? $(@$optional:tt)?)? $wire:literal: $ty:ty),* $(,)?
        } { $($rest:tt)* }
    ) => {
        #[doc = stringify!($name)]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub struct $name {
            $(
                #[doc = $wire]
                #[serde(rename = $wire $(, skip_serializing_if = "Option::is_none" $($optional)?)?)]
                pub $field: $ty,
            )*
            $($rest)*
        }
    };
    ($way:ident choice $name:ident { $($variant:ident $wire:literal),* $(,)? }) => {
        #[doc = stringify!($name)]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = $wire]
                #[serde(rename = $wire)]
                $variant,
            )*
        }
    };
    ($way:ident either $name:ident { $($variant:ident($ty:ty)),* $(,)? }) => {
        #[doc = stringify!($name)]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum $name {
            $(
                #[doc = stringify!($variant)]
                $variant($ty),
            )*
        }
    };
}
