//! Which file a model stands in: the file of the group whose operations are the only ones to reach it, else `shared`,
//! or `unreached` where none does.
//! What would be too long for a reader is split by the initials of its types.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::arena::Id;
use crate::ir::{GroupId, Shape, TypeId};

/// A file of models.
pub(super) struct File {
    pub(crate) name: String,
    pub(crate) audience: Audience,
    pub(crate) types: Vec<TypeId>,
}

/// Whom models are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Audience {
    /// The operations of one group.
    Group(GroupId),
    /// Those of several, and webhooks.
    Several,
    /// No operation: the caller has other uses for them.
    Nobody,
}

/// Spreads the types over files: groups in order, shared ones behind them; inside a file in the order of the document.
pub(super) fn plan(ctx: &Context<'_>) -> Vec<File> {
    let users = users(ctx);
    let mut by_audience: BTreeMap<Audience, Vec<TypeId>> = BTreeMap::new();
    for (id, declaration) in ctx.api.models() {
        let audience = match users[id.index()] {
            Users::One(group) => Audience::Group(group),
            Users::None if !declaration.reach.request && !declaration.reach.answer => Audience::Nobody,
            Users::None | Users::Several => Audience::Several,
        };
        by_audience.entry(audience).or_default().push(id);
    }
    let file = |(audience, types)| {
        let name = match audience {
            Audience::Group(group) => super::file_name(ctx.names.group(group)),
            Audience::Several => "shared",
            Audience::Nobody => "unreached",
        };
        File { name: name.to_owned(), audience, types }
    };
    let files: Vec<File> = by_audience.into_iter().map(file).collect();
    let mut taken: BTreeSet<String> = files.iter().map(|file| file.name.clone()).collect();
    files.into_iter().flat_map(|file| split(ctx, file, &mut taken)).collect()
}

/// Estimated lines that a file of models should not exceed; the estimate is a tenth too high.
const LONG: usize = 1_200;

/// Splits a long file where an initial begins; what stands before and after keeps its place when a type is added.
fn split(ctx: &Context<'_>, file: File, taken: &mut BTreeSet<String>) -> Vec<File> {
    let total: usize = file.types.iter().map(|&id| lines(ctx, id)).sum();
    if total <= LONG {
        return vec![file];
    }
    let mut by_initial: BTreeMap<char, Vec<TypeId>> = BTreeMap::new();
    for &id in &file.types {
        let name = ctx.names.ty(id).ident.plain();
        let initial = name.chars().next().map_or('_', |first| first.to_ascii_lowercase());
        by_initial.entry(initial).or_default().push(id);
    }
    let mut parts: Vec<(char, char, usize, Vec<TypeId>)> = Vec::new();
    for (initial, types) in by_initial {
        let more: usize = types.iter().map(|&id| lines(ctx, id)).sum();
        match parts.last_mut() {
            Some((_, last, length, kept)) if *length + more <= LONG => {
                *last = initial;
                *length += more;
                kept.extend(types);
            }
            _ => parts.push((initial, initial, more, types)),
        }
    }
    let named = |(first, last, _, types): (char, char, usize, Vec<TypeId>)| {
        let initials = if first == last { first.to_string() } else { format!("{first}_to_{last}") };
        let mut name = format!("{}_{initials}", file.name);
        // A group may be called like a part of another.
        while !taken.insert(name.clone()) {
            name.push_str("_part");
        }
        File { name, audience: file.audience, types }
    };
    parts.into_iter().map(named).collect()
}

/// About how many lines a type takes.
fn lines(ctx: &Context<'_>, id: TypeId) -> usize {
    if ctx.names.declared(id) != id {
        return 3;
    }
    let declaration = &ctx.api.types[id];
    let members = match &declaration.shape {
        Shape::Struct(structure) => {
            structure.members.iter().map(|member| 3 + 2 * usize::from(!member.rules.is_empty())).sum()
        }
        Shape::StringEnum(values) => values.len() * 5 / 2,
        Shape::IntegerEnum(values) => values.len() * 5 / 2,
        Shape::Union(union) => union.variants.len() * 3,
        Shape::Form(form) => form.parts.len(),
    };
    let setters = if declaration.reach.request { 4 } else { 0 };
    members + setters + 14
}

/// The groups that reach a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Users {
    None,
    One(GroupId),
    Several,
}

impl Users {
    fn with(self, group: GroupId) -> Self {
        match self {
            Self::None => Self::One(group),
            Self::One(other) if other == group => self,
            Self::One(_) | Self::Several => Self::Several,
        }
    }
}

/// The groups that reach each type. What several reach is not entered again, so that the work grows with the document
/// alone, not with its groups too.
fn users(ctx: &Context<'_>) -> Vec<Users> {
    let mut users = vec![Users::None; ctx.api.types.len()];
    for operation in ctx.api.operations.values() {
        let mut open = operation.mentioned();
        while let Some(id) = open.pop() {
            let (before, now) = (users[id.index()], users[id.index()].with(operation.group));
            if before != now {
                users[id.index()] = now;
                open.extend(ctx.api.types[id].shape.mentioned());
            }
        }
    }
    users
}
