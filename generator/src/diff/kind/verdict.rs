//! What can be said of a kind of change: what it means, and what it is about.

use serde::{Deserialize, Serialize};

/// What a change means to a caller built against the base that meets a server of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// It cannot tell.
    Safe,
    /// It works, but may meet something new or behave differently.
    Risky,
    /// It can be refused, get what it cannot decode, or miss what it used.
    Breaking,
}

/// What a change does to a crate that compiles against the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rust {
    /// Nothing.
    None,
    /// Documentation or behavior alone changes.
    Patch,
    /// There is something new.
    Minor,
    /// What compiled may compile no more.
    Major,
}

/// Which items of the Rust API can come of a change; each takes in those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::diff) enum Effect {
    /// None: people alone see it.
    Text,
    /// Those that are declared at its place.
    Value,
    /// Types that come or go with what it brings or takes away.
    Type,
    /// New names, too.
    Name,
}

/// What of an API a change is about, as far as it says which items of the Rust API are owed to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::diff) enum Touches {
    /// The type of a value, or whether it is always there, whatever else differs there.
    Type,
    /// Whether a value may be null.
    Null,
    /// A member that need not be there, which comes or goes.
    Optional,
    /// What may stand beside the members of an object.
    OtherMembers,
    /// Which variants a union has more, and how they are told apart.
    Union,
    /// How something is sent: types stay as they are.
    Sending,
    /// What something is sent as, with a type that goes.
    Media,
    /// An answer, and no schema in it.
    Answer,
    /// A bound that the kind leaves open.
    Bound,
    /// The same in other words.
    Words,
    /// Who may call: no value is another, and what is declared at its place is all that can come of it.
    Access,
    Deprecated,
    Undeprecated,
    /// Anything else.
    Else,
}

impl Touches {
    /// Whether it is a matter of what is deprecated.
    pub(in crate::diff) fn is_deprecation(self) -> bool {
        match self {
            Self::Deprecated | Self::Undeprecated => true,
            Self::Type
            | Self::Null
            | Self::Optional
            | Self::OtherMembers
            | Self::Union
            | Self::Sending
            | Self::Media
            | Self::Answer
            | Self::Bound
            | Self::Words
            | Self::Access
            | Self::Else => false,
        }
    }

    /// Whether it leaves types as they are, as far as it can: the same is sent elsewhere, or written otherwise.
    pub(in crate::diff) fn keeps_types(self) -> bool {
        match self {
            Self::Sending | Self::Media | Self::Words => true,
            Self::Type
            | Self::Null
            | Self::Optional
            | Self::OtherMembers
            | Self::Union
            | Self::Answer
            | Self::Bound
            | Self::Access
            | Self::Deprecated
            | Self::Undeprecated
            | Self::Else => false,
        }
    }

    /// Whether it makes another type of a value.
    pub(in crate::diff) fn makes_another_type(self) -> bool {
        match self {
            Self::Type | Self::Null | Self::Media => true,
            Self::Optional
            | Self::OtherMembers
            | Self::Union
            | Self::Sending
            | Self::Answer
            | Self::Bound
            | Self::Words
            | Self::Access
            | Self::Deprecated
            | Self::Undeprecated
            | Self::Else => false,
        }
    }
}
